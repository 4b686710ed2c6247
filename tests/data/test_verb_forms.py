"""Forms of verbs: regular ones are made, irregular ones are in the table."""

from __future__ import annotations

import pytest

from signals.data.verb_forms import participles, verb_forms


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        pytest.param("accuse", "base", id="base"),
        pytest.param("accuses", "finite", id="third_person"),
        pytest.param("accused", "finite", id="past_is_also_participle"),
        pytest.param("accusing", "ing", id="e_falls_away"),
        pytest.param("denies", "finite", id="y_becomes_ies"),
        pytest.param("denied", "finite", id="y_becomes_ied"),
        pytest.param("banned", "finite", id="last_letter_doubles"),
        pytest.param("banning", "ing", id="last_letter_doubles_before_ing"),
        pytest.param("given", "participle", id="irregular_participle"),
    ],
)
def test_forms_of_verbs(form: str, tense: str) -> None:
    assert verb_forms()[form][1] == tense


def test_participles_follow_be() -> None:
    assert {"accused", "given", "struck"} <= participles() and not {"gave", "giving"} & participles()


def test_verbs_of_speech_are_told_from_others() -> None:
    assert (verb_forms()["said"][0], verb_forms()["attacked"][0] != "speech") == ("speech", True)
