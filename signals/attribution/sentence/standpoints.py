"""Where an outlet speaks from, and whom it means when it names no country: "the enemy", "the General Staff"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from signals.attribution.annotations import NameKind
from signals.attribution.sentence.name_buffer import NameBuffer, overlaps_a_name
from signals.attribution.tokens.batch import SPACE_CHARACTER, Batch
from signals.attribution.tokens.word_classes import HOME_OFFICE, HOME_OFFICE_END, HOME_OFFICE_MODIFIER
from signals.data.csv_tables import TABLES, optional_day, table_rows
from signals.data.word_table import class_expression
from signals.text.jit import inlined, kernel

HOME_OFFICES = re.compile(rf"\b{class_expression('home_office')}\b")
ENEMIES = re.compile(rf"\b{class_expression('enemy')}\b")
OFFICE_REACH = 2  # words around the one that tells an office, in which the whole of it stands
OWNER_BEFORE, OWNER_AFTER = 25, 22  # characters within which an actor's name beside an office says whose it is


class Standpoint(NamedTuple):
    """`home`: code of the outlet's country; `enemy`: of the side that it fights on that day. Empty where unknown."""

    home: str = ""
    enemy: str = ""


class Sides(NamedTuple):
    """The codes of each document's `home`, its outlet's country, and of its `enemy`; NO_ROW where unknown.

    `is_state`: whether a code is a state's."""

    home: np.ndarray
    enemy: np.ndarray
    is_state: np.ndarray


NOWHERE = Standpoint()


@cache
def standpoint_of(outlet: str, day: int) -> Standpoint:
    """Return the standpoint of an outlet on a day (a day number); NOWHERE for one that `outlets.csv` does not know."""
    home = _homes().get(outlet.lower().removeprefix("www."), "")
    return Standpoint(home, enemy_of(home, day)) if home else NOWHERE


def enemy_of(code: str, day: int) -> str:
    """Return whom a side fights on a day by `conflicts.csv`; empty where it fights nobody, or more than one."""
    enemies = {enemy for side, enemy, start, end in _conflicts() if side == code and start <= day <= end}
    return enemies.pop() if len(enemies) == 1 else ""


@cache
def _homes() -> dict[str, str]:
    rows = table_rows(TABLES / "outlets.csv", columns=("outlet", "country", "source"))
    return {row["outlet"]: row["country"] for _, row in rows}


@cache
def _conflicts() -> tuple[tuple[str, str, int, int], ...]:
    rows = table_rows(TABLES / "conflicts.csv", columns=("side", "enemy", "start", "end", "source"))
    return tuple(
        (
            row["side"],
            row["enemy"],
            optional_day(row["start"], otherwise=date.min),
            optional_day(row["end"], otherwise=date.max),
        )
        for _, row in rows
    )


@lru_cache(maxsize=1_000)
def enemies_in(token: str) -> tuple[tuple[int, int], ...]:
    """Return where "the enemy" stands in a token: "enemy-held"."""
    return tuple(match.span() for match in ENEMIES.finditer(token))


def offices_among(text: str, cue_start: np.ndarray, start: np.ndarray, end: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield where each office stands; `cue_start`: where the tokens that tell one begin, `start` and `end`: where the
    words around each begin and end, in order. What belongs to one office is not searched for another."""
    reach = 0
    for position, first, last in zip(cue_start.tolist(), start.tolist(), end.tolist(), strict=True):
        if position >= reach:
            match = HOME_OFFICES.search(text, max(reach, first), last)
            if match:
                reach = match.end()
                yield match.span()


@kernel
def office_candidates(batch: Batch) -> np.ndarray:
    """Return the tokens that may tell an office without its country, right beside no name: "Ukrainian President"."""
    is_candidate = np.zeros(len(batch.tokens.start), np.bool_)
    classes = batch.tokens.classes
    for row in range(len(batch.sentences.start)):
        if batch.sentences.classes[row] & (HOME_OFFICE | HOME_OFFICE_END):
            first = batch.sentences.token_indptr[row]
            for token in range(first, batch.sentences.token_indptr[row + 1]):
                is_after_modifier = token > first and classes[token - 1] & HOME_OFFICE_MODIFIER != 0
                if classes[token] & HOME_OFFICE or (is_after_modifier and classes[token] & HOME_OFFICE_END):
                    is_candidate[token] = not _is_beside_name(batch, token, row)
    return np.flatnonzero(is_candidate)


@inlined
def _is_beside_name(batch: Batch, token: int, sentence: int) -> bool:
    """Whether only a blank stands between a token and a name."""
    start, end, names = batch.tokens.start[token], batch.tokens.end[token], batch.names
    for name in range(batch.sentences.name_indptr[sentence], batch.sentences.name_indptr[sentence + 1]):
        if names.end[name] == start - 1 and batch.searched[start - 1] == SPACE_CHARACTER:
            return True
        if names.start[name] == end + 1 and batch.searched[end] == SPACE_CHARACTER:
            return True
    return False


@inlined
def is_of_an_actor(names: NameBuffer, start: int, end: int) -> bool:
    """Whether an actor stands in an office's name (characters `start` to `end`), right before it or after its "of", or
    names the person who holds it; of the names of the sentence at hand."""
    columns = names.columns
    for name in range(names.bounds[0], names.bounds[1]):
        is_before = start - OWNER_BEFORE <= columns.end[name] <= start + 1
        is_after = end <= columns.start[name] <= end + OWNER_AFTER
        if (is_before or is_after) and columns.kind[name] < NameKind.OFFICE:
            return True
    return overlaps_a_name(names, start, end, NameKind.OFFICE)
