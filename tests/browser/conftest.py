"""One dashboard and one Chromium for all tests of a process, and a page opened anew for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.driver import find_chromium, open_page, running_browser, running_dashboard

playwright = pytest.importorskip("playwright.sync_api")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = find_chromium()
    if found is None and os.environ.get("DRUMBEAT_REQUIRE_BROWSER") == "1":
        pytest.fail("no Chromium is installed, and DRUMBEAT_REQUIRE_BROWSER is 1")
    return found or pytest.skip("no Chromium is installed (chromium, chromium-browser or google-chrome)")


@pytest.fixture(scope="session")
def address(chromium: str) -> Iterator[str]:
    with running_dashboard() as found:
        yield found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[playwright.Browser]:
    with running_browser(chromium) as opened:
        yield opened


@pytest.fixture
def page(browser: playwright.Browser, address: str) -> Iterator[playwright.Page]:
    opened = open_page(browser, address)
    yield opened
    opened.close()
