"""Downloads of what the page shows; a file is made when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from signals import __version__
from signals.cues.profile import Profile
from signals.output.files import as_bytes, download_name
from signals.output.workbook import SHEET_ROWS
from signals.trends.chart_words import counted
from signals.trends.view import View

MIME = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}

BUTTON_HELP = {
    ".csv": "Download {} as CSV, for programs: the text as it is, which a spreadsheet may take for a formula",
    ".xlsx": "Download {} as XLSX, for spreadsheets: text is never a formula",
    ".parquet": "Download {} as Parquet",
}
TITLE_WIDTH = 140  # pixels: the buttons of both rows stand below each other, and beside it in a narrow window


def draw_downloads(view: View, averaged: pd.DataFrame, profile: Profile, model: str) -> None:
    """Draw three buttons for the sentences that pass the filters, and three for the trend of all their lines."""
    about = {"profile": profile.hash, "model": model, "program": __version__}
    st.subheader("Downloads")
    _draw_row("sentences", counted(len(view), "sentence"), partial(scored_rows, view, profile), len(view), about)
    _draw_row("trend", f"Trend, {counted(len(averaged), 'row')}", lambda: averaged, len(averaged), about)
    made_with = f"profile {about['profile']}, model {about['model']}, Drumbeat {about['program']}"
    st.caption(f"The file names say what made them: {made_with}.")


def scored_rows(view: View, profile: Profile) -> pd.DataFrame:
    """Return the output table of the sentences that pass the filters, in the order of reading."""
    return view.scored(np.flatnonzero(view.chosen), profile)


def _draw_row(
    stem: str, title: str, make_table: Callable[[], pd.DataFrame], n_rows: int, about: dict[str, str]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**", width=TITLE_WIDTH)
        for ending, mime in MIME.items():
            kind = ending.lstrip(".").upper() if ending != ".parquet" else "Parquet"
            st.download_button(
                kind,
                partial(_file_content, make_table, ending, about),
                download_name(stem, ending, about),
                mime,
                key=f"download_{stem}{ending}",
                on_click="ignore",
                disabled=ending == ".xlsx" and n_rows > SHEET_ROWS,
                help=BUTTON_HELP[ending].format(stem),
            )


def _file_content(make_table: Callable[[], pd.DataFrame], ending: str, about: dict[str, str]) -> bytes:
    return as_bytes(make_table(), ending, about=about)
