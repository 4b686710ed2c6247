"""The sentences behind the chart, the latest first, a page at a time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from dashboard_pages.labelling import draw_given_labels, draw_labelling, is_labelling
from dashboard_pages.text import LEGEND
from signals.actors import load_actors
from signals.charts import counted, key_columns, key_name
from signals.corpus import Corpus, behind, latest_first, pages_of, periods_of, take
from signals.evidence import evidence_html
from signals.lexicon import load_lexicon
from signals.pipeline import Tagged
from signals.profile import Profile, extend_lexicon

PER_PAGE = 25
ALL = ""


def focus_on_point() -> None:
    """Show the sentences of the point that was clicked."""
    points = st.session_state["trend_chart"]["selection"]["points"]
    if points:
        st.session_state["evidence_line"], st.session_state["evidence_period"] = points[0]["customdata"][:2]


def draw_sentences(
    corpus: Corpus,
    scored: pd.DataFrame,
    chosen: np.ndarray,
    profile: Profile,
    summary: pd.DataFrame,
    *,
    by: str,
    every: str,
) -> None:
    """Draw the choice of line and period, one page of cards, the table to label them in, and the labels so far."""
    st.subheader("The sentences behind it")
    line, period = _draw_choice(scored[chosen], summary, by, every)
    rows = latest_first(scored, chosen & behind(scored, by=by, line=line, every=every, period=period))
    st.caption(f"{counted(len(rows), 'sentence')}, the latest first.")
    if not len(rows):
        st.info("No sentence of that line in that period. Choose another, or all.")
        return
    labels = is_labelling()
    sentences, pages = st.container(), pages_of(rows, PER_PAGE)
    number = st.pagination(len(pages), key=f"page_{by}_{line}_{every}_{period}_{len(rows)}") if len(pages) > 1 else 1
    with sentences:
        if labels:
            draw_labelling(scored.iloc[pages[number - 1]])
        _draw_cards(take(corpus.tagged, pages[number - 1]), profile)
    draw_given_labels()


def _draw_cards(tagged: Tagged, profile: Profile) -> None:
    st.html(LEGEND)
    lexicon = extend_lexicon(load_lexicon(), profile)
    st.html(evidence_html(tagged, lexicon, profile, name_of=load_actors().name_of))


def _draw_choice(
    selected: pd.DataFrame, summary: pd.DataFrame, by: str, every: str
) -> tuple[tuple[str, ...], date | None]:
    """Draw the choice of a line and a period; return the line's key and the period's first day, () and None for all."""
    names = {
        ";".join(key): key_name(key, load_actors().name_of)
        for key in summary[key_columns(by)].itertuples(index=False, name=None)
    }
    periods = [day.isoformat() for day in periods_of(selected, every)]
    left, middle, _ = st.columns([2, 1, 1])
    with left:
        line = _choose("Line", "evidence_line", list(names), {ALL: "All lines"} | names)
    with middle:
        period = _choose(every.capitalize(), "evidence_period", periods, {ALL: "All"})
    return tuple(line.split(";")) if line else (), date.fromisoformat(period) if period else None


def _choose(label: str, key: str, options: list[str], words: dict[str, str]) -> str:
    """Draw a selectbox with a first choice of all; a choice that is no longer there becomes all."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = ALL
    return str(st.selectbox(label, [ALL, *options], key=key, format_func=lambda option: words.get(option, option)))
