"""Numbers of pieces of text: as a dictionary would give them, whatever the text and however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.text.codepoints import string_array
from signals.text.word_ids import FIRST_LETTERS, HASHED, Spellings, key_of

pytestmark = pytest.mark.usefixtures("either_way")
ALIKE = ("éa", "èä")  # one letter less, and the next one 131 more: the same hash
PIECES = st.one_of(
    st.sampled_from(
        ["", "a", "b", "ab", "aa", "a" * 7, "a" * 8, "b" + "a" * 7, "\x00", "\x00a", "\ud800", "𝔘", *ALIKE]
    ),
    st.text(max_size=12),
)


def numbers_of(spellings: Spellings, pieces: Sequence[str]) -> list[int]:
    lines = string_array(pieces)
    return spellings.of(lines.codepoints, lines.indptr[:-1], lines.indptr[1:] - 1).tolist()


@given(st.lists(st.lists(PIECES), max_size=4))
@settings(deadline=None)
def test_pieces_are_numbered_in_the_order_in_which_they_are_met(batches: list[list[str]]) -> None:
    spellings, known = Spellings(), dict[str, int]()
    for pieces in batches:
        assert numbers_of(spellings, pieces) == [known.setdefault(piece, len(known)) for piece in pieces]
    assert spellings.spelt == list(known)


def test_pieces_with_one_hash_are_told_apart() -> None:
    keys = [key_of(string_array([piece]).codepoints, 0, len(piece)) for piece in ALIKE]
    assert keys[0] == keys[1] >= HASHED
    assert numbers_of(Spellings(), [*ALIKE, ALIKE[0]]) == [0, 1, 0]


def test_the_table_grows() -> None:
    spellings = Spellings()
    pieces = [f"{row}th" for row in range(3_000)]
    pieces.insert(1_500, "x" * 3 * FIRST_LETTERS)
    assert numbers_of(spellings, pieces) == list(range(len(pieces)))
    assert numbers_of(spellings, pieces[::-1]) == list(range(len(pieces)))[::-1]
    assert spellings.spelt == pieces


def test_threads_share_the_numbers() -> None:
    spellings = Spellings()
    batches = [[f"{row * step % 997}a" for row in range(1, 997)] for step in (1, 5, 7, 11)]
    with ThreadPoolExecutor(len(batches)) as threads:
        found = list(threads.map(numbers_of, [spellings] * len(batches), batches))
    assert [[spellings.spelt[number] for number in numbers] for numbers in found] == batches
    assert len(spellings.spelt) == 996


def test_letters_of_the_last_pieces() -> None:
    spellings = Spellings()
    numbers_of(spellings, ["war", "and", "peace"])
    letters, indptr = spellings.letters_from(1)
    assert "".join(map(chr, letters.tolist())) == "andpeace" and indptr.tolist() == [0, 3, 8]
    assert spellings.letters_from(3)[1].tolist() == [0]


def test_equal_keys_of_short_pieces_mean_equal_letters() -> None:
    pieces = [one + two * n for one in ("", "a", "\x7f", "\x00") for two in "\x00ab\x7f" for n in range(7)]
    keys = {piece: key_of(string_array([piece]).codepoints, 0, len(piece)) for piece in set(pieces)}
    assert len(set(keys.values())) == len(keys) and max(keys.values()) < HASHED
    assert np.iinfo(np.int64).max > (HASHED - 1) * 131 + 0x10FFFF
