"""Persons whom a document introduces with their actor, so that their last name alone will do later on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .kinds import MAY_APPOSE, MAY_INTRODUCE
from .tokens import Named, Tokens
from .words import OFFICE_NOUN

INTRODUCED = re.compile(
    r"(?:['’]s)? (?:[\w'’.-]+ ){0,8}?(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Ee]nvoy|[Ss]pokes\w+|"
    r"[Ss]ecretary|[Cc]hief|[Gg]eneral|[Ll]eader|[Oo]fficial|[Cc]ommander|[Ss]enator|[Dd]iplomat|"
    r"[Nn]egotiator|[Aa]dvis[eo]r|[Cc]hancellor|[Pp]remier|[Gg]overnor)(?: (?:to|for|of|at|"
    r"in) [\w'’ ().-]{2,70}?)? ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+)"
)
NAMES_OFFICE = (" ", "'", "’")  # how INTRODUCED begins
APPOSITION = re.compile(r"\b((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+), (?:the |an? )?(?:[\w'’-]+ ){0,3}?(?=[\w'’.-]*)")


def introduced_in(text: str, mentions: Sequence[Named], has: int) -> dict[str, str]:
    """Return last name -> code: "Ukraine's deputy minister Ivan Petrov", "Ivan Petrov, an envoy of Ukraine,".

    `has`: the kinds of the sentence's words (kinds.py), which tell where neither can stand.
    """
    introduced = _after_offices(text, mentions) if has & MAY_INTRODUCE else {}
    return introduced | _appositions(text, mentions) if has & MAY_APPOSE else introduced


def _after_offices(text: str, mentions: Sequence[Named]) -> dict[str, str]:
    introduced: dict[str, str] = {}
    for mention in mentions:
        if mention.role == "agent" and not mention.person and text.startswith(NAMES_OFFICE, mention.end):
            match = INTRODUCED.match(text, mention.end)
            if match:
                introduced[match[1].split()[-1]] = mention.code
    return introduced


def _appositions(text: str, mentions: Sequence[Named]) -> dict[str, str]:
    introduced: dict[str, str] = {}
    starts = [one.start for one in mentions if one.role == "agent"]
    if not any(_follows_a_name(text, start) for start in starts):
        return introduced
    for match in APPOSITION.finditer(text, 0, starts[-1]):
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
            introduced[match[1].split()[-1]] = inside.code
    return introduced


def _follows_a_name(text: str, start: int) -> bool:
    """Whether the word before the last comma before a place begins with a capital: without that, no apposition."""
    comma = text.rfind(",", 0, start)
    return comma > 0 and text[text.rfind(" ", 0, comma) + 1].isupper()


def find_introduced(text: str, tokens: Tokens, mentions: Sequence[Named], introduced: dict[str, str]) -> list[Named]:
    """Return where persons introduced earlier stand by their last name, outside the mentions."""
    found = []
    for name, code in introduced.items():
        at = text.find(name)
        if at >= 0 and not any(one.start <= at < one.end for one in mentions) and text[at - 1 : at] in ("", " ", "“"):
            found.append(tokens.name(at, at + len(name), code, "introduced", name))
    return found
