"""What a session remembers, behind small functions: the profile, the uploaded files, and problems to show once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile

PROFILE_NAME, BLEND, NEUTRAL_BAND = "profile_name", "blend", "neutral_band"
CUES, EDITOR, UPLOADED = "profile_cues", "editor_generation", "uploaded_files"


@dataclass(frozen=True)
class Upload:
    """Files that the analyst dropped in: (name, content), and a fingerprint of all of them."""

    files: tuple[tuple[str, bytes], ...]
    fingerprint: str


def scale_key(family: str) -> str:
    return f"scale_{family}"


def prepare_state() -> None:
    """Give a new session the default profile."""
    if CUES not in st.session_state:
        put_profile(Profile())


def put_profile(profile: Profile) -> None:
    """Set every weight widget to `profile`; call it before they are drawn, or in a callback."""
    st.session_state[PROFILE_NAME] = profile.name
    st.session_state[BLEND] = float(profile.blend)
    st.session_state[NEUTRAL_BAND] = float(profile.neutral_band)
    for family in load_lexicon().families:
        st.session_state[scale_key(family.name)] = float(profile.family_scale.get(family.name, 1.0))
    put_cues(profile)


def put_cues(profile: Profile) -> None:
    """Remember the profile's own weights and cues, and draw the cue table afresh."""
    st.session_state[CUES] = Profile(weights=dict(profile.weights), added=profile.added)
    st.session_state[EDITOR] = st.session_state.get(EDITOR, 0) + 1


def cue_profile() -> Profile:
    """Return a profile with the single cues alone."""
    return st.session_state[CUES]


def remember_weights(profile: Profile) -> None:
    """Remember edited weights without drawing the cue table afresh."""
    st.session_state[CUES] = profile


def current_profile() -> Profile:
    """Return the profile as the sidebar shows it."""
    scales = {family.name: st.session_state[scale_key(family.name)] for family in load_lexicon().families}
    changed = {name: scale for name, scale in scales.items() if scale != 1}
    name = st.session_state[PROFILE_NAME].strip() or "default"
    return replace(
        cue_profile(),
        name=name,
        family_scale=changed,
        blend=st.session_state[BLEND],
        neutral_band=st.session_state[NEUTRAL_BAND],
    )


def put_uploads(files: Sequence[tuple[str, bytes]]) -> None:
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    st.session_state[UPLOADED] = Upload(tuple(files), digest.hexdigest()[:16]) if files else None


def uploads() -> Upload | None:
    return st.session_state.get(UPLOADED)


def put_problem(place: str, problem: str) -> None:
    """Remember one line to show at `place`; an empty one forgets it."""
    st.session_state[f"problem_{place}"] = problem


def problem_of(place: str) -> str:
    return st.session_state.get(f"problem_{place}", "")
