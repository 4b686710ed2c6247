"""The choice between embedded corpora and the analyst's files."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.dashboard_pages.app import captions, checked, lines


def test_another_corpus(page: AppTest) -> None:
    page.session_state["corpus"] = "October 1962"
    assert "Soviet Union" in lines(checked(page.run()))


def test_files_of_the_analyst(page: AppTest) -> None:
    page.session_state["corpus"] = "Your files"
    checked(page.run())
    assert "Drop in" in page.info[0].value
    good, bad = b"Russia threatened Ukraine with war. Ukraine refused.", b"Nothing says when this was written."
    page.file_uploader(key="files").set_value(
        [("2022-01-05 note.txt", good, "text/plain"), ("note.txt", bad, "text/plain")]
    )
    checked(page.run())
    assert "2 sentences from 1 document" in captions(page)
    assert [table.value["place"].tolist() for table in page.dataframe if "reason" in table.value] == [["note.txt"]]


def test_files_of_which_none_can_be_read(page: AppTest) -> None:
    page.session_state["corpus"] = "Your files"
    checked(page.run())
    page.file_uploader(key="files").upload("a.txt", b"No date here.", "text/plain")
    checked(page.run())
    assert "Nothing could be read" in page.warning[0].value
