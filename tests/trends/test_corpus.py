"""The corpus in memory: read, put together, filtered, and re-scored without touching text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
import signals
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Cue, load_lexicon
from signals.cues.profile import Profile, extend_lexicon
from signals.documents import Document, Rejected
from signals.ingest.document_reader import read_documents
from signals.pipeline import Tagged, Tools, score_columns, score_tagged, tag_documents
from signals.text.phrases import PhraseMatcher
from signals.trends.averages import trend
from signals.trends.corpus import (
    OTHER_SEEDS,
    Corpus,
    Filters,
    actor_counts,
    behind,
    concat_tagged,
    cue_counts,
    has_actor,
    latest_first,
    line_summary,
    match_again,
    n_pages,
    page_of,
    periods_of,
    seed_corpora,
    select,
    tag_corpus,
    take,
)
from signals.trends.view import View, chosen_sentences
from tests.support import ROOT, seed_documents

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


@pytest.fixture(scope="module")
def winter(tools: Tools) -> Corpus:
    return tag_corpus(read_documents([SEEDS / "winter_2021_22.jsonl"]), tools)


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    """Five sentences with everything that filters look at."""
    rows = [
        ("RUS", "UKR", "RUS;UKR", "2022-01-10", "One", "verbal"),
        ("UKR", "", "UKR", "2022-01-10", "One", ""),
        ("USA", "RUS", "USA;RUS", "2022-01-12", "Two", "verbal"),
        ("", "", "", "2022-02-01", "", ""),
        ("RUS", "USA", "RUS;USA;EU", "2022-01-17", "Two", "material"),
    ]
    table = pd.DataFrame(rows, columns=["source", "target", "actors", "dated_on", "outlet", "form"])
    return table.assign(
        dated_on=pd.to_datetime(table["dated_on"]),
        doc_id=list("aabcd"),
        signal=[0.5, -0.5, 0.2, 0, 1.0],
        label="neutral",
    )


class Halves:
    name, version = "halves", "1"

    def predict(self, masked_sentences: list[str]) -> np.ndarray:
        return np.full((len(masked_sentences), 4), 0.5)


FILTERS = (
    Filters(),
    Filters(actors=("RUS", "UKR"), role="actor"),
    Filters(first=date(2022, 1, 10), last=date(2022, 2, 20), forms=("verbal", "none")),
)


PROFILES = (
    Profile(),
    Profile(weights={"talks": 0.9}),
    Profile(weights={"talks": 0.9}, family_scale={"attack": 2.0}),
    Profile(blend=0.2),
)


@pytest.fixture(scope="module")
def tagged(tools: Tools) -> Tagged:
    return tag_documents(seed_documents(), tools, models.load("fast"))


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
    again = match_again(corpus, lexicon)
    assert cue_counts(again.tagged.hits, lexicon)["rained"] == 1
    assert score_columns(again.tagged, lexicon, profile)["signal"].iloc[-1] > 0.5
    assert again.tagged.facts is corpus.tagged.facts


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        pytest.param(Filters(), [0, 1, 2, 3, 4], id="everything"),
        pytest.param(Filters(actors=("RUS",)), [0, 4], id="source"),
        pytest.param(Filters(actors=("RUS",), role="target"), [2], id="target"),
        pytest.param(Filters(actors=("RUS",), role="actor"), [0, 2, 4], id="named"),
        pytest.param(Filters(actors=("EU",), role="actor"), [4], id="named_only"),
        pytest.param(Filters(actors=("RUS",), role="dyad"), [0, 2, 4], id="one_end_of_a_pair"),
        pytest.param(Filters(actors=("RUS", "USA"), role="dyad"), [2, 4], id="both_ends_of_a_pair"),
        pytest.param(Filters(first=date(2022, 1, 12)), [2, 3, 4], id="from_a_day"),
        pytest.param(Filters(last=date(2022, 1, 10)), [0, 1], id="up_to_a_day"),
        pytest.param(Filters(outlets=("Two",)), [2, 4], id="outlet"),
        pytest.param(Filters(forms=("verbal",)), [0, 2], id="words"),
        pytest.param(Filters(forms=("material", "none")), [1, 3, 4], id="deeds_and_neither"),
        pytest.param(Filters(actors=("RUS",), outlets=("One",), forms=("material",)), [], id="all_must_hold"),
    ],
)
def test_filters(scored: pd.DataFrame, filters: Filters, rows: list[int]) -> None:
    assert np.flatnonzero(select(scored, filters)).tolist() == rows


def test_a_code_within_another_is_not_that_actor(scored: pd.DataFrame) -> None:
    assert not has_actor(scored, ["US"], "actor").any()


def test_an_unknown_role_is_refused(scored: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="role is 'boss'; expected one of source"):
        select(scored, Filters(role="boss"))


@pytest.mark.parametrize(
    ("by", "line", "every", "period", "rows"),
    [
        pytest.param("source", (), "day", None, [0, 1, 2, 3, 4], id="all"),
        pytest.param("source", ("RUS",), "day", date(2022, 1, 10), [0], id="day"),
        pytest.param("actor", ("RUS",), "week", date(2022, 1, 10), [0, 2], id="week_of_monday"),
        pytest.param("dyad", ("USA", "RUS"), "month", date(2022, 1, 1), [2], id="pair"),
        pytest.param("dyad", ("RUS", "UKR"), "day", None, [0], id="pair_has_a_direction"),
    ],
)
def test_the_sentences_behind_a_point(
    scored: pd.DataFrame, by: str, line: tuple[str, ...], every: str, period: date | None, rows: list[int]
) -> None:
    assert np.flatnonzero(behind(scored, by=by, line=line, every=every, period=period)).tolist() == rows


@pytest.mark.parametrize("by", ["source", "target", "actor", "dyad"])
@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_every_point_averages_the_sentences_behind_it(winter: Corpus, tools: Tools, by: str, every: str) -> None:
    scored = score_columns(winter.tagged, tools.lexicon, Profile())
    keys = ["source", "target"] if by == "dyad" else [by]
    for row in trend(scored, by=by, every=every).sample(20, random_state=1).to_dict("records"):
        chosen = behind(scored, by=by, line=[row[key] for key in keys], every=every, period=row["date"].date())
        assert chosen.sum() == row["n_sentences"]
        assert scored["signal"][chosen].mean() == pytest.approx(row["signal"], abs=1e-5)


def test_the_latest_come_first_and_a_day_is_read_in_order(scored: pd.DataFrame) -> None:
    assert latest_first(scored, np.ones(5, dtype=bool)).tolist() == [3, 4, 2, 0, 1]


def test_pages_hold_every_row_once() -> None:
    rows = np.arange(5)
    assert [page_of(rows, number, 2).tolist() for number in (1, 2, 3)] == [[0, 1], [2, 3], [4]]
    assert [n_pages(rows[:n], 2) for n in (0, 1, 2, 5)] == [0, 1, 1, 3]


def test_periods_are_those_with_text(scored: pd.DataFrame) -> None:
    assert periods_of(scored, "week") == [date(2022, 1, 31), date(2022, 1, 17), date(2022, 1, 10)]


def test_the_summary_averages_over_everything(scored: pd.DataFrame) -> None:
    summary = line_summary(scored, by="source")
    assert summary["source"].tolist() == ["RUS", "UKR", "USA"]
    assert summary.loc[0, ["n_sentences", "n_documents", "signal"]].tolist() == [2, 2, 0.75]
    assert "date" not in summary


def test_actors_are_counted_once_a_sentence(scored: pd.DataFrame) -> None:
    assert list(actor_counts(scored).items()) == [("RUS", 3), ("UKR", 2), ("USA", 2), ("EU", 1)]


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
    again = match_again(winter, load_lexicon()).tagged.hits
    for name in ("sentence", "cue", "start", "end", "modifier"):
        assert getattr(again, name).tolist() == getattr(winter.tagged.hits, name).tolist()


@pytest.mark.parametrize(("by", "every"), [("source", "day"), ("actor", "week"), ("dyad", "month")])
@pytest.mark.parametrize("filters", FILTERS, ids=["everything", "actors", "forms"])
def test_shows_what_a_full_scoring_gives(tagged: Tagged, tools: Tools, filters: Filters, by: str, every: str) -> None:
    view = View(tagged, tools.lexicon, chosen_sentences(tagged, tools.lexicon, Profile(), filters), by=by, every=every)
    for profile in PROFILES:
        scored = score_tagged(tagged, tools.lexicon, profile)[view.chosen]
        expected, summary = signals.trend(scored, by=by, every=every), line_summary(scored, by=by)
        pd.testing.assert_frame_equal(view.trend(profile), expected, check_exact=True)
        pd.testing.assert_frame_equal(view.summary(profile), summary, check_exact=True)
        pd.testing.assert_frame_equal(view.sizes, summary[view.sizes.columns], check_exact=True)
    assert view.periods == periods_of(scored, every)
    assert len(view) == len(scored)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("filters", FILTERS, ids=["everything", "actors", "forms"])
def test_filters_see_the_scores_of_the_profile(
    tagged: Tagged, tools: Tools, filters: Filters, profile: Profile
) -> None:
    scored = score_columns(tagged, tools.lexicon, profile)
    chosen = chosen_sentences(tagged, tools.lexicon, profile, filters)
    assert chosen.tolist() == select(scored, filters).tolist()


def test_the_sentences_behind_a_point_and_their_scores(tagged: Tagged, tools: Tools) -> None:
    chosen = chosen_sentences(tagged, tools.lexicon, Profile(), Filters(actors=("RUS",)))
    view, profile = View(tagged, tools.lexicon, chosen, by="source", every="week"), PROFILES[2]
    scored = score_tagged(tagged, tools.lexicon, profile)
    for line, period in (((), None), (("RUS",), None), (("RUS",), view.periods[3])):
        expected = latest_first(scored, chosen & behind(scored, by="source", line=line, every="week", period=period))
        assert len(expected) and view.rows_behind(line, period).tolist() == expected.tolist()
        pd.testing.assert_frame_equal(view.scored(expected, profile), scored.iloc[expected].reset_index(drop=True))
    assert view.rows_behind(("USA",), None).tolist() == []
