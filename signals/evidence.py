"""The evidence behind a score: which words were matched in a sentence, and what each of them adds."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .cues import Hits
from .lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit in one sentence. `force` is weight x modifier factor: what it adds to the raw score, + is escalatory."""

    start: int
    end: int
    pattern: str
    weight: float
    modifier: str
    force: float


def marks_of(hits: Hits, lexicon: Lexicon, weights: np.ndarray) -> list[list[Mark]]:
    """Return each sentence's hits with what they weigh, in order of position."""
    directions = lexicon.direction_of_cue
    marks: list[list[Mark]] = [[] for _ in range(hits.n_sentences)]
    columns = (hits.sentence, hits.cue, hits.start, hits.end, hits.modifier)
    for sentence, cue, start, end, modifier in zip(*(column.tolist() for column in columns), strict=True):
        weight = float(weights[cue])
        force = weight * float(lexicon.factors[modifier, directions[cue]])
        marks[sentence].append(
            Mark(start, end, lexicon.cues[cue].pattern, weight, lexicon.modifier_names[modifier], force)
        )
    return marks


def highlight(sentence: str, marks: Sequence[Mark]) -> str:
    """Return the sentence as HTML, everything escaped, each hit in a <mark> of class up (escalatory), down or flat."""
    pieces, at = [], 0
    for mark in marks:
        words = html.escape(sentence[mark.start : mark.end])
        pieces.append(html.escape(sentence[at : mark.start]))
        pieces.append(f'<mark class="{mark_class(mark)}" title="{html.escape(mark_title(mark))}">{words}</mark>')
        at = mark.end
    return "".join([*pieces, html.escape(sentence[at:])])


def mark_class(mark: Mark) -> str:
    """`up` for a hit that adds to escalation, `down` for one that takes from it, `flat` for one that does neither."""
    return "flat" if mark.force == 0 else "up" if mark.force > 0 else "down"


def mark_title(mark: Mark) -> str:
    """Say in words which cue this is, what it weighs, and what changed its force."""
    modified = f", {mark.modifier.replace('_', ' ')}: counts {mark.force:+.2f}" if mark.modifier else ""
    return f"cue “{mark.pattern}”, weight {mark.weight:+.2f}{modified}"
