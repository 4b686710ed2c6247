"""Clean text: odd characters out, blanks collapsed, paragraphs separated by a blank line."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from signals.text.codepoints import kind_table, string_array
from signals.text.jit import inlined, kernel

# Which values of a column have to be cleaned: most are clean, and one loop over all their characters says so.

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
    if not any(texts):
        return []
    strings = string_array(texts)
    found: list[int] = np.flatnonzero(_cleanliness(strings.codepoints, strings.indptr) > clean).tolist()
    return found


@kernel
def _cleanliness(codepoints: np.ndarray, indptr: np.ndarray) -> np.ndarray:
    """What each text is: CLEAN_LINE, CLEAN_PARAGRAPHS (or one), or UNCLEAN."""
    found = np.empty(len(indptr) - 1, dtype=np.uint8)
    for row in range(len(found)):
        text = codepoints[indptr[row] : indptr[row + 1] - 1]
        found[row] = CLEAN_LINE if _is_plain(text) else _state(text)
    return found


@inlined
def _is_plain(text: np.ndarray) -> bool:
    """Whether a text is one clean line of ASCII: a loop without branches, several characters at a time."""
    if len(text) == 0:
        return True
    is_odd = _is_odd(text[0]) | (text[0] == SPACE) | (text[len(text) - 1] == SPACE)
    for at in range(1, len(text)):
        is_odd |= _is_odd(text[at]) | ((text[at] == SPACE) & (text[at - 1] == SPACE))
    return not is_odd


@inlined
def _is_odd(code: int) -> bool:
    return (code < SPACE) | (code > LAST_ASCII) | (code == ENTITY) | (code == TAG)


@inlined
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


_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphens, zero-width and direction marks, tags, lone surrogates: never seen, but they hide a cue.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLOCK_TAG = re.compile(r"<\s?/?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"<\s?/?(?:a|b|i|u|em|strong|span|img|font|sup|sub|small|td|th)\b[^<>]{0,500}>", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "…", ".”", '."', "!”", "?”", ".’", ":", ".)")

# In hard-wrapped prose three of four lines begin in lower case, in a list of headlines none does. Judgement.
_MIN_LOWER_SHARE = 0.3
# A line shorter than this share of the widest one was not broken for want of room. Judgement.
_SHORT_LINE_SHARE = 0.6


def clean_characters(text: str) -> str:
    """Undo HTML entities, drop what cannot be seen, make every blank a space and every line end a newline; NFC."""
    if "&" in text:
        text = html.unescape(text)
    # isprintable() is false for line ends, odd blanks, controls and marks alike: most texts skip the three passes.
    if not text.isprintable():
        text = _UNSEEN.sub("", _BLANK.sub(" ", _LINE_END.sub("\n", text)))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Clean text on one line: a title, an outlet, or a row that is one sentence."""
    return " ".join(clean_characters(text).split())


def one_lines(texts: Sequence[str]) -> list[str]:
    """Many texts, each clean and on one line."""
    return changed_where(unclean_lines(texts), texts, one_line)


def lines_that_repeat(texts: Sequence[str]) -> list[str]:
    """Many texts of which few are distinct, each clean and on one line."""
    cleaned = {text: one_line(text) for text in set(texts)}
    return [cleaned[text] for text in texts]


def titles_on_one_line(titles: Sequence[str]) -> list[str]:
    """Many titles without tags, each clean and on one line."""
    return changed_where(unclean_lines(titles), titles, lambda title: one_line(strip_tags(title)))


def clean_texts(texts: Sequence[str]) -> list[str]:
    """Many texts, each clean and in paragraphs with a blank line between; see `split_paragraphs`."""
    return changed_where(unclean(texts), texts, lambda text: "\n\n".join(split_paragraphs(text)))


def split_paragraphs(text: str) -> list[str]:
    """Clean a text and split it into paragraphs, each on one line and none empty.

    A blank line always separates. A single line end separates too, unless the text is hard-wrapped.
    """
    text = strip_tags(clean_characters(text))
    if "\n" not in text:
        line = " ".join(text.split())
        return [line] if line else []
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if not _is_hard_wrapped(lines):
        return [line for line in lines if line]
    width = max(len(line) for line in lines)
    blocks = (list(block) for is_text, block in groupby(lines, key=bool) if is_text)
    return [paragraph for block in blocks for paragraph in _unwrap(block, width)]


def strip_tags(text: str) -> str:
    """Drop the HTML tags that feeds leave in their text; block tags become blank lines. "x < y" stays."""
    if "<" not in text or ">" not in text:
        return text
    return clean_characters(_INLINE_TAG.sub("", _BLOCK_TAG.sub("\n\n", text)))


def _is_hard_wrapped(lines: Sequence[str]) -> bool:
    followers = [line for before, line in pairwise(lines) if before and line]
    n_lower = sum(line[0].islower() for line in followers)
    return bool(followers) and n_lower >= _MIN_LOWER_SHARE * len(followers)


def _unwrap(block: Sequence[str], width: int) -> Iterator[str]:
    """Join the lines of one block of a hard-wrapped text, whose widest line has `width` characters."""
    if all(line.endswith(_SENTENCE_END) for line in block):
        yield from block
        return
    paragraph = block[0]
    for before, line in pairwise(block):
        if len(before) < _SHORT_LINE_SHARE * width and not line[0].islower():
            yield paragraph
            paragraph = line
        else:
            # "build-" at the end of a line goes on as "build-up".
            paragraph += line if before.endswith("-") and before[-2:-1].isalpha() else f" {line}"
    yield paragraph
