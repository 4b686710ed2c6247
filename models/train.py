"""Train a fast classifier: python -m models.train [--labels] CSV ... [--out DIR], or --anew from nothing.

With labelled files (from the dashboard, or any CSV with a sentence and a label) a new model learns from them on top of
the shipped one, is compared with it, and is written beside it (out/fast-own). With --anew, --unlabelled, or no file, a
model learns from nothing but seeds/labels*.csv and the files, as the shipped one did. Same input and seed, same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.classifiers.artefact import read_artefact, save_artefact
from models.classifiers.loading import SHIPPED
from models.datasets.labelled import file_counts, read_labelled, seed_files
from models.evaluation.paired_comparison import fine_tuning_comparison
from models.reporting.fine_tuned_card import comparison_text, write_fine_tuned_card
from models.reporting.metrics_text import rejected_lines, shipped_comparison_text
from models.reporting.model_cards import write_fast_card
from models.training.distillation import load_teacher
from models.training.fast_training import read_unlabelled, save_trained, train, train_taught
from models.training.heads import IDENTITY, as_estimators
from signals.documents import Rejected
from signals.ingest.sources import RejectedFile

OUT_FINE_TUNED, OUT_ANEW = Path("out") / "fast-own", Path("out") / "fast"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = _options(arguments)
    try:
        if options.anew:
            train_anew(options)
        else:
            fine_tune(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"written to {options.out}")
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m models.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad, conflict or plover_root"
    )
    parser.add_argument("--labels", nargs="+", type=Path, default=[], metavar="CSV", help="more such files")
    parser.add_argument("--anew", action="store_true", help="from nothing, not on top of the shipped model")
    parser.add_argument(
        "--unlabelled", nargs="*", type=Path, default=[], help="CSV with title, desc or text, for word vectors: anew"
    )
    parser.add_argument(
        "--teacher", type=Path, metavar="DIR", help="what models.train_deep wrote: its network labels the unlabelled"
    )
    parser.add_argument("--out", type=Path, help=f"folder to write (default: {OUT_FINE_TUNED}; anew: {OUT_ANEW})")
    parser.add_argument("--seed", type=int, default=7, help="of the folds and the vectors (default: 7)")
    return parser


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argument_parser()
    options = parser.parse_args(arguments)
    options.files += options.labels
    if options.teacher and not options.unlabelled:
        parser.error("--teacher has nothing to read; expected --unlabelled CSV, too")
    options.anew = options.anew or bool(options.unlabelled) or not options.files
    options.out = options.out or (OUT_ANEW if options.anew else OUT_FINE_TUNED)
    return options


def _command(options: argparse.Namespace) -> str:
    words = ["python -m models.train", *map(str, options.files)]
    words += ["--unlabelled", *map(str, options.unlabelled)] if options.unlabelled else []
    words += ["--teacher", str(options.teacher)] if options.teacher else []
    words += ["--anew"] if options.anew and options.files and not options.unlabelled else []
    return " ".join([*words, "--out", str(options.out), "--seed", str(options.seed)])


def train_anew(options: argparse.Namespace) -> None:
    """Learn from seeds and files alone, print a comparison with the shipped model, and write model and card."""
    labelled, rejected = read_labelled([*seed_files(), *options.files])
    unlabelled = read_unlabelled(options.unlabelled)
    trained = (
        train_taught(labelled, unlabelled, load_teacher(options.teacher, labelled), seed=options.seed)
        if options.teacher
        else train(labelled, unlabelled, seed=options.seed)
    )
    print(shipped_comparison_text(labelled.iloc[trained.measured], trained.out_of_fold))
    about = {
        "name": "fast",
        "seed": options.seed,
        "command": _command(options),
        "trained_on": {counts["file"]: counts["n"] for counts in file_counts(labelled)},
        "n_rejected": len(rejected),
    }
    save_trained(options.out, labelled, trained, about)
    write_fast_card(options.out, labelled, trained)
    _write_rejected(options.out, rejected)


def fine_tune(options: argparse.Namespace) -> None:
    """Learn from the files on top of the shipped model, print whether that is better, and write model and card."""
    if options.out.resolve().is_relative_to(SHIPPED.resolve()):
        raise ValueError(
            f"--out is {options.out}, where shipped models are; expected a folder of its own, such as {OUT_FINE_TUNED}"
        )
    base, seeds = read_artefact(SHIPPED / "fast"), seed_files()
    taken = {path.name.split(".")[0] for path in seeds}
    if clash := next((path for path in options.files if path.name.split(".")[0] in taken), None):
        raise ValueError(f"{clash}: has the name of a file in seeds/, which is known already; expected another name")
    labelled, rejected = read_labelled([*seeds, *options.files])
    is_seed = labelled["origin"].isin(taken).to_numpy()
    own = labelled[~is_seed]
    if not len(own):
        first = f" ({len(rejected)} left out; {rejected[0].place}: {rejected[0].reason})" if rejected else ""
        raise ValueError(f"no usable label in {', '.join(map(str, options.files))}{first}")
    heads, comparison = fine_tuning_comparison(base, SHIPPED / "fast", labelled, is_seed, seed=options.seed)
    about = {
        "name": options.out.name,
        "started_from": f"{base.name} {base.version}",
        "seed": options.seed,
        "command": _command(options),
        "trained_on": {counts["file"]: counts["n"] for counts in file_counts(own)},
        "n_rejected": len(rejected),
    }
    save_artefact(options.out, base.vocabulary, as_estimators(heads.coefficients, heads.intercepts), IDENTITY, about)
    write_fine_tuned_card(options.out, own, comparison)
    _write_rejected(options.out, rejected)
    print(comparison_text(comparison))


def _write_rejected(folder: Path, rejected: list[Rejected]) -> None:
    """Write all rows left out, with place and reason, beside the model, and print the first ones."""
    beside = folder / "rejected.csv"
    with RejectedFile(beside) as file:
        for one in rejected:
            file.add(one)
    for line in rejected_lines(rejected, beside):
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
