"""The table of formats."""

from __future__ import annotations

import pytest

from signals.ingest.formats import (
    ENDINGS,
    ENDINGS_READ,
    FORMATS,
    TABLE_ENDINGS,
    Shape,
    ending_of,
    format_shape,
    reader_of,
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_has_a_reader_that_takes_a_source(ending: str) -> None:
    reader = reader_of(ending)
    assert reader.__module__.startswith("signals.ingest.")
    assert next(iter(reader.__annotations__)) == "source"
    returned = {Shape.TABLE: "Table", Shape.PAGE: "Page", Shape.ARCHIVE: "Iterator[Source | Rejected]"}
    assert reader.__annotations__["return"] == returned[format_shape(ending)]


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        pytest.param("a.CSV.gz", ".csv.gz", id="gzipped_in_capitals"),
        pytest.param("a.txt.gz", "", id="only_tables_may_be_gzipped"),
        pytest.param("a.b.txt", ".txt", id="the_last_ending"),
        pytest.param("csv", "", id="none"),
    ],
)
def test_endings_of_names(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_messages_name_every_format() -> None:
    assert all(ending in ENDINGS_READ.split() for ending in FORMATS)
    assert {".csv.gz", ".jsonl", ".parquet"} <= set(TABLE_ENDINGS)
