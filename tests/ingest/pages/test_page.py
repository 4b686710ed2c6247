"""The document that a page becomes."""

from __future__ import annotations

from pathlib import Path

from signals.documents import Rejected
from tests.ingest.files import DAY, TEXT, read_file, read_one


def test_fields_of_a_page_become_those_of_its_document(tmp_path: Path) -> None:
    matter = "---\ntitle: Talks fail - Herald\ndate: 13.01.2022\nsite: Herald\nurl: https://x.example\nid: a 7\n---\n"
    document = read_one(tmp_path, "a.md", matter + TEXT)
    assert (document.doc_id, document.title, document.outlet, document.url) == (
        "a 7", "Talks fail", "Herald", "https://x.example"
    )  # fmt: skip
    assert (document.published_on.isoformat(), document.date_basis) == ("2022-01-13", "field")


def test_a_date_that_is_none_is_said_even_where_another_is_given(tmp_path: Path) -> None:
    (rejected,) = read_file(tmp_path, "a.md", f"---\ndate: soon\n---\n{TEXT}", published=DAY)
    assert isinstance(rejected, Rejected) and rejected.reason.startswith("date 'soon' is not a date")
