"""Which rules and which classifiers are installed: to see whether figures were measured on them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models import BEST_FIRST, SHIPPED
from models.classifiers.artefact import META, version_of
from signals.data.csv_tables import TABLES

RULE_TABLES = ("families.csv", "lexicon.csv", "modifiers.csv")


def rules_version(folder: Path = TABLES) -> str:
    """Return 12 hex digits that name the content of the rules' tables."""
    return hashlib.sha256(b"\0".join((folder / name).read_bytes() for name in RULE_TABLES)).hexdigest()[:12]


def shipped_versions(folder: Path = SHIPPED) -> dict[str, str]:
    """Return the versions of the rules and of each classifier in `folder`."""
    models = {name: version_of(folder / name) for name in BEST_FIRST if (folder / name / META).is_file()}
    return {"rules": rules_version(), **dict(sorted(models.items()))}
