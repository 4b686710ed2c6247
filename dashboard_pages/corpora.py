"""Which text is shown: the embedded corpora or the analyst's files, read and tagged once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard_pages.url_state import Upload, put_uploads, uploads
from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile, extend_lexicon
from signals.documents import Classifier
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import ENDINGS
from signals.pipeline import Tools, make_tools
from signals.trends.chart import counted
from signals.trends.corpus import Corpus, Filters, match_again, seed_corpora, tag_corpus
from signals.trends.view import View, chosen_sentences

ROOT = Path(__file__).parent.parent
SEEDS, OUT = ROOT / "seeds", ROOT / "out"
OWN_MODELS = "DRUMBEAT_MODELS"
YOUR_FILES = "Your files"
CLASSIFIER = "classifier"  # the widget's key
QUICKEST = "fast"
VIEW = "view"  # what the session looks at, with the choices that led to it


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


def classifier() -> Classifier | None:
    """Return the classifier that the analyst chose, or None where none can be loaded: the rules then stand alone."""
    return _chosen_classifier()[0]


def classifier_problem() -> str:
    """Return in one line why the chosen classifier cannot be loaded; empty when it can."""
    return _chosen_classifier()[1]


def _chosen_classifier() -> tuple[Classifier | None, str]:
    folders = classifier_folders()
    if not folders:
        return None, ""
    folder = folders.get(st.session_state.get(CLASSIFIER), next(iter(folders.values())))
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
    judge = classifier()
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
    return match_again(_corpus, extend_lexicon(load_lexicon(), _profile))


def choose_corpus() -> tuple[str, Corpus | None]:
    """Draw the corpus selector and the upload; return the corpus with a fingerprint, None while there are no files."""
    seeds = seed_corpora(SEEDS)
    name = st.segmented_control(
        "Corpus",
        [*seeds, YOUR_FILES],
        key="corpus",
        default=[*seeds, YOUR_FILES][0],
        required=True,
        bind="query-params",
        persist_state="session",
    )
    upload = uploads()
    if name != YOUR_FILES:
        fingerprint = seed_fingerprint(seeds[name])
        return fingerprint, tagged_seeds(fingerprint, model_name(), seeds[name], classifier())
    draw_upload()
    published = st.session_state.get("published")
    if upload is None:
        return "", None
    tagged = tagged_uploads(upload.fingerprint, published, model_name(), upload, classifier())
    return f"{upload.fingerprint} {published}", tagged


def seed_fingerprint(paths: Sequence[Path]) -> str:
    """Name the content of files that are there already, without reading them."""
    return "|".join(f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in paths)


def draw_upload() -> None:
    """Draw the upload of the analyst's files, and the date for those that carry none."""
    left, right = st.columns([3, 1])
    left.file_uploader(
        "Drop in text files, tables, pages, documents or archives",
        type=[ending.lstrip(".") for ending in ENDINGS],
        accept_multiple_files=True,
        key="files",
        on_change=take_uploads,
        help="Tables need a text column and a date column. A text file needs a date in its name or dateline.",
    )
    right.date_input(
        "Date of texts that carry none",
        value=None,
        key="published",
        format="YYYY-MM-DD",
        min_value=date(1800, 1, 1),
        persist_state="session",
    )


def take_uploads() -> None:
    """Keep what was dropped in, so that it outlives the uploader."""
    put_uploads([(file.name, file.getvalue()) for file in st.session_state["files"]])


def with_own_cues(fingerprint: str, corpus: Corpus, profile: Profile) -> Corpus:
    """Return the corpus with the profile's own cues found, too."""
    if not profile.added:
        return corpus
    return rematched_corpus(fingerprint, model_name(), tuple(cue.pattern for cue in profile.added), corpus, profile)


def current_view(fingerprint: str, corpus: Corpus, filters: Filters, profile: Profile, *, by: str, every: str) -> View:
    """Return this session's view of a corpus in which the profile's own cues are found. It is made anew when what is
    looked at changes; a weight does not change that, unless sentences are chosen by the form that they are given."""
    key = (fingerprint, model_name(), filters, by, every, profile.added, profile.hash if filters.forms else "")
    kept = st.session_state.get(VIEW)
    if kept is None or kept[0] != key:
        lexicon = extend_lexicon(load_lexicon(), profile)
        chosen = chosen_sentences(corpus.tagged, lexicon, profile, filters)
        kept = st.session_state[VIEW] = key, View(corpus.tagged, lexicon, chosen, by=by, every=every)
    return kept[1]


def show_rejected(corpus: Corpus) -> None:
    """Count what was turned away, and list each with its reason."""
    if corpus.rejected:
        with st.expander(f"{counted(len(corpus.rejected), 'input')} turned away", icon=":material/report:"):
            table = pd.DataFrame([(item.place, item.reason) for item in corpus.rejected], columns=["place", "reason"])
            st.dataframe(table, hide_index=True, key="rejected", alt="Inputs turned away, with the reason")
