"""Classifiers that are made once: shipped ones, the analyst's own, a damaged one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import models
from tests.dashboard_pages.app import captions, chart, checked, opened, problems


def test_the_deep_classifier_can_be_chosen(page: AppTest) -> None:
    before = chart(page)
    assert "classifier fast-" in captions(page)
    page.session_state["classifier"] = "deep"
    checked(page.run())
    assert "classifier deep-" in captions(page)
    assert chart(page) != before


def test_a_model_of_ones_own_is_chosen_and_a_damaged_one_is_named(
    own_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = shutil.copytree(own_model, own_model.parent / "damaged")
    (damaged / "heads.skops").write_bytes(b"x")
    monkeypatch.setenv("DRUMBEAT_MODELS", str(own_model.parent))
    page = opened()
    page.session_state["classifier"] = "yours: fast-own"
    assert f"classifier fast-own-{models.load(own_model).version}" in captions(checked(page.run()))
    page.session_state["classifier"] = "yours: damaged"
    checked(page.run())
    assert "rules alone" in captions(page)
    assert len(problems(page)) == 1 and "changed or damaged" in problems(page)[0]
