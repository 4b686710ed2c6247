"""The weighted rules: families, cues and modifiers, read from tables that an analyst can open and edit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from signals.data.csv_tables import TABLES, table_rows
from signals.text.patterns import WORD

ESCALATORY, DEESCALATORY = "escalatory", "de-escalatory"
FORMS = ("verbal", "material")
NO_MODIFIER = ""
FITTED = "fitted"  # the method of a weight that models.fit_rules has moved away from its prior
FITTING_COLUMNS = ("prior_weight", "method", "n_sentences", "fitted_on")


@dataclass(frozen=True, slots=True)
class Family:
    """A group of cues that an analyst weighs together. `direction` is what the family pushes toward."""

    name: str
    direction: str
    form: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the lexicon. `weight` is -1..1, + is escalatory; `source` says where it comes from."""

    pattern: str
    weight: float
    family: str
    form: str
    source: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words near a cue that change its force: on which `side` they stand and how many words may lie between."""

    name: str
    pattern: str
    side: str
    reach_words: int


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All cues with their families and modifiers.

    `factors[m, d]` multiplies the weight of a cue under modifier `modifier_names[m]` (row 0: none) whose family's
    direction is escalatory (d = 0) or de-escalatory (d = 1). It never depends on the weight, so that a score stays
    linear in the weights.
    """

    families: tuple[Family, ...]
    cues: tuple[Cue, ...]
    modifiers: tuple[Modifier, ...]
    modifier_names: tuple[str, ...]
    factors: np.ndarray

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        return tuple(cue.pattern for cue in self.cues)

    @cached_property
    def row_of_pattern(self) -> dict[str, int]:
        return {pattern: row for row, pattern in enumerate(self.patterns)}

    @cached_property
    def weights(self) -> np.ndarray:
        """One weight per cue, float64, read-only."""
        weights = np.array([cue.weight for cue in self.cues], dtype=float)
        weights.flags.writeable = False
        return weights

    @cached_property
    def family_of_cue(self) -> np.ndarray:
        """One row number into `families` per cue."""
        row_of = {family.name: row for row, family in enumerate(self.families)}
        return np.array([row_of[cue.family] for cue in self.cues], dtype=np.intp)

    @cached_property
    def direction_of_cue(self) -> np.ndarray:
        """0 for a cue of an escalatory family, 1 for one of a de-escalatory family."""
        return np.array([self.families[row].direction == DEESCALATORY for row in self.family_of_cue], dtype=np.intp)

    @cached_property
    def is_material(self) -> np.ndarray:
        """Whether each cue reports a deed."""
        return np.array([cue.form == "material" for cue in self.cues])

    def with_cues(self, added: Sequence[Cue]) -> Lexicon:
        """Return a lexicon with more cues; one whose pattern is there already replaces it."""
        by_pattern = {cue.pattern: cue for cue in self.cues} | {cue.pattern: cue for cue in added}
        return replace(self, cues=tuple(by_pattern.values()))


@cache
def load_lexicon(folder: Path = TABLES) -> Lexicon:
    """Read `families.csv`, `lexicon.csv` and `modifiers.csv` in `folder`.

    Raises ValueError that names the table, the line, what was found and what was expected.
    """
    columns = ("family", "direction", "form", "label", "description")
    families = tuple(Family(*row.values()) for _, row in table_rows(folder / "families.csv", columns=columns))
    names = {family.name for family in families}
    cues = {cue.pattern: cue for cue in _read_cues(folder / "lexicon.csv", names)}
    return Lexicon(families, tuple(cues.values()), *_read_modifiers(folder / "modifiers.csv"))


def _read_cues(path: Path, families: set[str]) -> list[Cue]:
    columns = ("pattern", "weight", "family", "form", "source")
    return [
        make_cue(row | {"source": origin_of_weight(row)}, families, place=f"{path.name} line {line}")
        for line, row in table_rows(path, columns=columns, optional=FITTING_COLUMNS)
    ]


def origin_of_weight(row: dict[str, str]) -> str:
    """Say where the weight of a row comes from: its source, and on what it was fitted from there."""
    if row["method"] != FITTED or not row["n_sentences"]:
        return row["source"]
    return (
        f"fitted on {row['n_sentences']} sentences ({row['fitted_on'].replace(' ', ', ')}); "
        f"before {float(row['prior_weight']):+.2f}, {row['source']}"
    )


def make_cue(row: dict[str, str], families: set[str], *, place: str) -> Cue:
    """Check one row of the lexicon and return it as a Cue. Raises ValueError naming `place`."""
    pattern = " ".join(row["pattern"].lower().split())
    if WORD.match(pattern) is None:
        raise ValueError(
            f"{place}: pattern {row['pattern']!r} begins with no word; expected words, * only after the first"
        )
    if row["family"] not in families:
        raise ValueError(f"{place}: family {row['family']!r} is unknown; expected one of {', '.join(sorted(families))}")
    if row["form"] not in FORMS:
        raise ValueError(f"{place}: form {row['form']!r}; expected verbal or material")
    return Cue(
        pattern, checked_weight(row["weight"], place=place), row["family"], row["form"], row["source"] or "judgement"
    )


def checked_weight(cell: str | float, *, place: str) -> float:
    """Return a weight as a float. Raises ValueError unless it is a number from -1 to 1."""
    try:
        weight = float(cell)
    except (TypeError, ValueError):
        weight = math.nan
    if not -1 <= weight <= 1:
        raise ValueError(f"{place}: weight {cell!r}; expected a number from -1 to 1, where + is escalatory")
    return weight


def _read_modifiers(path: Path) -> tuple[tuple[Modifier, ...], tuple[str, ...], np.ndarray]:
    columns = ("modifier", "pattern", "side", "reach_words", "on_escalatory", "on_deescalatory", "source")
    factors: dict[str, tuple[float, float]] = {NO_MODIFIER: (1.0, 1.0)}
    modifiers = []
    for line, row in table_rows(path, columns=columns):
        pair = (float(row["on_escalatory"]), float(row["on_deescalatory"]))
        if factors.setdefault(row["modifier"], pair) != pair:
            raise ValueError(
                f"{path.name} line {line}: {row['modifier']} has other factors above; expected the same in all its rows"
            )
        if row["side"] not in ("before", "after"):
            raise ValueError(f"{path.name} line {line}: side {row['side']!r}; expected before or after")
        modifiers.append(Modifier(row["modifier"], row["pattern"].lower(), row["side"], int(row["reach_words"])))
    return tuple(modifiers), tuple(factors), np.array(list(factors.values()))
