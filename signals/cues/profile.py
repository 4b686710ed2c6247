"""One analyst's weights and settings, saved as a file, with a version and a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from signals.cues.lexicon import Cue, Lexicon, checked_weight, make_cue

FORMAT_VERSION = 1
MAX_SCALE = 3.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What an analyst changed.

    `weights`: pattern -> weight -1..1 instead of the lexicon's. `family_scale`: family -> factor 0..3 on all its
    weights (1: unchanged). `added`: cues of the analyst's own. `blend`: share of the classifier in the signal, 0 (rules
    alone) to 1. `neutral_band`: how far from 0 a rule score counts as no direction.
    """

    name: str = "default"
    weights: Mapping[str, float] = field(default_factory=dict)
    family_scale: Mapping[str, float] = field(default_factory=dict)
    added: tuple[Cue, ...] = ()
    blend: float = 0.75
    neutral_band: float = 0.15

    @property
    def hash(self) -> str:
        """Twelve hex digits that name these settings; the profile's name does not enter."""
        settings = self.as_dict()
        del settings["name"]
        canonical = json.dumps(settings, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def as_dict(self) -> dict[str, Any]:
        return {
            "drumbeat_profile": FORMAT_VERSION,
            "name": self.name,
            "blend": self.blend,
            "neutral_band": self.neutral_band,
            "weights": dict(sorted(self.weights.items())),
            "family_scale": {name: scale for name, scale in sorted(self.family_scale.items()) if scale != 1},
            "added": [asdict(cue) for cue in self.added],
        }

    def to_json(self) -> str:
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False) + "\n"


def extend_lexicon(lexicon: Lexicon, profile: Profile) -> Lexicon:
    """Return the lexicon with the profile's own cues; the same object where it has none."""
    return lexicon.with_cues(profile.added) if profile.added else lexicon


def effective_weights(lexicon: Lexicon, profile: Profile) -> np.ndarray:
    """Return one weight per cue, -1..1: the profile's where it has one, times its family's factor, clipped."""
    chosen = lexicon.weights.copy()
    for pattern, weight in profile.weights.items():
        if (row := lexicon.row_of_pattern.get(pattern)) is not None:
            chosen[row] = weight
    scales = np.array([profile.family_scale.get(family.name, 1.0) for family in lexicon.families])
    return np.clip(chosen * scales[lexicon.family_of_cue], -1, 1)


def load_profile(path: Path, lexicon: Lexicon) -> Profile:
    """Read a profile file. Raises ValueError in one line: what was found, what was expected."""
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"profile {path}: {error.strerror}; expected a file saved from Drumbeat") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"profile {path.name}: not UTF-8 text; expected a file saved from Drumbeat") from error
    return parse_profile(content, lexicon, place=f"profile {path.name}")


def parse_profile(content: str, lexicon: Lexicon, *, place: str = "profile") -> Profile:
    """Return the profile written in JSON `content`; every value is checked. Raises ValueError naming `place`."""
    try:
        fields = json.loads(content)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{place}: not JSON ({error.msg}, line {error.lineno}); expected a file saved from Drumbeat"
        ) from error
    if not isinstance(fields, dict) or fields.get("drumbeat_profile") != FORMAT_VERSION:
        found = fields.get("drumbeat_profile") if isinstance(fields, dict) else type(fields).__name__
        raise ValueError(f"{place}: drumbeat_profile is {found!r}; expected {FORMAT_VERSION}")
    added = tuple(_added_cue(row, lexicon, place) for row in _typed(fields, "added", list, place))
    return Profile(
        name=str(fields.get("name", "default")),
        weights=_checked_weights(_typed(fields, "weights", dict, place), extend_patterns(lexicon, added), place),
        family_scale=_checked_scales(_typed(fields, "family_scale", dict, place), lexicon, place),
        added=added,
        blend=_within(fields.get("blend", Profile.__dataclass_fields__["blend"].default), 0, 1, f"{place}: blend"),
        neutral_band=_within(
            fields.get("neutral_band", Profile.__dataclass_fields__["neutral_band"].default),
            0.01,
            0.95,
            f"{place}: neutral_band",
        ),
    )


def extend_patterns(lexicon: Lexicon, added: tuple[Cue, ...]) -> set[str]:
    return {*lexicon.patterns, *(cue.pattern for cue in added)}


def _typed(fields: dict[str, Any], key: str, kind: type, place: str) -> Any:
    value = fields.get(key, kind())
    if not isinstance(value, kind):
        raise ValueError(f"{place}: {key} is {type(value).__name__}; expected {kind.__name__}")
    return value


def _added_cue(row: Any, lexicon: Lexicon, place: str) -> Cue:
    if not isinstance(row, dict):
        raise ValueError(f"{place}: an added cue is {row!r}; expected pattern, weight, family, form, source")
    cells = {"pattern": "", "weight": "", "family": "", "form": "", "source": "analyst"} | row
    cells = {name: str(cells[name]) for name in ("pattern", "weight", "family", "form", "source")}
    return make_cue(cells, {family.name for family in lexicon.families}, place=place)


def _checked_weights(weights: dict[str, Any], patterns: set[str], place: str) -> dict[str, float]:
    unknown = sorted(set(weights) - patterns)
    if unknown:
        raise ValueError(
            f"{place}: weight for {unknown[0]!r}, which is no cue; expected patterns of the lexicon or of `added`"
        )
    return {pattern: checked_weight(weight, place=f"{place}: {pattern!r}") for pattern, weight in weights.items()}


def _checked_scales(scales: dict[str, Any], lexicon: Lexicon, place: str) -> dict[str, float]:
    names = {family.name for family in lexicon.families}
    unknown = sorted(set(scales) - names)
    if unknown:
        raise ValueError(f"{place}: family {unknown[0]!r} is unknown; expected one of {', '.join(sorted(names))}")
    return {name: _within(scale, 0, MAX_SCALE, f"{place}: {name}") for name, scale in scales.items()}


def _within(value: Any, low: float, high: float, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"{place} is {value!r}; expected a number from {low:g} to {high:g}")
    return float(value)
