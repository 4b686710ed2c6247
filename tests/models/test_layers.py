"""Who may import whom inside `models`: packages one way only, commands on top, no circle."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

from tests.support import ROOT

ORDER = ("classifiers", "datasets", "training", "evaluation", "reporting", "commands")
PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in sorted((ROOT / "models").rglob("*.py"))
    if path.name != "__init__.py"
}


def imported(path: Path) -> set[str]:
    """The modules that a module imports anywhere in it, lazily or for types only, too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{path}: relative import"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layer(module: str) -> int:
    parts = module.split(".")
    return ORDER.index(parts[1] if len(parts) > 2 else "commands")


def test_packages_import_one_way() -> None:
    wrong = [
        (module, other)
        for module, path in PATHS.items()
        for other in imported(path) & set(PATHS)
        if layer(other) > layer(module) or (layer(other) == layer(module) == len(ORDER) - 1)
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {module: imported(path) & set(PATHS) for module, path in PATHS.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(PATHS)


def test_nobody_inside_imports_the_front_door() -> None:
    assert [module for module, path in PATHS.items() if "models" in imported(path)] == []


def test_classifiers_import_of_signals_only_text() -> None:
    used = {
        name
        for module, path in PATHS.items()
        if module.startswith("models.classifiers.")
        for name in imported(path)
        if name.startswith("signals")
    }
    assert used and {name for name in used if not name.startswith(("signals.text", "signals.documents"))} == set()
