"""Read labelled files of several kinds into one table; rows that cannot be used come back with place and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.classifiers.feature_tokens import FUNCTION_WORDS, TOKEN
from signals.actors.masking import mask_actors, name_spans
from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from signals.documents import Rejected
from signals.ingest.formats import TABLE_ENDINGS
from signals.ingest.sources import find_sources
from signals.trends.label_files import LabelTable, read_cells, says_sure
from signals.trends.labels import sentence_key_of

SEEDS_FOLDER = Path(__file__).parent.parent.parent / "seeds"
CLASS_NAMES = ("escalatory", "de-escalatory", "neutral")
ESCALATORY, DEESCALATORY, NEUTRAL = range(3)
LABELLED_COLUMNS = (
    "sentence", "label", "form", "weight", "group", "origin", "place", "id", "is_sure", "outlet", "published_on", "kind"
)  # fmt: skip
SENTENCE_NAMES = ("sentence", "text", "title")
DATE_FORMATS = ("%Y-%m-%d", "%m/%d/%Y")
DEFAULT_DAY = date(2022, 3, 1)  # for text without a date: who held which office then
UNSURE_WEIGHT = 0.6  # of an item on which a reasonable analyst could differ (cross-validation, docs/decisions/005)
Answer = tuple[str, str]  # label, form

# PLOVER and CAMEO quad classes; 0 is a statement that is neither.
QUADS: dict[str, Answer] = {
    "0": ("neutral", ""),
    "1": ("de-escalatory", "verbal"),
    "2": ("de-escalatory", "material"),
    "3": ("escalatory", "verbal"),
    "4": ("escalatory", "material"),
}
CONFLICTS: dict[str, Answer] = {"0": ("de-escalatory", ""), "1": ("escalatory", "")}
# PLOVER's quad class of each event type, from its codebook (the sources disagree on SANCTION; material here).
ROOTS: dict[str, Answer] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), QUADS["1"]),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), QUADS["2"]),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), QUADS["3"]),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), QUADS["4"]),
}


@dataclass(frozen=True)
class LabelKind:
    """How a file says its labels: the column, what its values mean, and how much a row weighs in training."""

    column: str
    answer: Callable[[str, str], Answer | None]
    weight: float
    expected: str


def _codebook(label: str, form: str) -> Answer | None:
    label, form = label.lower(), form.lower()
    is_known = label in CLASS_NAMES and form in ("", "verbal", "material")
    return (label, "" if label == "neutral" else form) if is_known else None


# The first of these columns that a file has decides. Weights: cross-validation, docs/decisions/005.
LABEL_KINDS = (
    LabelKind("label", _codebook, 1.0, f"one of {', '.join(CLASS_NAMES)}, with form verbal, material or empty"),
    LabelKind("quad", lambda cell, _: QUADS.get(cell.removesuffix(".0")), 1.0, "0 to 4"),
    LabelKind("conflict", lambda cell, _: CONFLICTS.get(cell.removesuffix(".0")), 1.0, "0 or 1"),
    LabelKind("plover_root", lambda cell, _: ROOTS.get(cell.upper()), 0.2, f"one of {', '.join(ROOTS)}"),
)


def seed_files() -> list[Path]:
    """Return the project's own labelled files, by name."""
    return sorted(SEEDS_FOLDER.glob("labels*.csv"))


def read_labelled(paths: Iterable[Path]) -> tuple[pd.DataFrame, list[Rejected]]:
    """Read labelled CSV files into one table with LABELLED_COLUMNS, a row per sentence, in order.

    label is one of CLASS_NAMES; form `verbal`, `material` or empty (neutral, or not told); weight > 0; rows of one
    group tell the same story (or are a pair made to differ) and belong on one side of a split; origin is the file's
    stem. Rows without a usable sentence or label, repeated ones and contradicting ones come back as Rejected.
    Raises ValueError for a file that cannot be read or has no sentence or label column.
    """
    rows: list[dict[str, object]] = []
    rejected: list[Rejected] = []
    for path in paths:
        usable, refused = read_file(path)
        rows += usable
        rejected += refused
    kept, refused = _without_repeats(rows)
    labelled = pd.DataFrame(kept, columns=list(LABELLED_COLUMNS))
    labelled["group"] = story_groups(labelled["sentence"].tolist(), labelled["group"].tolist())
    return labelled, rejected + refused


def read_file(path: Path) -> tuple[list[dict[str, object]], list[Rejected]]:
    """Read one labelled file; repeated and contradicting rows are left in."""
    table = _label_table(path)
    sentence_column = next((name for name in SENTENCE_NAMES if name in table.columns), None)
    kind = next((kind for kind in LABEL_KINDS if kind.column in table.columns), None)
    if sentence_column is None or kind is None:
        wanted = f"one of {', '.join(SENTENCE_NAMES)} and one of {', '.join(kind.column for kind in LABEL_KINDS)}"
        raise ValueError(f"{path.name}: found columns {', '.join(table.columns) or 'none'}; expected {wanted}")
    rows: list[dict[str, object]] = []
    rejected = table.rejected
    for place, row in table.rows:
        read = _read_row(row, sentence_column, kind, origin=path.name.split(".")[0], place=place)
        if isinstance(read, Rejected):
            rejected.append(read)
        else:
            rows.append(read)
    return rows, rejected


def _label_table(path: Path) -> LabelTable:
    if path.is_dir():
        raise ValueError(f"{path}: is a folder; expected a CSV file with labelled sentences")
    source = next(find_sources([path]))
    if isinstance(source, Rejected) or source.ending not in TABLE_ENDINGS:
        reason = source.reason if isinstance(source, Rejected) else f"{source.ending} is no table"
        raise ValueError(f"{path}: {reason}; expected a CSV file with labelled sentences")
    return read_cells(source)


def _read_row(
    row: Mapping[Any, str], sentence_column: str, kind: LabelKind, *, origin: str, place: str
) -> dict[str, object] | Rejected:
    sentence = " ".join(row[sentence_column].split())
    if not any(character.isalpha() for character in sentence):
        return Rejected(place, f"{sentence_column} {sentence!r} holds no letters; expected a sentence")
    answer = kind.answer(row[kind.column].strip(), row.get("form", "").strip())
    if answer is None:
        return Rejected(place, f"{kind.column} is {row[kind.column]!r}; expected {kind.expected}")
    is_sure = says_sure(row.get("sure", ""))
    pair = row.get("pair", "").strip()
    return {
        "sentence": sentence,
        "label": answer[0],
        "form": answer[1],
        "weight": kind.weight * (1.0 if is_sure else UNSURE_WEIGHT),
        "group": f"{origin} {pair}" if pair else "",
        "origin": origin,
        "place": place,
        "id": row.get("id", "").strip(),
        "is_sure": is_sure,
        "outlet": row.get("outlet", "").strip(),
        "published_on": _date_of(row.get("date", "") or row.get("published_on", "")),
        "kind": kind.column,
    }


def _date_of(cell: str) -> date | None:
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(cell.strip(), pattern).date()
        except ValueError:
            continue
    return None


def label_numbers(labelled: pd.DataFrame) -> np.ndarray:
    """Return each row's label as its number in CLASS_NAMES, (n,)."""
    return np.array([CLASS_NAMES.index(label) for label in labelled["label"]], dtype=int)


def file_counts(labelled: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row per file: its name, rows, stories, and how many rows have each label and form."""
    return [
        {
            "file": str(origin),
            "n": len(rows),
            "stories": int(rows["group"].nunique()),
            **{label: int((rows["label"] == label).sum()) for label in CLASS_NAMES},
            **{form: int((rows["form"] == form).sum()) for form in ("verbal", "material")},
        }
        for origin, rows in labelled.groupby("origin", sort=False)
    ]


def masked_sentences(labelled: pd.DataFrame) -> list[str]:
    """Return the sentences of a table from `read_labelled` with actors' names replaced (`mask_sentences`)."""
    return mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())


def _without_repeats(rows: list[dict[str, object]]) -> tuple[list[dict[str, object]], list[Rejected]]:
    """Keep the first of equal sentences; where their labels contradict each other, keep none.

    Labels of different kinds (our three classes, an event type) answer different questions: they stand side by side.
    """
    labels: dict[tuple[str, object], dict[object, object]] = {}
    for row in rows:
        labels.setdefault(_same_question(row), {}).setdefault(row["label"], row["place"])
    kept: dict[tuple[str, object], dict[str, object]] = {}
    rejected = []
    for row in rows:
        key = _same_question(row)
        if len(labels[key]) > 1:
            told = "; ".join(f"{label} in {place}" for label, place in labels[key].items())
            rejected.append(Rejected(str(row["place"]), f"contradicting labels: {told}; expected one"))
        elif key in kept:
            rejected.append(Rejected(str(row["place"]), f"repeats {kept[key]['place']}"))
        else:
            kept[key] = row
    return list(kept.values()), rejected


def _same_question(row: dict[str, object]) -> tuple[str, object]:
    return sentence_key_of(str(row["sentence"])), row["kind"]


def mask_sentences(sentences: Sequence[str], published_on: Sequence[date | None]) -> list[str]:
    """Return the sentences with actors' names replaced, resolved on each one's day (DEFAULT_DAY where it has none)."""
    days = [(day or DEFAULT_DAY).toordinal() for day in published_on]
    lines = [" ".join(sentence.split()) for sentence in sentences]
    finder = MentionFinder(load_actors())
    mentions = finder.mentions_among(finder.words_of(lines), lines, range(len(lines)), days)
    return list(mask_actors(lines, mentions, name_spans(lines, mentions)))


SAME_STORY = 0.6  # cosine of rarity-weighted words


def story_groups(sentences: Sequence[str], given: Sequence[str]) -> np.ndarray:
    """Return a group number per sentence: one for sentences that share most rare words, or a non-empty `given` name."""
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import TfidfVectorizer

    if len(sentences) < 2:
        return np.zeros(len(sentences), dtype=int)
    vectors = TfidfVectorizer(analyzer=_content_words, sublinear_tf=True).fit_transform(sentences)
    alike = vectors @ vectors.T > SAME_STORY
    names, number = np.unique(np.array(given, dtype=str), return_inverse=True)
    membership = sparse.csr_array(
        (np.array(given) != "", (np.arange(len(given)), number)), shape=(len(given), len(names))
    )
    together = membership.astype(int) @ membership.T.astype(int) + alike.astype(int)
    return connected_components(together)[1]


def _content_words(sentence: str) -> list[str]:
    words = [word for word in TOKEN.findall(sentence.lower()) if word.isalnum() and word not in FUNCTION_WORDS]
    return words or [sentence]
