"""What every character is, as arrays over all code points: a whole batch of text is then classified by one look-up."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

N_CODE_POINTS = 0x110000
END_OF_SCRIPTS = 0x40000  # from here on no letter, digit or blank has a place: every class takes all or none of these
END_OF_LETTER_CASES = 0x20000  # ideographs and signs come after: nothing there has a small letter


def code_points(text: str) -> np.ndarray:
    """Return the characters of `text` as an array of uint32, lone surrogates included."""
    return np.array([text]).view(np.uint32)[: len(text)]


def text_of(codes: np.ndarray) -> str:
    """Return the text of an array of code points (uint32)."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def fold(text: str) -> str:
    """Lower-case without changing the length, typographic apostrophes made plain: offsets stay valid.

    Each character is folded for itself, a final sigma too, so that a word's fold does not depend on its neighbours.
    """
    return text.replace("İ", "I").replace("Σ", "σ").replace("’", "'").lower()


@cache
def fold_table() -> np.ndarray:
    """Return the code point that `fold` makes of each one."""
    table = np.arange(N_CODE_POINTS, dtype=np.uint32)
    table[:END_OF_LETTER_CASES] = code_points(fold(_every_character()[:END_OF_LETTER_CASES]))
    return table


@cache
def is_in_class(character_class: str) -> np.ndarray:
    """Return for each code point whether it belongs to a class of regular expressions, such as `\\w`."""
    belongs = np.full(N_CODE_POINTS, re.match(character_class, chr(END_OF_SCRIPTS)) is not None)
    belongs[:END_OF_SCRIPTS] = False
    for run in re.finditer(f"{character_class}+", _every_character()[:END_OF_SCRIPTS]):
        belongs[run.start() : run.end()] = True
    return belongs


@cache
def _every_character() -> str:
    return text_of(np.arange(N_CODE_POINTS, dtype=np.uint32))
