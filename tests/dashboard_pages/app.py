"""The dashboard in Streamlit's own test runner: no browser, no server."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from tests.support import ROOT

SCRIPT = ROOT / "dashboard.py"


def opened() -> AppTest:
    """The main page on the embedded corpus, as it opens."""
    return checked(AppTest.from_file(SCRIPT, default_timeout=120).run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception, [error.message for error in page.exception]
    return page


def lines(page: AppTest) -> list[str]:
    """The names of the lines in the chart."""
    return list(dict.fromkeys(trace["name"] for trace in json.loads(page.get("plotly_chart")[0].proto.spec)["data"]))


def chart(page: AppTest) -> str:
    return str(page.get("plotly_chart")[0].proto.spec)


def captions(page: AppTest) -> str:
    return " ".join(caption.value for caption in page.caption)


def shown(page: AppTest) -> str:
    """All HTML on the page."""
    return " ".join(element.proto.body for element in page.get("html"))


def open_cues(page: AppTest) -> AppTest:
    page.session_state["cues_open"] = True
    return checked(page.run())


def problems(page: AppTest) -> list[str]:
    """The HTML of the lines that say what could not be done."""
    return [element.proto.body for element in page.get("html") if 'role="alert"' in element.proto.body]
