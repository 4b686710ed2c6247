"""Which values of a column have to be cleaned: most are clean, and one loop over all their characters says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from signals.compiled import compiled, part
from signals.joined import Joined, joined, kind_table

CLEAN_LINE, CLEAN_PARAGRAPHS, UNCLEAN = range(3)

SEEN, BLANK, LINE_END, ODD = range(4)
# Characters that are seen, no blank but the space, that NFC leaves as they are, and that begin no tag and no entity.
_SEEN = ("!%", "'", "(;", "=~", "¡¬", "®\u02ff", "\u0400\u0482", "\u048a\u052f", "‐‧", "‰\u205e", "\u20a0\u20bf")
KINDS = kind_table(
    0x20C0,
    {
        SEEN: "".join(chr(code) for ends in _SEEN for code in range(ord(ends[0]), ord(ends[-1]) + 1)),
        BLANK: " ",
        LINE_END: "\n",
    },
    ODD,
)
LAST_ASCII, ENTITY, TAG, SPACE = (ord(one) for one in "~&< ")


def unclean(texts: Sequence[str]) -> list[int]:
    """Return the positions of the texts that are not paragraphs as they shall be, with one blank line between."""
    return _positions(texts, CLEAN_PARAGRAPHS)


def unclean_lines(texts: Sequence[str]) -> list[int]:
    """Return the positions of the texts that are not one clean line."""
    return _positions(texts, CLEAN_LINE)


def changed_where(positions: Iterable[int], values: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """Return the values, with `change` made to those at `positions`."""
    changed = list(values)
    for at in positions:
        changed[at] = change(changed[at])
    return changed


def _positions(texts: Sequence[str], clean: int) -> list[int]:
    found: list[int] = np.flatnonzero(_states(joined(texts)) > clean).tolist() if any(texts) else []
    return found


@compiled
def _states(texts: Joined) -> np.ndarray:
    """What each text is: CLEAN_LINE, CLEAN_PARAGRAPHS (or one), or UNCLEAN."""
    found = np.empty(len(texts.start), dtype=np.uint8)
    for row in range(len(found)):
        text = texts.codes[texts.start[row] : texts.end[row]]
        found[row] = CLEAN_LINE if _is_plain(text) else _state(text)
    return found


@part
def _is_plain(text: np.ndarray) -> bool:
    """Whether a text is one clean line of ASCII: a loop without branches, several characters at a time."""
    if len(text) == 0:
        return True
    is_odd = _is_odd(text[0]) | (text[0] == SPACE) | (text[len(text) - 1] == SPACE)
    for at in range(1, len(text)):
        is_odd |= _is_odd(text[at]) | ((text[at] == SPACE) & (text[at - 1] == SPACE))
    return not is_odd


@part
def _is_odd(code: int) -> bool:
    return (code < SPACE) | (code > LAST_ASCII) | (code == ENTITY) | (code == TAG)


@part
def _state(text: np.ndarray) -> int:
    """What a text is, which may be anything."""
    before, n_line_ends, state = BLANK, 0, CLEAN_LINE
    for code in text:
        kind = KINDS[code] if code < len(KINDS) else ODD
        if kind == SEEN and n_line_ends != 1:
            n_line_ends = 0
        elif kind == LINE_END and before != BLANK and n_line_ends < 2:
            n_line_ends += 1
            state = CLEAN_PARAGRAPHS
        elif kind != BLANK or before != SEEN:
            return UNCLEAN
        before = kind
    return state if before == SEEN else UNCLEAN
