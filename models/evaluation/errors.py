"""The errors of a scorer: those that it was surest of, by id, with the cues that fired, and what may explain each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from models.datasets.labelled import CLASS_NAMES, NEUTRAL, label_numbers
from models.evaluation.baselines import NOT_JUDGED
from models.evaluation.scorers import Scorer
from signals.cues.cue_finder import cue_finder
from signals.cues.lexicon import load_lexicon

N_WORST = 50
QUESTION_MODIFIER = "question"  # the modifier of question words
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
        lambda miss: (
            miss.sentence.rstrip(" '\"’”").endswith("?") or any(c.modifier == QUESTION_MODIFIER for c in miss.cues)
        ),
    ),
    Reason(
        "idiom or fixed phrase",
        "words that the lexicon disarms stand in it (a cue of weight 0), such as a figure of speech",
        lambda miss: any(cue.weight == 0 for cue in miss.cues),
    ),
    Reason(
        "modified cue",
        "a negation, condition, hedge, denial or background word changes the force of a cue",
        lambda miss: any(cue.modifier not in ("", QUESTION_MODIFIER) for cue in miss.cues),
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


def worst_errors(labelled: pd.DataFrame, scorer: Scorer, rows: np.ndarray) -> dict[str, Any]:
    """Return how many of the rows the scorer got wrong, the reasons counted over all of these, and the worst ones.

    Only rows that the scorer may be measured on. `worst`: up to N_WORST, the surest first (a classifier by the
    probability of its answer, the rules by |rule_score|); a sentence is named by file and id or row, never quoted.
    """
    rows = rows[scorer.is_measured[rows]]
    guess = scorer.verdicts.label[rows]
    wrong = rows[(guess != label_numbers(labelled.iloc[rows])) & (guess != NOT_JUDGED)]
    ordered = wrong[np.lexsort((wrong, -scorer.confidence[wrong]))]
    misses = _misses(labelled.iloc[ordered], scorer.verdicts.label[ordered])
    counted = Counter(reason for miss in misses for reason in reasons_for(miss))
    worst = zip(ordered[:N_WORST], misses, strict=False)
    return {
        "scorer": scorer.name,
        "n": len(rows),
        "n_wrong": len(ordered),
        "reasons": dict(sorted(counted.items(), key=lambda item: (-item[1], item[0]))),
        "worst": [_entry(labelled.iloc[row], miss, float(scorer.confidence[row])) for row, miss in worst],
    }


def _misses(part: pd.DataFrame, guesses: np.ndarray) -> list[Miss]:
    sentences = part["sentence"].tolist()
    return [
        Miss(sentence, int(gold), int(guess), bool(is_sure), cues)
        for sentence, gold, guess, is_sure, cues in zip(
            sentences, label_numbers(part), guesses, part["is_sure"], fired_cues(sentences), strict=True
        )
    ]


def fired_cues(sentences: Sequence[str]) -> list[tuple[FiredCue, ...]]:
    """Return the cues found in each sentence, from left to right, with the default weights."""
    lexicon = load_lexicon()
    hits = cue_finder(lexicon).find_hits(sentences)
    factors = lexicon.factors[hits.modifier, lexicon.direction_of_cue[hits.cue]]
    fired: list[list[FiredCue]] = [[] for _ in sentences]
    for sentence, cue, modifier, factor in zip(hits.sentence, hits.cue, hits.modifier, factors, strict=True):
        own = lexicon.cues[cue]
        fired[sentence].append(
            FiredCue(own.pattern, own.weight, lexicon.modifier_names[modifier], own.weight * float(factor))
        )
    return [tuple(cues) for cues in fired]


def _entry(row: pd.Series, miss: Miss, confidence: float) -> dict[str, Any]:
    return {
        "file": row["origin"],
        "id": row["id"] or row["place"],
        "outlet": row["outlet"],
        "gold": CLASS_NAMES[miss.gold],
        "form": row["form"],
        "guess": CLASS_NAMES[miss.guess],
        "confidence": round(confidence, 3),
        "cues": [_cue_words(cue) for cue in miss.cues],
        "reasons": reasons_for(miss),
    }


def _cue_words(cue: FiredCue) -> str:
    words = f"{cue.pattern} {cue.contribution:+.2f}"
    return f"{words} ({cue.modifier.replace('_', ' ')})" if cue.modifier else words
