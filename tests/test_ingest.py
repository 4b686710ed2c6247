"""Reading documents: every kind of file, every way to be turned away, and nothing lost in between."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.documents import Document, Rejected
from signals.ingest import read_documents, write_rejected
from signals.ingest import sources as ingest_sources
from signals.ingest.sources import Source, find_sources
from signals.ingest.tables import open_table

DAY = date(2022, 1, 14)
TEXT = "Russia warned NATO on Thursday."
# How the trailer of a PDF under AES-256 looks; the key itself is made up.
AES = (
    "/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> "
    "/StmF /StdCF /StrF /StdCF "
    f"/O <{'ab' * 48}> /U <{'cd' * 48}> /OE <{'ef' * 32}> /UE <{'12' * 32}> /Perms <{'34' * 16}> >>"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
HTML = f"""<?xml version="1.0" encoding="utf-8"?><html><head><title>Talks fail | Daily Herald</title>
<meta property="article:published_time" content="2022-01-14T10:00:00Z"/>
<meta property="og:site_name" content="Daily Herald"/><link rel="canonical" href="https://daily.example/talks"/></head>
<body><nav>Home</nav><article><h1>Talks fail</h1><p>{TEXT} It said that talks had hit a dead end.</p>
<p>Washington answered that it would not give way on its core principles.</p></article></body></html>"""


def _docx() -> bytes:
    word = docx.Document()
    word.add_heading("Talks fail", 0)
    word.add_paragraph(TEXT)
    word.add_table(1, 1).cell(0, 0).text = "Kyiv answered."
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _pdf(text: str, password: str = "", *, trailer: str = "") -> bytes:
    """A PDF of one page, put together object by object."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    written += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\n"
    written += f"startxref\n{written.index('xref')}\n%%EOF"
    return _locked(written.encode(), password) if password else written.encode()


def _locked(pdf: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _parquet(**columns: list[Any]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def _zip(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _read(folder: Path, name: str, content: bytes | str, **options: Any) -> list[Document | Rejected]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_documents([path], **options))


def _one(folder: Path, name: str, content: bytes | str, **options: Any) -> Document:
    (document,) = _read(folder, name, content, **options)
    assert isinstance(document, Document), document
    return document


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
        pytest.param("a_2022-01-14.docx", _docx(), ("a_2022-01-14", "Talks fail", "", "file name"), id="docx"),
        pytest.param("a_2022-01-14.pdf", _pdf(TEXT), ("a_2022-01-14", "", "", "file name"), id="pdf"),
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
            _parquet(text=[TEXT], date=[datetime(2022, 1, 14, tzinfo=UTC)]),
            ("a-1", "", "", "field"),
            id="parquet",
        ),
        pytest.param(
            "z.zip", _zip({"n/a_2022-01-14.txt": TEXT.encode()}), ("z/n/a_2022-01-14", "", "", "file name"), id="zip"
        ),
    ],
)
def test_every_kind_of_file(tmp_path: Path, name: str, content: bytes | str, expected: tuple[str, ...]) -> None:
    document = _one(tmp_path, name, content)
    assert document.text.startswith(TEXT)
    assert (document.doc_id, document.title, document.outlet, document.date_basis) == expected
    assert document.published_on == DAY


def test_word_tables_and_html_address_are_read(tmp_path: Path) -> None:
    assert _one(tmp_path, "a_2022-01-14.docx", _docx()).text == f"{TEXT}\n\nKyiv answered."
    assert _one(tmp_path, "a.html", HTML).url == "https://daily.example/talks"


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
    pytest.param("a.zip", _zip({"b.zip": b"x"}), "a.zip/b.zip", "an archive inside an archive", id="nested_zip"),
    pytest.param("a.docx", b"x", "a.docx", "is not a readable Word file", id="broken_docx"),
    pytest.param("a.pdf", b"%PDF-1.4 broken", "a.pdf", "is not a readable PDF", id="broken_pdf"),
    pytest.param("a.pdf", _pdf(TEXT, "secret"), "a.pdf", "is encrypted; save it without a password", id="locked_pdf"),
    pytest.param("a.pdf", _pdf(TEXT, trailer=AES), "a.pdf", "is encrypted", id="locked_pdf_aes"),
    pytest.param("a.pdf", _pdf(""), "a.pdf", "no text in its 1 pages (a scan?)", id="scanned_pdf"),
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
    (rejected,) = _read(tmp_path, name, content)
    assert isinstance(rejected, Rejected), rejected
    assert rejected.place == place
    assert reason in rejected.reason
    assert "\n" not in rejected.reason


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    missing, empty = read_documents([tmp_path / "no.txt", tmp_path])
    assert isinstance(missing, Rejected) and "no such file or folder" in missing.reason
    assert isinstance(empty, Rejected) and "holds no files" in empty.reason


def test_a_folder_is_read_in_order_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    for name in ("b/2022-01-14.txt", "a_2022-01-14.txt", ".hidden", "c/x.png", "b.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text,date\nA.,2022-01-14\nB.,x\n" if name.endswith("csv") else TEXT)
    found = [item.doc_id if isinstance(item, Document) else item.place for item in read_documents(str(tmp_path))]
    assert found == ["a_2022-01-14", "b-1", "b.csv row 2", "b/2022-01-14", "c/x.png"]


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_sources, "MAX_UNPACKED_BYTES", 2**20)
    (rejected,) = _read(tmp_path, "bomb.zip", _zip({"a.txt": b" " * 2**21}))
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("unpacks to 2.0 MB, and at most 1.0 MB is read from a zip")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("Québec’s café — “warned”".encode("cp1252"), "Québec’s café — “warned”", id="cp1252"),
        pytest.param("\ufeffKyiv".encode(), "Kyiv", id="utf_8_with_mark"),
        pytest.param("Київ".encode("utf-16"), "Київ", id="utf_16"),
        pytest.param(("Россия предупредила НАТО о последствиях. " * 5).encode("cp1251"), "Россия", id="cp1251"),
        pytest.param("Київ ".encode() * 9 + b"\xd0", "Київ", id="cut_in_a_character"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, expected: str) -> None:
    assert _one(tmp_path, "2022-01-14.txt", content).text.startswith(expected)


def test_date_basis_from_best_to_last(tmp_path: Path) -> None:
    dateline = "KYIV, 24 February 2022 — Russia attacked."
    given_date = date(2020, 1, 1)
    assert _one(tmp_path, "a.csv", f'text,date\n"{dateline}",2022-01-14\n', published=given_date).date_basis == "field"
    assert _one(tmp_path, "2022-01-14.txt", dateline, published=given_date).date_basis == "dateline"
    assert _one(tmp_path, "2022-01-14.txt", TEXT, published=given_date).date_basis == "file name"
    assert _one(tmp_path, "a.txt", TEXT, published=given_date).date_basis == "--published"
    assert _one(tmp_path, "a.csv", f"text\n{TEXT}\n", published=given_date).published_on == given_date


def test_other_columns_are_kept_as_given(tmp_path: Path) -> None:
    document = _one(tmp_path, "a.parquet", _parquet(n=[7], text=[TEXT], tags=[["a", "b"]], date=["2022-01-14"]))
    assert list(document.kept.items()) == [("n", 7), ("tags", ["a", "b"])]


def test_titles_stand_alone_and_repetitions_go(tmp_path: Path) -> None:
    rows = f"title,text,date\nTalks fail,,2022-01-14\nTalks fail,Talks fail. VIDEO. {TEXT},2022-01-14\n"
    found = [(item.title, item.text) for item in _read(tmp_path, "a.csv", rows) if isinstance(item, Document)]
    assert found == [("Talks fail", ""), ("Talks fail", TEXT)]


def test_one_sentence_per_row(tmp_path: Path) -> None:
    rows = "title,text,date\nTalks,  Read\u00a0more... ,2022-01-14\nTalks fail,,2022-01-14\n"
    first, second = _read(tmp_path, "a.csv", rows, one_sentence_per_row=True)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.title, first.text, first.kept) == ("", "Read more...", {"title": "Talks"})
    assert (second.title, second.text, second.is_one_sentence) == ("", "Talks fail", True)
    (refused,) = _read(tmp_path, "a_2022-01-14.txt", TEXT, one_sentence_per_row=True)
    assert isinstance(refused, Rejected) and refused.reason.startswith("is not a table")


def test_date_order_of_a_column(tmp_path: Path) -> None:
    rows = "text,date\nA b.,02/03/2022\nC d.,02/28/2022\nE f.,02/27/2022\nG h.,31/01/2022\n"
    first, *_, last = _read(tmp_path, "a.csv", rows)
    assert isinstance(first, Document) and first.published_on == date(2022, 2, 3)
    assert isinstance(last, Rejected) and "its column reads as month, day, year" in last.reason
    first, *_ = _read(tmp_path, "a.csv", rows, date_order="dmy")
    assert isinstance(first, Document) and first.published_on == date(2022, 3, 2)
    with pytest.raises(ValueError, match="expected mdy or dmy"):
        read_documents([], date_order="ymd")


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
    for module in ("delimited", "tables", "blocks"):
        monkeypatch.setattr(f"signals.ingest.{module}.BLOCK_ROWS", block_rows)
    monkeypatch.setattr("signals.ingest.delimited._ROWS_AT_ONCE", min(3, block_rows))
    found = _read(tmp_path, "a.csv", MANY + end)
    assert [item.text for item in found[:40] if isinstance(item, Document)] == [f"Talks {n}" for n in range(40)]
    assert [item.doc_id for item in found if isinstance(item, Document)][:40] == [f"a-{n}" for n in range(1, 41)]
    assert last in (found[-1].text if isinstance(found[-1], Document) else found[-1].reason)
    assert len(found) == 40 + bool(end) + ('\n"' in end)


def test_long_rows_make_small_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signals.ingest.delimited._ROWS_AT_ONCE", 1)
    for name in ("delimited", "tables", "blocks"):
        monkeypatch.setattr(f"signals.ingest.{name}.BLOCK_CHARACTERS", 100)
    rows = [{"text": f"{n} " + "Talks fail. " * 20, "date": "2022-01-14"} for n in range(5)]
    (tmp_path / "a.csv").write_text("text,date\n" + "".join(f"{row['text']},{row['date']}\n" for row in rows))
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "c.parquet").write_bytes(_parquet(**{name: [row[name] for row in rows] for name in rows[0]}))
    for source in find_sources([tmp_path]):
        assert isinstance(source, Source)
        assert [block.n_rows for block in open_table(source).blocks() if block.n_rows] == [1] * 5


def test_a_bad_line_of_json_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT, "date": "2022-01-14", "mood": "\ud83d"})
    first, bad, last = _read(tmp_path, "a.jsonl", f"{good}\n\n{{oops\n{good}\n")
    assert isinstance(first, Document) and first.kept == {"mood": "\ufffd"}
    assert isinstance(bad, Rejected) and bad.place == "a.jsonl row 2"
    assert isinstance(last, Document) and last.doc_id == "a-3"


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text,date\nx,{TEXT},2022-01-14\nx,{TEXT},2022-01-14\n,{TEXT},2022-01-14\n")
    (tmp_path / "a-3.txt").write_text(TEXT)
    paths = [tmp_path / "a.csv", tmp_path / "a.csv", tmp_path / "a-3.txt"]
    found = [item.doc_id for item in read_documents(paths, published=DAY) if isinstance(item, Document)]
    assert found == ["x", "x~2", "a-3", "x~3", "x~4", "a-3~2", "a-3~3"]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def _as_csv(rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["title", "text", "date", "other"], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _as_json_lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


@pytest.mark.parametrize(("ending", "write"), [(".csv", _as_csv), (".jsonl", _as_json_lines)])
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"title": CELLS, "text": CELLS, "date": st.sampled_from(["2022-01-14", "", "x"]), "other": CELLS}
        ),
        min_size=1,
        max_size=8,
    )
)
def test_documents_and_rejected_add_up_to_the_rows(
    tmp_path_factory: pytest.TempPathFactory,
    ending: str,
    write: Callable[[list[dict[str, str]]], bytes],
    rows: list[dict[str, str]],
) -> None:
    found = _read(tmp_path_factory.mktemp("rows"), f"a{ending}", write(rows))
    assert len(found) == len(rows)
    kept = {item.doc_id: item.kept["other"] for item in found if isinstance(item, Document)}
    assert all(rows[int(doc_id.removeprefix("a-")) - 1]["other"] == other for doc_id, other in kept.items())


def test_write_rejected(tmp_path: Path) -> None:
    write_rejected([Rejected("a.csv row 1", 'holds "x", expected y')], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["place", "reason"], ["a.csv row 1", 'holds "x", expected y']]
