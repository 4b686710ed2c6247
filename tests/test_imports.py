"""Who may import whom: the flow goes one way (docs/decisions/001-shape.md)."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import signals
from tests.support import ROOT

PARTS = {"signals", "models", "dashboard", "dashboard_pages", "streamlit"}
MAY_IMPORT = {"signals": {"signals"}, "models": {"models", "signals"}}


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, anywhere in it; relative imports are its own package."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(path.relative_to(ROOT).parts[0] if node.level else (node.module or "").split(".")[0])
    return names


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    paths = [path for path in modules(package) if path != ROOT / "signals" / "__main__.py"]
    assert len(paths) > 10
    wrong = {path.name: imported(path) & PARTS - MAY_IMPORT[package] for path in paths}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_the_command_line_puts_the_parts_together_without_streamlit() -> None:
    assert imported(ROOT / "signals" / "__main__.py") & PARTS == {"signals", "models"}


def test_nothing_imports_the_dashboard() -> None:
    paths = [*modules("signals"), *modules("models"), *(ROOT / "dashboard_pages").rglob("*.py")]
    assert [path.name for path in paths if "dashboard" in imported(path)] == []


def test_importing_signals_is_quick_and_loads_nothing_heavy() -> None:
    program = (
        "import sys, signals; print([m for m in ('pandas', 'sklearn', 'streamlit', 'models') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_version_stands_in_one_way_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == signals.__version__
    assert f"## [{signals.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
