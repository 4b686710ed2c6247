"""Which verbs may be a sentence's main verb, and what their groups say: "was accused" is passive speech."""

from __future__ import annotations

import numpy as np

from signals.attribution.annotations import TokenColumns
from signals.attribution.tokens.word_classes import (
    ADVERB,
    AFTER_BASE_NOUN,
    AFTER_DEVERBAL_NOUN,
    AFTER_REDUCED_CLAUSE,
    CLAUSE_MARK,
    COMMA,
    DETERMINER,
    DEVERBAL_NOUN,
    THAT,
    TO,
)
from signals.attribution.tokens.word_features import (
    ADVERB_FORM,
    AUXILIARY,
    BE,
    FINITE,
    HAVE,
    LEADS_PASSIVE,
    LEADS_SPEECH,
    MAIN_VERB,
    MAIN_VERB_AT_END,
    MAYBE_REDUCED,
    MODAL,
    NEEDS_NAME,
    PARTICIPLE,
    PLURAL,
    POSSESSIVE,
    SPEECH_FORM,
    VERB,
    VERB_FORM,
)
from signals.text.jit import inlined

GROUP_REACH = 6  # words in which a verb group says what it is
SPEECH_REACH = 5


@inlined
def mark_verbs(tokens: TokenColumns, start: int, end: int) -> None:
    """Add to the features of a sentence's verbs, tokens `start` to `end`, what their neighbours decide."""
    features = tokens.features
    for row in range(start, end):
        if features[row] & VERB:
            features[row] |= _main_verb_features(tokens, row, start, end)
        if features[row] & AUXILIARY:
            features[row] |= _group_features(tokens, row, end)


@inlined
def _main_verb_features(tokens: TokenColumns, row: int, start: int, end: int) -> int:
    """Say of a verb whether it may be a main verb, and whether it may be one where nothing follows."""
    word, before, after = tokens.features[row], bits_at(tokens.features, row - 1, start, end), row + 1
    classes_before, classes_after = (
        bits_at(tokens.classes, row - 1, start, end),
        bits_at(tokens.classes, after, start, end),
    )
    is_noun = tokens.classes[row] & DEVERBAL_NOUN and classes_after & (AFTER_DEVERBAL_NOUN | COMMA)
    may_be_finite = word & FINITE and not classes_before & DETERMINER
    is_base = not word & (FINITE | AUXILIARY)
    bits = 0
    if (may_be_finite and (not is_noun or before & POSSESSIVE)) or (
        is_base and not classes_after & (CLAUSE_MARK | AFTER_BASE_NOUN)
    ):
        bits |= MAIN_VERB
        if word & PARTICIPLE and classes_after & AFTER_REDUCED_CLAUSE:
            bits |= MAYBE_REDUCED
    if may_be_finite or is_base:
        bits |= MAIN_VERB_AT_END
    if is_base and not before & PLURAL:
        bits |= NEEDS_NAME
    return bits


@inlined
def bits_at(column: np.ndarray, row: int, start: int, end: int) -> int:
    """Return the classes or features of a token; none beyond its sentence."""
    return column[row] if start <= row < end else 0


@inlined
def _group_features(tokens: TokenColumns, row: int, end: int) -> int:
    """Say of an auxiliary whether it leads a verb of speech, a passive, or both."""
    bits = 0
    if _leads_speech(tokens, row, min(row + SPEECH_REACH, end)):
        bits |= LEADS_SPEECH
    if _leads_passive(tokens, row, min(row + GROUP_REACH, end)):
        bits |= LEADS_PASSIVE
    return bits


@inlined
def _leads_speech(tokens: TokenColumns, start: int, end: int) -> bool:
    """Whether the first verb of a group that is no form of "have" is one of speech."""
    for row in range(start, end):
        if tokens.features[row] & SPEECH_FORM:
            return True
        if tokens.features[row] & VERB_FORM or tokens.classes[row] & (CLAUSE_MARK | TO | THAT):
            return False
    return False


@inlined
def _leads_passive(tokens: TokenColumns, start: int, end: int) -> bool:
    """Whether a group is a form of "be" and a participle: "were expelled", "will be held"."""
    has_be = False
    for row in range(start, end):
        word = tokens.features[row]
        if has_be and not word & BE and word & PARTICIPLE:
            return True
        if not word & (BE | HAVE | MODAL | ADVERB_FORM) and not tokens.classes[row] & ADVERB:
            return False
        has_be = has_be or word & BE != 0
    return False
