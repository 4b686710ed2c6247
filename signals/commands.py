"""What the commands do: read, score, write, and say what was turned away."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from . import __version__
from .actors import extend_actors, load_actors
from .documents import Document, Rejected
from .export import WRITERS, write_tables
from .ingest import read_documents, write_rejected
from .ingest.options import Options
from .judges import Classifier, ClassifierLoader
from .lexicon import load_lexicon
from .parts import write_by_month
from .pipeline import make_tools, score_stream
from .profile import Profile, load_profile
from .scored import read_scored
from .trends import trend

BYTES_PER_MB = 2**20
FEW = 5  # reasons shown on stderr; all of them stand in the file


def run_score(asked: argparse.Namespace, load_classifier: ClassifierLoader) -> int:
    """Score the inputs into OUT. Returns 0; raises ValueError or OSError for input or usage that is bad as a whole."""
    out, is_folder = _checked_out(asked.out)
    _check_engine(asked, is_folder)
    _check_inputs(asked.inputs)
    profile = load_profile(asked.profile, load_lexicon()) if asked.profile else Profile()
    classifier = load_classifier(asked.classifier)
    actors, rejected = extend_actors(load_actors(), asked.actors) if asked.actors else (load_actors(), [])
    about = about_run(profile, classifier)
    if asked.engine == "dask":
        n_rows, turned_away = _score_on_dask(asked, out, profile, about, load_classifier)
        _report(n_rows, out, rejected + turned_away)
        return 0
    items = read_documents(
        asked.inputs,
        published=asked.published,
        date_order=asked.date_order,
        one_sentence_per_row=asked.one_sentence_per_row,
    )
    documents = _accepted(items, rejected)
    tables = score_stream(_with_progress(documents), make_tools(profile, actors=actors), profile, classifier)
    n_rows = _write(tables, out, is_folder, about, rejected)
    _report(n_rows, out, rejected)
    return 0


def _score_on_dask(
    asked: argparse.Namespace, out: Path, profile: Profile, about: dict[str, str], load_classifier: ClassifierLoader
) -> tuple[int, list[Rejected]]:
    from .engines.dask_run import score_on_dask
    from .engines.partition import Job

    is_own_model = asked.classifier and Path(asked.classifier, "meta.json").is_file()
    job = Job(
        inputs=tuple(Path(name).absolute() for name in asked.inputs),
        options=Options(asked.published, asked.date_order, asked.one_sentence_per_row),
        profile=profile,
        classifier=str(Path(asked.classifier).absolute()) if is_own_model else asked.classifier,
        actors=asked.actors and asked.actors.absolute(),
        about=about,
        load_classifier=load_classifier,
    )
    return score_on_dask(job, out.absolute(), scheduler=asked.scheduler, piece_bytes=asked.partition_mb * BYTES_PER_MB)


def run_trend(asked: argparse.Namespace) -> int:
    """Average a scored table into OUT."""
    if asked.out.suffix.lower() not in WRITERS:
        raise ValueError(f"OUT is {asked.out.name!r}; expected an ending of {', '.join(WRITERS)}")
    averaged = trend(read_scored(asked.scored), by=asked.by, every=asked.every)
    write_tables([averaged], asked.out, about={"program": __version__})
    print(f"{len(averaged)} rows written to {asked.out}", file=sys.stderr)
    return 0


def run_accuracy(asked: argparse.Namespace) -> int:
    """Print how often attribution is right on a table with gold codes."""
    from .accuracy import attribution_accuracy

    for share in attribution_accuracy(asked.table, published=asked.published):
        print(share.line())
    return 0


def about_run(profile: Profile, classifier: Classifier | None) -> dict[str, str]:
    """What made a table: settings, model, program."""
    model = f"{classifier.name}-{classifier.version}" if classifier else "none"
    return {"profile": profile.hash, "model": model, "program": __version__}


def _checked_out(out: str) -> tuple[Path, bool]:
    path = Path(out)
    is_folder = out.endswith("/") or path.is_dir()
    if not is_folder and path.suffix.lower() not in WRITERS:
        raise ValueError(f"OUT is {out!r}; expected an ending of {', '.join(WRITERS)}, or a folder, DIR/")
    return path, is_folder


def _check_engine(asked: argparse.Namespace, is_folder: bool) -> None:
    if asked.engine == "dask" and not is_folder:
        raise ValueError(f"OUT is {asked.out!r}; expected a folder, DIR/, with --engine dask")
    if asked.engine != "dask" and asked.scheduler:
        raise ValueError(f"--scheduler {asked.scheduler} without --engine dask; expected both, or neither")
    if asked.partition_mb < 1:
        raise ValueError(f"--partition-mb is {asked.partition_mb}; expected 1 or more")


def _check_inputs(inputs: Iterable[str]) -> None:
    missing = [name for name in inputs if not Path(name).exists()]
    if missing:
        raise ValueError(f"INPUT {missing[0]} is not there; expected a file or a folder")


def _accepted(items: Iterable[Document | Rejected], rejected: list[Rejected]) -> Iterator[Document]:
    """Yield the documents; put what was turned away into `rejected`, which the caller reads at the end."""
    for item in items:
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            yield item


def _with_progress(documents: Iterable[Document]) -> Iterator[Document]:
    """Show a bar on a terminal when the work takes more than a second."""
    yield from tqdm(documents, unit=" documents", delay=1, leave=False, disable=not sys.stderr.isatty())


def _write(
    tables: Iterable[pd.DataFrame], out: Path, is_folder: bool, about: dict[str, str], rejected: list[Rejected]
) -> int:
    if is_folder:
        return write_by_month(tables, out, about=about)
    first = next(iter(tables := iter(tables)), None)
    if first is None:
        reason = f"; {rejected[0].place}: {rejected[0].reason}" if rejected else ""
        raise ValueError(f"no document could be read from the input ({len(rejected)} turned away{reason})")
    return write_tables(_chained(first, tables), out, about=about)


def _chained(first: pd.DataFrame, rest: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    yield first
    yield from rest


def _report(n_rows: int, out: Path, rejected: list[Rejected]) -> None:
    print(f"{n_rows} sentences written to {out}", file=sys.stderr)
    beside = out.parent / f"{out.name}.rejected.csv"
    if not rejected:
        beside.unlink(missing_ok=True)  # an earlier run's list would mislead
        return
    write_rejected(rejected, beside)
    print(f"{len(rejected)} inputs turned away, listed in {beside}:", file=sys.stderr)
    for item in rejected[:FEW]:
        print(f"  {item.place}: {item.reason}", file=sys.stderr)
    if len(rejected) > FEW:
        print(f"  ... and {len(rejected) - FEW} more", file=sys.stderr)
