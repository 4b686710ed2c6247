"""Profiles: saved and read back the same, named by a hash, and refused in one clear line when bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signals.cues.lexicon import Cue, Lexicon, load_lexicon
from signals.cues.profile import Profile, effective_weights, extend_lexicon, load_profile, parse_profile

LEXICON = load_lexicon()
PATTERN = LEXICON.cues[0].pattern
FAMILY = LEXICON.families[0].name
OWN = Cue("blue lantern*", 0.4, FAMILY, "verbal", "analyst")
FULL = Profile("spring", {PATTERN: 0.7, OWN.pattern: -0.2}, {FAMILY: 2.0}, (OWN,), 0.5, 0.2)
PATTERNS = st.sampled_from(LEXICON.patterns[:50])
PROFILES = st.builds(
    Profile,
    name=st.text(max_size=10),
    weights=st.dictionaries(PATTERNS, st.floats(-1, 1), max_size=4),
    family_scale=st.dictionaries(
        st.sampled_from([family.name for family in LEXICON.families]), st.floats(0, 3), max_size=3
    ),
    blend=st.floats(0, 1),
    neutral_band=st.floats(0.01, 0.95),
)


@given(PROFILES)
def test_round_trip(profile: Profile) -> None:
    back = parse_profile(profile.to_json(), LEXICON)
    assert back.hash == profile.hash
    assert (back.name, back.weights, back.blend, back.neutral_band) == (
        profile.name, profile.weights, profile.blend, profile.neutral_band,
    )  # fmt: skip
    assert effective_weights(LEXICON, back).tolist() == effective_weights(LEXICON, profile).tolist()


def test_round_trip_through_a_file(tmp_path: Path) -> None:
    path = tmp_path / "spring.json"
    path.write_text(FULL.to_json(), encoding="utf-8")
    assert load_profile(path, LEXICON) == FULL


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"weights": {PATTERN: 0.71}}, id="weight"),
        pytest.param({"family_scale": {FAMILY: 1.5}}, id="scale"),
        pytest.param({"added": ()}, id="added"),
        pytest.param({"blend": 0.51}, id="blend"),
        pytest.param({"neutral_band": 0.21}, id="band"),
    ],
)
def test_the_hash_names_every_setting(changed: dict[str, Any]) -> None:
    fields = {name: getattr(FULL, name) for name in Profile.__dataclass_fields__}
    assert Profile(**(fields | changed)).hash != FULL.hash


def test_the_hash_leaves_out_name_order_and_factors_of_one() -> None:
    same = Profile("autumn", {OWN.pattern: -0.2, PATTERN: 0.7}, {FAMILY: 2.0, "aid": 1.0}, (OWN,), 0.5, 0.2)
    assert same.hash == FULL.hash
    assert len(FULL.hash) == 12 and int(FULL.hash, 16) >= 0


def test_effective_weights() -> None:
    weights = effective_weights(LEXICON, Profile(weights={PATTERN: 0.6}, family_scale={FAMILY: 3.0}))
    at = [row for row, cue in enumerate(LEXICON.cues) if cue.family == FAMILY]
    assert weights[0] == 1.0  # 0.6 times 3, clipped
    assert weights[at[1]] == pytest.approx(min(3 * LEXICON.cues[at[1]].weight, 1))
    others = [row for row in range(len(LEXICON.cues)) if row not in set(at)]
    assert weights[others].tolist() == LEXICON.weights[others].tolist()


def test_the_default_changes_nothing() -> None:
    assert effective_weights(LEXICON, Profile()).tolist() == LEXICON.weights.tolist()
    assert extend_lexicon(LEXICON, Profile()) is LEXICON
    assert extend_lexicon(LEXICON, FULL).cues[-1] == OWN


def written(**changed: Any) -> str:
    return json.dumps({"drumbeat_profile": 1} | changed)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("", "not JSON", id="empty"),
        pytest.param("{", "not JSON", id="cut_short"),
        pytest.param("[]", "drumbeat_profile is 'list'; expected 1", id="a_list"),
        pytest.param("{}", "drumbeat_profile is None; expected 1", id="no_version"),
        pytest.param(written(drumbeat_profile=2), "drumbeat_profile is 2; expected 1", id="another_version"),
        pytest.param(written(weights=[1]), "weights is list; expected dict", id="weights_list"),
        pytest.param(written(weights={"no such cue": 0.1}), "'no such cue', which is no cue", id="unknown_pattern"),
        pytest.param(written(weights={PATTERN: 2}), "weight 2; expected a number from -1 to 1", id="weight_too_large"),
        pytest.param(written(weights={PATTERN: "much"}), "weight 'much'", id="weight_word"),
        pytest.param(written(weights={PATTERN: None}), "weight None", id="weight_null"),
        pytest.param(written(family_scale={"menace": 1}), "family 'menace' is unknown", id="unknown_family"),
        pytest.param(written(family_scale={FAMILY: 9}), "is 9; expected a number from 0 to 3", id="scale_too_large"),
        pytest.param(written(family_scale={FAMILY: True}), "is True; expected a number", id="scale_true"),
        pytest.param(written(blend=1.5), "blend is 1.5; expected a number from 0 to 1", id="blend"),
        pytest.param(written(blend="half"), "blend is 'half'", id="blend_word"),
        pytest.param(written(neutral_band=0), "neutral_band is 0; expected a number from 0.01", id="band"),
        pytest.param('{"drumbeat_profile": 1, "blend": NaN}', "blend is nan", id="blend_nan"),
        pytest.param(written(added=["x"]), "an added cue is 'x'", id="added_word"),
        pytest.param(
            written(added=[{"pattern": "x", "weight": 3, "family": FAMILY, "form": "verbal"}]), "'3'", id="added_weight"
        ),
    ],
)
def test_a_bad_profile_is_refused_in_one_line(content: str, reason: str) -> None:
    with pytest.raises(ValueError, match="profile: ") as caught:
        parse_profile(content, LEXICON)
    assert reason in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [pytest.param(None, "No such file", id="missing"), pytest.param(b"\xff\xfe\x00", "not UTF-8", id="binary")],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "p.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=reason) as caught:
        load_profile(path, LEXICON)
    assert "p.json" in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["weights", "blend", "added", "drumbeat_profile", "name"]), inner)
        ),
        max_leaves=6,
    )
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_json_holds_it_is_read_or_refused(content: Any) -> None:
    fields = content | {"drumbeat_profile": 1} if isinstance(content, dict) else content
    try:
        profile = parse_profile(json.dumps(fields), LEXICON)
    except ValueError:
        return
    assert len(profile.hash) == 12


def test_the_lexicon_is_shared_not_copied(lexicon: Lexicon) -> None:
    assert lexicon is LEXICON
