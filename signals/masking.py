"""Take the actors' names out of a sentence before anything scores it: fairness by construction."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .mentions import Mention
from .name_roles import NAMES_OF_PLACES
from .words import BLANK, Words

ACTOR, PLACE = "actor", "place"


def mask_actors(sentence: str, mentions: Sequence[Mention]) -> str:
    """Return the sentence with every name, adjective, capital or person of an actor as `actor`, every city as `place`.

    `mentions` are the sentence's own, in order of position and not overlapping.
    """
    if not mentions:
        return sentence
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += [sentence[at : mention.start], PLACE if mention.kind in NAMES_OF_PLACES else ACTOR]
        at = mention.end
    return "".join([*pieces, sentence[at:]])


def blank_actors(sentence: str, mentions: Sequence[Mention]) -> str:
    """Return the sentence with every name turned into one word of as many x: offsets stay, a long name counts once.

    No cue can then lie in a name, and swapping one actor for another changes no hit.
    """
    if not mentions:
        return sentence
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += [sentence[at : mention.start], BLANK * (mention.end - mention.start)]
        at = mention.end
    return "".join([*pieces, sentence[at:]])


def blanked(sentences: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> list[str]:
    """Return every sentence with its own mentions blanked."""
    return [blank_actors(sentence, found) for sentence, found in zip(sentences, mentions, strict=True)]


def blanked_words(words: Words, mentions: Sequence[Sequence[Mention]]) -> Words:
    """Return the words of the same sentences with the mentions blanked: those of `blanked`, without cutting again."""
    spans = [
        (at, one.start, one.end) for at, found in zip(words.lines.tolist(), mentions, strict=True) for one in found
    ]
    offset, start, end = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    return words.blanked(offset + start, offset + end)
