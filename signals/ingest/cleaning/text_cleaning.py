"""Clean text: odd characters out, blanks collapsed, paragraphs separated by a blank line."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

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


def is_cleaning_candidate(line: str) -> bool:
    """Whether cleaning may change a line: False for most, which costs a tenth of cleaning it.

    What cannot be seen, and every blank but the space, is not printable for Python.
    """
    return not (
        line.isprintable()
        and "  " not in line
        and "&" not in line
        and "<" not in line
        and (line.isascii() or unicodedata.is_normalized("NFC", line))
        and line[:1] != " " != line[-1:]
    )


def one_line(text: str) -> str:
    """Clean text on one line: a title, an outlet, or a row that is one sentence."""
    return " ".join(clean_characters(text).split()) if is_cleaning_candidate(text) else text


def title_line(title: str) -> str:
    """A title without tags, clean and on one line."""
    return one_line(strip_tags(title))


def clean_text(text: str) -> str:
    """A clean text in paragraphs with a blank line between; see `split_paragraphs`."""
    # Clean paragraphs make a clean line when they are put on one; a blank line too many makes blanks too many.
    is_clean = text and not is_cleaning_candidate(text.replace("\n\n", " | "))
    return text if is_clean else "\n\n".join(split_paragraphs(text))


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
