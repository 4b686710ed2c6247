"""Take the actors' names out of a sentence before anything scores it: fairness by construction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from signals.actors.mentions import MentionTable
from signals.actors.roles import NAMES_OF_PLACES, NO_NOUNS, WORD_AFTER
from signals.data.verb_forms import verb_forms
from signals.text.codepoints import StringArray, is_in_class, string_array
from signals.text.jit import kernel
from signals.text.words import Words

ACTOR, PLACE = "actor", "place"
# What stands for a name, by number: what it is to the words beside it (a place; what makes "a" before it "an"; what a
# bare apostrophe follows), added up.
IS_PLACE, BECOMES_AN, IS_GENITIVE = 1, 2, 4
MASKS = string_array((ACTOR, PLACE, f"n {ACTOR}", "", f"{ACTOR}'s", f"{PLACE}'s", f"n {ACTOR}'s"))
PADDING = 5
HYPHEN = ord("-")
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
    for at in np.flatnonzero(_follows_article(_padded(string_array(sentences)), place)).tolist():
        kind, sentence = mentions.kind[at], sentences[mentions.sentence[at]]
        if kind in NOUNS or (kind in HALF_ADJECTIVES and not _has_noun(sentence, int(mentions.end[at]))):
            start[at] -= 4
    return NameSpans(mentions.sentence.astype(np.int32), start.astype(np.int32), mentions.end.astype(np.int32))


def mask_actors(sentences: Sequence[str], mentions: MentionTable, spans: NameSpans) -> StringArray:
    """Return the sentences with every name, adjective, capital or person of an actor as `actor`, every city as `place`.

    What a name does to the words beside it goes, too: the article of "the United States", "a" or "an", a bare
    apostrophe. `spans` are the `name_spans` of the mentions.
    """
    lines = string_array(sentences)
    codepoints, offset = _padded(lines), lines.indptr[spans.sentence]
    start, end = offset + spans.start, offset + spans.end
    is_place = np.array([kind in NAMES_OF_PLACES for kind in mentions.meanings.kinds.tolist()], dtype=bool)
    mask = np.where(is_place[mentions.kind_number], IS_PLACE, 0)
    is_bare = _is_bare_possessive(codepoints, end)
    end += is_bare
    follows_name = start - 2 < np.concatenate([[0], end])[:-1]
    becomes_an = _follows_a(codepoints, start) & (mask != IS_PLACE) & ~follows_name
    mask += BECOMES_AN * becomes_an + IS_GENITIVE * is_bare
    return without_detached(replaced(lines, spans.sentence, start - becomes_an, end, mask))


def without_detached(lines: StringArray) -> StringArray:
    """Return masked sentences with the names that `DETACHED` finds as `actor`."""
    before, code, after = lines.codepoints[:-2], lines.codepoints[1:-1], lines.codepoints[2:]
    hyphens = np.flatnonzero(code == HYPHEN) + 1
    hyphens = hyphens[_ends_prefix()[before[hyphens - 1]] & is_in_class("[A-Z]")[after[hyphens - 1]]]
    sentence = np.searchsorted(lines.indptr, hyphens, side="right") - 1
    found = [
        (row, *one.span())
        for row, at in zip(sentence.tolist(), (hyphens - lines.indptr[sentence]).tolist(), strict=True)
        if (one := DETACHED.match(lines[row], at))
    ]
    if not found:
        return lines
    rows, start, end = np.array(found, dtype=np.int64).T
    offset = lines.indptr[rows]
    return replaced(lines, rows, offset + start + 1, offset + end, np.zeros(len(rows), dtype=np.int64))


def replaced(
    lines: StringArray, sentence: np.ndarray, start: np.ndarray, end: np.ndarray, mask: np.ndarray
) -> StringArray:
    """Return sentences with each span from `start` to `end` of their text, in `sentence`, replaced by a row of MASKS.

    The spans are sorted and apart.
    """
    growth = np.diff(MASKS.indptr)[mask] - 1 - (end - start)
    indptr = lines.indptr + np.concatenate([[0], np.cumsum(np.bincount(sentence, growth, len(lines)).astype(np.int64))])
    codepoints = put_instead(lines.codepoints, start, end, mask, MASKS.codepoints, MASKS.indptr, int(growth.sum()))
    return StringArray(codepoints, indptr)


@kernel
def put_instead(
    codepoints: np.ndarray, start: np.ndarray, end: np.ndarray, mask: np.ndarray,
    letters: np.ndarray, indptr: np.ndarray, growth: int,
) -> np.ndarray:  # fmt: skip
    """Return a text with each span replaced by one of the lines in `letters`, which begin at `indptr`.

    `growth`: how much longer it becomes.
    """
    new = np.empty(len(codepoints) + growth, dtype=codepoints.dtype)
    place = resumed = 0
    for span in range(len(start)):
        n_kept = start[span] - resumed
        new[place : place + n_kept] = codepoints[resumed : start[span]]
        first, last = indptr[mask[span]], indptr[mask[span] + 1] - 1
        new[place + n_kept : place + n_kept + last - first] = letters[first:last]
        place += n_kept + last - first
        resumed = end[span]
    new[place:] = codepoints[resumed:]
    return new


def blanked_words(words: Words, spans: NameSpans) -> Words:
    """Return the `words` of the same sentences with every name turned into one word of as many x: offsets stay, a long
    name counts once.

    No cue can then lie in a name, and swapping one actor for another changes no hit.
    """
    offset = words.lines[spans.sentence]
    return words.blanked(offset + spans.start, offset + spans.end)


def _follows_article(codepoints: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Whether "the " or "The " stands right before each place of the padded text."""
    first, *others = (codepoints[place + PADDING - back] for back in (4, 3, 2, 1))
    is_article = (first == ord("t")) | (first == ord("T"))
    for letter, code in zip("he ", others, strict=True):
        is_article &= code == ord(letter)
    return is_article & ~_is_alphanumeric()[codepoints[place + PADDING - 5]]


def _has_noun(sentence: str, end: int) -> bool:
    """Whether a noun may follow: "the US army", "the US-led talks"; not "the US said", "the US has", "the US, "."""
    after = WORD_AFTER.match(sentence[end : end + 30])
    if after is None:
        return sentence[end : end + 1] == "-"
    word = after[1].lower()
    return word not in NO_NOUNS and verb_forms().get(word, ("", ""))[1] != "finite"


def _follows_a(codepoints: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Whether an indefinite article, which becomes "an" before `actor`, stands right before each place."""
    letter = codepoints[place + PADDING - 2]
    is_a = (codepoints[place + PADDING - 1] == ord(" ")) & ((letter == ord("a")) | (letter == ord("A")))
    return is_a & ~_is_alphanumeric()[codepoints[place + PADDING - 3]]


def _is_bare_possessive(codepoints: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Whether a name in -s stands in the genitive: "the United States' army"."""
    mark = codepoints[end + PADDING]
    is_marked = ((mark == ord("'")) | (mark == ord("’"))) & (codepoints[end + PADDING + 1] == ord(" "))
    return is_marked & (codepoints[end + PADDING - 1] == ord("s")) & _is_alphanumeric()[codepoints[end + PADDING + 2]]


def _padded(lines: StringArray) -> np.ndarray:
    """The characters of a text, line ends on either side, so that one can look beyond it."""
    beyond = np.full(PADDING, ord("\n"), dtype=np.uint32)
    return np.concatenate([beyond, lines.codepoints, beyond])


def _ends_prefix() -> np.ndarray:
    """Whether each code point is the last letter of one of the prefixes in `DETACHED`."""
    return is_in_class("[enotxi]")


def _is_alphanumeric() -> np.ndarray:
    return is_in_class(r"[^\W_]")
