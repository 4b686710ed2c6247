"""The steps in order. A newcomer starts reading here.

    documents -> sentences -> cues, actors, dates -> source and target -> (classifier) -> scores -> table

`tag_documents` does everything that depends on text alone, once; `score_tagged` does everything that depends on
weights, as often as a weight changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from signals.actors.masking import NameSpans, blanked_words, mask_actors, name_spans
from signals.actors.mention_finder import MentionFinder
from signals.actors.table import ActorTable, load_actors
from signals.attribution.discourse import Attribution, attribute
from signals.attribution.sentence.standpoints import standpoint_of
from signals.cues.cue_finder import CueFinder, Hits
from signals.cues.lexicon import Lexicon, load_lexicon
from signals.cues.profile import Profile, effective_weights, extend_lexicon
from signals.cues.scoring import FORMS, LABELS, score_hits
from signals.dates.resolve import dates_among
from signals.documents import Classifier, Document
from signals.output.arrow import repeated_texts
from signals.output.columns import OUTPUT_COLUMNS, PROBABILITY_COLUMNS, fact_columns, kept_columns
from signals.output.cues_json import cues_as_json
from signals.text.codepoints import StringArray, string_array
from signals.text.jit import use_machine_code
from signals.text.readability import unread_reasons
from signals.text.sentences import split_sentences

BATCH_DOCUMENTS = 2_000
UNJUDGED = "not judged: the classifier cannot read it"
BATCH_CHARACTERS = 4 * 2**20
Item = TypeVar("Item")


@dataclass(frozen=True)
class Tools:
    """What the steps need besides text, compiled once per process."""

    lexicon: Lexicon
    cue_finder: CueFinder
    mention_finder: MentionFinder


@dataclass(frozen=True)
class Tagged:
    """All that text alone decides about a batch of sentences, one entry or row per sentence.

    `facts`: the output columns that no weight changes. `hits`: cues with modifiers. `probabilities`: (n, 4) or None
    without a classifier. `names`: where actors' names stand. `kept`: the input's other columns.
    """

    facts: pd.DataFrame
    hits: Hits
    probabilities: np.ndarray | None
    names: NameSpans
    kept: pd.DataFrame

    def __len__(self) -> int:
        return len(self.facts)


def make_tools(profile: Profile | None = None, *, actors: ActorTable | None = None) -> Tools:
    """Compile the lexicon (with the profile's own cues) and the actor table."""
    lexicon = extend_lexicon(load_lexicon(), profile or Profile())
    return Tools(lexicon, CueFinder(lexicon), MentionFinder(actors or load_actors()))


def tag_documents(documents: Sequence[Document], tools: Tools, classifier: Classifier | None = None) -> Tagged:
    """Run every step that reads text over a batch of documents."""
    use_machine_code(sum(len(document.text) for document in documents))
    published = [document.published_on.toordinal() for document in documents]

    sentences = split_sentences(documents)
    unread = unread_reasons(sentences.text)
    lines = _readable_lines(sentences.text, unread)
    owners = sentences.document.tolist()
    words = tools.mention_finder.words_of(lines)
    mentions = tools.mention_finder.mentions_among(words, lines, owners, published)
    names = name_spans(lines, mentions)
    hits = tools.cue_finder.hits_among(blanked_words(words, names).folded())
    dated = dates_among(
        words,
        lines,
        [documents[row].published_on for row in owners],
        [documents[row].date_basis for row in owners],
    )
    standpoints = [standpoint_of(one.outlet, day) for one, day in zip(documents, published, strict=True)]
    attributions = attribute(lines, mentions, owners, sentences.paragraph.tolist(), standpoints, words)
    probabilities = classifier.predict(mask_actors(lines, mentions, names)) if classifier else None
    explained = _with_reasons(attributions, unread, probabilities)
    facts = fact_columns(documents, sentences, dated, explained, mentions)
    return Tagged(facts, hits, probabilities, names, kept_columns(documents, owners, OUTPUT_COLUMNS))


def _readable_lines(sentences: Sequence[str], unread: Sequence[str]) -> StringArray:
    """Return the sentences; one that cannot be read is empty to every step below: no cue, no actor, no probability."""
    if not any(unread):
        return string_array(sentences)
    return string_array(["" if reason else text for text, reason in zip(sentences, unread, strict=True)])


def score_columns(tagged: Tagged, lexicon: Lexicon, profile: Profile) -> pd.DataFrame:
    """Return the facts with rule_score, signal, label and form: what filters and trends need, and no JSON."""
    return tagged.facts.assign(**_scores(tagged, lexicon, profile, effective_weights(lexicon, profile)))


def score_tagged(tagged: Tagged, lexicon: Lexicon, profile: Profile) -> pd.DataFrame:
    """Return the output table: the contract's columns in their order, then the input's other columns."""
    weights = effective_weights(lexicon, profile)
    unknown = np.full((len(tagged), len(PROBABILITY_COLUMNS)), np.nan)
    probabilities = unknown if tagged.probabilities is None else tagged.probabilities
    columns: dict[str, Any] = {
        **{name: tagged.facts[name].array for name in tagged.facts.columns},
        **_scores(tagged, lexicon, profile, weights),
        **{name: probabilities[:, column] for column, name in enumerate(PROBABILITY_COLUMNS)},
        "cues": cues_as_json(tagged.hits, lexicon, weights),
    }
    return pd.DataFrame(
        {
            **{name: columns[name] for name in OUTPUT_COLUMNS},
            **{str(name): column for name, column in tagged.kept.items()},
        }
    )


def _scores(tagged: Tagged, lexicon: Lexicon, profile: Profile, weights: np.ndarray) -> dict[str, Any]:
    """Return the columns that weights change, by name."""
    scores = score_hits(
        tagged.hits.matrix(lexicon),
        lexicon,
        weights,
        tagged.probabilities,
        blend=profile.blend,
        neutral_band=profile.neutral_band,
    )
    return {
        "rule_score": scores.rule_score,
        "signal": scores.signal,
        "label": repeated_texts(LABELS.tolist(), scores.label),
        "form": repeated_texts(FORMS.tolist(), scores.form()),
    }


def score_stream(
    documents: Iterable[Document],
    tools: Tools,
    profile: Profile,
    classifier: Classifier | None = None,
    *,
    batch: int = BATCH_DOCUMENTS,
) -> Iterator[pd.DataFrame]:
    """Yield the scored table in batches of documents, so that memory does not grow with the corpus."""
    for chunk in in_batches(documents, batch):
        yield score_tagged(tag_documents(chunk, tools, classifier), tools.lexicon, profile)


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield lists of up to `size` items; fewer where documents are long: a list ends above BATCH_CHARACTERS of text."""
    batch: list[Item] = []
    n_characters = 0
    for item in items:
        batch.append(item)
        n_characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) == size or n_characters > BATCH_CHARACTERS:
            yield batch
            batch, n_characters = [], 0
    if batch:
        yield batch


def _with_reasons(
    attributions: Sequence[Attribution], reasons: Sequence[str], probabilities: np.ndarray | None
) -> list[Attribution]:
    """Return the attributions; why a sentence was not read, or not judged by the classifier, stands in the basis."""
    explained = [
        Attribution("", "", reason) if reason else one for one, reason in zip(attributions, reasons, strict=True)
    ]
    if probabilities is not None:
        for row in np.flatnonzero(np.isnan(probabilities[:, 0])).tolist():
            if not reasons[row]:
                explained[row] = explained[row]._replace(basis=f"{explained[row].basis}; {UNJUDGED}".removeprefix("; "))
    return explained
