"""One sentence as the rules see it: its mentions, its words, and what the document has told so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..clauses import Token, dateline_end, token_at, tokenize
from ..mentions import Mention
from ..outlets import NOWHERE, Standpoint
from .headlines import before_colon
from .words import ENEMY, HOME_OFFICE, OFFICE_NOUN, OFFICE_NOUN_HINT


class Attribution(NamedTuple):
    """Codes of source and target (empty where none is named or carried over) and the rule and words behind them."""

    source: str
    target: str
    basis: str


NOBODY = Attribution("", "", "")
STAMP = re.compile(
    r"(?:\. (?:VIDEO|PHOTOS?|MAP|INFOGRAPHICS?)(?: ?[+&] ?\w+)?)?\.? ?\(\d\d\.\d\d\.\d\d(?:\d\d)? \d\d:\d\d\)\s*$"
)
LAST_NAME_LENGTH = 60
INTRODUCED = re.compile(
    r"(?:['’]s)? (?:[\w'’.-]+ ){0,8}?(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Ee]nvoy|[Ss]pokes\w+|"
    r"[Ss]ecretary|[Cc]hief|[Gg]eneral|[Ll]eader|[Oo]fficial|[Cc]ommander|[Ss]enator|[Dd]iplomat|"
    r"[Nn]egotiator|[Aa]dvis[eo]r|[Cc]hancellor|[Pp]remier|[Gg]overnor)(?: (?:to|for|of|at|"
    r"in) [\w'’ ().-]{2,70}?)? ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+)"
)
APPOSITION = re.compile(r"\b((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+), (?:the |an? )?(?:[\w'’-]+ ){0,3}?(?=[\w'’.-]*)")


@dataclass
class DocumentState:
    """What earlier sentences of a document left behind."""

    speaker: str = ""
    speaker_words: str = ""
    introduced: dict[str, str] = field(default_factory=dict)
    standpoint: Standpoint = NOWHERE


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as the rules see it."""

    text: str
    mentions: Sequence[Mention]
    tokens: Sequence[Token]
    first: int
    begins_quoted: bool
    state: DocumentState
    speaker: Mention | None = None

    def at(self, mention: Mention) -> int:
        """The token at which a mention begins."""
        return token_at(self.tokens, mention.start)

    def words(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`, shortened."""
        if not self.tokens or start >= len(self.tokens):
            return ""
        piece = self.text[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end]
        return piece if len(piece) <= LAST_NAME_LENGTH else piece[: LAST_NAME_LENGTH - 1] + "…"


def make_view(text: str, mentions: Sequence[Mention], state: DocumentState, *, begins_quoted: bool = False) -> View:
    """Prepare a sentence for the rules: without its dateline's names, with the names that the document introduced."""
    start, stop = dateline_end(text), _end_of_words(text)
    known = [mention for mention in mentions if start <= mention.start < stop]
    _remember_introduced(text, known, state)
    named = _with_standpoint(text, _with_introduced(text, known, state), state, stop)
    speaker, start = (None, start) if begins_quoted else before_colon(text, named, start)
    tokens = [token for token in tokenize(text, starts_quoted=begins_quoted) if token.start < stop]
    return View(text[:stop], named, tokens, token_at(tokens, start), begins_quoted, state, speaker)


def _end_of_words(text: str) -> int:
    """Where a headline's time stamp begins ("... (26.04.22 22:24)"), or the length of the text."""
    stamp = STAMP.search(text) if text.endswith(")") else None
    return stamp.start() if stamp else len(text)


def _with_standpoint(text: str, mentions: Sequence[Mention], state: DocumentState, stop: int) -> Sequence[Mention]:
    """Add "the enemy" and offices without a country ("the General Staff"): the outlet's side means its own."""
    home, enemy = state.standpoint
    found = []
    if enemy:
        found += [(match, enemy, "enemy") for match in ENEMY.finditer(text, 0, stop)]
    owner = state.speaker or home
    if owner and OFFICE_NOUN_HINT.search(text, 0, stop):
        found += [
            (match, owner, "office")
            for match in HOME_OFFICE.finditer(text, 0, stop)
            if not _has_owner(text, match, mentions)
        ]
    added = [
        Mention(match.start(), match.end(), code, kind, "agent")
        for match, code, kind in found
        if not any(one.start < match.end() and match.start() < one.end for one in mentions)
    ]
    return sorted([*mentions, *added]) if added else mentions


def _has_owner(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether an actor stands right before an office or after its "of", or names the person who holds it."""
    return any(
        match.start() - 25 <= one.end <= match.start() + 1 or match.end() <= one.start <= match.end() + 22
        for one in mentions
    )


def _remember_introduced(text: str, mentions: Sequence[Mention], state: DocumentState) -> None:
    """Learn "Ukraine's deputy defence minister Ivan Petrov" and "Ivan Petrov, an envoy of Ukraine,"."""
    for mention in mentions:
        if mention.role != "agent" or mention.person:
            continue
        match = INTRODUCED.match(text, mention.end)
        if match:
            state.introduced[match[1].split()[-1]] = mention.code
    if ", " in text and mentions and OFFICE_NOUN.search(text):
        _remember_appositions(text, mentions, state)


def _remember_appositions(text: str, mentions: Sequence[Mention], state: DocumentState) -> None:
    for match in APPOSITION.finditer(text):
        closing = text.find(",", match.end())
        span = text[match.end(1) : closing if closing > 0 else match.end(1) + 80]
        if not OFFICE_NOUN.search(span) or any(
            one.start < match.end(1) and one.end > match.start() for one in mentions
        ):
            continue
        inside = next(
            (one for one in mentions if match.end(1) <= one.start < match.end(1) + len(span) and one.role == "agent"),
            None,
        )
        if inside:
            state.introduced[match[1].split()[-1]] = inside.code


def _with_introduced(text: str, mentions: list[Mention], state: DocumentState) -> list[Mention]:
    added = []
    for name, code in state.introduced.items():
        at = text.find(name)
        if at >= 0 and not any(one.start <= at < one.end for one in mentions) and text[at - 1 : at] in ("", " ", "“"):
            added.append(Mention(at, at + len(name), code, "introduced", "agent", name))
    return sorted([*mentions, *added]) if added else mentions


def is_all_quotation(view: View) -> bool:
    outside = [token for token in view.tokens if not token.quoted and token.low not in '“”",;.()']
    return bool(view.tokens) and not outside
