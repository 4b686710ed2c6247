"""Whether a text goes on with a phrase, character by character.

The syntax of phrases is in `patterns.py`. A text is given as its code points and, for each, what kind of character it
is (`kinds_of`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.text.codepoints import N_CODE_POINTS, code_points, is_in_class
from signals.text.jit import allocating, inlined, kernel
from signals.text.patterns import CLOSING_MARKS, JOINTS, MAX_SKIPPED, NEVER_SKIPPED, NONE, OPENING_MARKS, PhraseWord


class Spans(NamedTuple):
    """Where phrases stand in a text, in order of position: `start` and `end` in characters, `phrase` a row number.

    Three int64 arrays of one length.
    """

    start: np.ndarray
    end: np.ndarray
    phrase: np.ndarray


def indptr_of(lengths: Sequence[int]) -> np.ndarray:
    """Return where pieces of these lengths begin when they lie one after the other, and where the last one ends."""
    return np.cumsum([0, *lengths], dtype=np.int64)


def without_overlaps(spans: Spans) -> Spans:
    """Keep the longest of overlapping spans (the earlier of equals); `spans` are in order of start, each start once."""
    kept = _longest_first(spans.start, spans.end)
    return Spans(spans.start[kept], spans.end[kept], spans.phrase[kept])


@kernel
def _longest_first(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return which spans stay when the longest of each chain of overlapping ones take their place first."""
    stays = np.ones(len(start), dtype=np.bool_)
    first = 0
    while first < len(start):
        last, reach = first + 1, end[first]
        while last < len(start) and start[last] < reach:
            reach = max(reach, end[last])
            last += 1
        if last - first > 1:
            _keep_longest(start[first:last], end[first:last], stays[first:last])
        first = last
    return stays


@allocating
def _keep_longest(start: np.ndarray, end: np.ndarray, stays: np.ndarray) -> None:
    """Unmark those of a chain of overlapping spans, all marked in `stays`, that longer ones push out."""
    order = np.argsort((start - end) * len(start) + np.arange(len(start)))
    longest = end[order[0]] - start[order[0]]
    for row in order:
        if stays[row]:
            _drop_overlapping(row, start, end, stays, longest)


@inlined
def _drop_overlapping(row: int, start: np.ndarray, end: np.ndarray, stays: np.ndarray, longest: int) -> None:
    """Unmark the spans that overlap span `row`; none is longer than `longest`."""
    other = row + 1
    while other < len(start) and start[other] < end[row]:
        stays[other] = False
        other += 1
    other = row - 1
    while other >= 0 and start[other] + longest > start[row]:
        if end[other] > start[row]:
            stays[other] = False
        other -= 1


LETTER, OPENING, CLOSING, JOINT, NOT_SKIPPED = (1 << bit for bit in range(5))  # kinds of characters
AFTER_SKIPPED = JOINT | CLOSING  # what may stand after a part of a word that a lone * has skipped
WORD, BEGUN, END, N_LEFT = range(4)  # the columns of a lone star's steps
N_STEP_COLUMNS = 4


class PhraseWords(NamedTuple):
    """The words of many phrases: phrase p has words `indptr[p]` to `indptr[p + 1]`.

    Word w begins with `letters[letter_edges[w]]` to `letter_edges[w + 1]`, the last `n_marks[w]` of the marks before
    it among them. `has_any_ending`: whether other letters may follow; `is_gap`: whether it is a lone star.
    """

    indptr: np.ndarray
    letters: np.ndarray
    letter_edges: np.ndarray
    has_any_ending: np.ndarray
    is_gap: np.ndarray
    n_marks: np.ndarray


def words_as_arrays(phrases: Sequence[Sequence[PhraseWord]]) -> PhraseWords:
    """Return the words of phrases as `end_of_phrase` takes them."""
    words = [word for phrase in phrases for word in phrase]
    return PhraseWords(
        indptr_of([len(phrase) for phrase in phrases]),
        code_points("".join(word.beginning for word in words)),
        indptr_of([len(word.beginning) for word in words]),
        np.array([word.has_any_ending for word in words], dtype=bool),
        np.array([word.is_gap for word in words], dtype=bool),
        np.array([word.n_marks for word in words], dtype=np.int64),
    )


def max_steps(words: PhraseWords) -> int:
    """Return how many steps the lone stars of one phrase can take at most: see `end_of_phrase`."""
    n_gaps = np.diff(np.concatenate([[0], np.cumsum(words.is_gap)])[words.indptr])
    return (MAX_SKIPPED + 1) * int(n_gaps.max(initial=0))


@cache
def kinds_of_characters() -> np.ndarray:
    """Return the kind of every code point, as bits."""
    kinds = np.zeros(N_CODE_POINTS, dtype=np.uint8)
    for kind, marks in ((OPENING, OPENING_MARKS), (CLOSING, CLOSING_MARKS), (JOINT, JOINTS)):
        kinds[code_points(marks)] |= kind
    kinds[is_in_class(r"\w")] |= LETTER
    kinds[is_in_class(NEVER_SKIPPED)] |= NOT_SKIPPED
    return kinds


@inlined
def end_of_phrase(
    codepoints: np.ndarray, kinds: np.ndarray, at: int, phrase: int, words: PhraseWords, steps: np.ndarray
) -> int:
    """Return where a phrase that is looked for at `at` ends; NONE where the text says something else.

    A lone star skips no word at first. `steps` holds what the stars have skipped, so that the last one may try more.
    """
    first, last = words.indptr[phrase], words.indptr[phrase + 1]
    word, end, n_steps = first, at, 0
    while True:
        while word < last and end != NONE:
            if words.is_gap[word]:
                n_steps = _add_step(steps, n_steps, word, end, end, MAX_SKIPPED)
            else:
                if word > first:
                    end = _after_joint(kinds, end, words.n_marks[word])
                end = _after_word(codepoints, kinds, end, word, words)
            word += 1
        if end != NONE and not _is_kind(kinds, end, LETTER):
            return end
        n_steps = _skip_other(kinds, steps, n_steps)
        if n_steps == 0:
            return NONE
        word, end = steps[n_steps - 1, WORD] + 1, steps[n_steps - 1, END]


@inlined
def _is_kind(kinds: np.ndarray, at: int, kind: int) -> bool:
    """Whether a character of that kind stands at `at`, which may be the end of the text."""
    return at < len(kinds) and kinds[at] & kind != 0


@inlined
def _after_joint(kinds: np.ndarray, at: int, n_marks: int) -> int:
    """Return where the next word of a phrase, with its own `n_marks` opening marks, begins; NONE if none can."""
    while _is_kind(kinds, at, CLOSING):
        at += 1
    if not _is_kind(kinds, at, JOINT):
        return NONE
    beginning = at + 1
    end = beginning
    while _is_kind(kinds, end, OPENING):
        end += 1
    return end - n_marks if end - n_marks >= beginning else NONE


@inlined
def _after_word(codepoints: np.ndarray, kinds: np.ndarray, at: int, word: int, words: PhraseWords) -> int:
    """Return where a word of a phrase that begins at `at` ends; NONE if it does not stand there, or `at` is NONE."""
    first, last = words.letter_edges[word], words.letter_edges[word + 1]
    end = at + last - first
    if at == NONE or end > len(codepoints):
        return NONE
    for letter in range(first, last):
        if codepoints[at + letter - first] != words.letters[letter]:
            return NONE
    if words.has_any_ending[word]:
        while _is_kind(kinds, end, LETTER):
            end += 1
    return end


@inlined
def _add_step(steps: np.ndarray, n_steps: int, word: int, begun: int, end: int, n_left: int) -> int:
    """Note that a lone star, a `word` of the phrase, skips from `begun` to `end` and may then skip `n_left` words."""
    steps[n_steps, WORD], steps[n_steps, BEGUN] = word, begun
    steps[n_steps, END], steps[n_steps, N_LEFT] = end, n_left
    return n_steps + 1


@inlined
def _skip_other(kinds: np.ndarray, steps: np.ndarray, n_steps: int) -> int:
    """Let the last lone star end elsewhere: one word later; else earlier in its last word; else the star before it.

    Returns the number of steps then, 0 where nothing is left to try.
    """
    may_skip_more = True
    while n_steps > 0:
        begun, end, n_left = steps[n_steps - 1, BEGUN], steps[n_steps - 1, END], steps[n_steps - 1, N_LEFT]
        later = _after_skipped(kinds, end) if may_skip_more and n_left > 0 else NONE
        if later != NONE:
            return _add_step(steps, n_steps, steps[n_steps - 1, WORD], end, later, n_left - 1)
        earlier = _end_within(kinds, begun, end)
        if earlier != NONE:
            steps[n_steps - 1, END] = earlier
            return n_steps
        may_skip_more = begun == end  # a star's first step: the star before it has not tried another word yet
        n_steps -= 1
    return 0


@inlined
def _after_skipped(kinds: np.ndarray, at: int) -> int:
    """Return where the word after `at` ends with the marks around it; NONE if no joint or nothing follows."""
    if not _is_kind(kinds, at, JOINT):
        return NONE
    end = at + 1
    while end < len(kinds) and not kinds[end] & NOT_SKIPPED:
        end += 1
    return end if end > at + 1 else NONE


@inlined
def _end_within(kinds: np.ndarray, begun: int, end: int) -> int:
    """Return the last place before `end` where a word skipped from `begun` on may end, too; NONE if there is none."""
    for earlier in range(end - 1, begun + 1, -1):
        if kinds[earlier] & AFTER_SKIPPED:
            return earlier
    return NONE
