"""What several test files share: documents made in one line, and one sentence sent through a step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.mentions import AGENT, Mention
from signals.attribution.annotations import NameColumns
from signals.attribution.discourse import Attribution, attribute
from signals.attribution.tokens.batch import Batch, batch_of
from signals.cues.cue_finder import CueFinder
from signals.cues.profile import Profile
from signals.cues.scoring import score_hits
from signals.documents import Document
from signals.ingest.document_reader import read_documents
from signals.pipeline import Tools, score_tagged, tag_documents
from signals.text import jit
from signals.text.codepoints import string_array
from signals.text.sentences import split_sentences
from signals.text.words import words_of
from signals.trends import live

ROOT = Path(__file__).parent.parent
DAY = date(2022, 1, 14)


def document(text: str, doc_id: str = "d1", published_on: date = DAY, **fields: Any) -> Document:
    return Document(doc_id, published_on, text, **fields)


def seed_documents() -> list[Document]:
    """The documents of the winter corpus."""
    return [item for item in read_documents([ROOT / "seeds" / "winter_2021_22.jsonl"]) if isinstance(item, Document)]


def rule_scores(sentences: list[str], finder: CueFinder) -> np.ndarray:
    """The rule score of every sentence under the lexicon's own weights."""
    return _scores(sentences, finder).rule_score


def rule_label(sentence: str, finder: CueFinder) -> str:
    return str(_scores([sentence], finder).label_names()[0])


def _scores(sentences: list[str], finder: CueFinder) -> Any:
    matrix = finder.find_hits(sentences).matrix(finder.lexicon)
    profile = Profile()
    return score_hits(
        matrix, finder.lexicon, finder.lexicon.weights, blend=profile.blend, neutral_band=profile.neutral_band
    )


def mentions_of(sentence: str, finder: MentionFinder, day: date = DAY) -> list[Mention]:
    return finder.find_mentions([sentence], [0], [day.toordinal()])[0]


def batch_with(sentences: list[str], *names: tuple[int, int], paragraphs: list[int] | None = None) -> Batch:
    """A batch of one document with names from and to these characters, all of them of one actor that can act."""
    start, end = np.array(names, dtype=np.int64).reshape(-1, 2).T.copy()
    of_one = np.zeros(len(start), dtype=np.int64)
    named = NameColumns(start, end, of_one, of_one, of_one + AGENT, np.zeros(len(start), dtype=bool), of_one)
    rows = list(range(len(sentences))) if paragraphs is None else paragraphs
    return batch_of(words_of(sentences), string_array(sentences), named, [0] * len(sentences), rows)


def batch_naming(sentences: list[str], name: str) -> Batch:
    """The same with a name wherever it stands in the sentences."""
    text = "\n".join(sentences)
    return batch_with(sentences, *(match.span() for match in re.finditer(re.escape(name), text)))


def attributions_of(text: str, finder: MentionFinder, day: date = DAY) -> list[tuple[str, Attribution]]:
    """The sentences of one document, each with its attribution."""
    documents = [document(text, published_on=day)]
    sentences = split_sentences(documents)
    owners = sentences.document.tolist()
    words = finder.words_of(sentences.text)
    mentions = finder.mentions_among(words, sentences.text, owners, [day.toordinal()])
    found = attribute(sentences.text, mentions, owners, sentences.paragraph.tolist(), words=words)
    return list(zip(sentences.text, found, strict=True))


def scored_sentences(sentences: list[str], tools: Tools, day: date = DAY) -> pd.DataFrame:
    """One row per sentence, by rules alone, the whole flow through."""
    documents = [document(text, f"d{row}", day, is_one_sentence=True) for row, text in enumerate(sentences)]
    return score_tagged(tag_documents(documents, tools), tools.lexicon, Profile())


def numbers_scored(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list to which the live trend adds, whenever it scores, how many sentences it scores."""
    scored: list[int] = []
    score_hits = live.score_hits

    def noted(matrix: Any, *rest: Any, **options: Any) -> Any:
        scored.append(matrix.shape[0])
        return score_hits(matrix, *rest, **options)

    monkeypatch.setattr(live, "score_hits", noted)
    return scored


@contextmanager
def loops_run_as(*, machine_code: bool) -> Iterator[None]:
    """Run compiled functions as machine code, made now if need be, or as they are written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jit.Mode, "setting", "1" if machine_code else "0")
        patch.setattr(jit.Mode, "is_compiled", machine_code)
        yield
