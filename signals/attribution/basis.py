"""The basis of an attribution: the rule behind it, and how `source_basis` shows the rule with the words it rests on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from signals.attribution.annotations import NO_ROW, AttributionRule
from signals.text.jit import inlined

MAX_SHOWN = 60


class Shown(NamedTuple):
    """What stands before and after the words of a finding, and whether these are shortened to MAX_SHOWN."""

    before: str
    after: str = ""
    is_shortened: bool = True


SHOWN = {
    AttributionRule.NOBODY: Shown(""),
    AttributionRule.CONTINUED_QUOTATION: Shown(""),
    AttributionRule.ACTS: Shown("acts: "),
    AttributionRule.GIVER: Shown("giver: "),
    AttributionRule.PASSIVE: Shown("passive: "),
    AttributionRule.PASSIVE_BY: Shown("passive: "),  # and " by " and the name
    AttributionRule.AGENT: Shown("agent: "),
    AttributionRule.DEED: Shown("deed: ", is_shortened=False),
    AttributionRule.REPORTED_DEED: Shown("deed: "),  # and ", as ", the name, " says"
    AttributionRule.NAMES: Shown("names: ", is_shortened=False),
    AttributionRule.ABOUT: Shown("names: ", " is what it is about", is_shortened=False),
    AttributionRule.REPORTERS_WORDS: Shown("reporter's words: "),
    AttributionRule.SPEAKER: Shown("speaker: "),
    AttributionRule.SPEAKER_AFTER: Shown("speaker after: "),
    AttributionRule.SPEAKER_AFTER_NO_ACTOR: Shown("speaker after: ", " (no actor)"),
    AttributionRule.BEFORE_COLON: Shown("speaker before colon: ", is_shortened=False),
    AttributionRule.AFTER_DASH: Shown("speaker after dash: ", is_shortened=False),
    AttributionRule.QUOTATION: Shown("quotation: "),
    AttributionRule.QUOTATION_NO_ACTOR: Shown("quotation: ", " (no actor)"),
    AttributionRule.CARRIED: Shown("”: "),  # after "carried over from “" and the words that named the last speaker
    AttributionRule.ACCORDING: Shown("according to: ", is_shortened=False),
}


@inlined
def shown_end(start: int, end: int) -> int:
    """Return where the words of a finding end in the text once they are shortened; "…" stands for the last of them."""
    return end if end - start <= MAX_SHOWN else start + MAX_SHOWN - 1


@inlined
def has_speaker(rule: AttributionRule, source: int) -> bool:
    """Whether a finding names the last speaker for the sentences after it: an actor, or one who is no actor."""
    return source != NO_ROW or rule >= AttributionRule.FIRST_REPORTED


class FindingColumns(NamedTuple):
    """What was found of each sentence of a batch: the fields of `Finding`; `named_in`, the sentence that named the last
    speaker before it, and `quoted_from`, the one that names the speaker of its quotation (NO_ROW: none)."""

    rule: np.ndarray
    source: np.ndarray
    target: np.ndarray
    start: np.ndarray
    end: np.ndarray
    name_start: np.ndarray
    name_end: np.ndarray
    named_in: np.ndarray
    quoted_from: np.ndarray


def bases(text: str, found: FindingColumns) -> list[str]:
    """Return the basis of every sentence: the rule and the words of the text behind it."""
    shown: list[str] = []
    columns = (found.rule, found.start, found.end, found.name_start, found.name_end, found.named_in)
    for rule, start, end, name_start, name_end, named_in in zip(*(one.tolist() for one in columns), strict=True):
        before, after, is_shortened = SHOWN[rule]
        words = text[start:end]
        if is_shortened and end - start > MAX_SHOWN:
            words = words[: MAX_SHOWN - 1] + "…"
        if rule == AttributionRule.PASSIVE_BY:
            words, after = words.removesuffix(" by"), f" by {text[name_start:name_end]}"
        elif rule == AttributionRule.REPORTED_DEED:
            after = f", as {text[name_start:name_end]} says"
        elif rule == AttributionRule.CARRIED:
            before = f"carried over from “{_words_of(shown, named_in)}{before}"
        shown.append(f"{before}{words}{after}")
    for row in np.flatnonzero(found.rule == AttributionRule.CONTINUED_QUOTATION).tolist():
        shown[row] = _of_quotation(shown, int(found.source[row]), int(found.quoted_from[row]))
    return shown


def _of_quotation(shown: list[str], source: int, named_in: int) -> str:
    """The basis of a sentence that is all quotation: the words that name its speaker, in another sentence."""
    if source == NO_ROW:
        return "quotation: its speaker is no actor"
    return f"quotation continued: {_words_of(shown, named_in)}"


def _words_of(shown: list[str], row: int) -> str:
    """The words of a sentence's basis, without its rule."""
    return shown[row].partition(": ")[2] if row != NO_ROW else ""
