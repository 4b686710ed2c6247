"""Edits of a profile and the table of its cues, without Streamlit: each takes a profile and returns a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from signals.cues.lexicon import Lexicon, make_cue
from signals.cues.profile import Profile, extend_lexicon, parse_profile
from signals.text.phrases import PhraseMatcher


def cue_table(lexicon: Lexicon, profile: Profile, counts: Mapping[str, int], *, search: str = "") -> pd.DataFrame:
    """Return the cues whose pattern or family holds the searched words, the most found first.

    Columns: pattern, weight (the profile's), n_hits, family (its label), form, source, changed.
    """
    labels = {family.name: family.label for family in lexicon.families}
    added = {cue.pattern for cue in profile.added}
    rows = [
        (
            cue.pattern,
            profile.weights.get(cue.pattern, cue.weight),
            counts.get(cue.pattern, 0),
            labels[cue.family],
            cue.form,
            cue.source,
            "added" if cue.pattern in added else "changed" if cue.pattern in profile.weights else "",
        )
        for cue in extend_lexicon(lexicon, profile).cues
    ]
    table = pd.DataFrame(rows, columns=["pattern", "weight", "n_hits", "family", "form", "source", "changed"])
    wanted = search.lower().split()
    holds = [
        all(word in f"{pattern} {family}".lower() for word in wanted)
        for pattern, family in zip(table["pattern"], table["family"], strict=True)
    ]
    return table[holds].sort_values("n_hits", ascending=False, kind="stable", ignore_index=True)


def with_weight(profile: Profile, lexicon: Lexicon, pattern: str, weight: float | None) -> Profile:
    """Return the profile with one cue's weight; None, or the lexicon's own weight, takes the change back."""
    own = {cue.pattern: cue.weight for cue in extend_lexicon(lexicon, profile).cues}
    weights = {name: value for name, value in profile.weights.items() if name != pattern}
    return replace(
        profile, weights=weights if weight is None or weight == own[pattern] else weights | {pattern: weight}
    )


def with_cue(profile: Profile, lexicon: Lexicon, row: Mapping[str, str]) -> Profile:
    """Return the profile with a cue of the analyst's own. Raises ValueError in one line for a row that is no cue."""
    cue = make_cue({"source": "analyst", **row}, {family.name for family in lexicon.families}, place="new cue")
    PhraseMatcher([cue.pattern])  # refuses what cannot be matched
    kept = tuple(one for one in profile.added if one.pattern != cue.pattern)
    return replace(
        with_weight(profile, lexicon, cue.pattern, None) if cue.pattern in profile.weights else profile,
        added=(*kept, cue),
    )


def without_change(profile: Profile, pattern: str) -> Profile:
    """Return the profile with one cue as the lexicon has it; an added cue is taken out."""
    weights = {name: value for name, value in profile.weights.items() if name != pattern}
    return replace(profile, weights=weights, added=tuple(cue for cue in profile.added if cue.pattern != pattern))


def changed_patterns(profile: Profile) -> list[str]:
    """Return the patterns that the profile changes or adds, in alphabetical order."""
    return sorted({*profile.weights, *(cue.pattern for cue in profile.added)})


def read_profile(content: bytes, lexicon: Lexicon, name: str) -> Profile:
    """Return the profile in an uploaded file. Raises ValueError in one line: what was found, what was expected."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"profile {name}: not UTF-8 text; expected a file saved from Drumbeat") from error
    profile = parse_profile(text, lexicon, place=f"profile {name}")
    PhraseMatcher([cue.pattern for cue in profile.added])
    return profile
