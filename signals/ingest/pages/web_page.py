"""Web pages saved as HTML."""

from __future__ import annotations

import logging

from trafilatura import bare_extraction

from signals.ingest.decoding import read_text
from signals.ingest.pages.page import Page
from signals.ingest.sources import Source, Unreadable

# It writes to stderr what is wrong inside a file; what the user needs of that is the one line of a Rejected.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_html(source: Source) -> Page:
    """The article of a web page, with the title, date, site and address that the page states."""
    page = bare_extraction(
        read_text(source),
        with_metadata=True,
        include_comments=False,
        # Only dates that the page states, not any day in its text; and no clock: without a bound it is today.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise Unreadable("no article text was found in the page; save the article itself, or its text as .txt")
    text = page.text.replace("\n", "\n\n")
    return Page(text, page.title or "", page.date or "", page.sitename or page.hostname or "", page.url or "")
