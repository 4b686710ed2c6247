"""The sentences behind the chart, the latest first, a page at a time."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard_pages.label_editor import draw_given_labels, draw_labelling, is_labelling
from dashboard_pages.page_text import LEGEND
from signals.actors.table import load_actors
from signals.cues.lexicon import Lexicon
from signals.cues.profile import Profile
from signals.pipeline import Tagged
from signals.trends.averages import LineKey, key_columns
from signals.trends.chart_words import counted, key_name
from signals.trends.corpus import take
from signals.trends.evidence import evidence_html
from signals.trends.selection import n_pages, page_of
from signals.trends.view import View

PER_PAGE = 25
ALL = ""


def focus_on_point() -> None:
    """Show the sentences of the point that was clicked."""
    points = st.session_state["trend_chart"]["selection"]["points"]
    if points:
        st.session_state["evidence_line"], st.session_state["evidence_period"] = points[0]["customdata"][:2]


def draw_sentences(view: View, profile: Profile) -> None:
    """Draw the choice of line and period, one page of cards, the table to label them in, and the labels so far."""
    st.subheader("The sentences behind it")
    line, period = _draw_choice(view)
    rows = view.rows_behind(line, period)
    st.caption(f"{counted(len(rows), 'sentence')}, the latest first.")
    if not len(rows):
        st.info("No sentence of that line in that period. Choose another, or all.")
        return
    labels = is_labelling()
    sentences, pages = st.container(), n_pages(rows, PER_PAGE)
    key = f"page_{view.by}_{line}_{view.every}_{period}_{len(rows)}"
    shown = page_of(rows, st.pagination(pages, key=key) if pages > 1 else 1, PER_PAGE)
    with sentences:
        if labels:
            draw_labelling(view.scored(shown, profile))
        _draw_cards(take(view.tagged, shown), view.lexicon, profile)
    draw_given_labels()


def _draw_cards(tagged: Tagged, lexicon: Lexicon, profile: Profile) -> None:
    st.html(LEGEND)
    st.html(evidence_html(tagged, lexicon, profile, name_of=load_actors().name_of))


def _draw_choice(view: View) -> tuple[LineKey, date | None]:
    """Draw the choice of a line and a period; return the line's key and the period's first day, () and None for all."""
    names = {
        ";".join(key): key_name(key, load_actors().name_of)
        for key in view.sizes[key_columns(view.by)].itertuples(index=False, name=None)
    }
    periods = [day.isoformat() for day in view.periods]
    left, middle, _ = st.columns([2, 1, 1])
    with left:
        line = _choose("Line", "evidence_line", list(names), {ALL: "All lines"} | names)
    with middle:
        period = _choose(view.every.capitalize(), "evidence_period", periods, {ALL: "All"})
    return tuple(line.split(";")) if line else (), date.fromisoformat(period) if period else None


def _choose(label: str, key: str, options: list[str], words: dict[str, str]) -> str:
    """Draw a selectbox with a first choice of all; a choice that is no longer there becomes all."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = ALL
    return str(st.selectbox(label, [ALL, *options], key=key, format_func=lambda option: words.get(option, option)))
