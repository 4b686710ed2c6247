"""One sentence as the rules see it: its names, its words, and what the document has told so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from ..outlets import NOWHERE, Standpoint
from .datelines import dateline_end, stamp_start
from .headlines import before_colon
from .introductions import find_introduced, introduced_in
from .kinds import (
    HAS_ENEMY,
    HAS_HARM,
    HAS_HOME_OFFICE,
    HAS_OFFICE,
    HAS_VENUE,
    IS_COLON,
    IS_QUOTE_MARK,
    MAY_APPOSE,
    MAY_FRAME,
    MAY_INTRODUCE,
)
from .standpoints import with_standpoint
from .tokens import Named, Tokens
from .words import VENUE_WORDS


class Attribution(NamedTuple):
    """Codes of source and target (empty where none is named or carried over) and the rule and words behind them."""

    source: str
    target: str
    basis: str


NOBODY = Attribution("", "", "")
SHOWN_LENGTH = 60
MAX_INTRODUCED = 50  # persons remembered by their last name; an article introduces fewer, a book would slow down


@dataclass(slots=True)
class DocumentState:
    """What earlier sentences of a document left behind."""

    standpoint: Standpoint = NOWHERE
    speaker: str = ""
    speaker_basis: str = ""
    introduced: dict[str, str] = field(default_factory=dict)

    def introduce(self, found: dict[str, str]) -> None:
        """Remember persons by their last names, the earliest forgotten where there are too many."""
        self.introduced.update(found)
        for name in list(self.introduced)[: max(0, len(self.introduced) - MAX_INTRODUCED)]:
            del self.introduced[name]

    def speaker_words(self) -> str:
        """The words that named the last speaker."""
        return self.speaker_basis.partition(": ")[2]


@dataclass(slots=True)  # not frozen: that takes three times as long to make, and one is made per sentence
class View:
    """One sentence as the rules see it. `has`: the kinds (kinds.py) of all its words together; `first`: the token at
    which its words begin, after a dateline or a topic; `speaker`: who speaks before a colon."""

    text: str
    mentions: Sequence[Named]
    tokens: Tokens
    has: int
    first: int
    begins_quoted: bool
    state: DocumentState
    speaker: Named | None = None

    def words(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`, shortened."""
        starts, low = self.tokens.start, self.tokens.low
        if start >= len(starts):
            return ""
        last = (end if end < len(starts) else len(starts)) - 1
        piece = self.text[starts[start] : starts[last] + len(low[last])]
        return piece if len(piece) <= SHOWN_LENGTH else piece[: SHOWN_LENGTH - 1] + "…"

    def only_meets(self) -> bool:
        """Whether the sentence tells of a meeting and of no harm: a mere place in it is where people meet."""
        return bool(self.has & HAS_VENUE and not self.has & HAS_HARM and VENUE_WORDS.search(self.text))


def make_view(
    text: str, named: Sequence[Named], tokens: Tokens, has: int, state: DocumentState, *, begins_quoted: bool
) -> View:
    """Prepare a sentence for the rules: without its dateline's names, with the names that the document introduced."""
    start, stop = 0, len(text)
    if has & MAY_FRAME:
        start, stop = dateline_end(text), stamp_start(text)
        named = [one for one in named if start <= one.start < stop]
    if stop < len(text):
        tokens = tokens.up_to(stop)
        has = reduce(or_, tokens.kinds, 0)
    if has & (MAY_INTRODUCE | MAY_APPOSE) and has & HAS_OFFICE and named:
        state.introduce(introduced_in(text, named, has))
    if state.introduced:
        named = sorted([*named, *find_introduced(text, tokens, named, state.introduced)])
    if has & (HAS_ENEMY | HAS_HOME_OFFICE):
        named = with_standpoint(text[:stop], named, tokens, has, state.standpoint, state.speaker)
    speaker = None
    if has & IS_COLON and not begins_quoted:
        speaker, start = before_colon(text, named, start)
    return View(text[:stop], named, tokens, has, tokens.at(start) if start else 0, begins_quoted, state, speaker)


def is_all_quotation(view: View) -> bool:
    """Whether there is a quotation, and no word outside it."""
    return bool(view.has & IS_QUOTE_MARK) and all(
        is_quoted or word in '“”",;()' for word, is_quoted in zip(view.tokens.low, view.tokens.quoted, strict=True)
    )
