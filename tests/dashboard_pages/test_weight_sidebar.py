"""The sidebar's weights."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from signals.cues.profile import Profile
from tests.dashboard_pages.app import chart, checked, open_cues, shown


def test_an_edited_weight_and_its_reset(page: AppTest) -> None:
    checked(page.slider(key="blend").set_value(0.0).run())
    before = chart(page)
    page.session_state["profile_cues"] = Profile(weights={"talks": 1.0})
    assert chart(open_cues(page)) != before
    assert page.selectbox(key="reset_one").options == ["talks"]
    checked(page.button(key="do_reset_all").click().run())
    assert chart(page) == before


def test_an_added_cue_is_matched_and_marked(page: AppTest) -> None:
    open_cues(page)
    page.text_input(key="new_pattern").set_value("decree")
    checked(page.button(key="add_cue").click().run())
    assert 'title="cue “decree”' in shown(page)
    assert page.data_editor[0].value.set_index("pattern").loc["decree", "n_hits"] > 0


def test_a_cue_that_is_none_gives_one_line(page: AppTest) -> None:
    open_cues(page)
    page.text_input(key="new_pattern").set_value("<b>*")
    checked(page.button(key="add_cue").click().run())
    assert "&lt;b&gt;*" in shown(page) and "begins with no word" in shown(page)
