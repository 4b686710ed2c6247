"""Which text is looked at: the choice of an embedded corpus or of the analyst's files, and the session's view of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard_pages.corpus_cache import (
    chosen_classifier,
    model_name,
    seed_fingerprint,
    tagged_seeds,
    tagged_uploads,
)
from dashboard_pages.session_state import put_uploads, uploads
from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile, extend_lexicon
from signals.ingest.formats import ENDINGS
from signals.trends.chart_words import counted
from signals.trends.corpus import Corpus, seed_corpora
from signals.trends.selection import Filters
from signals.trends.view import View, chosen_sentences

SEEDS = Path(__file__).parent.parent / "seeds"
YOUR_FILES = "Your files"
VIEW = "view"  # what the session looks at, with the choices that led to it


def choose_corpus() -> tuple[str, Corpus | None]:
    """Draw the corpus selector and the upload; return the corpus with a fingerprint, None while there are no files."""
    seeds = seed_corpora(SEEDS)
    name = st.segmented_control(
        "Corpus",
        [*seeds, YOUR_FILES],
        key="corpus",
        default=[*seeds, YOUR_FILES][0],
        required=True,
        bind="query-params",
        persist_state="session",
    )
    upload = uploads()
    if name != YOUR_FILES:
        fingerprint = seed_fingerprint(seeds[name])
        return fingerprint, tagged_seeds(fingerprint, model_name(), seeds[name], chosen_classifier())
    draw_upload()
    published = st.session_state.get("published")
    if upload is None:
        return "", None
    tagged = tagged_uploads(upload.fingerprint, published, model_name(), upload, chosen_classifier())
    return f"{upload.fingerprint} {published}", tagged


def draw_upload() -> None:
    """Draw the upload of the analyst's files, and the date for those that carry none."""
    left, right = st.columns([3, 1])
    left.file_uploader(
        "Drop in text files, tables, pages, documents or archives",
        type=[ending.lstrip(".") for ending in ENDINGS],
        accept_multiple_files=True,
        key="files",
        on_change=take_uploads,
        help="Tables need a text column and a date column. A text file needs a date in its name or dateline.",
    )
    right.date_input(
        "Date of texts that carry none",
        value=None,
        key="published",
        format="YYYY-MM-DD",
        min_value=date(1800, 1, 1),
        persist_state="session",
    )


def take_uploads() -> None:
    """Keep what was dropped in, so that it outlives the uploader."""
    put_uploads([(file.name, file.getvalue()) for file in st.session_state["files"]])


def current_view(fingerprint: str, corpus: Corpus, filters: Filters, profile: Profile, *, by: str, every: str) -> View:
    """Return this session's view of a corpus in which the profile's own cues are found. It is made anew when what is
    looked at changes; a weight does not change that, unless sentences are chosen by the form that they are given."""
    key = (fingerprint, model_name(), filters, by, every, profile.added, profile.hash if filters.forms else "")
    kept = st.session_state.get(VIEW)
    if kept is None or kept[0] != key:
        lexicon = extend_lexicon(load_lexicon(), profile)
        chosen = chosen_sentences(corpus.tagged, lexicon, profile, filters)
        kept = st.session_state[VIEW] = key, View(corpus.tagged, lexicon, chosen, by=by, every=every)
    return kept[1]


def show_rejected(corpus: Corpus) -> None:
    """Count what was turned away, and list each with its reason."""
    if corpus.rejected:
        with st.expander(f"{counted(len(corpus.rejected), 'input')} turned away", icon=":material/report:"):
            table = pd.DataFrame([(item.place, item.reason) for item in corpus.rejected], columns=["place", "reason"])
            st.dataframe(table, hide_index=True, key="rejected", alt="Inputs turned away, with the reason")
