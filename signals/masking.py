"""Take the actors' names out of a sentence before anything scores it: fairness by construction."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .mentions import Mention
from .name_roles import NAMES_OF_PLACES, NO_NOUNS, WORD_AFTER
from .verbs import verb_forms
from .words import BLANK, Words

ACTOR, PLACE = "actor", "place"
ARTICLES = ("the ", "The ")
NOUNS = frozenset({"name", "official", "seat", "demonym"})  # "the United States army": the article is the name's
# "anti-Russian" names no actor (`names.DETACHED`), yet it names a country: no classifier shall know which.
# It begins with the hyphen, which is rare, so that most text is passed over quickly.
DETACHED = re.compile(
    r"-(?:(?<=\b[Aa]nti-)|(?<=\b[Pp]ost-)|(?<=\b(?:[Pp]r[oe]|[Nn][oe][no])-)|(?<=\b[Ee]x-))"
    rf"(?:(?:North|South|Saudi) (?:[A-Z]\w*|{ACTOR}\b)|[A-Z]\w*)"
)
HALF_ADJECTIVES = frozenset({"adjective", "abbreviation"})  # "the US army": the army's, unless the name stands alone


def mask_actors(sentence: str, mentions: Sequence[Mention]) -> str:
    """Return the sentence with every name, adjective, capital or person of an actor as `actor`, every city as `place`.

    What a name does to the words beside it goes, too: the article of "the United States", "a" or "an", a bare
    apostrophe. `mentions` are the sentence's own, in order of position and not overlapping.
    """
    if not mentions:
        return _without_detached(sentence)
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        before = sentence[at : name_start(sentence, mention)]
        is_place = mention.kind in NAMES_OF_PLACES
        pieces += [before if is_place else _with_an(before), PLACE if is_place else ACTOR]
        at = mention.end
        if _is_bare_possessive(sentence, at):
            pieces.append("'s")
            at += 1
    return _without_detached("".join([*pieces, sentence[at:]]))


def blank_actors(sentence: str, mentions: Sequence[Mention]) -> str:
    """Return the sentence with every name turned into one word of as many x: offsets stay, a long name counts once.

    No cue can then lie in a name, and swapping one actor for another changes no hit.
    """
    if not mentions:
        return sentence
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        start = name_start(sentence, mention)
        pieces += [sentence[at:start], BLANK * (mention.end - start)]
        at = mention.end
    return "".join([*pieces, sentence[at:]])


def name_start(sentence: str, mention: Mention) -> int:
    """Return where a name begins, its own article included: "the United States" and "Russia" are alike."""
    start = mention.start
    if not sentence.endswith(ARTICLES, 0, start) or sentence[max(0, start - 5) : start - 4].isalnum():
        return start
    is_whole = mention.kind in NOUNS or (mention.kind in HALF_ADJECTIVES and not _has_noun(sentence, mention.end))
    return start - 4 if is_whole else start


def _has_noun(sentence: str, end: int) -> bool:
    """Whether a noun may follow: "the US army", "the US-led talks"; not "the US said", "the US has", "the US, "."""
    after = WORD_AFTER.match(sentence[end : end + 30])
    if after is None:
        return sentence[end : end + 1] == "-"
    word = after[1].lower()
    return word not in NO_NOUNS and verb_forms().get(word, ("", ""))[1] != "finite"


def _without_detached(sentence: str) -> str:
    return DETACHED.sub(f"-{ACTOR}", sentence) if "-" in sentence else sentence


def _with_an(before: str) -> str:
    """Return the text before a name with its indefinite article as it stands before `actor`."""
    return before[:-1] + "n " if before.endswith(("a ", "A ")) and not before[-3:-2].isalnum() else before


def _is_bare_possessive(sentence: str, end: int) -> bool:
    """Whether a name in -s stands in the genitive: "the United States' army"."""
    return sentence.startswith(("' ", "’ "), end) and sentence[end - 1] == "s" and sentence[end + 2 : end + 3].isalnum()


def blanked(sentences: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> list[str]:
    """Return every sentence with its own mentions blanked."""
    return [blank_actors(sentence, found) for sentence, found in zip(sentences, mentions, strict=True)]


def blanked_words(words: Words, sentences: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> Words:
    """Return the `words` of the same sentences with the mentions blanked: those of `blanked`, without cutting again."""
    spans = [
        (at, name_start(sentence, one), one.end)
        for at, sentence, found in zip(words.lines.tolist(), sentences, mentions, strict=True)
        for one in found
    ]
    offset, start, end = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    return words.blanked(offset + start, offset + end)
