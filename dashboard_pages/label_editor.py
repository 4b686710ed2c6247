"""Labels of the analyst's own: given in a table of the sentences on show, kept for the session, saved and loaded."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard_pages.page_text import show_problem
from dashboard_pages.session_state import problem_of, put_problem
from signals.documents import Rejected
from signals.trends.chart_words import counted
from signals.trends.labels import (
    CHOICES,
    Label,
    Labels,
    edited_labels,
    labelling_table,
    labels_csv,
    labels_table,
    labels_without,
    merged_labels,
    read_labels,
    unlabelled_records,
)

GIVEN, LEFT_OUT, GENERATION, READER_NAME = "labels_given", "labels_left_out", "labels_generation", "labels_reader"
SWITCH = "labelling"
LABEL_HELP = (
    "What is the sentence, by the codebook? Label right ones, too: a model that sees only mistakes learns a wrong "
    "picture. Empty a label to take it back."
)
EDITOR_COLUMNS = {
    "sentence": st.column_config.TextColumn("sentence", width="large", disabled=True),
    "shown": st.column_config.TextColumn("Drumbeat says", width="small", disabled=True),
    "yours": st.column_config.SelectboxColumn("you say", options=list(CHOICES), width="small", required=False),
    "is_sure": st.column_config.CheckboxColumn(
        "sure", width=50, help="Take the tick out where another careful reader could differ."
    ),
}


def given_labels() -> Labels:
    """Return the labels of this session."""
    return st.session_state.get(GIVEN, {})


def is_labelling() -> bool:
    """Draw the switch between reading and labelling; return whether the analyst labels."""
    return st.toggle("Correct labels", key=SWITCH, persist_state="session", help=LABEL_HELP)


def draw_labelling(scored: pd.DataFrame) -> None:
    """Draw the table in which the sentences of `scored` are labelled; each edit is kept before anything is drawn."""
    records = unlabelled_records(scored)
    shown = hash(tuple(record.sentence_id for record in records))
    key = f"labels_{st.session_state.get(GENERATION, 0)}_{shown}"
    st.data_editor(
        labelling_table(scored, given_labels()),
        key=key,
        hide_index=True,
        column_config=EDITOR_COLUMNS,
        disabled=["sentence", "shown"],
        row_height=72,  # from here on the grid wraps text
        placeholder="–",
        on_change=_take_labels,
        args=(key, records),
        alt="Sentences and their labels",
    )


def _take_labels(key: str, records: tuple[Label, ...]) -> None:
    edits, reader = st.session_state[key]["edited_rows"], st.session_state.get(READER_NAME, "").strip()
    st.session_state[GIVEN] = edited_labels(given_labels(), records, edits, reader=reader, now=datetime.now(UTC))


def _put_labels(labels: Labels) -> None:
    """Change the labels from elsewhere: the table is drawn afresh, or its earlier edits would come back."""
    st.session_state[GIVEN] = labels
    st.session_state[GENERATION] = st.session_state.get(GENERATION, 0) + 1


def draw_given_labels() -> None:
    """Draw what has been labelled so far, and how it is saved and loaded."""
    labels = given_labels()
    with st.expander(
        f"Your labels: {counted(len(labels), 'sentence')}", key="labels_open", icon=":material/edit_note:"
    ):
        st.text_input(
            "Who labels", key=READER_NAME, persist_state="session", help="Goes into the file. May stay empty."
        )
        if labels:
            st.dataframe(labels_table(labels), hide_index=True, key="labels_table", alt="Your labels")
            _draw_take_back(labels)
        st.download_button(
            f"Save {counted(len(labels), 'label')}",  # the number and the file reach the browser together
            labels_csv(labels),
            "drumbeat_labels.csv",
            "text/csv",
            key="save_labels",
            on_click="ignore",
            disabled=not labels,
        )
        st.caption(
            "They last until this page is closed or loaded again: save them. A saved file can be loaded to go on."
        )
        st.file_uploader("Load labels", type="csv", key="labels_file", on_change=_take_file, max_upload_size=20)
        show_problem(problem_of("labels"))
        _show_left_out(st.session_state.get(LEFT_OUT, []))
        st.markdown(
            "`python -m models.train --labels drumbeat_labels.csv` makes a model that learns from them, and says "
            "whether it is any better. It can then be chosen in the sidebar."
        )


def _draw_take_back(labels: Labels) -> None:
    key = st.selectbox(
        "Take a label back", list(labels), key="labels_one", format_func=lambda one: labels[one].sentence
    )
    st.button("Take it back", key="labels_take_back", on_click=lambda: _put_labels(labels_without(given_labels(), key)))


def _take_file() -> None:
    file = st.session_state["labels_file"]
    if file is None:
        return
    put_problem("labels", "")
    try:
        read, unreadable = read_labels(file.getvalue(), file.name)
    except ValueError as error:
        put_problem("labels", str(error))
        return
    labels, contradicting = merged_labels(given_labels(), read)
    _put_labels(labels)
    st.session_state[LEFT_OUT] = unreadable + contradicting


def _show_left_out(left_out: list[Rejected]) -> None:
    if left_out:
        st.caption(f"{counted(len(left_out), 'row')} of the file left out:")
        table = pd.DataFrame([(one.place, one.reason) for one in left_out], columns=["place", "reason"])
        st.dataframe(table, hide_index=True, key="labels_rejected", alt="Rows left out, with the reason")
