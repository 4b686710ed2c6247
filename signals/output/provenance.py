"""What made a scored table: the hash of the settings, the classifier and its version, the program's version."""

from __future__ import annotations

from signals.cues.profile import Profile
from signals.documents import Classifier
from signals.version import __version__


def provenance_of(profile: Profile, classifier: Classifier | None) -> dict[str, str]:
    """Return `profile`, `model` ("name-version", or "none") and `program`: what a table's file says of its making."""
    model = f"{classifier.name}-{classifier.version}" if classifier else "none"
    return {"profile": profile.hash, "model": model, "program": __version__}
