"""What a session remembers: the profile, and what stands in the address."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from signals.cues.lexicon import Cue
from signals.cues.profile import Profile
from tests.dashboard_pages.app import SCRIPT, captions, checked, lines, shown


def test_a_profile_loads_as_it_was_saved(page: AppTest) -> None:
    profile = Profile(
        "mine", {"talks": 0.5}, {"attack": 2.5}, (Cue("decree", 0.3, "threat", "verbal", "analyst"),), 0.4, 0.2
    )
    page.file_uploader(key="profile_file").upload("p.json", profile.to_json().encode(), "application/json")
    checked(page.run())
    assert page.slider(key="scale_attack").value == 2.5
    assert f"profile {profile.hash}" in captions(page)
    assert page.text_input(key="profile_name").value == "mine"
    checked(page.button(key="reset_profile").click().run())
    assert f"profile {Profile().hash}" in captions(page)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"{", "not JSON", id="damaged"),
        pytest.param(b"\xff\xfe", "not UTF-8", id="not_text"),
        pytest.param(
            b'{"drumbeat_profile": 1, "blend": 7}', "blend is 7; expected a number from 0 to 1", id="out_of_range"
        ),
        pytest.param(b'{"drumbeat_profile": 1, "weights": {"<i>": 1}}', "&lt;i&gt;", id="hostile"),
    ],
)
def test_a_bad_profile_gives_one_line_and_changes_nothing(page: AppTest, content: bytes, words: str) -> None:
    page.file_uploader(key="profile_file").upload("p.json", content, "application/json")
    checked(page.run())
    assert shown(page).count('role="alert"') == 1 and words in shown(page)
    assert f"profile {Profile().hash}" in captions(page)


def test_choices_come_from_the_address(page: AppTest) -> None:
    linked = AppTest.from_file(SCRIPT, default_timeout=120)
    linked.query_params.update(
        {"corpus": "October 1962", "every": "week", "by": "nonsense", "actors": ["Soviet Union", "Nobody"]}
    )
    checked(linked.run())
    assert lines(linked) == ["Soviet Union"]
    assert "mean of one week" in captions(linked)
