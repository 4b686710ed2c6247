"""Classifiers of masked sentences. `load("fast")` is the shipped one; nothing heavy is imported before that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .classifier import FastClassifier

SHIPPED = Path(__file__).parent


def load(name_or_path: str | Path) -> FastClassifier:
    """Return the shipped classifier of that name ("fast"), or the one saved in that folder.

    Raises ValueError in one line when there is none, or when a file of it is damaged or of a foreign type.
    """
    from .artefact import read_artefact
    from .classifier import FastClassifier

    folder = SHIPPED / name_or_path if str(name_or_path) in shipped_names() else Path(name_or_path)
    if not (folder / "meta.json").is_file():
        expected = ", ".join(shipped_names()) or "none is shipped"
        raise ValueError(
            f"classifier {str(name_or_path)!r}: no meta.json in {folder}; expected {expected}, or a folder with one"
        )
    return FastClassifier(read_artefact(folder))


def shipped_names() -> tuple[str, ...]:
    """Return the names that `load` knows: the folders beside this file that hold a classifier."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/meta.json")))
