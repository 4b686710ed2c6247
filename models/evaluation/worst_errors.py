"""The worst errors of a scorer: wrong answers that it was surest of, by id, with cues that fired and reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.datasets.labelled import LABELS
from models.evaluate import label_numbers
from models.evaluation.baselines import UNJUDGED
from models.evaluation.error_reasons import FiredCue, Miss, reasons_for
from models.evaluation.scorers import Scorer
from signals.cues.cue_finder import cue_finder
from signals.cues.lexicon import load_lexicon

N_WORST = 50


def worst_errors(labelled: pd.DataFrame, scorer: Scorer, rows: np.ndarray) -> dict[str, Any]:
    """Return how many of the rows the scorer got wrong, the reasons counted over all of these, and the worst ones.

    Only rows that the scorer may be measured on. `worst`: up to N_WORST, the surest first (a classifier by the
    probability of its answer, the rules by |rule_score|); a sentence is named by file and id or row, never quoted.
    """
    rows = rows[scorer.is_measured[rows]]
    guess = scorer.verdicts.label[rows]
    wrong = rows[(guess != label_numbers(labelled.iloc[rows])) & (guess != UNJUDGED)]
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
        "gold": LABELS[miss.gold],
        "form": row["form"],
        "guess": LABELS[miss.guess],
        "confidence": round(confidence, 3),
        "cues": [_cue_words(cue) for cue in miss.cues],
        "reasons": reasons_for(miss),
    }


def _cue_words(cue: FiredCue) -> str:
    words = f"{cue.pattern} {cue.contribution:+.2f}"
    return f"{words} ({cue.modifier.replace('_', ' ')})" if cue.modifier else words
