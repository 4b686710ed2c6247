"""The columns of the output that no weight changes."""

from __future__ import annotations

from datetime import date

import pandas as pd

import signals
from signals.documents import Document
from signals.output.columns import DATE_COLUMNS, OUTPUT_COLUMNS, PROBABILITY_COLUMNS
from signals.pipeline import Tools, tag_documents

DOCUMENTS = [
    Document(
        "a", date(2022, 2, 24), "Russia attacked Ukraine. A Russian poet wept.", "War", "Post", "u", kept={"x": 1}
    ),
    Document("b", date(1962, 10, 22), "It rained.", kept={"sentence": "mine"}),
]


def test_the_contracts_columns_stand_in_their_order(tools: Tools) -> None:
    scored = signals.score(DOCUMENTS)
    assert tuple(scored.columns[: len(OUTPUT_COLUMNS)]) == OUTPUT_COLUMNS
    assert set(DATE_COLUMNS) | set(PROBABILITY_COLUMNS) <= set(OUTPUT_COLUMNS)
    assert list(tag_documents(DOCUMENTS, tools).facts.columns) == list(OUTPUT_COLUMNS[:12])


def test_sentences_are_numbered_within_their_document(tools: Tools) -> None:
    facts = tag_documents(DOCUMENTS, tools).facts
    assert facts["sentence_id"].tolist() == ["a#1", "a#2", "a#3", "b#1"]
    assert facts["doc_id"].tolist() == ["a", "a", "a", "b"]
    assert facts["outlet"].tolist() == ["Post", "Post", "Post", ""]
    assert facts["published_on"].tolist() == [pd.Timestamp("2022-02-24")] * 3 + [pd.Timestamp("1962-10-22")]


def test_a_private_person_names_no_actor(tools: Tools) -> None:
    actors = tag_documents(DOCUMENTS, tools).facts["actors"].tolist()
    assert actors == ["", "RUS;UKR", "", ""]


def test_other_columns_are_kept_and_a_taken_name_says_that_it_is_the_inputs(tools: Tools) -> None:
    kept = tag_documents(DOCUMENTS, tools).kept
    assert list(kept.columns) == ["x", "input_sentence"]
    assert kept["x"].dropna().tolist() == [1, 1, 1]
    assert kept["input_sentence"].dropna().to_dict() == {3: "mine"}
