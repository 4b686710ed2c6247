"""Why an answer may be wrong, and which wrong answers are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.evaluation.errors import REASONS, FiredCue, Miss, fired_cues, reasons_for
from models.reporting import accuracy
from models.reporting.write_report import as_json
from tests.models.conftest import EVENTS, SUBJECTS


def test_errors_are_listed_the_surest_first_with_reasons_and_without_text(report: accuracy.Report, news: Path) -> None:
    for one in report["errors"]:
        sure = [miss["confidence"] for miss in one["worst"]]
        assert sure == sorted(sure, reverse=True)
        assert len(sure) == min(50, one["n_wrong"])
        assert all(miss["reasons"] and miss["gold"] != miss["guess"] for miss in one["worst"])
    words = as_json(report)
    assert not any(subject in words for subject in SUBJECTS) and "cheese" not in words
    assert not any(event in words for event, _, _ in EVENTS)


CUE = FiredCue("threat*", 0.4, "", 0.4)

CALM = FiredCue("talks", -0.3, "", -0.3)


@pytest.mark.parametrize(
    ("miss", "expected"),
    [
        pytest.param(Miss("It rains.", 0, 2, True, ()), ["no cue"], id="no_cue"),
        pytest.param(
            Miss("It rains.", 0, 2, False, ()), ["reader unsure", "no cue"], id="more_than_one_reason_may_apply"
        ),
        pytest.param(Miss("Threats again", 1, 0, True, (CUE,)), ["cue of the opposite sign"], id="opposite"),
        pytest.param(Miss("Threats again", 2, 0, True, (CUE,)), ["cue in a neutral sentence"], id="neutral"),
        pytest.param(Miss("Threats again", 0, 2, True, (CUE,)), ["cues right, not followed"], id="not_followed"),
        pytest.param(Miss("Threats and talks", 0, 1, True, (CUE, CALM)), ["mixed directions"], id="mixed"),
        pytest.param(
            Miss("Is it a threat?", 2, 0, True, (CUE,)),
            ["question or title", "cue in a neutral sentence"],
            id="question",
        ),
        pytest.param(
            Miss("Observers said that threats grew", 0, 2, True, (CUE,)),
            ["reported by a third party", "cues right, not followed"],
            id="reported",
        ),
        pytest.param(
            Miss("No threats", 1, 2, True, (FiredCue("threat*", 0.4, "negated", -0.1),)),
            ["modified cue", "cues right, not followed"],
            id="modifier",
        ),
        pytest.param(
            Miss("A price war", 2, 0, True, (FiredCue("price war*", 0.0, "", 0.0),)),
            ["idiom or fixed phrase", "no cue"],
            id="idiom",
        ),
    ],
)
def test_reasons(miss: Miss, expected: list[str]) -> None:
    assert reasons_for(miss) == expected


def test_reasons_have_names_of_their_own() -> None:
    assert len({reason.name for reason in REASONS}) == len(REASONS)


def test_fired_cues_carry_their_modifier() -> None:
    (cue,), none = fired_cues(["Talks will not resume.", "It rains."])
    assert none == () and (cue.pattern, cue.modifier) == ("talks", "negated")
    assert cue.weight < 0 < cue.contribution < -cue.weight
