"""The features of a token: its form, and what verb it is; the words beside a verb add others (verb_groups.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from signals.data.verb_forms import SPEECH, participles, verb_forms
from signals.data.word_table import words_of_class

(
    # Form.
    PLURAL,  # may be the subject of a verb without -s
    ENDS_IN_S,
    POSSESSIVE,  # ends in 's
    ADVERB_FORM,  # ends in -ly
    COMPOUND,  # joined by a hyphen, a dot or an apostrophe: a name can begin inside, "al-Assad"
    PLAIN_WORD,  # letters, digits and hyphens only
    # Verbs.
    VERB,  # auxiliary, finite or base form
    VERB_FORM,  # of any verb but "have"
    BASE_FORM, PROGRESSIVE, PARTICIPLE,
    FINITE,  # third person or past, of no auxiliary
    AUXILIARY, BE, HAVE, MODAL,
    SPEECH_FORM,  # any form of a verb of speech
    SPEECH_VERB,  # finite or base form of one
    # Told by the words beside it.
    MAIN_VERB,  # may be the main verb; so may auxiliaries, whatever stands beside them
    MAIN_VERB_AT_END,  # may be the main verb of a clause that ends with it
    MAYBE_REDUCED,  # may be a participle that only describes its noun: "officials accused of spying"
    NEEDS_NAME,  # is a verb only after a name
    LEADS_SPEECH,  # its verb group says something: "has denied"
    LEADS_PASSIVE,  # its verb group is passive: "was expelled"
) = (1 << bit for bit in range(24))  # fmt: skip

COMPOUNDS = re.compile(r"\w[.'-]+\w")
PLAIN_WORDS = re.compile(r"[\w-]+")
OF_TENSE = {"finite": VERB, "base": VERB | BASE_FORM, "ing": PROGRESSIVE, "participle": 0}


def features_of(token: str) -> int:
    """Return the bits of all features that a folded token has by itself."""
    features = _verb_features().get(token, 0)
    features |= COMPOUND if COMPOUNDS.search(token) else 0
    features |= PLAIN_WORD if PLAIN_WORDS.fullmatch(token) else 0
    features |= ENDS_IN_S if token.endswith("s") else 0
    if token.endswith("'s"):
        return features | POSSESSIVE
    features |= ADVERB_FORM if token.endswith("ly") else 0
    is_plural = token.endswith("s") and not token.endswith(("ss", "us"))
    return features | PLURAL if is_plural or token in words_of_class("plural") else features


@cache
def _verb_features() -> dict[str, int]:
    """Return word -> bits for the forms of verbs and auxiliaries."""
    forms = verb_forms()
    features = {word: OF_TENSE[tense] for word, (_, tense) in forms.items()}
    be, have, modal = map(words_of_class, ("be", "have", "modal"))
    auxiliaries = be | have | modal
    speech = {word for word, (kind, _) in forms.items() if kind == SPEECH}
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (SPEECH_VERB, [word for word in speech if features[word] & VERB]),
        (SPEECH_FORM, speech - have),
        (LEADS_SPEECH, speech - auxiliaries),
        (VERB_FORM, forms.keys() - have),
        (FINITE, {word for word, (_, tense) in forms.items() if tense == "finite"} - auxiliaries),
        (PARTICIPLE, participles()),
        (VERB | AUXILIARY, auxiliaries),
        (MAIN_VERB, auxiliaries - words_of_class("nonfinite_auxiliary")),
        (BE, be),
        (HAVE, have),
        (MODAL, modal),
    )
    for bit, words in lists:
        for word in words:
            features[word] = features.get(word, 0) | bit
    return features
