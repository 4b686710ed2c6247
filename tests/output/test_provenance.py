"""What made a table."""

from __future__ import annotations

import models
import signals
from signals.cues.profile import Profile
from signals.output.provenance import provenance_of


def test_names_settings_model_and_program() -> None:
    fast, profile = models.load("fast"), Profile(weights={"talks": 0.5})
    assert provenance_of(profile, fast) == {
        "profile": profile.hash,
        "model": f"fast-{fast.version}",
        "program": signals.__version__,
    }
    assert provenance_of(Profile(), None)["model"] == "none"
    assert provenance_of(Profile(), None)["profile"] != profile.hash
