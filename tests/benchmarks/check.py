"""Compare a small run with the ratios kept in baseline.json: python -m tests.benchmarks.check RUN.json [--renew]

Exit status 1 when a ratio has grown by more than 30 % or a benchmark is missing; --renew keeps the new ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline.json"
TOLERANCE = 1.3  # times the ratio kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.check", description=__doc__)
    parser.add_argument("run", type=Path, nargs="+", help="what --benchmark-json wrote; of several, the least")
    parser.add_argument("--renew", action="store_true", help="keep the ratios of this run as the new baseline")
    options = parser.parse_args(arguments)
    ratios = least(read_ratios(path) for path in options.run)
    if options.renew:
        rounded = {name: float(f"{ratio:.4g}") for name, ratio in ratios.items()}
        BASELINE.write_text(json.dumps(rounded, indent=1) + "\n")
        return 0
    kept = json.loads(BASELINE.read_text())
    for name, ratio in sorted(ratios.items()):
        print(f"{name:<40} {ratio:8.4g} times VADER, kept {kept.get(name, float('nan')):8.4g}")
    complaints = regressions(ratios, kept)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def read_ratios(path: Path) -> dict[str, float]:
    """Return the ratio of every benchmark in a run, by name."""
    run = json.loads(path.read_text())
    return {one["name"]: float(one["extra_info"]["ratio"]) for one in run["benchmarks"]}


def least(runs: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the least ratio of each benchmark over several runs: a busy moment makes one worse, never better."""
    found: dict[str, float] = {}
    for run in runs:
        for name, ratio in run.items():
            found[name] = min(ratio, found.get(name, ratio))
    return found


def regressions(ratios: Mapping[str, float], kept: Mapping[str, float]) -> list[str]:
    """Return a line for each benchmark that is missing, new, or costs more than TOLERANCE times what was kept."""
    lines = [f"{name}: not run; expected a ratio near {kept[name]:.4g}" for name in kept if name not in ratios]
    for name, ratio in ratios.items():
        if name not in kept:
            lines.append(f"{name}: not in {BASELINE.name}; keep it with --renew")
        elif ratio > kept[name] * TOLERANCE:
            lines.append(f"{name}: {ratio:.4g} times VADER; expected at most {kept[name] * TOLERANCE:.4g}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
