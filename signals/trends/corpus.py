"""A corpus in memory: documents read and tagged once, so that they can be scored as often as an analyst likes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from signals.actors.masking import NameSpans, blanked_words
from signals.cues.cue_finder import CueFinder, Hits
from signals.cues.lexicon import Lexicon
from signals.documents import Classifier, Document, Rejected, documents_and_rejected
from signals.ingest.formats import ENDINGS
from signals.pipeline import BATCH_DOCUMENTS, Tagged, Tools, in_batches, tag_documents
from signals.text.words import words_of

NAMED_SEEDS = {"winter_2021_22.jsonl": "Winter 2021-22", "october_1962.jsonl": "October 1962"}
OTHER_SEEDS = "Everything else in seeds"


@dataclass(frozen=True)
class Corpus:
    """Documents read and tagged: everything about them that no weight changes, and what was turned away."""

    tagged: Tagged
    rejected: tuple[Rejected, ...]
    n_documents: int


def seed_corpora(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Return the embedded corpora by the name shown: every readable file in `folder` except tables of labels."""
    readable = sorted(path for path in folder.rglob("*") if path.is_file() and _is_seed(path, folder))
    corpora = {name: (folder / file,) for file, name in NAMED_SEEDS.items() if folder / file in readable}
    others = tuple(path for path in readable if path not in {folder / file for file in NAMED_SEEDS})
    return corpora | ({OTHER_SEEDS: others} if others else {})


def _is_seed(path: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not is_hidden and not path.name.startswith("labels") and path.name.lower().endswith(ENDINGS)


def tag_corpus(items: Iterable[Document | Rejected], tools: Tools, classifier: Classifier | None = None) -> Corpus:
    """Tag every document among `items`; keep what was turned away."""
    rejected: list[Rejected] = []
    batches: list[Tagged] = []
    n_documents = 0
    for chunk in in_batches(items, BATCH_DOCUMENTS):
        documents, turned_away = documents_and_rejected(chunk)
        rejected += turned_away
        n_documents += len(documents)
        if documents or not batches:
            batches.append(tag_documents(documents, tools, classifier))
    return Corpus(concat_tagged(batches or [tag_documents([], tools, classifier)]), tuple(rejected), n_documents)


def concat_tagged(batches: Sequence[Tagged]) -> Tagged:
    """Put batches one after the other; raises IndexError for none."""
    batches = [batch for batch in batches if len(batch)] or [batches[0]]
    if len(batches) == 1:
        return batches[0]
    probabilities = [batch.probabilities for batch in batches if batch.probabilities is not None]
    first_rows = np.cumsum([0, *(len(batch) for batch in batches)])[:-1]
    return Tagged(
        pd.concat([batch.facts for batch in batches], ignore_index=True),
        _concat_hits([batch.hits for batch in batches], first_rows),
        np.concatenate(probabilities) if len(probabilities) == len(batches) else None,
        _concat_names([batch.names for batch in batches], first_rows),
        pd.concat([batch.kept for batch in batches], ignore_index=True),
    )


def _concat_hits(batches: Sequence[Hits], first_rows: np.ndarray) -> Hits:
    return Hits(
        _concat_rows([hits.sentence for hits in batches], first_rows),
        np.concatenate([hits.cue for hits in batches]),
        np.concatenate([hits.start for hits in batches]),
        np.concatenate([hits.end for hits in batches]),
        np.concatenate([hits.modifier for hits in batches]),
        sum(hits.n_sentences for hits in batches),
    )


def _concat_names(batches: Sequence[NameSpans], first_rows: np.ndarray) -> NameSpans:
    return NameSpans(
        _concat_rows([names.sentence for names in batches], first_rows),
        np.concatenate([names.start for names in batches]),
        np.concatenate([names.end for names in batches]),
    )


def _concat_rows(rows_of_batches: Sequence[np.ndarray], first_rows: np.ndarray) -> np.ndarray:
    """Sentence numbers within batches as numbers within the whole: int32."""
    return np.concatenate([rows + first for rows, first in zip(rows_of_batches, first_rows, strict=True)]).astype(
        np.int32
    )


def take(tagged: Tagged, rows: np.ndarray) -> Tagged:
    """Return the sentences at `rows` (positions, in the order wanted), without touching text."""
    hits, names = tagged.hits, tagged.names
    sentence, entries = _entries_of(hits.sentence, rows)
    sentence_of_name, name_entries = _entries_of(names.sentence, rows)
    return Tagged(
        tagged.facts.iloc[rows].reset_index(drop=True),
        Hits(sentence, hits.cue[entries], hits.start[entries], hits.end[entries], hits.modifier[entries], len(rows)),
        None if tagged.probabilities is None else tagged.probabilities[rows],
        NameSpans(sentence_of_name, names.start[name_entries], names.end[name_entries]),
        tagged.kept.iloc[rows].reset_index(drop=True),
    )


def _entries_of(row_of_entry: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the new row of each entry of some rows, and where it stands among all, which are sorted by row."""
    wanted = rows.astype(row_of_entry.dtype)
    start, end = (np.searchsorted(row_of_entry, wanted, side=side) for side in ("left", "right"))
    counts = end - start
    entries = np.repeat(start - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    return np.repeat(np.arange(len(rows)), counts).astype(np.int32), entries


def with_cues_of(corpus: Corpus, lexicon: Lexicon) -> Corpus:
    """Find the cues of another lexicon in the same sentences; all else stays."""
    tagged = corpus.tagged
    words = blanked_words(words_of(tagged.facts["sentence"].tolist()), tagged.names)
    return replace(corpus, tagged=replace(tagged, hits=CueFinder(lexicon).hits_among(words.folded())))
