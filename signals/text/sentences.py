"""Split documents into sentences, with their offsets into the document.

`sentencex` does the work; rules here mend what it misses on news: quotations of several sentences, lists of reports
with semicolons, abbreviations that begin a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from sentencex import segment

from signals.documents import Document
from signals.text.codepoints import string_array
from signals.text.jit import inlined, kernel

# The paragraphs of many texts, which are their lines, and whether each is surely one sentence: one loop over all.

NO_WORD, ONE_SENTENCE, TO_BE_SPLIT = range(3)
"""What a paragraph is: without a word, not to be split whatever stands in it, or maybe of several sentences."""

WORD, BLANK, END = 1, 2, 4  # bits: what a character is
# Latin, Greek, Cyrillic, and typographic marks. None of these but the last five ends a sentence, or an item of a list.
_TABLE_END = 0x20C0
_KNOWN = (range(0x530), range(0x2010, 0x2024), range(0x2025, 0x203B), range(0x20A0, 0x20C0))
_ENDS = ".!?…;"


def _kinds() -> np.ndarray:
    kinds = np.full(_TABLE_END, END, dtype=np.uint8)
    for code in (code for known in _KNOWN for code in known):
        one = chr(code)
        kinds[code] = WORD * (one.isalnum() or one == "_") | BLANK * one.isspace() | END * (one in _ENDS)
    return kinds


KINDS = _kinds()
LINE_END = ord("\n")


class Paragraphs(NamedTuple):
    """Paragraphs in order: `row` of the text, `start` and `end` there (int32; of one sentence, its own), and `kind`."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray


def paragraphs_of(texts: Sequence[str]) -> Paragraphs:
    """Return the lines of texts that are not empty."""
    strings = string_array(texts)
    return Paragraphs(*_paragraphs(strings.codepoints, strings.indptr))


@kernel
def _paragraphs(codepoints: np.ndarray, indptr: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    room = len(codepoints) + 1
    rows, starts, ends = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    kinds, n_found = np.empty(room, np.uint8), 0
    for row in range(len(indptr) - 1):
        origin, stop = indptr[row], indptr[row + 1] - 1
        start = origin
        while start < stop:
            end, kind = _line(codepoints, start, stop)
            if end > start:
                first, last = _without_blanks(codepoints, start, end) if kind == ONE_SENTENCE else (start, end)
                rows[n_found], starts[n_found], ends[n_found] = row, first - origin, last - origin
                kinds[n_found] = kind
                n_found += 1
            start = end + 1
    return rows[:n_found].copy(), starts[:n_found].copy(), ends[:n_found].copy(), kinds[:n_found].copy()


@inlined
def _line(codepoints: np.ndarray, start: int, stop: int) -> tuple[int, int]:
    """Where the line ends that begins at `start`, and what it is."""
    at, marks, before_last = start, 0, 0
    while at < stop and codepoints[at] != LINE_END:
        before_last = marks
        marks |= _kind(codepoints[at])
        at += 1
    if before_last & END or (marks & END and codepoints[at - 1] >= _TABLE_END):
        return at, TO_BE_SPLIT
    return at, ONE_SENTENCE if marks & WORD else NO_WORD


@inlined
def _kind(code: int) -> int:
    return KINDS[code] if code < _TABLE_END else END


@inlined
def _without_blanks(codepoints: np.ndarray, start: int, end: int) -> tuple[int, int]:
    while start < end and _kind(codepoints[start]) & BLANK:
        start += 1
    while end > start and _kind(codepoints[end - 1]) & BLANK:
        end -= 1
    return start, end


# A period after these never ends a sentence: a name, a rank or a number follows.
OPEN_ENDED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Sen|Rep|Gov|Amb|Rev|Hon|St|Mt|Ft|No|Nos|vs|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.\s*$"
)
STARTS_LOWER = re.compile(r"[\"'“‘(\[]?[a-z]")
OPENING = re.compile(r"[“\"]")
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
    `document_text` of it, `paragraph` a number that the sentences of one share (int32 arrays), `text` the words,
    without line breaks."""

    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray
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
    texts = list(map(document_text, documents))
    spans = _cut(["" if one.is_one_sentence else text for one, text in zip(documents, texts, strict=True)])
    uncut = np.flatnonzero(np.bincount(spans[0], minlength=len(texts)) == 0).tolist()
    whole = [row for row in uncut if documents[row].is_one_sentence or texts[row].strip()]
    if whole:
        spans = _with_whole_texts(spans, whole, texts)
    document, start, end, paragraph = spans
    places = zip(document.tolist(), start.tolist(), end.tolist(), strict=True)
    found = [texts[row][first:last].replace("\n", " ") for row, first, last in places]
    return Sentences(document, start, end, paragraph, found)


def _cut(texts: Sequence[str]) -> np.ndarray:
    """Return the sentences of texts as columns: row of the text, start, end, number of the paragraph; int32."""
    paragraphs = paragraphs_of(texts)
    is_split = paragraphs.kind == TO_BE_SPLIT
    places = zip(*(column[is_split].tolist() for column in paragraphs[:3]), strict=True)
    split = [list(paragraph_spans(texts[row], start, end)) for row, start, end in places]
    n_sentences = (paragraphs.kind == ONE_SENTENCE).astype(np.int64)
    n_sentences[is_split] = list(map(len, split))
    paragraph = np.repeat(np.arange(len(n_sentences), dtype=np.int32), n_sentences)
    spans = np.stack([*(column[paragraph] for column in paragraphs[:3]), paragraph])
    spans[1:3, is_split[paragraph]] = np.array(list(chain.from_iterable(split)), dtype=np.int32).reshape(-1, 2).T
    return spans


def _with_whole_texts(spans: np.ndarray, rows: Sequence[int], texts: Sequence[str]) -> np.ndarray:
    """Return the spans with whole texts among them, each a paragraph of its own."""
    unused = int(spans[3].max(initial=0)) + 1
    whole = [(row, 0, len(texts[row]), number) for number, row in enumerate(rows, start=unused)]
    both = np.concatenate([spans, np.array(whole, dtype=np.int32).T], axis=1)
    return both[:, np.argsort(both[0], kind="stable")]


def paragraph_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every sentence in the paragraph of `text` from `start` to `end`, blanks trimmed."""
    paragraph = text[start:end]
    for first, last in _report_spans(paragraph):
        for piece_start, piece_end in _prose_spans(paragraph[first:last]):
            yield from _trimmed(text, start + first + piece_start, start + first + piece_end)


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
