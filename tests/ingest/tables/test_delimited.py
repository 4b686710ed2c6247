"""CSV and TSV: the same rows whatever the block, and quotes that are never closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from signals.documents import Document
from tests.ingest.files import TEXT, read_file, read_one

MANY = "text,date\n" + "".join(f'"Talks {n}{chr(10) * (n % 3)}",2022-01-14\n' for n in range(40))


@pytest.mark.parametrize(
    ("end", "last"),
    [
        pytest.param("Late.,2022-01-14", "Late.", id="no_line_end"),
        pytest.param("Late.,2022-01-14\n\n", "Late.", id="blank_line"),
        pytest.param('"Late.",2022-01-14\n', "Late.", id="quoted"),
        pytest.param(
            '"Late.,2022\nA.,2022\nB.,2022\n', "opens a quote that is never closed and takes in 3 lines", id="open"
        ),
        pytest.param('Late.,2022-01-14\n"', "has 1 fields, expected 2", id="a_quote_alone"),
        pytest.param("Late.", "has 1 fields, expected 2", id="too_short"),
        pytest.param("", "Talks 39", id="nothing"),
    ],
)
@pytest.mark.parametrize("block_rows", [1, 7, 40, 41, 4096])
def test_rows_are_the_same_whatever_the_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, last: str, block_rows: int
) -> None:
    for module in ("delimited", "blocks"):
        monkeypatch.setattr(f"signals.ingest.tables.{module}.BLOCK_ROWS", block_rows)
    monkeypatch.setattr("signals.ingest.tables.delimited._ROWS_AT_ONCE", min(3, block_rows))
    found = read_file(tmp_path, "a.csv", MANY + end)
    assert [item.text for item in found[:40] if isinstance(item, Document)] == [f"Talks {n}" for n in range(40)]
    assert [item.doc_id for item in found if isinstance(item, Document)][:40] == [f"a-{n}" for n in range(1, 41)]
    assert last in (found[-1].text if isinstance(found[-1], Document) else found[-1].reason)
    assert len(found) == 40 + bool(end) + ('\n"' in end)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_the_first_line_holds_most_often(tmp_path: Path, delimiter: str) -> None:
    rows = f"text{delimiter}date\n{TEXT}{delimiter}2022-01-14\n"
    assert read_one(tmp_path, "a.csv", rows).text == TEXT
