"""What is made once and kept for all sessions: compiled tables, classifiers, corpora that are read and tagged."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard_pages.session_state import Upload
from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile, extend_lexicon
from signals.documents import Classifier
from signals.ingest.document_reader import read_documents
from signals.pipeline import Tools, make_tools
from signals.trends.corpus import Corpus, tag_corpus, with_cues_of

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out"
OWN_MODELS = "DRUMBEAT_MODELS"
CLASSIFIER = "classifier"  # the widget's key
QUICKEST = "fast"


@st.cache_resource(show_spinner=False)
def tools() -> Tools:
    return make_tools()


def classifier_folders() -> dict[str, Path]:
    """Return the folders of the classifiers by the name shown: those shipped, the quickest first, then the analyst's.

    The analyst's are folders in `out/`, or in the folder that the environment variable DRUMBEAT_MODELS names. Empty
    where the package `models` is not installed.
    """
    try:
        import models
    except ImportError:
        return {}
    shipped = sorted(models.shipped_names(), key=lambda name: (name != QUICKEST, name))
    own = sorted(path.parent for path in Path(os.environ.get(OWN_MODELS) or OUT).glob("*/meta.json"))
    return {name: models.SHIPPED / name for name in shipped} | {f"yours: {folder.name}": folder for folder in own}


def classifier_names() -> list[str]:
    """Return the names of the classifiers that can be chosen, the quickest first."""
    return list(classifier_folders())


def chosen_classifier() -> Classifier | None:
    """Return the classifier that the analyst chose, or None where none can be loaded: the rules then stand alone."""
    return _loaded_choice()[0]


def classifier_problem() -> str:
    """Return in one line why the chosen classifier cannot be loaded; empty when it can."""
    return _loaded_choice()[1]


def _loaded_choice() -> tuple[Classifier | None, str]:
    folders = classifier_folders()
    if not folders:
        return None, ""
    folder = folders.get(st.session_state.get(CLASSIFIER, ""), next(iter(folders.values())))
    return loaded_classifier(str(folder), (folder / "meta.json").stat().st_mtime_ns)


@st.cache_resource(show_spinner=False, max_entries=8)
def loaded_classifier(folder: str, changed_at: int) -> tuple[Classifier | None, str]:
    """Return the classifier in a folder, or None and the reason: its files are checked before anything is loaded."""
    import models

    try:
        return models.load(folder), ""
    except (ImportError, ValueError) as error:
        return None, str(error)


def model_name() -> str:
    """Return `name-version` of the classifier, or `none`."""
    judge = chosen_classifier()
    return f"{judge.name}-{judge.version}" if judge else "none"


@st.cache_resource(show_spinner="Reading and matching the text …", max_entries=8)
def tagged_seeds(fingerprint: str, model: str, _paths: Sequence[Path], _judge: Classifier | None) -> Corpus:
    """Read and tag files of the seed folder; `fingerprint` names their content and `model` the classifier."""
    return tag_corpus(read_documents(_paths), tools(), _judge)


@st.cache_resource(show_spinner="Reading and matching the text …", max_entries=4)
def tagged_uploads(
    fingerprint: str, published: date | None, model: str, _upload: Upload, _judge: Classifier | None
) -> Corpus:
    """Write the uploaded files to a folder of their own, read and tag them, and remove it."""
    with tempfile.TemporaryDirectory(prefix="drumbeat-") as folder:
        paths = [Path(folder) / str(number) / Path(name).name for number, (name, _) in enumerate(_upload.files)]
        for path, (_, content) in zip(paths, _upload.files, strict=True):
            path.parent.mkdir()
            path.write_bytes(content)
        return tag_corpus(read_documents(paths, published=published), tools(), _judge)


@st.cache_resource(show_spinner="Matching the new cue …", max_entries=8)
def rematched_corpus(
    fingerprint: str, model: str, patterns: tuple[str, ...], _corpus: Corpus, _profile: Profile
) -> Corpus:
    """Find the profile's own cues, too: `patterns`, whatever their weights."""
    return with_cues_of(_corpus, extend_lexicon(load_lexicon(), _profile))


def seed_fingerprint(paths: Sequence[Path]) -> str:
    """Name the content of files that are there already, without reading them."""
    return "|".join(f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in paths)


def with_own_cues(fingerprint: str, corpus: Corpus, profile: Profile) -> Corpus:
    """Return the corpus with the profile's own cues found, too."""
    if not profile.added:
        return corpus
    return rematched_corpus(fingerprint, model_name(), tuple(cue.pattern for cue in profile.added), corpus, profile)
