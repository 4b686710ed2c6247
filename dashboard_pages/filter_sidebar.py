"""The sidebar's filters."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from signals.actors.table import load_actors
from signals.trends.corpus import Corpus
from signals.trends.selection import NO_FORM, Filters
from signals.trends.summaries import actor_counts

ROLE_WORDS = {
    "source": "speaks or acts",
    "target": "is spoken to or acted on",
    "actor": "is named at all",
    "dyad": "is on either end of a pair",
}
FORM_WORDS = {"verbal": "words", "material": "deeds", NO_FORM: "neither"}


def draw_filters(fingerprint: str, corpus: Corpus) -> Filters:
    """Draw the filters in the sidebar and return what they say."""
    facts = corpus.tagged.facts
    st.header("Filters")
    actors = st.multiselect(
        "Actors",
        _actors_of(fingerprint, facts),
        key="actors",
        format_func=load_actors().name_of,
        placeholder="All actors",
        bind="query-params",
        persist_state="session",
        help="Those with the most sentences come first.",
    )
    role = st.selectbox(
        "Keep sentences in which a chosen actor",
        list(ROLE_WORDS),
        key="role",
        format_func=ROLE_WORDS.__getitem__,
        disabled=not actors,
        persist_state="session",
    )
    first, last = _draw_dates(fingerprint, facts)
    forms = st.multiselect(
        "Form",
        list(FORM_WORDS),
        key="forms",
        format_func=FORM_WORDS.__getitem__,
        placeholder="Words, deeds and neither",
        persist_state="session",
        help="Words: threats, accusations, offers. Deeds: troops, strikes, sanctions, aid. Neither: neutral sentences.",
    )
    return Filters(tuple(actors), role, first, last, tuple(_draw_outlets(fingerprint, facts)), tuple(forms))


@st.cache_data(max_entries=8, show_spinner=False)
def _actors_of(fingerprint: str, _facts: pd.DataFrame) -> list[str]:
    return list(actor_counts(_facts))


@st.cache_data(max_entries=8, show_spinner=False)
def _outlets_of(fingerprint: str, _facts: pd.DataFrame) -> list[str]:
    return sorted(set(_facts["outlet"]) - {""})


def _draw_dates(fingerprint: str, facts: pd.DataFrame) -> tuple[date | None, date | None]:
    """Draw the range of days; a range that is half chosen, or all of it, bounds nothing on the open side."""
    earliest, latest = facts["dated_on"].min().date(), facts["dated_on"].max().date()
    chosen = st.date_input(
        "Dates",
        (earliest, latest),
        min_value=earliest,
        max_value=latest,
        key=f"dates {fingerprint}",
        format="YYYY-MM-DD",
        persist_state="session",
        help="The day a sentence is about, which may lie before or after the day it was published.",
    )
    first, last = (*chosen, None, None)[:2] if isinstance(chosen, tuple) else (chosen, None)
    return (None if first == earliest else first), (None if last == latest else last)


def _draw_outlets(fingerprint: str, facts: pd.DataFrame) -> list[str]:
    """Draw the outlets where there is a choice."""
    outlets = _outlets_of(fingerprint, facts)
    if len(outlets) < 2:
        return []
    return st.multiselect("Outlets", outlets, key="outlets", placeholder="All outlets", persist_state="session")
