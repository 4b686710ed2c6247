"""Edits of a profile and the table of its cues, without Streamlit."""

from __future__ import annotations

import pytest

from dashboard_pages.cue_table import changed_patterns, cue_table, read_profile, with_cue, with_weight, without_change
from signals.cues.lexicon import Cue, Lexicon, load_lexicon
from signals.cues.profile import Profile, parse_profile


def test_a_weight_equal_to_the_lexicons_is_no_change(lexicon: Lexicon) -> None:
    own = next(cue for cue in lexicon.cues if cue.pattern == "talks")
    changed = with_weight(Profile(), lexicon, "talks", 0.9)
    assert changed.weights == {"talks": 0.9}
    assert (
        with_weight(changed, lexicon, "talks", own.weight) == with_weight(changed, lexicon, "talks", None) == Profile()
    )


def test_an_added_cue_is_listed_weighed_and_taken_out(lexicon: Lexicon) -> None:
    row = {"pattern": "Red  Line*", "weight": "0.5", "family": "threat", "form": "verbal"}
    profile = with_weight(with_cue(Profile(), lexicon, row), lexicon, "red line*", 0.7)
    table = cue_table(lexicon, profile, {"red line*": 3}, search="red threats")
    assert table.loc[0, ["pattern", "weight", "n_hits", "changed"]].tolist() == ["red line*", 0.7, 3, "added"]
    assert changed_patterns(profile) == ["red line*"]
    assert without_change(profile, "red line*") == Profile()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"pattern": "", "weight": "0"}, "begins with no word", id="empty"),
        pytest.param({"pattern": "“war", "weight": "0"}, "begins with no word", id="quotation_mark"),
        pytest.param({"pattern": "war", "weight": "2"}, "number from -1 to 1", id="weight"),
    ],
)
def test_what_is_no_cue(lexicon: Lexicon, row: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        with_cue(Profile(), lexicon, {"family": "threat", "form": "verbal", **row})


def test_a_profile_whose_cue_cannot_be_matched_is_refused(lexicon: Lexicon) -> None:
    bad = Profile(added=(Cue("“war", 0.3, "threat", "verbal", "x"),)).to_json()
    with pytest.raises(ValueError, match="begins with no word"):
        read_profile(bad.encode(), lexicon, "p.json")


def test_the_table_of_cues_shows_the_profile(lexicon: Lexicon) -> None:
    table = cue_table(lexicon, Profile(weights={"talks": 0.9}), {})
    assert len(table) == len(load_lexicon().cues)
    assert table.set_index("pattern").loc["talks", ["weight", "changed"]].tolist() == [0.9, "changed"]
    assert parse_profile(Profile(weights={"talks": 0.9}).to_json(), lexicon).weights == {"talks": 0.9}
