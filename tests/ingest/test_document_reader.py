"""Reading documents: every kind of file, every way to be turned away."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signals.documents import Document, Rejected
from signals.ingest.document_reader import read_documents
from tests.ingest.files import (
    AES,
    DAY,
    HTML,
    PNG,
    TEXT,
    docx_file,
    parquet_file,
    pdf_file,
    read_file,
    read_one,
    zip_file,
)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a_2022-01-14.txt", TEXT, ("a_2022-01-14", "", "", "file name"), id="txt"),
        pytest.param("A_20220114.TXT", TEXT, ("A_20220114", "", "", "file name"), id="ending_in_capitals"),
        pytest.param(
            "a.md",
            "---\ntitle: Talks fail\ndate: 2022-01-14\nsite: X\n---\n> **Russia** [warned](u) _NATO_ on Thursday.",
            ("a", "Talks fail", "X", "field"),
            id="md_front_matter",
        ),
        pytest.param(
            "2022-01-14.md", f"# Talks fail\n\n{TEXT}", ("2022-01-14", "Talks fail", "", "file name"), id="md"
        ),
        pytest.param("a_2022-01-14.docx", docx_file(), ("a_2022-01-14", "Talks fail", "", "file name"), id="docx"),
        pytest.param("a_2022-01-14.pdf", pdf_file(TEXT), ("a_2022-01-14", "", "", "file name"), id="pdf"),
        pytest.param("a.html", HTML, ("a", "Talks fail", "Daily Herald", "field"), id="html"),
        pytest.param("a.csv", f"text,date\n{TEXT},2022-01-14\n", ("a-1", "", "", "field"), id="csv"),
        pytest.param("a.csv", f"text;date\n{TEXT};2022-01-14\n", ("a-1", "", "", "field"), id="csv_semicolons"),
        pytest.param("a.tsv", f"text\tdate\n{TEXT}\t2022-01-14\n", ("a-1", "", "", "field"), id="tsv"),
        pytest.param(
            "a.csv.gz", gzip.compress(f"text,date\n{TEXT},2022-01-14\n".encode()), ("a-1", "", "", "field"), id="gz"
        ),
        pytest.param("a.jsonl", json.dumps({"text": TEXT, "date": 1642118400}), ("a-1", "", "", "field"), id="jsonl"),
        pytest.param(
            "a.parquet",
            parquet_file(text=[TEXT], date=[datetime(2022, 1, 14, tzinfo=UTC)]),
            ("a-1", "", "", "field"),
            id="parquet",
        ),
        pytest.param(
            "z.zip",
            zip_file({"n/a_2022-01-14.txt": TEXT.encode()}),
            ("z/n/a_2022-01-14", "", "", "file name"),
            id="zip",
        ),
    ],
)
def test_every_kind_of_file(tmp_path: Path, name: str, content: bytes | str, expected: tuple[str, ...]) -> None:
    document = read_one(tmp_path, name, content)
    assert document.text.startswith(TEXT)
    assert (document.doc_id, document.title, document.outlet, document.date_basis) == expected
    assert document.published_on == DAY


REJECTIONS = [
    pytest.param("a.txt", b"", "a.txt", "is empty; expected text", id="empty"),
    pytest.param("a.txt", b" \n\n* * *\n", "a.txt", "no text: the file holds only blanks or boilerplate", id="blank"),
    pytest.param("a.txt", PNG, "a.txt", "is a PNG picture by its first bytes", id="picture_named_txt"),
    pytest.param("a.csv", b"text,date\n\x00\x01,2", "a.csv", "holds NUL bytes", id="binary_csv"),
    pytest.param("a.txt", TEXT.encode(), "a.txt", "pass --published YYYY-MM-DD", id="no_date"),
    pytest.param(
        "a.txt", b"x " * 11 * 2**20, "a.txt", "is 22.0 MB of text, and one document has at most 20.0 MB", id="long"
    ),
    pytest.param("a.xls", b"x", "a.xls", ".xls is not read; expected one of .txt .md", id="unknown_ending"),
    pytest.param("a", b"x", "a", "no ending is not read", id="no_ending"),
    pytest.param("a.csv", "\ntext,date\n", "a.csv", "has no text column; found the columns none", id="blank_header"),
    pytest.param(
        "a.csv",
        "who,date\nx,y",
        "a.csv",
        "found the columns who, date; expected one of text, body",
        id="no_text_column",
    ),
    pytest.param(
        "a.csv", "text,who\nx,y\nx,y", "a.csv", "has no date column; found the columns text, who", id="no_date_column"
    ),
    pytest.param(
        "a.csv", "text,date\nA.,02/03/2022\n", "a.csv", "pass --date-order mdy or --date-order dmy", id="ambiguous"
    ),
    pytest.param(
        "a.csv", "text,date\nA.,2022-01-14,z\n", "a.csv row 1", "has 3 fields, expected 2", id="too_many_fields"
    ),
    pytest.param(
        "a.csv", 'text,date\n"A.,2022\nB.,2022\n', "a.csv row 1", "takes in 2 lines, to the end", id="open_quote"
    ),
    pytest.param(
        "a.csv",
        "text,published_on\nA.,31/02/24\n",
        "a.csv row 1",
        "published_on '31/02/24' is not a date (YYYY-MM-DD)",
        id="no_date",
    ),
    pytest.param(
        "a.csv", "text,title,date\n,,2022-01-14\n", "a.csv row 1", "no text: text and title are blank", id="both_blank"
    ),
    pytest.param("a.csv", "text,date\nA.,\n", "a.csv row 1", "pass --published", id="blank_date"),
    pytest.param(
        "a.jsonl", '{"text": "A.", "date": "2022-01-14"', "a.jsonl", "is not JSON that can be read", id="only_bad_json"
    ),
    pytest.param(
        "a.jsonl", '{"text": ["A."], "date": "2022-01-14"}', "a.jsonl row 1", "holds a list", id="list_for_text"
    ),
    pytest.param("a.zip", b"PK\x03\x04broken", "a.zip", "cannot be read to its end", id="broken_zip"),
    pytest.param("a.zip", zip_file({"b.zip": b"x"}), "a.zip/b.zip", "an archive inside an archive", id="nested_zip"),
    pytest.param("a.docx", b"x", "a.docx", "is not a readable Word file", id="broken_docx"),
    pytest.param("a.pdf", b"%PDF-1.4 broken", "a.pdf", "is not a readable PDF", id="broken_pdf"),
    pytest.param(
        "a.pdf", pdf_file(TEXT, "secret"), "a.pdf", "is encrypted; save it without a password", id="locked_pdf"
    ),
    pytest.param("a.pdf", pdf_file(TEXT, trailer=AES), "a.pdf", "is encrypted", id="locked_pdf_aes"),
    pytest.param("a.pdf", pdf_file(""), "a.pdf", "no text in its 1 pages (a scan?)", id="scanned_pdf"),
    pytest.param("a.parquet", b"x", "a.parquet", "is not a readable Parquet file", id="broken_parquet"),
    pytest.param(
        "a.csv.gz",
        gzip.compress(b"text,date\nA.,2022-01-14\n")[:-9],
        "a.csv.gz",
        "cannot be read to its end",
        id="cut_off_gz",
    ),
    pytest.param("a.html", "<html><body></body></html>", "a.html", "no article text was found", id="empty_page"),
]


@pytest.mark.parametrize(("name", "content", "place", "reason"), REJECTIONS)
def test_one_clear_line(tmp_path: Path, name: str, content: bytes | str, place: str, reason: str) -> None:
    (rejected,) = read_file(tmp_path, name, content)
    assert isinstance(rejected, Rejected), rejected
    assert rejected.place == place
    assert reason in rejected.reason
    assert "\n" not in rejected.reason


def test_a_folder_is_read_in_order_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    for name in ("b/2022-01-14.txt", "a_2022-01-14.txt", ".hidden", "c/x.png", "b.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text,date\nA.,2022-01-14\nB.,x\n" if name.endswith("csv") else TEXT)
    found = [item.doc_id if isinstance(item, Document) else item.place for item in read_documents(str(tmp_path))]
    assert found == ["a_2022-01-14", "b-1", "b.csv row 2", "b/2022-01-14", "c/x.png"]
