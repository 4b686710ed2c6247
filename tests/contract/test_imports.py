"""Who may import whom: the flow goes one way, and no import leads back, lazy and type-only ones included."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import signals
from tests.support import ROOT

# From the ground up: a package imports only from lines above its own (docs/architecture.md).
FLOORS = (
    ("version", "documents", "data"),
    ("text",),
    ("ingest", "cues", "dates"),
    ("actors",),
    ("attribution",),
    ("output",),
    ("pipeline",),
    ("trends", "api"),
    ("cluster", "__init__"),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {f"signals.{name}": floor for floor, names in enumerate(FLOORS) for name in names}
TOPS = ("signals", "models", "dashboard_pages")
OUTSIDE = ("models", "streamlit", "dashboard_pages")


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


MODULES = {module_name(path): path for top in TOPS for path in sorted((ROOT / top).rglob("*.py"))}
MODULES["dashboard"] = ROOT / "dashboard.py"


def imports_of(path: Path) -> set[str]:
    """The modules that one imports, anywhere in it; of our own, the file that is meant."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {meant(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found |= {meant(node.module or "", alias.name) for alias in node.names}
    return found


def meant(module: str, name: str) -> str:
    for candidate in (f"{module}.{name}", module, f"{module}.__init__"):
        if candidate in MODULES:
            return candidate
    return module


IMPORTS = {name: imports_of(path) for name, path in MODULES.items()}


def package_of(module: str) -> str:
    """ "signals.text" of "signals.text.words", "signals.pipeline" of itself."""
    return ".".join(module.split(".")[:2])


def test_the_rooms_are_those_that_stand_in_the_order() -> None:
    assert {package_of(name) for name in MODULES if name.startswith("signals.")} == set(FLOOR_OF)


def test_a_package_of_signals_imports_only_from_lower_floors() -> None:
    upward = [
        (name, other)
        for name, others in IMPORTS.items()
        for other in others
        if name.startswith("signals.") and other.startswith("signals.") and package_of(name) != package_of(other)
        if FLOOR_OF[package_of(other)] >= FLOOR_OF[package_of(name)]
    ]
    assert upward == []


@pytest.mark.parametrize("package", ["attribution"])
def test_the_order_within_attribution(package: str) -> None:
    order = ["annotations", "tokens", "sentence", "basis", "rules", "discourse"]
    place = {name: order.index(name.split(".")[2]) for name in MODULES if name.startswith(f"signals.{package}.")
             and name.split(".")[2] in order}  # fmt: skip
    assert len(place) > 15
    assert [(a, b) for a in place for b in IMPORTS[a] if b in place and place[b] > place[a]] == []


def test_nothing_imports_in_a_circle() -> None:
    ours = {name: {other for other in others if other in MODULES} for name, others in IMPORTS.items()}
    try:
        TopologicalSorter(ours).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' <- '.join(error.args[1])}")


def test_signals_knows_neither_models_nor_streamlit() -> None:
    outside = {
        name: others
        for name, imported in IMPORTS.items()
        if name.startswith("signals.") and name != "signals.__main__"
        if (
            others := {other for other in imported if other.split(".")[0] in ("models", "streamlit", "dashboard_pages")}
        )
    }
    assert outside == {}
    assert {other.split(".")[0] for other in IMPORTS["signals.__main__"]} & set(TOPS) == {"signals", "models"}


def test_models_knows_signals_but_no_page_and_classifiers_only_its_text() -> None:
    assert [
        (name, other)
        for name, others in IMPORTS.items()
        if name.startswith("models.")
        for other in others
        if other.split(".")[0] in ("streamlit", "dashboard_pages", "dashboard")
    ] == []
    used = {
        package_of(other)
        for name, others in IMPORTS.items()
        if name.startswith("models.classifiers.")
        for other in others
        if other.startswith("signals.")
    }
    assert used <= {"signals.text", "signals.documents"}


def test_only_pages_and_the_dashboard_import_pages() -> None:
    importers = {
        name.split(".")[0]
        for name, others in IMPORTS.items()
        if any(one.startswith("dashboard_pages.") for one in others)
    }
    assert importers == {"dashboard_pages", "dashboard"}
    assert not any("dashboard" in others for others in IMPORTS.values())


def test_no_two_modules_have_one_name() -> None:
    stems = [path.stem for path in MODULES.values() if path.stem not in ("__init__", "__main__")]
    commands = {"validity"}  # the command `python -m models.validity` beside the validity periods of names
    assert {stem for stem in stems if stems.count(stem) > 1} <= commands


def test_importing_signals_is_quick_and_loads_nothing_heavy() -> None:
    program = (
        "import sys, signals; print([m for m in ('pandas', 'sklearn', 'streamlit', 'models') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"


def test_the_version_stands_in_one_way_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == signals.__version__
    assert f"## [{signals.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
