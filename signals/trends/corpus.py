"""A corpus in memory: read and tagged once, then filtered, scored and shown as often as an analyst likes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from signals.actors.masking import NameSpans, blanked_words
from signals.cues.cue_finder import CueFinder, Hits
from signals.cues.lexicon import Lexicon
from signals.documents import Classifier, Document, Rejected
from signals.ingest.formats import ENDINGS
from signals.pipeline import BATCH_DOCUMENTS, Tagged, Tools, in_batches, tag_documents
from signals.text.words import words_of
from signals.trends.averages import period_start, trend

NAMED_SEEDS = {"winter_2021_22.jsonl": "Winter 2021-22", "october_1962.jsonl": "October 1962"}
OTHER_SEEDS = "Everything else in seeds"
ROLES = ("source", "target", "actor", "dyad")
NO_FORM = "none"  # the filter's word for a neutral sentence, which has no form


@dataclass(frozen=True)
class Corpus:
    """Documents read and tagged: everything about them that no weight changes, and what was turned away."""

    tagged: Tagged
    rejected: tuple[Rejected, ...]
    n_documents: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What an analyst wants to see; an empty tuple and None mean everything.

    `role`: where one of `actors` must stand: source, target, actor (anywhere in the sentence) or dyad (source and
    target are both among `actors`; with a single actor: one of the two). `first` and `last` bound `dated_on` and are
    included. `forms`: verbal, material, or none (neutral sentences).
    """

    actors: tuple[str, ...] = ()
    role: str = "source"
    first: date | None = None
    last: date | None = None
    outlets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


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
        documents = [item for item in chunk if isinstance(item, Document)]
        rejected += [item for item in chunk if isinstance(item, Rejected)]
        n_documents += len(documents)
        if documents or not batches:
            batches.append(tag_documents(documents, tools, classifier))
    return Corpus(concat_tagged(batches or [tag_documents([], tools, classifier)]), tuple(rejected), n_documents)


def concat_tagged(batches: Sequence[Tagged]) -> Tagged:
    """Put batches one after the other; raises IndexError for none."""
    batches = [batch for batch in batches if len(batch)] or [batches[0]]
    if len(batches) == 1:
        return batches[0]
    probabilities = [batch.probabilities for batch in batches]
    return Tagged(
        pd.concat([batch.facts for batch in batches], ignore_index=True),
        _concat_hits([batch.hits for batch in batches]),
        None
        if any(part is None for part in probabilities)
        else np.concatenate([part for part in probabilities if part is not None]),
        _concat_names([batch.names for batch in batches], [len(batch) for batch in batches]),
        pd.concat([batch.kept for batch in batches], ignore_index=True),
    )


def _concat_hits(parts: Sequence[Hits]) -> Hits:
    offsets = np.cumsum([0, *(part.n_sentences for part in parts)])
    sentence = np.concatenate(
        [part.sentence + offset for part, offset in zip(parts, offsets[:-1], strict=True)]
    ).astype(np.int32)
    return Hits(
        sentence,
        np.concatenate([part.cue for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.modifier for part in parts]),
        int(offsets[-1]),
    )


def _concat_names(parts: Sequence[NameSpans], lengths: Sequence[int]) -> NameSpans:
    offsets = np.cumsum([0, *lengths[:-1]])
    return NameSpans(
        np.concatenate([part.sentence + offset for part, offset in zip(parts, offsets, strict=True)]).astype(np.int32),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
    )


def take(tagged: Tagged, rows: np.ndarray) -> Tagged:
    """Return the sentences at `rows` (positions, in the order wanted), without touching text."""
    hits, names = tagged.hits, tagged.names
    sentence, entries = _entries_of(hits.sentence, rows)
    sentence_of_name, of_names = _entries_of(names.sentence, rows)
    return Tagged(
        tagged.facts.iloc[rows].reset_index(drop=True),
        Hits(sentence, hits.cue[entries], hits.start[entries], hits.end[entries], hits.modifier[entries], len(rows)),
        None if tagged.probabilities is None else tagged.probabilities[rows],
        NameSpans(sentence_of_name, names.start[of_names], names.end[of_names]),
        tagged.kept.iloc[rows].reset_index(drop=True),
    )


def _entries_of(row_of_entry: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the new row of each entry of some rows, and where it stands among all, which are sorted by row."""
    wanted = rows.astype(row_of_entry.dtype)
    first, last = (np.searchsorted(row_of_entry, wanted, side=side) for side in ("left", "right"))
    counts = last - first
    entries = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    return np.repeat(np.arange(len(rows)), counts).astype(np.int32), entries


def match_again(corpus: Corpus, lexicon: Lexicon) -> Corpus:
    """Find the cues of another lexicon in the same sentences; all else stays."""
    tagged = corpus.tagged
    words = blanked_words(words_of(tagged.facts["sentence"].tolist()), tagged.names)
    return replace(corpus, tagged=replace(tagged, hits=CueFinder(lexicon).hits_among(words.folded())))


def select(scored: pd.DataFrame, filters: Filters) -> np.ndarray:
    """Return which sentences of `scored` pass the filters, as booleans. Raises ValueError for an unknown role."""
    if filters.role not in ROLES:
        raise ValueError(f"role is {filters.role!r}; expected one of {', '.join(ROLES)}")
    chosen = np.ones(len(scored), dtype=bool)
    if filters.actors:
        chosen &= has_actor(scored, filters.actors, filters.role)
    if filters.first is not None:
        chosen &= (scored["dated_on"] >= pd.Timestamp(filters.first)).to_numpy()
    if filters.last is not None:
        chosen &= (scored["dated_on"] <= pd.Timestamp(filters.last)).to_numpy()
    if filters.outlets:
        chosen &= scored["outlet"].isin(filters.outlets).to_numpy()
    if filters.forms:
        chosen &= scored["form"].isin(["" if form == NO_FORM else form for form in filters.forms]).to_numpy()
    return chosen


def has_actor(scored: pd.DataFrame, codes: Sequence[str], role: str) -> np.ndarray:
    """Return whether one of `codes` stands in `role` (see `Filters`), one boolean per sentence."""
    if role == "actor":
        padded = ";" + scored["actors"].fillna("") + ";"
        return np.logical_or.reduce(
            [padded.str.contains(f";{code};", regex=False).to_numpy(dtype=bool) for code in codes]
        )
    as_source, as_target = scored["source"].isin(codes).to_numpy(), scored["target"].isin(codes).to_numpy()
    if role == "dyad":
        both_known = ((scored["source"] != "") & (scored["target"] != "")).to_numpy()
        return both_known & (as_source & as_target if len(codes) > 1 else as_source | as_target)
    return as_source if role == "source" else as_target


def behind(
    scored: pd.DataFrame, *, by: str, line: Sequence[str] = (), every: str = "day", period: date | None = None
) -> np.ndarray:
    """Return which sentences a point of the trend averages: of one `line` (an actor's code; source and target for
    dyads) and one `period` (its first day); without them, all."""
    chosen = np.ones(len(scored), dtype=bool)
    if line:
        roles = ("source", "target") if by == "dyad" else (by,)
        chosen &= np.logical_and.reduce(
            [has_actor(scored, [code], role) for code, role in zip(line, roles, strict=True)]
        )
    if period is not None:
        chosen &= (period_start(scored["dated_on"], every) == pd.Timestamp(period)).to_numpy()
    return chosen


def latest_first(scored: pd.DataFrame, chosen: np.ndarray) -> np.ndarray:
    """Return the positions of the chosen sentences, the latest day first, in the order of reading within a day."""
    rows = np.flatnonzero(chosen)
    return rows[
        np.argsort(-scored["dated_on"].to_numpy()[rows].astype("datetime64[D]").astype(np.int64), kind="stable")
    ]


def n_pages(rows: np.ndarray, per_page: int) -> int:
    """Return how many pages of `per_page` hold the rows."""
    return -(-len(rows) // per_page)


def page_of(rows: np.ndarray, number: int, per_page: int) -> np.ndarray:
    """Return the rows on a page, counted from 1; the last may have fewer."""
    return rows[(number - 1) * per_page : number * per_page]


def periods_of(scored: pd.DataFrame, every: str) -> list[date]:
    """Return the first days of the periods that have text, the latest first."""
    return [day.date() for day in sorted(period_start(scored["dated_on"], every).dropna().unique(), reverse=True)]


def line_summary(scored: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Average over the whole of `scored`: one row per actor or dyad, the one with the most sentences first.

    The columns are those of the trend without date and rolling ones.
    """
    return as_summary(trend(as_one_day(scored), by=by, every="day"))


def as_one_day(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the facts with one day for all sentences: the trend of these is one point per line."""
    return facts.assign(dated_on=pd.Timestamp(0))


def as_summary(averaged: pd.DataFrame) -> pd.DataFrame:
    """Return the trend of `as_one_day` as a table of lines, the one with the most sentences first, equals by code."""
    summary = averaged.drop(columns=["date", "rolling_signal", "rolling_n"])
    return summary.sort_values("n_sentences", ascending=False, kind="stable", ignore_index=True)


def actor_counts(facts: pd.DataFrame) -> dict[str, int]:
    """Return how many sentences name each actor, the most frequent first, equals by code."""
    codes = facts["actors"].str.split(";").explode()
    counts = codes[codes.fillna("") != ""].value_counts()
    return dict(sorted(((str(code), int(n)) for code, n in counts.items()), key=lambda pair: (-pair[1], pair[0])))


def cue_counts(hits: Hits, lexicon: Lexicon) -> Mapping[str, int]:
    """Return how often each cue was found, by pattern."""
    counts = np.bincount(hits.cue, minlength=len(lexicon.cues))
    return {cue.pattern: int(n) for cue, n in zip(lexicon.cues, counts, strict=True)}
