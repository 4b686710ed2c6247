"""The corpus in memory: read, put together, filtered, and re-scored without touching text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Cue, load_lexicon
from signals.cues.profile import Profile, extend_lexicon
from signals.documents import Document, Rejected
from signals.ingest.document_reader import read_documents
from signals.pipeline import Tools, score_columns, score_tagged, tag_documents
from signals.text.phrases import PhraseMatcher
from signals.trends.corpus import OTHER_SEEDS, Corpus, concat_tagged, seed_corpora, tag_corpus, take, with_cues_of
from signals.trends.summaries import cue_counts
from tests.support import ROOT

SEEDS = ROOT / "seeds"


DOCUMENTS = [
    Document("a", date(2022, 1, 10), "Russia threatened Ukraine with war. Ukraine welcomed the talks.", outlet="One"),
    Document(
        "b", date(2022, 1, 12), "The United States warned Russia of severe sanctions.", outlet="Two", kept={"page": 3}
    ),
    Document("c", date(2022, 2, 1), "It rained in the capital."),
]


@pytest.fixture(scope="module")
def corpus(tools: Tools) -> Corpus:
    return tag_corpus([DOCUMENTS[0], Rejected("x.txt", "no date"), *DOCUMENTS[1:]], tools)


class Halves:
    name, version = "halves", "1"

    def predict(self, masked_sentences: list[str]) -> np.ndarray:
        return np.full((len(masked_sentences), 4), 0.5)


def test_counts_documents_and_keeps_what_was_turned_away(corpus: Corpus) -> None:
    assert (corpus.n_documents, len(corpus.tagged)) == (3, 4)
    assert corpus.rejected == (Rejected("x.txt", "no date"),)


@pytest.mark.parametrize(
    "items", [pytest.param([], id="nothing"), pytest.param([Rejected("x", "y")], id="only_rejected")]
)
def test_an_empty_corpus_is_a_corpus(items: list[Rejected], tools: Tools) -> None:
    assert len(tag_corpus(items, tools).tagged) == 0


def test_batches_put_together_score_as_one(winter: Corpus, tools: Tools) -> None:
    documents = [item for item in read_documents([SEEDS / "winter_2021_22.jsonl"]) if isinstance(item, Document)]
    parts = [tag_documents(documents[at : at + 50], tools) for at in range(0, len(documents), 50)]
    together = score_tagged(concat_tagged([tag_documents([], tools), *parts]), tools.lexicon, Profile())
    pd.testing.assert_frame_equal(together, score_tagged(winter.tagged, tools.lexicon, Profile()))


def test_probabilities_are_put_together_too(tools: Tools) -> None:
    parts = [tag_documents([document], tools, Halves()) for document in DOCUMENTS]
    joined = concat_tagged(parts).probabilities
    assert joined is not None and joined.shape == (4, 4)


def test_rows_taken_out_score_as_in_the_whole(winter: Corpus, tools: Tools) -> None:
    rows = np.array([700, 3, 3, 0, len(winter.tagged) - 1])
    whole = score_tagged(winter.tagged, tools.lexicon, Profile())
    part = score_tagged(take(winter.tagged, rows), tools.lexicon, Profile())
    pd.testing.assert_frame_equal(part, whole.iloc[rows].reset_index(drop=True))


def test_no_rows_may_be_taken(winter: Corpus, tools: Tools) -> None:
    assert len(score_tagged(take(winter.tagged, np.array([], dtype=int)), tools.lexicon, Profile())) == 0


def test_the_slim_table_has_the_numbers_of_the_full_one(winter: Corpus, tools: Tools) -> None:
    profile = Profile(family_scale={"attack": 2.0})
    slim, full = (score(winter.tagged, tools.lexicon, profile) for score in (score_columns, score_tagged))
    pd.testing.assert_frame_equal(
        slim[["rule_score", "signal", "label", "form"]],
        full[["rule_score", "signal", "label", "form"]],
        check_dtype=False,
    )


def test_a_changed_weight_never_touches_text(winter: Corpus, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    before = score_columns(winter.tagged, tools.lexicon, Profile())["signal"]

    def refuse(*_: object) -> None:
        raise AssertionError("text was matched again")

    monkeypatch.setattr(PhraseMatcher, "find", refuse)
    monkeypatch.setattr(CueFinder, "find_hits", refuse)
    after = score_columns(winter.tagged, tools.lexicon, Profile(family_scale={"attack": 0.0}))["signal"]
    assert (before != after).any()


def test_an_added_cue_is_found_in_the_same_sentences(corpus: Corpus, tools: Tools) -> None:
    profile = Profile(added=(Cue("rained", 0.8, "threat", "verbal", "analyst"),))
    lexicon = extend_lexicon(tools.lexicon, profile)
    again = with_cues_of(corpus, lexicon)
    assert cue_counts(again.tagged.hits, lexicon)["rained"] == 1
    assert score_columns(again.tagged, lexicon, profile)["signal"].iloc[-1] > 0.5
    assert again.tagged.facts is corpus.tagged.facts


def test_seeds_are_every_readable_file_but_labels(tmp_path: Path) -> None:
    for name in ("winter_2021_22.jsonl", "labels_a.csv", "2022-02-24_note.txt", "picture.png", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    found = seed_corpora(tmp_path)
    assert list(found) == ["Winter 2021-22", OTHER_SEEDS]
    assert [path.name for path in found[OTHER_SEEDS]] == ["2022-02-24_note.txt"]


def test_a_text_dropped_into_the_seeds_is_read(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "2022-02-24_note.txt").write_text("Russia attacked Ukraine before dawn.")
    dropped = tag_corpus(read_documents(seed_corpora(tmp_path)[OTHER_SEEDS]), tools)
    assert dropped.tagged.facts["published_on"].dt.date.tolist() == [date(2022, 2, 24)]


def test_matching_again_finds_the_same(winter: Corpus) -> None:
    again = with_cues_of(winter, load_lexicon()).tagged.hits
    for name in ("sentence", "cue", "start", "end", "modifier"):
        assert getattr(again, name).tolist() == getattr(winter.tagged.hits, name).tolist()
