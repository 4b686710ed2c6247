"""The words of a batch of sentences, cut once: where each stands, and which of the batch's distinct words it is.

What a word can be (the beginning of a cue, a name, a month) is worked out once per distinct word and looked up for all
its occurrences as an array, so that Python visits only the few places where something can be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from signals.text.codepoints import fold_table, is_in_class, string_array, text_of
from signals.text.jit import kernel
from signals.text.word_ids import WordNumbers, numbers_so_far

WORD_CHARACTER = r"\w"
BLANK = "x"  # what stands for a blanked name
BLANK_CODE = ord(BLANK)


@dataclass(frozen=True, eq=False)
class Words:
    """Words (runs of letters, digits and underscores) in order of position.

    `codepoints`: the searched text, sentences joined by newlines. `start`, `end`: characters of that text, and
    `number`: the number in `numbers`, for each word. `lines`: where each sentence starts.
    """

    codepoints: np.ndarray
    start: np.ndarray
    end: np.ndarray
    number: np.ndarray
    numbers: WordNumbers
    lines: np.ndarray

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def text(self) -> str:
        """The searched text."""
        return text_of(self.codepoints)

    @cached_property
    def character_before(self) -> np.ndarray:
        """For each word, the code point right before it; 0 at the start of the text."""
        return np.where(self.start > 0, self.codepoints[self.start - 1], 0)

    @cached_property
    def character_after(self) -> np.ndarray:
        """For each word, the code point right after it; 0 at the end of the text."""
        return np.append(self.codepoints, np.uint32(0))[self.end]

    @cached_property
    def is_joined(self) -> np.ndarray:
        """For each word, whether only a blank or a hyphen stands between the word before it and this one."""
        follows_closely = self.start - np.concatenate([[-1], self.end])[:-1] == 1
        before = self.character_before
        return follows_closely & ((before == ord(" ")) | (before == ord("-")))

    @cached_property
    def n_blanks(self) -> np.ndarray:
        """For each word, how many times so far a blank stood right before a word or right after the one before it."""
        is_blank = self.character_before == ord(" ")
        is_blank[1:] |= self.character_after[:-1] == ord(" ")
        return np.cumsum(is_blank)

    def sentence_of(self, positions: np.ndarray) -> np.ndarray:
        """Return the row of the sentence in which each position of the text lies."""
        return np.searchsorted(self.lines, positions, side="right") - 1

    def folded(self) -> Words:
        """Return the same words in small letters with plain apostrophes; see `fold`."""
        return replace(self, codepoints=fold_table().take(self.codepoints), number=self.numbers.folded.of(self))

    def blanked(self, start: np.ndarray, end: np.ndarray) -> Words:
        """Return the words with each span from `start` to `end` turned into one word of as many x.

        The spans are sorted, apart, and begin and end where words do.
        """
        words = (self.codepoints, self.start, self.end, self.number)
        codepoints, first, last, number = blank_out(*words, start, end, self.numbers[BLANK])
        return replace(self, codepoints=codepoints, start=first, end=last, number=number)


def words_of(sentences: Sequence[str]) -> Words:
    """Cut sentences (none may hold a newline) into words."""
    lines = string_array(sentences)
    start, end = runs(lines.codepoints, is_in_class(WORD_CHARACTER))
    numbers = numbers_so_far()
    return Words(lines.codepoints, start, end, numbers.among(lines.codepoints, start, end), numbers, lines.indptr[:-1])


@kernel
def runs(codepoints: np.ndarray, is_in: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each unbroken run of characters of a class (`is_in_class`) starts and ends in a text."""
    edges = np.empty(len(codepoints) + 1, dtype=np.int64)
    n_edges, is_inside = 0, False
    for at in range(len(codepoints)):
        edges[n_edges] = at  # overwritten where this is no edge: a branch would cost more
        n_edges += is_in[codepoints[at]] != is_inside
        is_inside = is_in[codepoints[at]]
    if is_inside:
        edges[n_edges] = len(codepoints)
        n_edges += 1
    return edges[:n_edges:2].copy(), edges[1:n_edges:2].copy()


@kernel
def blank_out(
    codepoints: np.ndarray, start: np.ndarray, end: np.ndarray, number: np.ndarray,
    span_start: np.ndarray, span_end: np.ndarray, blank_number: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Return the text and the start, end and number of its words, those of each span turned into one blank word."""
    codepoints = codepoints.copy()
    new_start, new_end, new_number = np.empty_like(start), np.empty_like(end), np.empty_like(number)
    n_words = span = 0
    for at in range(len(start)):
        while span < len(span_start) and span_end[span] <= start[at]:
            span += 1
        is_blanked = span < len(span_start) and span_start[span] <= start[at]
        if is_blanked and at > 0 and start[at - 1] >= span_start[span]:
            continue  # a later word of the span
        new_start[n_words] = start[at]
        new_end[n_words] = span_end[span] if is_blanked else end[at]
        new_number[n_words] = blank_number if is_blanked else number[at]
        n_words += 1
    for span in range(len(span_start)):
        codepoints[span_start[span] : span_end[span]] = BLANK_CODE
    return codepoints, new_start[:n_words], new_end[:n_words], new_number[:n_words]
