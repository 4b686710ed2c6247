"""Who speaks: in quotations, after "according to", before a colon, after a dash."""

from __future__ import annotations

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from tests.support import attributions_of

FINDER = MentionFinder(load_actors())


NOBODY = ">"


MISS = pytest.mark.xfail


SPEECH = [
    pytest.param("“We will not retreat,” Lavrov told reporters.", ["RUS>"], id="speaker_after"),
    pytest.param("“We will not retreat,” said the Kremlin.", ["RUS>"], id="speaker_after_inverted"),
    pytest.param("Lavrov said: “NATO must stop its expansion.”", ["RUS>NATO"], id="speaker_before"),
    pytest.param("“It was Israel that struck us,” said Hezbollah's leader.", ["HEZBOLLAH>ISR"], id="accuses"),
    pytest.param(
        "“Enough is enough,” the Turkish president told his Greek counterpart.", ["TUR>GRC"], id="told_his_counterpart",
    ),
    pytest.param(
        "“The sanctions stay,” a US official said, adding that Tehran must act first.", ["USA>IRN"], id="inside",
    ),
    pytest.param(
        "“We gave our answer. It is now up to Washington,” Lavrov said.", ["RUS>", "RUS>USA"], id="two_sentences",
    ),
    pytest.param(
        "“We gave our answer. It is now up to Washington,” the professor said.", [NOBODY, NOBODY], id="private_speaker",
    ),
    pytest.param(
        "Lavrov met Blinken in Geneva. He added that Russia would not give way.", ["RUS>USA", "RUS>"], id="he_added",
    ),
    pytest.param(
        "The Russian envoy arrived in Vienna. The envoy said the OSCE had failed.", ["RUS>", "RUS>OSCE"], id="envoy",
    ),
    pytest.param(
        "NATO ministers met on Monday. The alliance condemned Russia.", ["NATO>", "NATO>RUS"], id="the_alliance",
    ),
    pytest.param("Macron called Putin. “The door is open,” he said.", ["FRA>RUS", "FRA>"], id="he_said"),
    pytest.param(
        "Macron called Putin. The Russian leader said the talks were useful.", ["FRA>RUS", "RUS>"], id="other_speaks",
    ),
    pytest.param("Russia is preparing an invasion, Ukraine's defence minister said.", ["UKR>RUS"], id="trailing"),
    pytest.param("Prices rose, according to the Turkish finance ministry.", ["TUR>"], id="according_to"),
    pytest.param("According to the Pentagon, Russia moved its tanks.", ["RUS>"], id="according_to_a_deed"),
    pytest.param("Der Spiegel reports NATO is preparing for talks.", ["NATO>"], id="magazine_reports"),
    pytest.param("The Moscow Times reports that Russia plans a drill.", ["RUS>"], id="paper_reports"),
    pytest.param("The BBC said Ukraine had lost the town.", ["UKR>"], id="broadcaster_said"),
    pytest.param(
        "Zelensky thanked Poland. The Air Force shot down two drones.", ["UKR>POL", "UKR>"], id="office_of_the_speaker",
    ),
    pytest.param(
        "Zelensky thanked Poland. Border guards stopped a truck.", ["UKR>POL", "UKR>"], id="guards_of_the_speaker",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPEECH)
def test_source_and_target(text: str, expected: list[str]) -> None:
    assert [f"{one.source}>{one.target}" for _, one in attributions_of(text, FINDER)] == expected
