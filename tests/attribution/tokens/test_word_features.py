"""Features that a token has by itself: its form, and what verb it is."""

from __future__ import annotations

import pytest

from signals.attribution.tokens.word_features import (
    ADVERB_FORM,
    AUXILIARY,
    BASE_FORM,
    BE,
    COMPOUND,
    ENDS_IN_S,
    FINITE,
    HAVE,
    LEADS_SPEECH,
    MAIN_VERB,
    MODAL,
    PARTICIPLE,
    PLAIN_WORD,
    PLURAL,
    POSSESSIVE,
    PROGRESSIVE,
    SPEECH_FORM,
    SPEECH_VERB,
    VERB,
    VERB_FORM,
    features_of,
)

OF_INTEREST = (1 << 24) - 1 - PLAIN_WORD


@pytest.mark.parametrize(
    ("token", "features"),
    [
        ("said", VERB | FINITE | VERB_FORM | PARTICIPLE | SPEECH_VERB | SPEECH_FORM | LEADS_SPEECH),
        ("saying", PROGRESSIVE | VERB_FORM | SPEECH_FORM | LEADS_SPEECH),
        ("attack", VERB | BASE_FORM | VERB_FORM),
        ("attacks", VERB | FINITE | VERB_FORM | ENDS_IN_S | PLURAL),
        ("has", VERB | AUXILIARY | HAVE | MAIN_VERB | ENDS_IN_S | PLURAL),
        ("been", VERB | AUXILIARY | BE),
        ("would", VERB | AUXILIARY | MODAL | MAIN_VERB),
        ("quickly", ADVERB_FORM),
        ("russia's", POSSESSIVE | COMPOUND | ENDS_IN_S),
        ("anti-tank", COMPOUND),
        ("police", PLURAL),
        ("boss", ENDS_IN_S),
        ("virus", ENDS_IN_S),
        ("bread", 0),
        (",", 0),
    ],
)
def test_features_of_tokens(token: str, features: int) -> None:
    assert features_of(token) & OF_INTEREST == features


@pytest.mark.parametrize(("token", "is_plain"), [("u.s", False), ("anti-tank", True), ("it's", False), ("“", False)])
def test_plain_words_have_letters_and_hyphens_only(token: str, is_plain: bool) -> None:
    assert (features_of(token) & PLAIN_WORD != 0) == is_plain
