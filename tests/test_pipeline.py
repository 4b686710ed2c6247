"""The flow as a whole: the contract's columns, rows in order, nothing that depends on the batch or on who it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.table import Alias, load_actors
from signals.cues.profile import Profile
from signals.output.columns import OUTPUT_COLUMNS
from signals.pipeline import Tools, in_batches, make_tools, score_stream, score_tagged, tag_documents
from tests.support import ROOT, document, scored_sentences

TOOLS = make_tools()
PIECES = st.sampled_from(
    [
        "Russia attacked Ukraine. ", "“We will not talk. ", "Never,” Lavrov said. ", "He added that NATO must go. ",
        "\n\n",
        "Talks resumed on Monday.", "The minister left. ", "Iran's envoy met the U.S. delegation; no deal was made. ",
        "Kuleba left. ", "Dmytro Kuleba, the foreign minister, spoke. ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=8).map("".join)


class Fixed:
    """A classifier that says the same of every sentence, except that it cannot judge short ones."""

    name, version = "fixed", "1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        self.seen.extend(masked_sentences)
        judged = np.tile([0.1, 0.8, 0.1, 0.9], (len(masked_sentences), 1))
        judged[[len(sentence) < 10 for sentence in masked_sentences]] = np.nan
        return judged


def scored(texts: list[str], batch: int = 1000, **fields: object) -> pd.DataFrame:
    documents = [document(text, f"d{row}", **fields) for row, text in enumerate(texts)]
    return pd.concat(score_stream(documents, TOOLS, Profile(), batch=batch), ignore_index=True)


def test_columns_stand_in_the_contracts_order() -> None:
    assert tuple(scored(["Russia left."]).columns) == OUTPUT_COLUMNS
    assert OUTPUT_COLUMNS[:5] == ("sentence_id", "doc_id", "outlet", "url", "published_on")
    assert len(OUTPUT_COLUMNS) == 21


def test_kept_columns_follow_and_give_way() -> None:
    table = scored(["Russia left. We ran."], kept={"n": 7, "label": "mine", "Signal": 1})
    assert tuple(table.columns) == (*OUTPUT_COLUMNS, "n", "input_label", "Signal")
    assert table["n"].tolist() == [7, 7] and table["input_label"].tolist() == ["mine", "mine"]


def test_a_kept_column_that_one_document_lacks_is_missing_there() -> None:
    documents = [document("Russia left.", "a", kept={"n": 7}), document("We ran.", "b", kept={"m": 1})]
    table = score_tagged(tag_documents(documents, TOOLS), TOOLS.lexicon, Profile())
    assert table["n"].isna().tolist() == [False, True] and table["m"].isna().tolist() == [True, False]


def test_sentences_are_numbered_within_their_document() -> None:
    table = scored(["Russia left. We ran.", "It rained."])
    assert table["sentence_id"].tolist() == ["d0#1", "d0#2", "d1#1"]


def test_of_two_documents_with_one_id_each_begins_at_one() -> None:
    documents = [document("Russia left.", "a"), document("We ran.", "a")]
    table = score_tagged(tag_documents(documents, TOOLS), TOOLS.lexicon, Profile())
    assert table["doc_id"].tolist() == ["a", "a"] and table["sentence_id"].tolist() == ["a#1", "a#1"]


def test_without_a_classifier_probabilities_are_missing() -> None:
    table = scored(["Russia attacked Ukraine."])
    assert table.filter(like="p_").isna().all(axis=None)
    assert table["signal"].tolist() == table["rule_score"].tolist()


def test_the_classifier_sees_no_actor_and_its_gaps_take_the_rules() -> None:
    classifier = Fixed()
    documents = [document("Russia attacked Ukraine near Kharkiv on Monday."), document("Iran left")]
    table = score_tagged(tag_documents(documents, TOOLS, classifier), TOOLS.lexicon, Profile(blend=1))
    assert classifier.seen == ["actor attacked actor near place on Monday.", "actor left"]
    assert table["p_deescalatory"].tolist() == [0.8, 0.8]
    short = score_tagged(tag_documents([document("War!")], TOOLS, classifier), TOOLS.lexicon, Profile(blend=1))
    assert short["p_escalatory"].isna().all() and short["signal"].tolist() == short["rule_score"].tolist()


def test_cues_say_what_was_hit_and_where() -> None:
    sentence = "Russia did not attack Ukraine."
    (cue,) = json.loads(scored([sentence]).loc[0, "cues"])
    assert set(cue) == {"pattern", "start", "end", "weight", "modifier"}
    assert (sentence[cue["start"] : cue["end"]], cue["modifier"]) == ("attack", "negated")


def test_actors_are_all_that_are_named_and_carried() -> None:
    table = scored(["Lavrov met Blinken in Vienna. He thanked NATO."])
    assert table["actors"].tolist()[0].startswith("RUS;USA")
    assert set(table["actors"].tolist()[1].split(";")) == {"NATO", "RUS"}


@given(st.lists(TEXTS, max_size=10))
@settings(deadline=None)
def test_one_sentence_rows_come_back_one_to_one_in_order(texts: list[str]) -> None:
    documents = [document(text, f"d{row}", is_one_sentence=True) for row, text in enumerate(texts)]
    tables = list(score_stream(documents, TOOLS, Profile(), batch=3))
    ids = [one for table in tables for one in table["doc_id"]]
    assert ids == [f"d{row}" for row in range(len(texts))]


@given(st.lists(TEXTS, min_size=1, max_size=7), st.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_the_batch_size_changes_no_bit(texts: list[str], batch: int) -> None:
    pd.testing.assert_frame_equal(scored(texts, batch), scored(texts), check_exact=True, check_dtype=False)


@given(st.lists(TEXTS, min_size=2, max_size=6), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_of_documents_changes_no_row(texts: list[str], random: object) -> None:
    documents = [document(text, f"d{row}") for row, text in enumerate(texts)]
    turned = list(documents)
    random.shuffle(turned)  # type: ignore[attr-defined]
    tables = [
        pd.concat(score_stream(some, TOOLS, Profile())).sort_values("sentence_id") for some in (documents, turned)
    ]
    pd.testing.assert_frame_equal(*(table.reset_index(drop=True) for table in tables), check_exact=True)


def test_a_changed_weight_needs_no_text() -> None:
    tagged = tag_documents([document("Russia attacked Ukraine.")], TOOLS)
    (cue,) = json.loads(score_tagged(tagged, TOOLS.lexicon, Profile()).loc[0, "cues"])
    turned = score_tagged(tagged, TOOLS.lexicon, Profile(weights={cue["pattern"]: -0.5}))
    assert turned.loc[0, "rule_score"] == pytest.approx(np.tanh(-0.5), abs=1e-6)
    assert json.loads(turned.loc[0, "cues"])[0]["weight"] == -0.5


def test_silencing_every_family_silences_every_sentence() -> None:
    tagged = tag_documents([document("Russia attacked Ukraine. Talks resumed.")], TOOLS)
    silent = Profile(family_scale={family.name: 0.0 for family in TOOLS.lexicon.families})
    table = score_tagged(tagged, TOOLS.lexicon, silent)
    assert table["rule_score"].tolist() == [0, 0] and set(table["label"]) == {"neutral"}


def test_batches() -> None:
    assert list(in_batches("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(in_batches("", 2)) == []


def test_batches_of_long_documents_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signals.pipeline.BATCH_CHARACTERS", 10)
    documents = [document("x" * length, f"d{length}") for length in (4, 7, 20, 1, 1, 1)]
    assert [[len(one.text) for one in batch] for batch in in_batches(documents, 2)] == [[4, 7], [20], [1, 1], [1]]


# --- the same sentence with the countries swapped gets the same score ---

SWAPS = [
    ("Russia", "Brazil"), ("Ukraine", "Kenya"), ("China", "Côte d'Ivoire"), ("the United States", "Iran"),
    ("NATO", "ASEAN"), ("Cuba", "Norway"),
]  # fmt: skip
TURNS = {"Peru", "North Korea", "Papua New Guinea", "Chad"}


def seed_sentences() -> list[str]:
    """Sentences of the seeds that name one of the countries as a word of its own."""
    found: list[str] = []
    for path in sorted((ROOT / "seeds").glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        found += scored(texts)["sentence"].tolist()
    return [one for one in found if any(f" {name} " in one for name, _ in SWAPS)]


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    found = seed_sentences()
    assert len(found) >= 200
    return found[:: len(found) // 200]


@pytest.mark.parametrize("other", [*sorted(TURNS), None])
def test_swapping_actors_leaves_rule_scores_alone(sentences: list[str], other: str | None, tools: Tools) -> None:
    def swapped(sentence: str) -> str:
        for name, partner in SWAPS:
            sentence = sentence.replace(f" {name} ", f" {other or partner} ")
        return sentence

    before, after = scored_sentences(sentences, tools), scored_sentences([swapped(one) for one in sentences], tools)
    moved = before["rule_score"].to_numpy() != after["rule_score"].to_numpy()
    assert [
        (a, b) for a, b, is_moved in zip(before["sentence"], after["sentence"], moved, strict=True) if is_moved
    ] == []


def test_a_cue_within_a_name_is_not_hit() -> None:
    known = load_actors()
    named = replace(known, aliases=known.aliases | {"Attack Union": (Alias("ATU", "name", 1, 9_999_999),)})
    sentence = "The Attack Union spoke."
    assert scored_sentences([sentence], TOOLS)["cues"].tolist() != ["[]"]
    assert scored_sentences([sentence], make_tools(actors=named))["cues"].tolist() == ["[]"]
