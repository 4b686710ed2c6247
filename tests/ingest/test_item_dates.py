"""The date of a document, from the best evidence to the last: field, dateline, file name, --published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from signals.ingest.item_dates import date_item, file_name_date, find_dateline
from signals.ingest.sources import Unreadable
from tests.ingest.files import TEXT, read_one


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


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        pytest.param("article_2022-01-14", date(2022, 1, 14), id="at_the_end"),
        pytest.param("20220114_x", date(2022, 1, 14), id="without_hyphens"),
        pytest.param("2022-99-14_2022.01.14", date(2022, 1, 14), id="the_first_that_is_a_day"),
        pytest.param("1520220114", None, id="a_longer_number"),
        pytest.param("1822-01-14", None, id="before_all_news"),
        pytest.param("news_2022", None, id="only_a_year"),
    ],
)
def test_file_names(stem: str, expected: date | None) -> None:
    assert file_name_date(stem) == expected


def test_without_evidence_the_option_is_named() -> None:
    with pytest.raises(Unreadable, match="pass --published YYYY-MM-DD"):
        date_item(None, TEXT, "a", None)


def test_date_basis_from_best_to_last(tmp_path: Path) -> None:
    dateline = "KYIV, 24 February 2022 — Russia attacked."
    given_date = date(2020, 1, 1)
    assert (
        read_one(tmp_path, "a.csv", f'text,date\n"{dateline}",2022-01-14\n', published=given_date).date_basis == "field"
    )
    assert read_one(tmp_path, "2022-01-14.txt", dateline, published=given_date).date_basis == "dateline"
    assert read_one(tmp_path, "2022-01-14.txt", TEXT, published=given_date).date_basis == "file name"
    assert read_one(tmp_path, "a.txt", TEXT, published=given_date).date_basis == "--published"
    assert read_one(tmp_path, "a.csv", f"text\n{TEXT}\n", published=given_date).published_on == given_date
