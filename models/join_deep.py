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

from models.classifiers.loading import SHIPPED
from models.datasets.labelled import read_labelled, seed_files
from models.reporting.model_cards import held_out_lines, write_deep_card
from models.training.ensemble import save_ensemble


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = argument_parser().parse_args(arguments)
    try:
        labelled, _ = read_labelled([*seed_files(), *options.files])
        rows, probabilities = save_ensemble(options.out, labelled, options.network)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    figures = held_out_lines(labelled.iloc[rows], probabilities)
    write_deep_card(options.out, figures, f"python -m models.join_deep {' '.join(map(str, options.files))}")
    print(figures)
    print(f"written to {options.out}")
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m models.join_deep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="the labelled files that both have learned from")
    parser.add_argument("--network", type=Path, default=Path("out") / "networks", help="what models.train_deep wrote")
    parser.add_argument("--out", type=Path, default=SHIPPED / "deep", help="folder to write (default: models/deep)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
