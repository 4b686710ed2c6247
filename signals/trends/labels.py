"""Labels that an analyst gives to sentences: changed by edits of a table, saved as a file, read again to go on.

What a label means: the project's codebook. `python -m models.train FILE` learns from the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from signals.documents import Rejected
from signals.ingest.sources import Source, reject
from signals.trends.label_files import read_cells, says_sure, write_cells

LABEL_COLUMNS = (
    "sentence",
    "label",
    "form",
    "sure",
    "date",
    "outlet",
    "doc_id",
    "sentence_id",
    "reader",
    "labelled_at",
)
CHOICES = {  # as a person picks them: label and form
    "▲ escalatory words": ("escalatory", "verbal"),
    "▲ escalatory deed": ("escalatory", "material"),
    "▼ de-escalatory words": ("de-escalatory", "verbal"),
    "▼ de-escalatory deed": ("de-escalatory", "material"),
    "● neutral": ("neutral", ""),
    "▲ escalatory": ("escalatory", ""),  # words or deed was not told
    "▼ de-escalatory": ("de-escalatory", ""),
}
ANSWER_LABELS, ANSWER_FORMS = (tuple(dict.fromkeys(answers)) for answers in zip(*CHOICES.values(), strict=True))


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader says of one sentence. `form` is `verbal`, `material` or empty (neutral, or not told);
    `is_sure` is false where another careful reader could differ; `date` is the day of publication, YYYY-MM-DD or
    empty; `labelled_at` is UTC. The rest is empty where it is not known."""

    sentence: str
    label: str
    form: str
    is_sure: bool = True
    date: str = ""
    outlet: str = ""
    doc_id: str = ""
    sentence_id: str = ""
    reader: str = ""
    labelled_at: str = ""

    @property
    def answer(self) -> tuple[str, str]:
        return self.label, self.form


Labels = Mapping[str, Label]  # by `sentence_key_of` its sentence, in the order in which they were first given


def sentence_key_of(sentence: str) -> str:
    """Return what two copies of a sentence share: a label holds for all of them."""
    return " ".join(sentence.split()).lower()


def choice_of(label: str, form: str) -> str:
    """Return the choice that stands for a label and a form."""
    return next(words for words, answer in CHOICES.items() if answer == (label, form))


def labelling_table(scored: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Return a row per sentence of `scored`: sentence, shown (the program's answer), yours (or missing), is_sure."""
    given = [labels.get(sentence_key_of(sentence)) for sentence in scored["sentence"]]
    return pd.DataFrame(
        {
            "sentence": scored["sentence"].to_list(),
            "shown": [choice_of(*answer) for answer in zip(scored["label"], scored["form"], strict=True)],
            "yours": pd.array([choice_of(*one.answer) if one else None for one in given], dtype="str"),
            "is_sure": [one is None or one.is_sure for one in given],
        }
    )


def unlabelled_records(scored: pd.DataFrame) -> tuple[Label, ...]:
    """Return, for each sentence of `scored`, a label of which only the label, the form and who gave it are to come."""
    days = scored["published_on"].dt.strftime("%Y-%m-%d")
    columns = (scored["sentence"], days, scored["outlet"], scored["doc_id"], scored["sentence_id"])
    return tuple(
        Label(sentence, "", "", True, *(str(cell) for cell in origin))
        for sentence, *origin in zip(*columns, strict=True)
    )


def edited_labels(
    labels: Labels, records: Sequence[Label], edits: Mapping[int, Mapping[str, Any]], *, reader: str, now: datetime
) -> dict[str, Label]:
    """Return the labels after edits of `labelling_table`: row number -> {"yours": a choice or None, "is_sure": bool}.

    An emptied choice takes the label back. Being sure or not counts once there is a label. An edit that changes
    nothing leaves who gave the label, and when, as it was.
    """
    changed = dict(labels)
    for row, edit in sorted(edits.items()):
        key = sentence_key_of(records[row].sentence)
        before = changed.get(key)
        choice = edit.get("yours", choice_of(*before.answer) if before else None)
        if not choice:
            changed.pop(key, None)
            continue
        is_sure = bool(edit.get("is_sure", before is None or before.is_sure))
        if before is None or (before.answer, before.is_sure) != (CHOICES[choice], is_sure):
            changed[key] = _answered(records[row], choice, is_sure, reader, now)
    return changed


def _answered(record: Label, choice: str, is_sure: bool, reader: str, now: datetime) -> Label:
    known = {field.name: getattr(record, field.name) for field in fields(Label)}
    label, form = CHOICES[choice]
    at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Label(**{**known, "label": label, "form": form, "is_sure": is_sure, "reader": reader, "labelled_at": at})


def labels_without(labels: Labels, key: str) -> dict[str, Label]:
    """Return the labels but one."""
    return {name: label for name, label in labels.items() if name != key}


def labels_table(labels: Labels) -> pd.DataFrame:
    """Return LABEL_COLUMNS, one row per label, the latest first; sure is 1 or 0, as in the file."""
    return pd.DataFrame(reversed([_label_cells(label) for label in labels.values()]), columns=list(LABEL_COLUMNS))


def labels_csv(labels: Labels) -> bytes:
    """Return the labels file: LABEL_COLUMNS, one row per label in the order in which they were given."""
    return write_cells(LABEL_COLUMNS, [_label_cells(label) for label in labels.values()])


def _label_cells(label: Label) -> list[str]:
    return [
        {True: "1", False: "0"}[label.is_sure] if name == "sure" else str(getattr(label, name))
        for name in LABEL_COLUMNS
    ]


def read_labels(content: bytes, name: str) -> tuple[list[tuple[str, Label]], list[Rejected]]:
    """Return the labels in a file, each with its place, and the rows that are none, with the reason.

    Raises ValueError in one line for a file that is no table, or has no sentence (or text, title) or label column.
    """
    table = read_cells(Source(name, name, ".csv", len(content), lambda: io.BytesIO(content)))
    text = next((column for column in ("sentence", "text", "title") if column in table.columns), None)
    if text is None or "label" not in table.columns:
        found = ", ".join(table.columns)
        raise ValueError(f"{name}: found columns {found}; expected sentence (or text, title) and label")
    read = [(place, _label(cells, text)) for place, cells in table.rows]
    usable = [(place, one) for place, one in read if isinstance(one, Label)]
    return usable, table.rejected + [reject(place, one) for place, one in read if isinstance(one, str)]


def _label(cells: Mapping[str, str], text: str) -> Label | str:
    """Return the label in a row, or the reason why there is none."""
    sentence = " ".join(cells[text].split())
    label, form = (cells.get(name, "").strip().lower() for name in ("label", "form"))
    if not any(character.isalpha() for character in sentence):
        return f"{text} {sentence!r} holds no letters; expected a sentence"
    if label not in ANSWER_LABELS or form not in ANSWER_FORMS:
        found = f"label is {cells['label']!r} and form {cells.get('form', '')!r}"
        return f"{found}; expected one of {', '.join(ANSWER_LABELS)}, with form verbal, material or empty"
    rest = {name: cells.get(name, "").strip() for name in LABEL_COLUMNS[4:]}
    return Label(sentence, label, "" if label == "neutral" else form, says_sure(cells.get("sure", "")), **rest)


def merged_labels(labels: Labels, read: Iterable[tuple[str, Label]]) -> tuple[dict[str, Label], list[Rejected]]:
    """Return the labels with those read from a file; a label that contradicts an earlier one comes back Rejected."""
    together, rejected = dict(labels), []
    for place, label in read:
        known = together.setdefault(sentence_key_of(label.sentence), label)
        if known.answer != label.answer:
            told = f"{choice_of(*known.answer)} by {known.reader or 'a reader without a name'}"
            rejected.append(reject(place, f"is {choice_of(*label.answer)}, already labelled {told}; kept the earlier"))
    return together, rejected
