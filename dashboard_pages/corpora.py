"""Which text is shown: the embedded corpora or the analyst's files, read and tagged once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard_pages.state import Upload, put_uploads, uploads
from dashboard_pages.text import counted_caption, plain_lines
from signals.corpus import OTHER_SEEDS, Corpus, match_again, score_columns, seed_corpora, tag_corpus
from signals.ingest import read_documents
from signals.ingest.sources import ENDINGS
from signals.judges import Classifier
from signals.lexicon import Cue, load_lexicon
from signals.pipeline import Tools, make_tools
from signals.profile import Profile, extend_lexicon

SEEDS = Path(__file__).parent.parent / "seeds"
YOUR_FILES = "Your files"


@st.cache_resource(show_spinner=False)
def tools() -> Tools:
    return make_tools()


@st.cache_resource(show_spinner=False)
def classifier() -> Classifier | None:
    """Return the shipped classifier, or None where this installation has none: the rules then stand alone."""
    try:
        import models

        return models.load("fast")
    except (ImportError, ValueError):
        return None


def model_name() -> str:
    """Return `name-version` of the classifier, or `none`."""
    judge = classifier()
    return f"{judge.name}-{judge.version}" if judge else "none"


@st.cache_resource(show_spinner="Reading and matching the text …", max_entries=8)
def tagged_corpus(fingerprint: str, published: date | None, model: str, _paths: Sequence[Path]) -> Corpus:
    """Read and tag files; `fingerprint` names their content and `model` the classifier."""
    return tag_corpus(read_documents(_paths, published=published), tools(), classifier())


def tagged_uploads(upload: Upload, published: date | None) -> Corpus:
    """Write the uploaded files to a folder of their own, read and tag them, and remove it."""
    with tempfile.TemporaryDirectory(prefix="drumbeat-") as folder:
        paths = []
        for number, (name, content) in enumerate(upload.files):
            path = Path(folder) / str(number) / Path(name).name
            path.parent.mkdir()
            path.write_bytes(content)
            paths.append(path)
        return tagged_corpus(upload.fingerprint, published, model_name(), paths)


@st.cache_resource(show_spinner="Matching the new cue …", max_entries=8)
def rematched_corpus(fingerprint: str, added: tuple[Cue, ...], _corpus: Corpus) -> Corpus:
    """Find the profile's own cues, too; which weights they have does not matter here."""
    return match_again(_corpus, extend_lexicon(load_lexicon(), Profile(added=added)))


@st.cache_resource(show_spinner=False, max_entries=6)
def scored_corpus(fingerprint: str, profile_hash: str, _corpus: Corpus, _profile: Profile) -> pd.DataFrame:
    """Return the slim scored table; nobody edits it."""
    return score_columns(_corpus.tagged, extend_lexicon(load_lexicon(), _profile), _profile)


def seed_fingerprint(paths: Sequence[Path]) -> str:
    return "|".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in paths)


def choose_corpus() -> tuple[str, Corpus | None]:
    """Draw the corpus selector and the upload; return the corpus with a fingerprint, None while there are no files."""
    seeds = seed_corpora(SEEDS)
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    name = left.selectbox("Corpus", [*seeds, YOUR_FILES], key="corpus", bind="query-params", on_change=forget_selection)
    with right.expander("Add your own files", expanded=name == YOUR_FILES and uploads() is None):
        draw_upload()
    published = st.session_state.get("published")
    if name != YOUR_FILES:
        fingerprint = seed_fingerprint(seeds[name])
        return fingerprint, tagged_corpus(fingerprint, None, model_name(), seeds[name])
    upload = uploads()
    return (f"{upload.fingerprint} {published}", tagged_uploads(upload, published)) if upload else ("", None)
