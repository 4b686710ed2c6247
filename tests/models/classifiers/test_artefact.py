"""A model's files: damage and foreign types are refused, and nothing is lost."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

import models
from models.classifiers.artefact import pack_heads

FAST = Path(models.__file__).parent / "fast"


@pytest.mark.parametrize("name", ["heads.skops", "vocabulary.npz"])
def test_damaged_file_is_refused(tmp_path, name):
    folder = shutil.copytree(FAST, tmp_path / "copy")
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ValueError, match=rf"{name}: sha256 .*changed or damaged"):
        models.load(folder)


def test_foreign_type_is_refused(tmp_path):
    from sklearn.tree import DecisionTreeClassifier

    folder = shutil.copytree(FAST, tmp_path / "copy")
    tree = DecisionTreeClassifier().fit([[0], [1]], [0, 1])
    (folder / "heads.skops").write_bytes(pack_heads(dict.fromkeys(("neutral", "escalatory", "material"), tree)))
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta["sha256"]["heads.skops"] = sha256((folder / "heads.skops").read_bytes()).hexdigest()
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ValueError, match=r"holds the type .*expected only .*not loaded"):
        models.load(folder)


def test_skops_reads_the_same_coefficients():
    import skops.io

    from models.classifiers.artefact import read_heads

    assert skops.io.get_untrusted_types(file=FAST / "heads.skops") == []
    coefficients, _ = read_heads((FAST / "heads.skops").read_bytes(), place="test")
    estimators = skops.io.load(FAST / "heads.skops")
    np.testing.assert_array_equal(coefficients, np.concatenate([one.coef_ for one in estimators.values()]))
