"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The steps: cut the batch into words and marks (tokens.py); let regular expressions look at the few sentences that may
hold what they find (frames.py); go through the documents sentence by sentence (documents.py) and ask the rules
(rules.py), which stand in order; tell what was found in words (basis.py). The method, its accuracy and its known
misses: docs/attribution.md
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..lines import lines_of
from ..mention_table import MentionTable
from ..outlets import NOWHERE, Standpoint
from ..words import Words, words_of
from .basis import bases
from .codes import ActorCodes, name_columns, sides_of
from .documents import attribute_batch
from .frames import told_of
from .tokens import batch_of


class Attribution(NamedTuple):
    """Codes of source and target (empty where none is named or carried over) and the rule and words behind them."""

    source: str
    target: str
    basis: str


def attribute(
    sentences: Sequence[str],
    mentions: MentionTable,
    documents: Sequence[int],
    paragraphs: Sequence[int],
    standpoints: Sequence[Standpoint] = (),
    words: Words | None = None,
) -> list[Attribution]:
    """Return the attribution of every sentence.

    `documents[i]` and `paragraphs[i]` number sentence i's document and paragraph; sentences of one document stand
    together, in order. `standpoints[row]` is that of document `row`'s outlet; without them, none is known. `words` are
    those of the sentences (headlines in capitals may be written small), where they are cut already.
    """
    if not sentences:
        return []
    lines = lines_of(sentences)
    text = "\n".join(sentences)
    standpoints = standpoints or [NOWHERE] * (max(documents) + 1)
    codes = ActorCodes(mentions.meanings.codes.tolist(), standpoints)
    sides = sides_of(standpoints, codes)
    batch = batch_of(words or words_of(lines), lines, name_columns(mentions, codes), documents, paragraphs)
    found = attribute_batch(batch, told_of(text, sentences, batch, sides))
    spelt = codes.spelt
    return list(map(Attribution, spelt[found.source].tolist(), spelt[found.target].tolist(), bases(text, found)))
