"""Names that the day, the title or what the document has named decides."""

from __future__ import annotations

from datetime import date

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from tests.support import DAY, mentions_of

FINDER = MentionFinder(load_actors())


def codes(sentence: str, day: date = DAY) -> list[str]:
    return [one.code for one in mentions_of(sentence, FINDER, day)]


@pytest.mark.parametrize(
    ("sentence", "day", "expected"),
    [
        pytest.param("Johnson promised more weapons.", date(2022, 5, 1), ["GBR"], id="johnson_2022"),
        pytest.param("Johnson ordered the marines ashore.", date(1965, 5, 1), ["USA"], id="johnson_1965"),
        pytest.param("The runner Michael Johnson won the race.", date(2022, 5, 1), [], id="another_johnson"),
        pytest.param(
            "Michael Johnson won the race.", date(2022, 5, 1), [], id="another_johnson_at_the_start"),
        pytest.param("Obama called the premier.", date(2010, 5, 1), ["USA"], id="obama_2010"),
        pytest.param("Obama published a book.", date(2022, 5, 1), [], id="obama_2022"),
        pytest.param("Truman sent the fleet.", date(1950, 7, 1), ["USA"], id="truman_1950"),
        pytest.param("Truman was a good card player.", date(2022, 5, 1), [], id="truman_2022"),
        pytest.param("May told parliament that they would leave.", date(2018, 3, 1), ["GBR"], id="may_2018"),
        pytest.param("Theresa May expelled the diplomats.", date(2018, 3, 1), ["GBR"], id="theresa_may_2018"),
        pytest.param("Theresa May spoke at a dinner.", date(2022, 3, 1), [], id="theresa_may_2022"),
        pytest.param("The Kremlin protested.", date(1962, 10, 24), ["SUN"], id="kremlin_1962"),
        pytest.param("The Kremlin protested.", date(2022, 2, 24), ["RUS"], id="kremlin_2022"),
        pytest.param("Moscow answered.", date(1962, 10, 24), ["SUN"], id="moscow_1962"),
        pytest.param("Khrushchev wrote to Kennedy.", date(1962, 10, 24), ["SUN", "USA"], id="khrushchev_and_kennedy"),
        pytest.param("Kennedy wrote a letter.", date(2022, 5, 1), [], id="kennedy_2022"),
        pytest.param("Gorbachev met Reagan.", date(1987, 12, 8), ["SUN", "USA"], id="gorbachev_1987"),
        pytest.param("Gorbachev met Reagan.", date(2022, 1, 14), [], id="gorbachev_2022"),
        pytest.param("Islamic Emirate of Afghanistan", date(2021, 8, 1), [], id="emirate_before"),
        pytest.param("Islamic Emirate of Afghanistan", date(2022, 8, 1), ["AFG"], id="emirate_after"),
        pytest.param(
            "King Abdullah spoke.", date(2010, 1, 14), [], id="two_kings",
        ),
    ],
)  # fmt: skip
def test_by_date(sentence: str, day: date, expected: list[str]) -> None:
    assert codes(sentence, day) == expected


def test_a_person_introduced_in_full_is_known_by_surname_later() -> None:
    sentences = ["Foreign Minister Dmytro Kuleba spoke.", "Kuleba left."]
    found = FINDER.find_mentions(sentences, [0, 0], [DAY.toordinal()])
    assert [[one.person for one in mentions] for mentions in found] == [["Dmytro Kuleba"], ["Dmytro Kuleba"]]


def test_what_one_document_introduced_another_does_not_know() -> None:
    sentences = ["Senator Ted Cruz spoke.", "Cruz left.", "Cruz left."]
    found = FINDER.find_mentions(sentences, [0, 0, 1], [DAY.toordinal(), date(1990, 1, 1).toordinal()])
    assert [[one.code for one in mentions] for mentions in found] == [["USA"], ["USA"], []]
