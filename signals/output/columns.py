"""The columns of the output that no weight changes, one row per sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from signals.actors.mentions import PRIVATE, MentionTable
from signals.attribution.discourse import Attribution
from signals.cues.cue_finder import indptr_of_rows
from signals.dates.resolve import Dated
from signals.documents import Document
from signals.output.arrow import repeated_texts, text_column
from signals.text.sentences import Sentences

# The public contract, in its order; docs say what each means.
OUTPUT_COLUMNS = (
    "sentence_id", "doc_id", "outlet", "url", "published_on", "dated_on", "date_basis", "sentence", "source", "target",
    "source_basis", "actors", "rule_score", "p_escalatory", "p_deescalatory", "p_neutral", "p_material", "signal",
    "label", "form", "cues",
)  # fmt: skip
DATE_COLUMNS = ("published_on", "dated_on")
PROBABILITY_COLUMNS = ("p_escalatory", "p_deescalatory", "p_neutral", "p_material")
EPOCH = date(1970, 1, 1).toordinal()


def fact_columns(
    documents: Sequence[Document], sentences: Sentences, dated: Sequence[Dated], attributions: Sequence[Attribution],
    mentions: MentionTable,
) -> pd.DataFrame:  # fmt: skip
    """Return what a batch of sentences says, as the contract's columns in their order."""
    rows, doc_ids = sentences.document, [one.doc_id for one in documents]
    return pd.DataFrame(
        {
            "sentence_id": text_column(_sentence_ids(doc_ids, rows)),
            "doc_id": repeated_texts(doc_ids, rows),
            "outlet": repeated_texts([one.outlet for one in documents], rows),
            "url": repeated_texts([one.url for one in documents], rows),
            "published_on": _days([one.published_on for one in documents])[rows],
            "dated_on": _days([one.day for one in dated]),
            "date_basis": text_column([one.basis for one in dated]),
            "sentence": text_column(sentences.text),
            "source": text_column([one.source for one in attributions]),
            "target": text_column([one.target for one in attributions]),
            "source_basis": text_column([one.basis for one in attributions]),
            "actors": text_column(actors_of(mentions, attributions)),
        }
    )


def kept_columns(documents: Sequence[Document], rows: Sequence[int], taken: Sequence[str]) -> pd.DataFrame:
    """Return the input's other columns for the documents at `rows`; a name that is `taken` gets `input_` before it."""
    names = dict.fromkeys(chain.from_iterable(one.kept for one in documents))
    columns: dict[str, Any] = {
        f"input_{name}" if name in taken else name: [documents[row].kept.get(name) for row in rows] for name in names
    }
    return pd.DataFrame(columns, index=range(len(rows)))


def actors_of(mentions: MentionTable, attributions: Sequence[Attribution]) -> list[str]:
    """Return the codes of all actors in each sentence, joined with `;`, in order of appearance; carried ones last.

    "A Russian poet" names no actor.
    """
    is_actor = mentions.role_number != PRIVATE
    codes = mentions.code[is_actor].tolist()
    indptr = indptr_of_rows(mentions.sentence[is_actor], len(attributions)).tolist()
    return [
        _joined_codes((*codes[first:last], one.source, one.target))
        for first, last, one in zip(indptr, indptr[1:], attributions, strict=False)
    ]


@lru_cache(maxsize=2**14)
def _joined_codes(codes: tuple[str, ...]) -> str:
    return ";".join(dict.fromkeys(filter(None, codes)))


def _days(days: Sequence[date]) -> np.ndarray:
    ordinals = np.fromiter(map(date.toordinal, days), dtype=np.int64, count=len(days))
    return (ordinals - EPOCH).astype("datetime64[D]").astype("datetime64[s]")


def _sentence_ids(doc_ids: Sequence[str], rows: np.ndarray) -> list[str]:
    """Number the sentences of each document from 1."""
    places = np.arange(len(rows))
    first = np.maximum.accumulate(np.where(np.diff(rows, prepend=-1), places, 0))
    numbers = (places - first + 1).tolist()
    return [f"{doc_ids[row]}#{number}" for row, number in zip(rows.tolist(), numbers, strict=True)]
