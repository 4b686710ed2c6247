"""Accuracy: what the scorers get right and wrong, how sure one may be of that, and what the scores are not for."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

from models.reporting import accuracy
from models.reporting.accuracy import HOW, UNINTENDED_USES, title
from models.reporting.reliability_chart import reliability_figure
from signals.trends.chart import CHART_CONFIG

ON_ALL, ON_UNSEEN_BY_DEEP = "quick", "deep"
PART, SCORER = "accuracy_sentences", "accuracy_scorer"
RESULTS = """
Each cell is macro-F1 with its 95 % interval in brackets: the mean, over the classes, of how well a class is found and
how rarely it is claimed wrongly, from 0 to 1. Where two intervals overlap widely, read no difference into the figures.
*Commonest class* and *VADER* are the floor that a scorer must clear; *+ rules* is the label that this dashboard shows.
"""
RELIABILITY = """
Of the sentences that get a probability of 80 %, eighty in a hundred should be so. A point above the dotted line: the
probability was too low; below: too high. Each point stands for equally many sentences, the bar is its 95 % interval.
*Material* supposes that the sentence is not neutral.
"""
CALIBRATION = """
The calibration error is the mean gap between points and line. *By chance alone* is what perfectly right probabilities
would show on as few sentences: an error near it says nothing against them. *confidence* is the probability
of the likeliest of the three classes.
"""
CONFUSION = """
**What is taken for what.** A row is what the reader said. *Found*: the share of it that the scorer found (recall).
*Rightly claimed*: the share of what the scorer put into this class that belongs there (precision).
"""
ERRORS = """
The wrong answers that the scorer was surest of. Their text is not part of this project: a sentence is named by its file
and id. More than one reason may apply to a sentence, and none is proof of the cause.
"""


def show_accuracy() -> None:
    """Draw the page."""
    st.title("Accuracy")
    try:
        report = _cached_report(accuracy.REPORT.stat().st_mtime_ns if accuracy.REPORT.exists() else 0)
    except ValueError:
        st.info("Nothing has been measured yet: `python -m models.evaluate --report DATA` writes the figures.")
        return
    st.markdown("\n".join(f"* {line}" for line in accuracy.summary(report)))
    for name in accuracy.not_measured(report):
        st.caption(f"The {name} classifier has not been measured on stories that it did not learn from.")
    _show_what_changed(report)
    _show_results(report)
    st.subheader("Real news, closer")
    part = _choose_part(report)
    _show_reliability(report, part)
    _show_confusions(report, part)
    _show_parts(report, part)
    _show_errors(report)
    st.subheader("What the scores must not be used for")
    st.markdown("\n".join(f"* {line}" for line in UNINTENDED_USES))
    with st.expander("How it was measured"):
        st.markdown("\n".join(f"* {line}" for line in HOW))


@st.cache_data
def _cached_report(changed_at: int) -> dict[str, Any]:
    """Read the report; `changed_at` makes a newer file be read again."""
    return accuracy.read_report()


def _show_what_changed(report: dict[str, Any]) -> None:
    changed = accuracy.changed_since(report)
    if changed:
        st.warning(
            f"Measured on other versions than are installed now: {', '.join(changed)}. The figures may no longer hold."
        )


def _show_results(report: dict[str, Any]) -> None:
    st.subheader("On each set of sentences")
    st.markdown(RESULTS)
    deep, quick = accuracy.results_table(report, ON_UNSEEN_BY_DEEP), accuracy.results_table(report, ON_ALL)
    if len(deep):
        st.markdown("**All scorers**, on the stories that the deep classifier did not learn from")
        _show_table(deep, "deep", "Macro-F1 of all scorers on each set")
    if not accuracy.is_one_table(report):
        with st.expander("Rules and fast classifier, on every sentence", expanded=not len(deep)):
            _show_table(quick, "quick", "Macro-F1 of rules and fast classifier on each set")
    with st.expander("What others reached on PLOVER sentences"):
        st.markdown("On 1,033 sentences of the same benchmark that are not among ours: compare with care.")
        _show_table(accuracy.published_table(), "published", "Macro-F1 of other systems")


def _show_table(table: pd.DataFrame, name: str, alt: str, *, height: Literal["content", "auto"] = "content") -> None:
    st.dataframe(table, hide_index=True, key=f"accuracy_{name}", alt=alt, height=height)


def _choose_part(report: dict[str, Any]) -> str:
    return str(
        st.segmented_control(
            "Sentences",
            accuracy.news_parts(report),
            key=PART,
            default=accuracy.news_parts(report)[0],
            required=True,
            format_func=title,
            help="*Chosen hard*: picked where the scorers disagreed or were unsure, harder than news as it comes.",
        )
    )


def _show_reliability(report: dict[str, Any], part: str) -> None:
    diagrams = accuracy.reliability_rows(report, part)
    if not diagrams:
        st.info("No classifier's probabilities were measured on these sentences.")
        return
    st.markdown("**Are the probabilities right?**" + RELIABILITY)
    st.plotly_chart(
        reliability_figure(diagrams),
        key="reliability",
        config=CHART_CONFIG,
        alt="Reliability diagrams: share that was so against probability given; the table below has the errors",
    )
    st.markdown(CALIBRATION)
    _show_table(accuracy.calibration_table(report, part), "calibration", "Calibration error of each probability")


def _show_confusions(report: dict[str, Any], part: str) -> None:
    st.markdown(CONFUSION)
    for scorer in reversed(accuracy.scorers_in(report)):
        table = accuracy.confusion_table(report, scorer, part)
        if len(table):
            st.caption(scorer.capitalize())
            _show_table(table, f"confusion_{scorer}", f"Confusion matrix of {scorer}")


def _show_parts(report: dict[str, Any], part: str) -> None:
    st.markdown("**By outlet**: macro-F1 of three classes, 95 % interval, number of sentences")
    _show_table(accuracy.outlet_table(report, part), "outlets", "Macro-F1 by outlet")
    st.markdown("**By form**: share of sentences with the right label")
    _show_table(accuracy.form_table(report, part), "forms", "Right labels by form")
    st.markdown("**Verbal or material**: share with the right form")
    _show_table(accuracy.right_form_table(report, part), "right_forms", "Right forms by form")


def _show_errors(report: dict[str, Any]) -> None:
    st.subheader("The worst errors")
    scorers = accuracy.scorers_in(report)
    scorer = str(st.segmented_control("Scorer", scorers, key=SCORER, default=scorers[-1], required=True))
    st.markdown(ERRORS)
    table = accuracy.errors_table(report, scorer)
    _show_table(table, "errors", f"The worst errors of {scorer}", height="auto")
    st.markdown("**Reasons**: the share of all wrong answers to which each applies")
    _show_table(accuracy.reasons_table(report), "reasons", "Reasons of errors")
