"""The parts of reading: characters, paragraphs, columns, datelines and ids."""

from __future__ import annotations

import pytest

from signals.ingest.tables.header import recognise_columns


@pytest.mark.parametrize(
    ("header", "expected", "kept"),
    [
        pytest.param(["TEXT", "Date"], {"text": 0, "date": 1}, [], id="any_case"),
        pytest.param([" Published On ", "_body_"], {"text": 1, "date": 0}, [], id="blanks_and_underscores"),
        pytest.param(["source", "outlet", "text"], {"text": 2, "outlet": 1}, ["source"], id="outlet_before_source"),
        pytest.param(["desc", "Text", "x"], {"text": 1}, ["desc", "x"], id="listed_order_wins"),
        pytest.param(
            ["src", "title", "desc", "Date", "Site", "Event", "KW"],
            {"text": 2, "title": 1, "date": 3, "outlet": 4, "url": 0},
            ["Event", "KW"],
            id="ruwa",
        ),
        pytest.param(["text", "", "x", "x"], {"text": 0}, ["column_2", "x", "x_2"], id="kept_names_are_distinct"),
    ],
)
def test_columns(header: list[str], expected: dict[str, int], kept: list[str]) -> None:
    columns = recognise_columns(header)
    found = {kind: getattr(columns, kind) for kind in ("text", "date", "title", "outlet", "url", "id")}
    assert {kind: at for kind, at in found.items() if at >= 0} == expected
    assert [name for name, _ in columns.kept] == kept
