"""The parts of reading: characters, paragraphs, columns, datelines and ids."""

from __future__ import annotations

from datetime import date

import pytest

from signals.ingest.item_dates import find_dateline


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("a.txt", "MOSCOW, Jan 13, 2022 (Reuters) - Russia warned.", date(2022, 1, 13), id="reuters"),
        pytest.param("a.txt", "KYIV, 24 February 2022 — Russia attacked.", date(2022, 2, 24), id="day_first"),
        pytest.param("a.txt", "By A. Bee\n\nMOSCOW, January 13, 2022. /TASS/. Talks.", date(2022, 1, 13), id="tass"),
        pytest.param("a.txt", "Jan 13, 2022 (Reuters) - Talks.", date(2022, 1, 13), id="no_place"),
        pytest.param("2022-01-14.txt", "MOSCOW, Jan 13 (Reuters) - Talks.", date(2022, 1, 13), id="year_from_file"),
        pytest.param("2022-01-01.txt", "MOSCOW, Dec 31 (Reuters) - Talks.", date(2021, 12, 31), id="new_year"),
        pytest.param("news_2022.txt", "MOSCOW, Jan 13 (Reuters) - Talks.", date(2022, 1, 13), id="file_has_only_year"),
        pytest.param("a.txt", "MOSCOW, Jan 13 (Reuters) - Talks.", None, id="no_year_anywhere"),
        pytest.param("a.txt", "In Moscow, on Jan 13, 2022 talks failed.", None, id="a_date_in_a_sentence"),
        pytest.param("a.txt", "x " * 120 + "\nKYIV, 24 February 2022 — Talks.", None, id="too_far_down"),
        pytest.param("a.txt", "KYIV, 31 February 2022 — Talks.", None, id="no_such_day"),
    ],
)
def test_datelines(name: str, text: str, expected: date | None) -> None:
    assert find_dateline(text, name.removesuffix(".txt")) == expected
