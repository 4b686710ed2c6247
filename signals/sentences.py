"""Split documents into sentences, with their offsets into the document.

`sentencex` does the work; rules here mend what it misses on news: quotations of several sentences, lists of reports
with semicolons, abbreviations that begin a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sentencex import segment

from .documents import Document

PARAGRAPH = re.compile(r"[^\n]+")
# A period after these never ends a sentence: a name, a rank or a number follows.
OPEN_ENDED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Sen|Rep|Gov|Amb|Rev|Hon|St|Mt|Ft|No|Nos|vs|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.\s*$"
)
STARTS_LOWER = re.compile(r"[\"'“‘(\[]?[a-z]")
OPENING = re.compile(r"[“\"]")
ENDS = (".", "!", "?")  # no ASCII text is split without one of these before its last character
INNER_END = re.compile(r"[.!?…][”\"’']?\s+(?=[“\"‘']?[A-Z])")
REPORTING = re.compile(
    r"\b(?:says?|said|states?|stated|reports?|reported|warns?|warned|suggests?|suggested|claims?|claimed|adds?|added|"
    r"tells?|told|accus\w+|announce[sd]?|call(?:s|ed)|vow(?:s|ed)|insist(?:s|ed)|urge[sd]?|den(?:ies|ied)|confirm(?:s|ed)|"
    r"threaten(?:s|ed)|declare[sd]?|reject(?:s|ed)|offer(?:s|ed)|agree[sd]?)\b"
)
HAS_WORD = re.compile(r"\w")
CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
AFTER_CLOCK = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on |in |local|[A-Z]{2,4}\b")
SEMICOLON = re.compile(r";\s+(?:and\s+)?")
MIN_LISTED = 3  # reports in a paragraph before its semicolons are read as ends of sentences


@dataclass(frozen=True)
class Sentences:
    """A batch of sentences: `document` is the row of each one's document, `start` and `end` its offsets into
    `document_text` of it (int32 arrays), `text` the words, without line breaks."""

    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    text: list[str]

    def __len__(self) -> int:
        return len(self.text)


def document_text(document: Document) -> str:
    """Return the text that offsets refer to: the title as a paragraph of its own, then the body."""
    return (
        f"{document.title}\n\n{document.text}" if document.title and document.text else document.title or document.text
    )


def split_sentences(documents: Sequence[Document]) -> Sentences:
    """Return the sentences of all documents in order. A row marked as one sentence is never split, nor is a text
    without words: no document is lost in silence."""
    rows: list[int] = []
    spans: list[tuple[int, int]] = []
    texts: list[str] = []
    for row, document in enumerate(documents):
        text = document_text(document)
        whole = [(0, len(text))]
        found = whole if document.is_one_sentence else list(sentence_spans(text)) or whole[: bool(text.strip())]
        rows.extend([row] * len(found))
        spans.extend(found)
        texts.extend(text[start:end].replace("\n", " ") for start, end in found)
    offsets = np.array(spans, dtype=np.int32).reshape(-1, 2)
    return Sentences(np.array(rows, dtype=np.int32), offsets[:, 0], offsets[:, 1], texts)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every sentence in `text`, blanks trimmed; a line break always ends one."""
    for paragraph in PARAGRAPH.finditer(text):
        for start, end in _report_spans(paragraph[0]):
            for piece_start, piece_end in _prose_spans(paragraph[0][start:end]):
                at = paragraph.start() + start
                yield from _trimmed(text, at + piece_start, at + piece_end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if HAS_WORD.search(text, start, end):
        yield start, end


def _report_spans(paragraph: str) -> list[tuple[int, int]]:
    """Split "Russia says ...; Rubio states ...; and ..." at its semicolons; other paragraphs stay whole."""
    if paragraph.count(";") < MIN_LISTED - 1:
        return [(0, len(paragraph))]
    cuts = [cut for cut in SEMICOLON.finditer(paragraph) if not _is_quoted(paragraph, cut.start())]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(paragraph)]
    spans = list(zip(starts, ends, strict=True))
    n_reports = sum(bool(REPORTING.search(paragraph, start, end)) for start, end in spans)
    return spans if n_reports >= max(MIN_LISTED, len(spans) / 2) else [(0, len(paragraph))]


def _is_quoted(paragraph: str, position: int) -> bool:
    before = paragraph[:position]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _prose_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph without line breaks, mending what the splitter misses."""
    if paragraph.isascii() and not any(mark in paragraph[:-1] for mark in ENDS):
        return [(0, len(paragraph))]
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in segment("en", paragraph):
        end = start + len(piece)
        spans.extend(_split_quotation(paragraph, start, end))
        start = end
    return _rejoin(paragraph, spans)


def _split_quotation(paragraph: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a piece that the splitter left whole because several sentences stand between quotation marks."""
    if OPENING.search(paragraph, start, end):
        for inner in INNER_END.finditer(paragraph, start, end - 1):
            if not _is_open_ended(paragraph[start : inner.end()]):
                yield start, inner.end()
                start = inner.end()
    yield start, end


def _is_open_ended(piece: str) -> bool:
    return bool(OPEN_ENDED.search(piece[-12:])) and not piece.rstrip().endswith(("U.S.", "U.N.", "U.K.", "E.U."))


def _rejoin(paragraph: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a piece to the one before where that one cannot have ended: after a rank, or before a small letter."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        before = paragraph[joined[-1][0] : joined[-1][1]] if joined else ""
        if before and (_is_open_ended(before) or _continues(before, paragraph[start : start + 12])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _continues(before: str, beginning: str) -> bool:
    """Whether a piece goes on with the sentence: it begins small, or names a day after "5 a.m."."""
    if CLOCK.search(before[-6:]) and AFTER_CLOCK.match(beginning):
        return True
    return bool(STARTS_LOWER.match(beginning))
