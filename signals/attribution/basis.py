"""How a rule's finding is told: the numbers of what rules say, and the words of `source_basis` for each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from signals.attribution.annotations import NO_ROW
from signals.text.jit import inlined

SHOWN_LENGTH = 60

# What a rule can say. NO_RULE: nothing, the next rule is tried. CONTINUES: a quotation whose speaker another sentence
# names. All from FIRST_TOLD on tell who speaks, from FIRST_SPOKEN on in words that are not a reporter's.
NO_RULE = -1
(
    NOBODY, CONTINUES, ACTS, GIVER, PASSIVE, PASSIVE_BY, AGENT, DEED, DEED_TOLD, NAMES, ABOUT, REPORTERS_WORDS,
    SPEAKER, SPEAKER_AFTER, SPEAKER_AFTER_NO_ACTOR, BEFORE_COLON, AFTER_DASH, QUOTATION, QUOTATION_NO_ACTOR, CARRIED,
    ACCORDING,
) = range(21)  # fmt: skip
FIRST_TOLD, FIRST_SPOKEN = REPORTERS_WORDS, SPEAKER


class Shown(NamedTuple):
    """What stands before and after the words of a finding, and whether these are shortened to SHOWN_LENGTH."""

    before: str
    after: str = ""
    is_shortened: bool = True


SHOWN = {
    NOBODY: Shown(""),
    CONTINUES: Shown(""),
    ACTS: Shown("acts: "),
    GIVER: Shown("giver: "),
    PASSIVE: Shown("passive: "),
    PASSIVE_BY: Shown("passive: "),  # and " by " and the name
    AGENT: Shown("agent: "),
    DEED: Shown("deed: ", is_shortened=False),
    DEED_TOLD: Shown("deed: "),  # and ", as ", the name, " says"
    NAMES: Shown("names: ", is_shortened=False),
    ABOUT: Shown("names: ", " is what it is about", is_shortened=False),
    REPORTERS_WORDS: Shown("reporter's words: "),
    SPEAKER: Shown("speaker: "),
    SPEAKER_AFTER: Shown("speaker after: "),
    SPEAKER_AFTER_NO_ACTOR: Shown("speaker after: ", " (no actor)"),
    BEFORE_COLON: Shown("speaker before colon: ", is_shortened=False),
    AFTER_DASH: Shown("speaker after dash: ", is_shortened=False),
    QUOTATION: Shown("quotation: "),
    QUOTATION_NO_ACTOR: Shown("quotation: ", " (no actor)"),
    CARRIED: Shown("”: "),  # after "carried over from “" and the words that named the last speaker
    ACCORDING: Shown("according to: ", is_shortened=False),
}


@inlined
def shown_end(start: int, end: int) -> int:
    """Return where the words of a finding end in the text once they are shortened; "…" stands for the last of them."""
    return end if end - start <= SHOWN_LENGTH else start + SHOWN_LENGTH - 1


@inlined
def tells_speaker(rule: int, source: int) -> bool:
    """Whether later sentences may carry over the source of a finding: who acts or speaks, or that no actor does."""
    return source != NO_ROW or rule >= FIRST_TOLD


class FoundColumns(NamedTuple):
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


def bases(text: str, found: FoundColumns) -> list[str]:
    """Return the basis of every sentence: the rule and the words of the text behind it."""
    told: list[str] = []
    columns = (found.rule, found.start, found.end, found.name_start, found.name_end, found.named_in)
    for rule, start, end, name_start, name_end, named_in in zip(*(one.tolist() for one in columns), strict=True):
        before, after, is_shortened = SHOWN[rule]
        words = text[start:end]
        if is_shortened and end - start > SHOWN_LENGTH:
            words = words[: SHOWN_LENGTH - 1] + "…"
        if rule == PASSIVE_BY:
            words, after = words.removesuffix(" by"), f" by {text[name_start:name_end]}"
        elif rule == DEED_TOLD:
            after = f", as {text[name_start:name_end]} says"
        elif rule == CARRIED:
            before = f"carried over from “{_words_of(told, named_in)}{before}"
        told.append(f"{before}{words}{after}")
    for row in np.flatnonzero(found.rule == CONTINUES).tolist():
        told[row] = _of_quotation(told, int(found.source[row]), int(found.quoted_from[row]))
    return told


def _of_quotation(told: list[str], source: int, named_in: int) -> str:
    if source == NO_ROW:
        return "quotation: its speaker is no actor"
    return f"quotation continued: {_words_of(told, named_in)}"


def _words_of(told: list[str], row: int) -> str:
    """The words of a sentence's basis, without its rule."""
    return told[row].partition(": ")[2] if row != NO_ROW else ""
