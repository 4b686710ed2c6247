"""Files of every kind for the tests of reading, made as they are needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf

from signals.documents import Document, Rejected
from signals.ingest.document_reader import read_documents

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


def docx_file() -> bytes:
    word = docx.Document()
    word.add_heading("Talks fail", 0)
    word.add_paragraph(TEXT)
    word.add_table(1, 1).cell(0, 0).text = "Kyiv answered."
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def pdf_file(text: str, password: str = "", *, trailer: str = "") -> bytes:
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
    return locked_pdf(written.encode(), password) if password else written.encode()


def locked_pdf(pdf: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def parquet_file(**columns: list[Any]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def zip_file(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read_file(folder: Path, name: str, content: bytes | str, **options: Any) -> list[Document | Rejected]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_documents([path], **options))


def read_one(folder: Path, name: str, content: bytes | str, **options: Any) -> Document:
    (document,) = read_file(folder, name, content, **options)
    assert isinstance(document, Document), document
    return document
