"""An analyst's own labels: edited in a table, saved as a file, read back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pandas as pd
import pytest

from signals.trends.labels import (
    LABEL_COLUMNS,
    Label,
    edited_labels,
    labelling_table,
    labels_csv,
    labels_without,
    merged_labels,
    read_labels,
    sentence_key_of,
    unlabelled_records,
)

NOW = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)


RECORDS = (
    Label("Iran threatened Iraq.", "", "", date="2022-01-05", outlet="Post", doc_id="d1", sentence_id="d1#1"),
    Label("=1+1 talks went on", "", "", date="2022-01-06", outlet="-Times", doc_id="d2", sentence_id="d2#1"),
    Label("Rain is expected.", "", "", date="", outlet="", doc_id="d3", sentence_id="d3#1"),
)


SCORED = pd.DataFrame(
    {
        "sentence": [record.sentence for record in RECORDS],
        "label": ["escalatory", "neutral", "neutral"],
        "form": ["verbal", "", ""],
        "published_on": pd.to_datetime(["2022-01-05", "2022-01-06", "2022-01-07"]),
        "outlet": ["Post", "-Times", ""],
        "doc_id": ["d1", "d2", "d3"],
        "sentence_id": ["d1#1", "d2#1", "d3#1"],
    }
)


def edited(labels, edits, reader="ann"):
    return edited_labels(labels, RECORDS, edits, reader=reader, now=NOW)


def answers(labels):
    return [(label.label, label.form, label.is_sure) for label in labels.values()]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param({0: {"yours": "● neutral"}}, [("neutral", "", True)], id="label"),
        pytest.param({0: {"yours": "▼ de-escalatory deed", "is_sure": False}},
                     [("de-escalatory", "material", False)], id="unsure"),
        pytest.param({0: {"is_sure": False}}, [], id="unsure_of_nothing"),
        pytest.param({0: {"yours": None}}, [], id="emptied"),
        pytest.param({1: {"yours": "▲ escalatory words"}, 0: {"yours": "● neutral"}},
                     [("neutral", "", True), ("escalatory", "verbal", True)], id="two"),
    ],
)  # fmt: skip
def test_edits_give_labels(edits, expected):
    assert answers(edited({}, edits)) == expected


def test_edits_change_and_take_back_and_leave_the_rest_alone():
    one = edited({}, {0: {"yours": "● neutral"}, 2: {"yours": "● neutral"}})
    again = edited_labels(one, RECORDS, {0: {"yours": "● neutral"}}, reader="bob", now=NOW.replace(year=2025))
    assert again == one, "an edit that changes nothing keeps who and when"
    changed = edited_labels(
        one, RECORDS, {0: {"yours": "▲ escalatory words"}}, reader="bob", now=NOW.replace(year=2025)
    )
    first = next(iter(changed.values()))
    assert (first.answer, first.reader, first.labelled_at) == (("escalatory", "verbal"), "bob", "2025-05-01T12:30:00Z")
    assert list(edited(changed, {0: {"yours": None}})) == [sentence_key_of("Rain is expected.")]
    assert list(labels_without(one, sentence_key_of("Rain is expected."))) == [sentence_key_of(RECORDS[0].sentence)]
    assert answers(one) == [("neutral", "", True)] * 2, "arguments are not edited"


def test_the_table_shows_what_was_given():
    labels = edited({}, {1: {"yours": "▲ escalatory deed", "is_sure": False}})
    table = labelling_table(SCORED, labels)
    assert table["shown"].tolist() == ["▲ escalatory words", "● neutral", "● neutral"]
    assert table["yours"].isna().tolist() == [True, False, True] and table["is_sure"].tolist() == [True, False, True]
    assert unlabelled_records(SCORED)[:2] == RECORDS[:2]


def test_a_saved_file_reads_back_the_same_and_runs_no_formula():
    labels = edited({}, {row: {"yours": "▲ escalatory deed", "is_sure": row != 2} for row in range(3)}, reader="@ann")
    content = labels_csv(labels)
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert rows[0] == list(LABEL_COLUMNS) and rows[2][0] == "'=1+1 talks went on" and rows[2][5] == "'-Times"
    read, rejected = read_labels(content, "labels.csv")
    assert merged_labels({}, read) == (labels, []) and rejected == []


def test_rows_of_a_file_that_cannot_be_used_are_listed():
    given_before = edited({}, {0: {"yours": "● neutral"}})
    content = (
        "Sentence;Label;Form;Sure\n"
        "Iran threatened  Iraq.;escalatory;verbal;1\n"
        "Talks began;de-escalatory;VERBAL;no\n"
        "Talks began;rosy;;1\n"
        ";neutral;;1\n"
        "one;two\n"
        "Snow fell;neutral;material;1\n"
    ).encode("utf-16")
    read, unreadable = read_labels(content, "mine.csv")
    labels, contradicting = merged_labels(given_before, read)
    assert answers(labels) == [("neutral", "", True), ("de-escalatory", "verbal", False), ("neutral", "", True)]
    assert [one.place for one in unreadable] == ["mine.csv row 6", "mine.csv row 4", "mine.csv row 5"]
    assert "2 fields, expected 4" in unreadable[0].reason and "label is 'rosy'" in unreadable[1].reason
    assert [one.place for one in contradicting] == ["mine.csv row 2"]
    assert "already labelled ● neutral by ann" in contradicting[0].reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"a,b\n1,2\n", "found columns a, b; expected sentence", id="columns"),
        pytest.param(b"\x89PNG\r\n", "is a PNG picture", id="picture"),
    ],
)
def test_a_file_without_labels_is_refused_in_one_line(content, words):
    with pytest.raises(ValueError, match=words):
        read_labels(content, "x.csv")
