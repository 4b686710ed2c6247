"""Whom an outlet means when it names no country: "the enemy", "the General Staff"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..outlets import Standpoint
from .kinds import HAS_ENEMY, HAS_HOME_OFFICE
from .tokens import Named, Tokens
from .words import ENEMY, HOME_OFFICE


def with_standpoint(
    text: str, named: Sequence[Named], tokens: Tokens, has: int, standpoint: Standpoint, speaker: str
) -> Sequence[Named]:
    """Return the mentions with "the enemy" and offices without a country: the last speaker's, or else the outlet's."""
    found: list[tuple[re.Match[str], str, str]] = []
    if standpoint.enemy and has & HAS_ENEMY:
        found += [(match, standpoint.enemy, "enemy") for match in ENEMY.finditer(text)]
    owner = speaker or standpoint.home
    if owner and has & HAS_HOME_OFFICE:
        found += [(match, owner, "office") for match in _offices(text, tokens) if not _has_owner(match, named)]
    added = [
        tokens.name(match.start(), match.end(), code, kind)
        for match, code, kind in found
        if not any(one.start < match.end() and match.start() < one.end for one in named)
    ]
    return sorted([*named, *added]) if added else named


def _offices(text: str, tokens: Tokens) -> Iterator[re.Match[str]]:
    """Search for offices only around the words that they hold: two words before, two after."""
    reach = 0
    for row in [row for row, kind in enumerate(tokens.kinds) if kind & HAS_HOME_OFFICE]:
        if tokens.start[row] >= reach:
            start = max(reach, tokens.start[max(0, row - 2)])
            match = HOME_OFFICE.search(text, start, tokens.end(min(row + 2, len(tokens.low) - 1)))
            if match:
                reach = match.end()
                yield match


def _has_owner(office: re.Match[str], named: Sequence[Named]) -> bool:
    """Whether an actor stands right before an office or after its "of", or names the person who holds it."""
    start, end = office.span()
    for one in named:  # noqa: SIM110 - any() over a generator costs three times as much, once per office
        if start - 25 <= one.end <= start + 1 or end <= one.start <= end + 22:
            return True
    return False
