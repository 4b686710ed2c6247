"""The main page, top to bottom: what this is, the corpus, a guard, the chart, the sentences behind it, downloads."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard_pages.corpus_cache import chosen_classifier, model_name, with_own_cues
from dashboard_pages.corpus_choice import choose_corpus, current_view, show_rejected
from dashboard_pages.downloads import draw_downloads
from dashboard_pages.filter_sidebar import draw_filters
from dashboard_pages.page_text import LEAD, STYLE
from dashboard_pages.sentence_list import draw_sentences, focus_on_point
from dashboard_pages.session_state import cue_profile, current_profile, prepare_state
from dashboard_pages.weight_sidebar import draw_weights
from signals.actors.table import load_actors
from signals.cues.profile import Profile
from signals.trends.averages import LineKey
from signals.trends.chart import CHART_CONFIG, MAX_LINES, MAX_LINES_WITH_INTERVALS, ChartOptions, trend_figure
from signals.trends.chart_words import chart_legend, counted, key_name
from signals.trends.corpus import Corpus
from signals.trends.selection import Filters
from signals.trends.summaries import busiest_lines
from signals.trends.view import View

BY_WORDS = {"source": "who speaks or acts", "target": "toward whom", "actor": "either role", "dyad": "pairs"}
FEW_LINES = 4
EVERY_WORDS = {"day": "day", "week": "week", "month": "month"}


def show_trends() -> None:
    """Draw the whole page."""
    prepare_state()
    st.html(STYLE)
    st.title("Drumbeat")
    st.markdown(LEAD)
    fingerprint, corpus = choose_corpus()
    if corpus is None:
        st.info("Drop in one or more files to see their trend.")
        return
    show_rejected(corpus)
    if not len(corpus.tagged):
        st.warning("Nothing could be read from these files. The reasons stand above.")
        return
    _show_corpus(fingerprint, corpus)


def _show_corpus(fingerprint: str, corpus: Corpus) -> None:
    corpus = with_own_cues(fingerprint, corpus, cue_profile())
    with st.sidebar:
        filters = draw_filters(fingerprint, corpus)
        draw_weights(corpus, has_classifier=chosen_classifier() is not None)
    profile, above = current_profile(), st.container()
    by, every, has_intervals = _draw_grouping()
    view = current_view(fingerprint, corpus, filters, profile, by=by, every=every)
    above.caption(_corpus_words(corpus, len(view)))
    if not len(view):
        st.warning("No sentence passes the filters. Widen the dates, or take out an actor, an outlet or a form.")
        return
    averaged = view.trend(profile)
    _draw_chart(averaged, _lines_to_draw(view, filters), view, has_intervals=has_intervals)
    _draw_summary(view, profile)
    draw_sentences(view, profile)
    draw_downloads(view, averaged, profile, model_name())


def _corpus_words(corpus: Corpus, n_chosen: int) -> str:
    judge = (
        "rules and the classifier " + model_name() if chosen_classifier() else "rules alone: no classifier is installed"
    )
    shown = "" if n_chosen == len(corpus.tagged) else f", {n_chosen:,} of them pass the filters"
    read = f"{counted(len(corpus.tagged), 'sentence')} from {counted(corpus.n_documents, 'document')}"
    return f"{read}{shown}. Scored by {judge}."


def _draw_grouping() -> tuple[str, str, bool]:
    """Draw what is averaged, in a row that wraps where the window is narrow."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = st.segmented_control(
            "A line for",
            list(BY_WORDS),
            key="by",
            default="source",
            required=True,
            format_func=BY_WORDS.__getitem__,
            wrap=True,
            bind="query-params",
            persist_state="session",
        )
        every = st.segmented_control(
            "A point for each",
            list(EVERY_WORDS),
            key="every",
            default="day",
            required=True,
            format_func=EVERY_WORDS.__getitem__,
            bind="query-params",
            persist_state="session",
        )
        has_intervals = st.toggle(
            "95 % intervals",
            key="intervals",
            persist_state="session",
            help=f"Drawn for up to {MAX_LINES_WITH_INTERVALS} lines: choose actors in the sidebar.",
        )
    return str(by), str(every), has_intervals


def _lines_to_draw(view: View, filters: Filters) -> list[LineKey]:
    """The chosen actors where the lines stand for their role; else the few with the most sentences."""
    wanted = filters.actors if filters.role == view.by else ()
    return busiest_lines(view.sizes, by=view.by, wanted=wanted, limit=MAX_LINES if wanted else FEW_LINES)


def _draw_chart(averaged: pd.DataFrame, lines: list[LineKey], view: View, *, has_intervals: bool) -> None:
    """Draw the lines. The chart opens on the days of publication: a lone mention of another year must not squeeze the
    rest."""
    if not lines:
        st.info("No actor was found in this role. Choose another kind of line.")
        return
    name_of = load_actors().name_of
    options = ChartOptions(view.by, view.every, name_of=name_of, has_intervals=has_intervals, span=view.published)
    figure = trend_figure(averaged, lines, options)
    names = ", ".join(key_name(key, name_of) for key in lines)
    st.plotly_chart(
        figure,
        key="trend_chart",
        config=CHART_CONFIG,
        on_select=focus_on_point,
        selection_mode="points",
        alt=f"Signal over time of {names}; the table below has the numbers",
    )
    st.caption(chart_legend(view.every))


def _draw_summary(view: View, profile: Profile) -> None:
    title = f"Averages over the whole period ({counted(len(view.sizes), 'line')})"
    place = st.expander(title, key="summary_open", on_change="rerun")
    if place.open:
        with place:
            table = named(view.summary(profile), view.by)
            st.dataframe(
                table, hide_index=True, key="summary", column_config=SUMMARY_COLUMNS, alt="Average signal per line"
            )


def named(summary: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the summary with actors' names instead of codes."""
    roles = ["source", "target"] if by == "dyad" else [by]
    rounded = summary.round({"escalatory_share": 2, "deescalatory_share": 2})
    return rounded.assign(**{role: summary[role].map(load_actors().name_of) for role in roles})


SUMMARY_COLUMNS = {
    "n_sentences": st.column_config.NumberColumn("sentences"),
    "n_documents": st.column_config.NumberColumn("documents"),
    "signal": st.column_config.NumberColumn("signal", format="%+.2f", help="-1 to 1, + is escalatory"),
    "low": st.column_config.NumberColumn("95 % from", format="%+.2f"),
    "high": st.column_config.NumberColumn("95 % to", format="%+.2f"),
    "escalatory_share": st.column_config.NumberColumn("escalatory", format="percent"),
    "deescalatory_share": st.column_config.NumberColumn("de-escalatory", format="percent"),
}
