"""Why a scorer may have been wrong about a sentence: every reason on the list that applies, worked out, not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.evaluation.baselines import NEUTRAL

QUESTION = "question"  # the modifier of question words
REPORTED = re.compile(
    r"\b(?:says?|said|saying|according to|reports?|reported|reportedly|claims?|claimed|told|cites?|citing"
    r"|announces?|announced)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FiredCue:
    """A cue found in the sentence: its weight and what its modifier (empty: none) made of it, + is escalatory."""

    pattern: str
    weight: float
    modifier: str
    contribution: float


@dataclass(frozen=True)
class Miss:
    """A sentence whose label a scorer got wrong; `gold` and `guess`: 0 escalatory, 1 de-escalatory, 2 neutral."""

    sentence: str
    gold: int
    guess: int
    is_sure: bool
    cues: tuple[FiredCue, ...]

    def pushes(self) -> set[int]:
        """The directions that the cues push toward: 0 escalatory, 1 de-escalatory."""
        return {int(cue.contribution < 0) for cue in self.cues if cue.contribution}


@dataclass(frozen=True)
class Reason:
    """A name, what it means, and whether it applies to a miss."""

    name: str
    meaning: str
    applies: Callable[[Miss], bool]


REASONS = (
    Reason(
        "reader unsure",
        "whoever labelled it noted that a reasonable analyst could differ",
        lambda miss: not miss.is_sure,
    ),
    Reason(
        "question or title",
        "a question, an explainer or a digest, neutral unless it states an event (codebook, rule 18)",
        lambda miss: miss.sentence.rstrip(" '\"’”").endswith("?") or any(c.modifier == QUESTION for c in miss.cues),
    ),
    Reason(
        "idiom or fixed phrase",
        "words that the lexicon disarms stand in it (a cue of weight 0), such as a figure of speech",
        lambda miss: any(cue.weight == 0 for cue in miss.cues),
    ),
    Reason(
        "modified cue",
        "a negation, condition, hedge, denial or background word changes the force of a cue",
        lambda miss: any(cue.modifier not in ("", QUESTION) for cue in miss.cues),
    ),
    Reason("mixed directions", "cues of both directions stand in it", lambda miss: len(miss.pushes()) == 2),
    Reason(
        "reported by a third party",
        "somebody says, reports or claims it: whose act counts depends on who (codebook, rule 7)",
        lambda miss: REPORTED.search(miss.sentence) is not None,
    ),
    Reason(
        "cue of the opposite sign",
        "all cues push the other way than the reader's label",
        lambda miss: miss.gold != NEUTRAL and miss.pushes() == {1 - miss.gold},
    ),
    Reason(
        "cue in a neutral sentence",
        "cues stand in it, but the reader saw no direction",
        lambda miss: miss.gold == NEUTRAL and bool(miss.pushes()),
    ),
    Reason(
        "cues right, not followed",
        "all cues push toward the reader's label, too weakly or overruled by the classifier",
        lambda miss: miss.gold != NEUTRAL and miss.pushes() == {miss.gold},
    ),
    Reason("no cue", "no cue of the lexicon pushes either way", lambda miss: not miss.pushes()),
)


def reasons_for(miss: Miss) -> list[str]:
    """Return the names of the reasons that apply, in the order of the list; at least one always does."""
    return [reason.name for reason in REASONS if reason.applies(miss)]
