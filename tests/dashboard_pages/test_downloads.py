"""Downloads: the buttons, the names of the files, and the rows that they hold."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import models
import signals
from dashboard_pages.downloads import MIME, scored_rows
from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile
from signals.output.files import as_bytes
from signals.pipeline import Tools, tag_documents
from signals.trends.view import View
from tests.dashboard_pages.app import captions
from tests.support import seed_documents


def test_six_buttons_name_what_made_their_files(page: AppTest) -> None:
    buttons = [button.proto for button in page.get("download_button")]
    keys = [f"download_{stem}{ending}" for stem in ("sentences", "trend") for ending in MIME]
    assert [key for key in keys if not any(button.id.endswith(key) for button in buttons)] == []
    made_with = f"profile {Profile().hash}, model fast-{models.load('fast').version}, Drumbeat {signals.__version__}"
    assert made_with in captions(page)


@pytest.mark.parametrize("n_chosen", [0, 7])
def test_the_rows_are_those_that_pass_the_filters_in_the_order_of_reading(tools: Tools, n_chosen: int) -> None:
    documents = seed_documents()[:20]
    tagged = tag_documents(documents, tools)
    chosen = np.arange(len(tagged)) < n_chosen
    profile = Profile(family_scale={"attack": 2.0})
    rows = scored_rows(View(tagged, load_lexicon(), chosen, by="source", every="day"), profile)
    pd.testing.assert_frame_equal(rows, signals.score(documents, profile).iloc[:n_chosen].reset_index(drop=True))
    read_back = pd.read_csv(io.BytesIO(as_bytes(rows, ".csv", about={})), keep_default_na=False)
    assert read_back["sentence"].tolist() == rows["sentence"].tolist()
