"""Write the golden files again, on purpose: `python -m tests.renew_golden` (or `make golden`), then review the diff.

tests/golden/NAME.csv is the weekly trend by source of seeds/NAME.jsonl, by rules alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

import signals
from tests.support import ROOT

GOLDEN = ROOT / "tests" / "golden"
SEEDS = ("october_1962", "winter_2021_22")


def seed_rows(name: str) -> list[dict[str, Any]]:
    """The dispatches of an embedded corpus, as mappings."""
    return [json.loads(line) for line in (ROOT / "seeds" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def weekly_trend(name: str) -> pd.DataFrame:
    return signals.trend(signals.score(seed_rows(name)), by="source", every="week")


def golden_path(name: str) -> Path:
    return GOLDEN / f"{name}.csv"


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name in SEEDS:
        averaged = weekly_trend(name)
        averaged.to_csv(golden_path(name), index=False, date_format="%Y-%m-%d", lineterminator="\n")
        print(f"{golden_path(name).relative_to(ROOT)}: {len(averaged)} rows")


if __name__ == "__main__":
    main()
