"""The sidebar's weights: blend, families, single cues, and the profile as a file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard_pages.corpus_cache import CLASSIFIER, classifier_names, classifier_problem
from dashboard_pages.cue_table import changed_patterns, cue_table, read_profile, with_cue, with_weight, without_change
from dashboard_pages.page_text import show_problem
from dashboard_pages.session_state import (
    BLEND,
    EDITOR,
    NEUTRAL_BAND,
    PROFILE_NAME,
    cue_profile,
    current_profile,
    problem_of,
    put_cues,
    put_problem,
    put_profile,
    remember_weights,
    scale_key,
)
from signals.cues.lexicon import DEESCALATORY, ESCALATORY, FORMS, Family, load_lexicon
from signals.cues.profile import MAX_SCALE, Profile, extend_lexicon
from signals.trends.corpus import Corpus
from signals.trends.summaries import cue_counts

FAMILY_HELP = "{} 1 leaves the weights of its cues as they are, 0 silences them."


def draw_weights(corpus: Corpus, *, has_classifier: bool) -> None:
    """Draw everything that changes a score."""
    st.header("Weights")
    _draw_blend(has_classifier)
    _draw_classifier()
    with st.expander("Families of cues"):
        _draw_families(ESCALATORY, "▲ Escalatory")
        _draw_families(DEESCALATORY, "▼ De-escalatory")
    cues = st.expander("Single cues", key="cues_open", on_change="rerun")
    if cues.open:
        with cues:
            _draw_cues(corpus)
    with st.expander("Profile: save and load"):
        _draw_profile()


def _draw_blend(has_classifier: bool) -> None:
    st.slider(
        "Rules ↔ classifier",
        0.0,
        1.0,
        step=0.05,
        key=BLEND,
        disabled=not has_classifier,
        persist_state="session",
        help="0: the rules alone. 1: the classifier alone."
        if has_classifier
        else "No classifier is installed: the rules stand alone.",
    )


def _draw_classifier() -> None:
    """Let the analyst choose between the classifiers shipped and their own, where there is a choice."""
    names = classifier_names()
    if len(names) > 1:
        st.segmented_control(
            "Classifier",
            names,
            key=CLASSIFIER,
            default=names[0],
            required=True,
            persist_state="session",
            help="fast: thousands of sentences a second. deep: hundreds, and more often right. A change reads all "
            "sentences again. The command line takes deep unless told otherwise. yours: made by models.train.",
        )
    show_problem(classifier_problem())


def _draw_families(direction: str, title: str) -> None:
    st.caption(f"**{title}**")
    for family in load_lexicon().families:
        if family.direction == direction:
            _draw_family(family)


def _draw_family(family: Family) -> None:
    st.slider(
        family.label,
        0.0,
        MAX_SCALE,
        step=0.05,
        key=scale_key(family.name),
        format="%.2f",
        help=FAMILY_HELP.format(family.description),
        persist_state="session",
    )


def _draw_cues(corpus: Corpus) -> None:
    """Draw the searchable table; a changed weight is remembered in a callback, before anything is scored."""
    search = st.text_input(
        "Search cues and families", key="cue_search", placeholder="e.g. ultimatum", persist_state="session"
    )
    counts = cue_counts(corpus.tagged.hits, extend_lexicon(load_lexicon(), cue_profile()))
    table = cue_table(load_lexicon(), cue_profile(), counts, search=search)
    patterns = tuple(table["pattern"])
    key = f"cues_{st.session_state[EDITOR]}_{hash(patterns)}"
    st.data_editor(
        table,
        key=key,
        hide_index=True,
        height=330,
        column_order=["pattern", "weight", "n_hits", "changed", "family", "form", "source"],
        disabled=["pattern", "n_hits", "changed", "family", "form", "source"],
        on_change=_take_weights,
        args=(key, patterns),
        alt="Cues and their weights",
        column_config={
            "pattern": st.column_config.TextColumn("cue", width=120, pinned=True),
            "weight": st.column_config.NumberColumn(
                "weight",
                min_value=-1,
                max_value=1,
                step=0.01,
                format="%+.2f",
                width=84,
                help="-1 to 1; + is escalatory",
            ),
            "n_hits": st.column_config.NumberColumn("found", width=50, help="Times found in this corpus"),
        },
    )
    st.caption(f"{len(table):,} cues. Edit a weight in the table; empty it to take the change back.")
    _draw_resets()
    _draw_new_cue()


def _take_weights(key: str, patterns: tuple[str, ...]) -> None:
    profile = cue_profile()
    for row, changes in st.session_state[key]["edited_rows"].items():
        if "weight" in changes:
            profile = with_weight(profile, load_lexicon(), patterns[row], changes["weight"])
    remember_weights(profile)


def _draw_resets() -> None:
    changed = changed_patterns(cue_profile())
    if changed:
        st.selectbox("Changed cues", changed, key="reset_one")
        left, right = st.columns(2)
        left.button(
            "Reset this cue",
            key="do_reset_one",
            on_click=lambda: put_cues(without_change(cue_profile(), st.session_state["reset_one"])),
        )
        right.button("Reset all cues", key="do_reset_all", on_click=lambda: put_cues(Profile()))


def _draw_new_cue() -> None:
    families = {family.name: family.label for family in load_lexicon().families}
    with st.form("new_cue", clear_on_submit=False):
        st.text_input(
            "New cue",
            key="new_pattern",
            placeholder="e.g. red line*",
            help="* at the end of a word matches any ending; a lone * up to three words.",
        )
        st.number_input("Weight, -1 to 1 (+ is escalatory)", -1.0, 1.0, 0.5, 0.05, key="new_weight")
        st.selectbox("Family", list(families), format_func=families.__getitem__, key="new_family")
        st.selectbox("Form of the cue", FORMS, key="new_form")
        st.form_submit_button("Add cue", key="add_cue", on_click=_take_new_cue)
    show_problem(problem_of("cue"))


def _take_new_cue() -> None:
    row = {name: str(st.session_state[f"new_{name}"]) for name in ("pattern", "weight", "family", "form")}
    _attempt("cue", lambda: put_cues(with_cue(cue_profile(), load_lexicon(), row)))


def _draw_profile() -> None:
    profile = current_profile()
    st.text_input("Profile name", key=PROFILE_NAME, persist_state="session")
    st.slider(
        "Neutral band",
        0.01,
        0.95,
        step=0.01,
        key=NEUTRAL_BAND,
        persist_state="session",
        help="How far from 0 a rule score must lie before a sentence counts as escalatory or de-escalatory.",
    )
    st.download_button(
        "Save profile",
        profile.to_json(),
        f"drumbeat-profile-{profile.hash}.json",
        "application/json",
        key="save_profile",
        on_click="ignore",
    )
    st.file_uploader("Load a profile", type="json", key="profile_file", on_change=_take_profile, max_upload_size=5)
    show_problem(problem_of("profile"))
    st.button("Reset everything", key="reset_profile", on_click=lambda: put_profile(Profile()))


def _take_profile() -> None:
    file = st.session_state["profile_file"]
    if file is not None:
        _attempt("profile", lambda: put_profile(read_profile(file.getvalue(), load_lexicon(), file.name)))


def _attempt(place: str, change: Callable[[], None]) -> None:
    """Make a change, or remember in one line why it cannot be made."""
    put_problem(place, "")
    try:
        change()
    except ValueError as error:
        put_problem(place, str(error))
