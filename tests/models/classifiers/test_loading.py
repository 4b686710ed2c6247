"""Loading a classifier: what is shipped, what is refused, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import models

FAST = Path(models.__file__).parent / "fast"

ROOT = FAST.parent.parent


def test_importing_models_is_cheap():
    code = "import models, sys; print([m for m in ('numpy', 'sklearn', 'pandas', 'skops') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "[]"


def test_predicting_needs_no_sklearn():
    code = "import models, sys; models.load('fast').predict(['war']); print('sklearn' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "False"


def test_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"no meta\.json in nowhere; expected deep, fast, or a folder"):
        models.load("nowhere")


def test_shipped_folder_is_small():
    assert sum(path.stat().st_size for path in FAST.iterdir()) < 6_000_000
