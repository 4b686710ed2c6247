"""Take the actors' names out of a sentence before anything scores it: fairness by construction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .characters import code_points, is_in_class
from .mention_table import MentionTable
from .name_roles import NAMES_OF_PLACES, NO_NOUNS, WORD_AFTER
from .verbs import verb_forms
from .words import Words

ACTOR, PLACE = "actor", "place"
NAME_FORMS = np.array(  # by: is it a place, does "a" before it become "an", does a bare apostrophe follow
    [[[ACTOR, f"{ACTOR}'s"], [f"n {ACTOR}", f"n {ACTOR}'s"]], [[PLACE, f"{PLACE}'s"], [PLACE, f"{PLACE}'s"]]],
    dtype=object,
)
PADDING = 5
NOUNS = frozenset({"name", "official", "seat", "demonym"})  # "the United States army": the article is the name's
# "anti-Russian" names no actor (`names.DETACHED`), yet it names a country: no classifier shall know which.
# It begins with the hyphen, which is rare, so that most text is passed over quickly.
DETACHED = re.compile(
    r"-(?:(?<=\b[Aa]nti-)|(?<=\b[Pp]ost-)|(?<=\b(?:[Pp]r[oe]|[Nn][oe][no])-)|(?<=\b[Ee]x-))"
    rf"(?:(?:North|South|Saudi) (?:[A-Z]\w*|{ACTOR}\b)|[A-Z]\w*)"
)
HALF_ADJECTIVES = frozenset({"adjective", "abbreviation"})  # "the US army": the army's, unless the name stands alone


@dataclass(frozen=True, eq=False)
class NameSpans:
    """Where names stand in a batch, each with the article that is its own: "the United States" and "Russia" are alike.

    `sentence`: the row of the sentence, `start` and `end`: characters of it. Int32 arrays of one length, in order.
    """

    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray


def name_spans(sentences: Sequence[str], mentions: MentionTable) -> NameSpans:
    """Return where the names of a batch of sentences stand."""
    start = mentions.start.copy()
    place = mentions.lines[mentions.sentence] + start
    for at in np.flatnonzero(_follows_article(_padded("\n".join(sentences)), place)).tolist():
        kind, sentence = mentions.kind[at], sentences[mentions.sentence[at]]
        if kind in NOUNS or (kind in HALF_ADJECTIVES and not _has_noun(sentence, int(mentions.end[at]))):
            start[at] -= 4
    return NameSpans(mentions.sentence.astype(np.int32), start.astype(np.int32), mentions.end.astype(np.int32))


def mask_actors(sentences: Sequence[str], mentions: MentionTable, spans: NameSpans) -> list[str]:
    """Return the sentences with every name, adjective, capital or person of an actor as `actor`, every city as `place`.

    What a name does to the words beside it goes, too: the article of "the United States", "a" or "an", a bare
    apostrophe. `spans` are the `name_spans` of the mentions.
    """
    text = "\n".join(sentences)
    codes = _padded(text)
    offset = mentions.lines[spans.sentence]
    start, end = offset + spans.start, offset + spans.end
    is_place = np.array([kind in NAMES_OF_PLACES for kind in mentions.kind.tolist()], dtype=bool)
    is_bare = _is_bare_possessive(codes, end)
    resumed = np.concatenate([[0], end + is_bare])  # where the text goes on after each name
    needs_an = ~is_place & _follows_a(codes, start) & (start - 2 >= resumed[:-1])
    names = NAME_FORMS[is_place.astype(int), needs_an.astype(int), is_bare.astype(int)]
    pieces: list[str] = []
    for first, last, name in zip(resumed.tolist(), (start - needs_an).tolist(), names.tolist(), strict=False):
        pieces += (text[first:last], name)
    masked = "".join([*pieces, text[int(resumed[-1]) :]])
    return DETACHED.sub(f"-{ACTOR}", masked).split("\n") if sentences else []


def blanked_words(words: Words, spans: NameSpans) -> Words:
    """Return the `words` of the same sentences with every name turned into one word of as many x: offsets stay, a long
    name counts once.

    No cue can then lie in a name, and swapping one actor for another changes no hit.
    """
    offset = words.lines[spans.sentence]
    return words.blanked(offset + spans.start, offset + spans.end)


def _follows_article(codes: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Whether "the " or "The " stands right before each place of the padded text."""
    is_article = np.ones(len(place), dtype=bool)
    for back, letters in enumerate((" ", "e", "h", "tT"), 1):
        is_article &= np.isin(codes[place + PADDING - back], [ord(letter) for letter in letters])
    return is_article & ~_is_alphanumeric()[codes[place + PADDING - 5]]


def _has_noun(sentence: str, end: int) -> bool:
    """Whether a noun may follow: "the US army", "the US-led talks"; not "the US said", "the US has", "the US, "."""
    after = WORD_AFTER.match(sentence[end : end + 30])
    if after is None:
        return sentence[end : end + 1] == "-"
    word = after[1].lower()
    return word not in NO_NOUNS and verb_forms().get(word, ("", ""))[1] != "finite"


def _follows_a(codes: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Whether an indefinite article, which becomes "an" before `actor`, stands right before each place."""
    letter = codes[place + PADDING - 2]
    is_a = (codes[place + PADDING - 1] == ord(" ")) & ((letter == ord("a")) | (letter == ord("A")))
    return is_a & ~_is_alphanumeric()[codes[place + PADDING - 3]]


def _is_bare_possessive(codes: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Whether a name in -s stands in the genitive: "the United States' army"."""
    mark = codes[end + PADDING]
    is_marked = ((mark == ord("'")) | (mark == ord("’"))) & (codes[end + PADDING + 1] == ord(" "))
    return is_marked & (codes[end + PADDING - 1] == ord("s")) & _is_alphanumeric()[codes[end + PADDING + 2]]


def _padded(text: str) -> np.ndarray:
    """The characters of a text, line ends on either side, so that one can look beyond it."""
    return code_points("\n" * PADDING + text + "\n" * PADDING)


def _is_alphanumeric() -> np.ndarray:
    return is_in_class(r"[^\W_]")
