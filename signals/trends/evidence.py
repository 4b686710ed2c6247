"""The evidence behind a score, as HTML in which everything from a document is escaped."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from signals.cues.cue_finder import Hits
from signals.cues.lexicon import Lexicon
from signals.cues.profile import Profile, effective_weights
from signals.pipeline import Tagged, score_tagged

UP, DOWN, FLAT = "up", "down", "flat"
LABEL_CLASS = {"escalatory": UP, "de-escalatory": DOWN, "neutral": FLAT}
LABEL_SIGN = {"escalatory": "▲", "de-escalatory": "▼", "neutral": "●"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit in one sentence. `force` is weight x modifier factor: what it adds to the raw score, + is escalatory."""

    start: int
    end: int
    pattern: str
    weight: float
    modifier: str
    force: float


def evidence_html(tagged: Tagged, lexicon: Lexicon, profile: Profile, *, name_of: Callable[[str], str] = str) -> str:
    """Return one card per sentence of `tagged`: when, who toward whom, the sentence with its hits, and the scores."""
    scored = score_tagged(tagged, lexicon, profile)
    marks = marks_of(tagged.hits, lexicon, effective_weights(lexicon, profile))
    rows: Any = scored.to_dict("records")
    return "".join(card(row, found, name_of) for row, found in zip(rows, marks, strict=True))


def card(row: Mapping[str, Any], marks: Sequence[Mark], name_of: Callable[[str], str]) -> str:
    """Return the card of one sentence; `row` has the columns of the scored table."""
    day = f"<b>{row['dated_on'].day} {row['dated_on']:%B %Y}</b> {_aside(row['date_basis'])}"
    heading = f"{day} · {_actors(row, name_of)} {_aside(row['source_basis'])}"
    return (
        f'<article class="evidence {LABEL_CLASS[row["label"]]}"><header>{heading}</header>'
        f"<p>{highlight(row['sentence'], marks)}</p><footer>{_scores_html(row)}</footer></article>"
    )


def _actors(row: Mapping[str, Any], name_of: Callable[[str], str]) -> str:
    source, target = (html.escape(name_of(row[role])) if row[role] else "" for role in ("source", "target"))
    if not source and not target:
        return "<b>no actor found</b>"
    return f"<b>{source or 'no source'} → {target}</b>" if target else f"<b>{source}</b>"


def _scores_html(row: Mapping[str, Any]) -> str:
    form = f", {row['form']}" if row["form"] else ""
    parts = [f"<b>{LABEL_SIGN[row['label']]} {row['label']}</b>{form}"]
    parts += [f"signal {row['signal']:+.2f}", f"rules {row['rule_score']:+.2f}", _probabilities(row)]
    parts += [html.escape(str(row["outlet"] or "")), f"<small>{html.escape(str(row['sentence_id']))}</small>"]
    return " · ".join(part for part in parts if part)


def _probabilities(row: Mapping[str, Any]) -> str:
    """What the classifier says, or nothing where it was not asked or could not judge."""
    if pd.isna(row["p_escalatory"]):
        return ""
    return f"classifier ▲ {row['p_escalatory']:.0%} ▼ {row['p_deescalatory']:.0%} ● {row['p_neutral']:.0%}"


def _aside(words: str) -> str:
    return f"<small>{html.escape(words)}</small>" if words else ""


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
    return FLAT if mark.force == 0 else UP if mark.force > 0 else DOWN


def mark_title(mark: Mark) -> str:
    """Say in words which cue this is, what it weighs, and what changed its force."""
    modified = f", {mark.modifier.replace('_', ' ')}: counts {mark.force:+.2f}" if mark.modifier else ""
    return f"cue “{mark.pattern}”, weight {mark.weight:+.2f}{modified}"
