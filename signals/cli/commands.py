"""What the commands do: read, score, write, and say what was turned away."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from signals.actors.table import extend_actors, load_actors
from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile, load_profile
from signals.documents import ClassifierLoader, Document, Rejected
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import Options, RejectedFile
from signals.output.files import WRITERS, write_tables
from signals.output.partitioned import write_by_month
from signals.output.provenance import provenance_of
from signals.pipeline import make_tools, score_stream
from signals.version import __version__

BYTES_PER_MB = 2**20


def run_score(asked: argparse.Namespace, load_classifier: ClassifierLoader) -> int:
    """Score the inputs into OUT. Returns 0; raises ValueError or OSError for input or usage that is bad as a whole."""
    out, is_folder = _checked_out(asked.out)
    _check_engine(asked, is_folder)
    _check_inputs(asked.inputs)
    with _without_collecting():
        profile = load_profile(asked.profile, load_lexicon()) if asked.profile else Profile()
        classifier = load_classifier(asked.classifier)
        actors, bad_aliases = extend_actors(load_actors(), asked.actors) if asked.actors else (load_actors(), [])
    about = provenance_of(profile, classifier)
    if asked.engine == "dask":
        n_rows, turned_away = _score_on_dask(asked, out, profile, about, load_classifier)
        with RejectedFile(_beside(out)) as rejected:
            for item in (*bad_aliases, *turned_away):
                rejected.add(item)
        _report(n_rows, out, rejected)
        return 0
    items = read_documents(
        asked.inputs,
        published=asked.published,
        date_order=asked.date_order,
        one_sentence_per_row=asked.one_sentence_per_row,
    )
    with _without_collecting():
        tools = make_tools(profile, actors=actors)
    with RejectedFile(_beside(out)) as rejected, _without_collecting_tables():
        documents = _accepted(chain(bad_aliases, items), rejected)
        tables = score_stream(_with_progress(documents), tools, profile, classifier)
        n_rows = _write(tables, out, is_folder, about, rejected)
    _report(n_rows, out, rejected)
    return 0


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the collector rest while tables are made, of some 100,000 objects that all stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _without_collecting_tables() -> Iterator[None]:
    """Spare the collector what lives as long as the run, the tables: walking through them takes 8 % of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _score_on_dask(
    asked: argparse.Namespace, out: Path, profile: Profile, about: dict[str, str], load_classifier: ClassifierLoader
) -> tuple[int, list[Rejected]]:
    from signals.cluster.run import score_on_dask
    from signals.cluster.worker import ScoringJob

    is_own_model = asked.classifier and Path(asked.classifier, "meta.json").is_file()
    job = ScoringJob(
        inputs=tuple(Path(name).absolute() for name in asked.inputs),
        options=Options(asked.published, asked.date_order, asked.one_sentence_per_row),
        profile=profile,
        classifier=str(Path(asked.classifier).absolute()) if is_own_model else asked.classifier,
        actors=asked.actors and asked.actors.absolute(),
        about=about,
        load_classifier=load_classifier,
    )
    return score_on_dask(
        job, out.absolute(), scheduler=asked.scheduler, partition_bytes=asked.partition_mb * BYTES_PER_MB
    )


def _beside(out: Path) -> Path:
    """Return where what was turned away is listed."""
    return out.parent / f"{out.name}.rejected.csv"


def run_trend(asked: argparse.Namespace) -> int:
    """Average a scored table into OUT."""
    from signals.output.scored_table import read_scored
    from signals.trends.averages import trend

    if asked.out.suffix.lower() not in WRITERS:
        raise ValueError(f"OUT is {asked.out.name!r}; expected an ending of {', '.join(WRITERS)}")
    averaged = trend(read_scored(asked.scored), by=asked.by, every=asked.every)
    write_tables([averaged], asked.out, about={"program": __version__})
    print(f"{len(averaged)} rows written to {asked.out}", file=sys.stderr)
    return 0


def run_accuracy(asked: argparse.Namespace) -> int:
    """Print how often attribution is right on a table with gold codes."""
    from signals.cli.attribution_accuracy import attribution_accuracy

    for share in attribution_accuracy(asked.table, published=asked.published):
        print(share.line())
    return 0


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


def _accepted(items: Iterable[Document | Rejected], rejected: RejectedFile) -> Iterator[Document]:
    """Yield the documents; write what was turned away into `rejected`."""
    for item in items:
        if isinstance(item, Rejected):
            rejected.add(item)
        else:
            yield item


def _with_progress(documents: Iterable[Document]) -> Iterator[Document]:
    """Show a bar on a terminal when the work takes more than a second."""
    yield from tqdm(documents, unit=" documents", delay=1, leave=False, disable=not sys.stderr.isatty())


def _write(
    tables: Iterable[pd.DataFrame], out: Path, is_folder: bool, about: dict[str, str], rejected: RejectedFile
) -> int:
    if is_folder:
        return write_by_month(tables, out, about=about)
    first = next(iter(tables := iter(tables)), None)
    if first is None:
        reason = f"; {rejected.first[0].place}: {rejected.first[0].reason}" if rejected.first else ""
        raise ValueError(f"no document could be read from the input ({rejected.count} turned away{reason})")
    return write_tables(chain([first], tables), out, about=about)


def _report(n_rows: int, out: Path, rejected: RejectedFile) -> None:
    print(f"{n_rows} sentences written to {out}", file=sys.stderr)
    if not rejected.count:
        return
    print(f"{rejected.count} inputs turned away, listed in {rejected.path}:", file=sys.stderr)
    for item in rejected.first:
        print(f"  {item.place}: {item.reason}", file=sys.stderr)
    if rejected.count > len(rejected.first):
        print(f"  ... and {rejected.count - len(rejected.first)} more", file=sys.stderr)
