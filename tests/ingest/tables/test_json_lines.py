"""JSON lines: what is read of each, and why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from signals.documents import Document, Rejected
from signals.ingest.tables.json_lines import _json_record, _plain_objects
from tests.ingest.files import TEXT, read_file


def test_a_bad_line_of_json_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT, "date": "2022-01-14", "mood": "\ud83d"})
    first, bad, last = read_file(tmp_path, "a.jsonl", f"{good}\n\n{{oops\n{good}\n")
    assert isinstance(first, Document) and first.kept == {"mood": "\ufffd"}
    assert isinstance(bad, Rejected) and bad.place == "a.jsonl row 2"
    assert isinstance(last, Document) and last.doc_id == "a-3"


@pytest.mark.parametrize(
    ("lines", "is_read_at_once"),
    [
        pytest.param(['{"a": 1}\n', '{"b": "x"}'], True, id="plain"),
        pytest.param(['{"a": {"b": 1}}'], False, id="an_object_inside"),
        pytest.param(['{"a": "}"}'], False, id="a_brace_in_a_text"),
        pytest.param(['{"a": 1},{"a": 2', "}"], False, id="objects_over_lines"),
        pytest.param(['{"a": "\\ud83d"}'], False, id="half_a_character"),
        pytest.param(["[1]", "{}"], False, id="a_list"),
    ],
)
def test_only_lines_of_one_plain_object_are_read_at_once(lines: list[str], is_read_at_once: bool) -> None:
    objects = _plain_objects(lines)
    assert (objects is not None) == is_read_at_once
    if objects is not None:
        assert objects == [_json_record(line)[0] for line in lines]
