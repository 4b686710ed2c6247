"""Text that is not ours is only ever text."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard_pages.app import checked, problems


def script(problem: str) -> None:
    from dashboard_pages.page_text import show_problem

    show_problem(problem)


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        pytest.param("a.csv: <b>no</b> date", "a.csv: &lt;b&gt;no&lt;/b&gt; date", id="markup"),
        pytest.param("“Kyiv” & Moscow", "“Kyiv” &amp; Moscow", id="ampersand"),
        pytest.param("*not* $x$ :smile:", "*not* $x$ :smile:", id="markdown"),
    ],
)
def test_a_problem_is_one_line_with_everything_escaped(problem: str, shown: str) -> None:
    page = checked(AppTest.from_function(script, args=(problem,), default_timeout=120).run())
    assert problems(page) == [f'<div class="problem" role="alert">{shown}</div>']


def test_no_problem_shows_nothing() -> None:
    assert problems(checked(AppTest.from_function(script, args=("",), default_timeout=120).run())) == []
