"""How to read this: the method in plain words, what it must not be used for, the lexicon, the model's card."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from signals.cues.lexicon import load_lexicon

MODELS = Path(__file__).parent.parent / "models"
METHOD = """
1. **Sentences.** Every document is cut into sentences. Each is dated by the day it speaks of ("on Thursday"), or else
   by the day it was published; the card of a sentence says which.
2. **Cues.** A table of words and phrases, each with a weight from −1 (de-escalatory) to +1 (escalatory), is matched
   against each sentence. A modifier changes the force of a match: "*no* troops", "*if* attacked", "*ruled out* talks".
3. **Who toward whom.** Named actors are looked up for the day in question. The source is who speaks or acts, the
   target whom it is aimed at. The rule behind it stands beside the names.
4. **Scores.** The weights in a sentence are added up and squashed to −1 … +1: the rule score. Where a classifier is
   installed, it judges the sentence with its actors masked, so that no country is escalatory by name; the *signal*
   blends both.
5. **Trend.** A marker is the mean signal of one actor's sentences in a period. The line is the mean over the sentences
   of the last 7 days (28 for weeks, 91 for months). A hollow marker has fewer than 3 sentences. The interval treats
   sentences of one document as one piece of evidence.
"""
READING = """
* **High** means that the text reports more threats and violence by this actor, not that the actor is at fault.
* **No point** means no text. It never means calm. The bars below the chart show how much text there is.
* **A jump** may be one story told often. Click on the marker and read the sentences before believing it.
* The embedded corpora are short items in our own words about real events: a demonstration, not a record of the press.
"""
NOT_TO_BE_USED_FOR = """
* **Not a forecast**, an alarm or a measure of risk, and not a basis for decisions about people.
* **Not a comparison of countries**: coverage differs, and so does the language of the outlets that cover them.
* **Not a finding of fact**: a claim that a newspaper repeats counts like any other sentence.
"""

FAMILY_COLUMNS = {
    "family": st.column_config.Column(width=180),
    "direction": st.column_config.Column(width=100),
    "form": st.column_config.Column(width=70),
    "what it holds": st.column_config.Column(width=700),
}


def show_method() -> None:
    """Draw the page."""
    st.title("How to read this")
    st.markdown(METHOD)
    st.subheader("Reading the chart")
    st.markdown(READING)
    st.subheader("What it must not be used for")
    st.markdown(NOT_TO_BE_USED_FOR)
    _show_lexicon()
    _show_card()


def _show_lexicon() -> None:
    st.subheader("The lexicon")
    families = pd.DataFrame(
        [(one.label, one.direction, one.form, one.description) for one in load_lexicon().families],
        columns=["family", "direction", "form", "what it holds"],
    )
    st.dataframe(
        families,
        hide_index=True,
        key="families",
        alt="Families of cues",
        column_config=FAMILY_COLUMNS,
        height="content",
    )
    st.caption(
        "Every cue, its weight and where that comes from. Search with the magnifying glass at the table's corner."
    )
    st.dataframe(
        lexicon_table(),
        hide_index=True,
        key="lexicon",
        alt="The lexicon",
        column_config={"weight": st.column_config.NumberColumn(format="%+.2f")},
    )


@st.cache_data
def lexicon_table() -> pd.DataFrame:
    """Return all cues, one row each."""
    labels = {family.name: family.label for family in load_lexicon().families}
    return pd.DataFrame(
        [(cue.pattern, cue.weight, labels[cue.family], cue.form, cue.source) for cue in load_lexicon().cues],
        columns=["cue", "weight", "family", "form", "source"],
    )


def _show_card() -> None:
    st.subheader("The classifiers")
    cards = sorted(MODELS.glob("*/CARD.md"))
    for card in cards:
        with st.expander(f"Card of the {card.parent.name} classifier"):
            st.markdown(card.read_text(encoding="utf-8"))
    if not cards:
        st.markdown("No classifier is installed: all scores come from the rules.")
