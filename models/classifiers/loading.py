"""Load a shipped classifier by its name, or one from its folder. Nothing heavy is imported before that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.classifiers.deep import DeepClassifier
    from models.classifiers.fast import FastClassifier

SHIPPED = Path(__file__).parent.parent
BEST_FIRST = ("deep", "fast")


def load(name_or_path: str | Path, *, threads: int | None = None) -> FastClassifier | DeepClassifier:
    """Return the shipped classifier of that name ("fast", "deep"), or the one saved in that folder.

    `threads`: how many cores the deep one may use; all for None. Raises ValueError in one line when there is none, or
    when a file of it is damaged or of a foreign type.
    """
    from models.classifiers.artefact import META, read_artefact, read_meta

    folder = model_folder(name_or_path)
    if not (folder / META).is_file():
        expected = ", ".join(shipped_names()) or "none is shipped"
        raise ValueError(
            f"classifier {str(name_or_path)!r}: no {META} in {folder}; expected {expected}, or a folder with one"
        )
    from models.classifiers.fast import FastClassifier

    if read_meta(folder).get("kind") != "deep":
        return FastClassifier(read_artefact(folder))
    from models.classifiers.deep import DeepClassifier

    return DeepClassifier(folder, FastClassifier(read_artefact(SHIPPED / "fast")), threads=threads)


def model_folder(name_or_path: str | Path) -> Path:
    """Return the folder of a shipped classifier for its name, any other path as it is."""
    return SHIPPED / name_or_path if str(name_or_path) in shipped_names() else Path(name_or_path)


def shipped_names() -> tuple[str, ...]:
    """Return the names that `load` knows: the folders in `models` that hold a classifier."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/meta.json")))


def best_shipped() -> str:
    """Return the name of the most accurate classifier shipped; "fast" where there is none at all."""
    return next((name for name in BEST_FIRST if name in shipped_names()), "fast")
