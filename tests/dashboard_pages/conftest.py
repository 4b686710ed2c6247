"""The main page, opened anew for every test."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard_pages.app import opened


@pytest.fixture
def page() -> AppTest:
    return opened()
