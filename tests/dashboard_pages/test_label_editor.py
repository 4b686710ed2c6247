"""Labelling in the dashboard: what the page shows, and a file loaded to go on."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from signals.trends.labels import Label, labels_csv, sentence_key_of
from tests.dashboard_pages.app import captions, checked, problems


def labels_shown(page: AppTest) -> list[str]:
    return next(table.value["sentence"].tolist() for table in page.dataframe if "labelled_at" in table.value)


def test_the_page_shows_the_sentences_to_label_and_the_labels_so_far(page: AppTest) -> None:
    assert not page.data_editor
    checked(page.toggle(key="labelling").set_value(True).run())
    table = page.data_editor[0].value
    assert len(table) == 25 and table["yours"].isna().all()
    first = table["sentence"][0]
    page.session_state["labels_given"] = {sentence_key_of(first): Label(first, "escalatory", "material")}
    checked(page.run())
    assert page.data_editor[0].value["yours"][0] == "▲ escalatory deed"
    assert labels_shown(page) == [first]
    checked(page.button(key="labels_take_back").click().run())
    assert page.data_editor[0].value["yours"].isna().all()


def test_a_labels_file_is_loaded_to_go_on(page: AppTest) -> None:
    sentence = "Iran threatened Iraq."
    content = labels_csv({sentence_key_of(sentence): Label(sentence, "neutral", "")}) + b"<b>Odd</b>,rosy,,1,,,,,,\n"
    checked(page.file_uploader(key="labels_file").upload("mine.csv", content, "text/csv").run())
    assert labels_shown(page) == [sentence]
    assert "1 row of the file left out" in captions(page)
    checked(page.file_uploader(key="labels_file").upload("x.csv", b"<i>,b\n1,2\n", "text/csv").run())
    assert len(problems(page)) == 1 and "found columns &lt;i&gt;, b" in problems(page)[0]
    assert labels_shown(page) == [sentence]
