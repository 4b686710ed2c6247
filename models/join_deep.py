"""Join a network and the fast classifier into the deep one: python -m models.join_deep [CSV ...] --network DIR

DIR is what `models.train_deep` wrote, the files are the same; the fast classifier is the shipped one, which
`models.train --teacher DIR` made. Their joint log-odds on the stories that neither had seen calibrate the result, which
is written to models/deep with its card.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from models import SHIPPED, load
from models.classifiers.artefact import read_meta
from models.classifiers.deep import joined, network_content, save_deep
from models.datasets.held_out import cross_fitted, read_held_out, sentence_key, write_held_out
from models.datasets.labelled import mask_sentences, read_labelled, seed_files
from models.evaluate import answer, label_numbers, tasks_in
from models.evaluation.baselines import classifier
from models.reporting.deep_model_card import write_deep_card
from models.train import reference_rows
from models.training.distillation import FINAL, load_teacher
from models.training.heads import fit_calibration

KEPT = ("name", "base", "command", "seed", "epochs", "rows", "n_rejected")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = _parser().parse_args(arguments)
    try:
        labelled, _ = read_labelled([*seed_files(), *options.files])
        rows, odds = held_out_odds(labelled, options.network)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    is_reference = reference_rows(labelled)
    calibration = fit_calibration(odds, labelled, rows[is_reference[rows]])
    about = {name: read_meta(options.network / FINAL)[name] for name in KEPT}
    save_deep(options.out, network_content(options.network / FINAL), calibration, load("fast").version, about)
    probabilities = cross_fitted(odds, labelled, rows, is_reference, seed=about["seed"])
    write_held_out(options.out, labelled, rows, probabilities)
    told = tell(labelled.iloc[rows], probabilities)
    write_deep_card(options.out, told, f"python -m models.join_deep {' '.join(map(str, options.files))}")
    print(told)
    print(f"written to {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m models.join_deep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="the labelled files that both have learned from")
    parser.add_argument("--network", type=Path, default=Path("out") / "networks", help="what models.train_deep wrote")
    parser.add_argument("--out", type=Path, default=SHIPPED / "deep")
    return parser


def held_out_odds(labelled: pd.DataFrame, network: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that neither reader has seen, and joint log-odds (n, 3), meaningful at those rows.

    Raises ValueError when the two readers had other stories held back.
    """
    teacher = load_teacher(network, labelled)
    rows = np.flatnonzero(teacher.is_held_out)
    held_out = read_held_out(SHIPPED / "fast")
    keys = [sentence_key(sentence) for sentence in labelled["sentence"].iloc[rows]]
    if missing := sum(key not in held_out.index for key in keys):
        raise ValueError(
            f"{SHIPPED / 'fast'}: {missing} of {len(keys)} held-out sentences were not held out from the fast "
            f"classifier; expected one made by python -m models.train --teacher {network}"
        )
    part = labelled.iloc[rows]
    masked = mask_sentences(part["sentence"].tolist(), part["published_on"].tolist())
    odds = np.zeros((len(labelled), 3))
    odds[rows] = joined(teacher.measured.log_odds(masked), held_out.loc[keys].to_numpy())
    return rows, odds


def tell(part: pd.DataFrame, probabilities: np.ndarray) -> str:
    """Return a line per file and question: macro-F1 on held-out rows."""
    lines = []
    for origin in sorted(set(part["origin"])):
        at = np.flatnonzero(part["origin"] == origin)
        rows, verdicts = part.iloc[at], classifier(probabilities[at])
        is_material = (rows["form"] == "material").to_numpy().astype(int)
        for task, used in tasks_in(rows).items():
            measured = answer(task, verdicts, label_numbers(rows), is_material, used)
            low, high = measured["interval_95"]
            score = f"macro-F1 {measured['macro_f1']:.3f} ({low:.3f}-{high:.3f})"
            lines.append(f"{origin:<14} {task:<10} n {measured['n']:5d}  {score}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
