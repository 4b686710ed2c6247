"""The parts of scoring beyond one process that need no cluster: pieces, ids, types, staging."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.cluster.partitions import Piece, WholeFiles, gather_files, is_big_table
from signals.cluster.provisional_ids import WishfulIds, settle_ids
from signals.cluster.reconcile import common_types, is_as_written, rewrite_part
from signals.cluster.staging import part_stem, publish, staging_folder
from signals.cluster.table_ranges import cut_table
from signals.cluster.worker import Job, score_piece
from signals.documents import Classifier, Document, Rejected
from signals.ingest.document_ids import DocIds
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import Options
from tests.dask_support import job_of, write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "news"
    write_corpus(folder)
    return folder


def cut(folder: Path, n_bytes: int, copies: Path) -> list[Piece]:
    pieces: list[Piece] = []
    for number, group in enumerate(gather_files(folder, n_bytes)):
        if is_big_table(group, n_bytes):
            pieces += cut_table(group, Options(), n_bytes, copies / str(number))
        else:
            pieces.append(group)
    return [pickle.loads(pickle.dumps(piece)) for piece in pieces]  # as they travel to workers


@pytest.mark.parametrize("n_bytes", [2_000, 9_000, 2**30])
def test_pieces_give_the_documents_of_the_whole(corpus: Path, n_bytes: int, tmp_path: Path) -> None:
    whole = list(read_documents([corpus]))
    assert len(whole) > 300 and len(without_documents(whole)) == 8
    pieces = cut(corpus, n_bytes, tmp_path)
    read, wishes = [], []
    for piece in pieces:
        ids = WishfulIds()
        read.append(list(piece.read(Options(), ids)))
        wishes.append(ids.wishes)
    renames = settle_ids(wishes)
    settled = [renamed_item(item, renamed) for items, renamed in zip(read, renames, strict=True) for item in items]
    assert without_torn_table(settled) == without_torn_table(whole)
    damaged = [piece.is_damaged(without_documents(items)) for piece, items in zip(pieces, read, strict=True)]
    assert sum(damaged) == (n_bytes < 2**30)


def without_torn_table(items: list[Document | Rejected]) -> list[Document | Rejected]:
    """How much of a damaged table is read depends on where reading begins; a run scores such a table whole."""
    names = [item.place if isinstance(item, Rejected) else item.doc_id for item in items]
    return [item for item, name in zip(items, names, strict=True) if not name.startswith("torn")]


def without_documents(items: list[Document | Rejected]) -> list[Rejected]:
    return [item for item in items if isinstance(item, Rejected)]


def renamed_item(item: Document | Rejected, renamed: dict[str, str]) -> Document | Rejected:
    if isinstance(item, Rejected):
        return item
    values = {name: getattr(item, name) for name in Document._fields}
    return Document(**values | {"doc_id": renamed.get(item.doc_id, item.doc_id)})


NAMES = st.sampled_from(["a", "b", "a~2", "a~3", "t-1", "t-2", "t-2~2", "u-1"])
TABLE_ROW = st.tuples(st.sampled_from(["t", "u"]), st.integers(1, 3))


@given(st.lists(st.lists(NAMES | TABLE_ROW, max_size=6), max_size=5))
def test_settled_ids_are_those_of_one_process(pieces: list[list[str | tuple[str, int]]]) -> None:
    one_process = DocIds()
    expected = [[asked(one_process, wish) for wish in piece] for piece in pieces]
    wishful = [WishfulIds() for _ in pieces]
    given_out = [[asked(ids, wish) for wish in piece] for ids, piece in zip(wishful, pieces, strict=True)]
    assert all(len(set(within)) == len(within) for within in given_out)
    renames = settle_ids(ids.wishes for ids in wishful)
    settled = [[renamed.get(one, one) for one in within] for within, renamed in zip(given_out, renames, strict=True)]
    assert settled == expected


def asked(ids: DocIds, wish: str | tuple[str, int]) -> str:
    return ids.named(wish) if isinstance(wish, str) else ids.numbered(*wish)


def test_a_piece_scored_twice_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    piece = WholeFiles(next(gather_files(corpus / "plain.csv.gz", 2**30)).files)
    job = job_of(corpus)
    reports = [score_piece(piece, "part-1", job, folder) for folder in made(tmp_path / "a", tmp_path / "b")]
    assert reports[0].n_rows == reports[1].n_rows > 100 and reports[0].wishes == reports[1].wishes
    files = [sorted(path.relative_to(tmp_path / side) for path in (tmp_path / side).rglob("*.*")) for side in "ab"]
    assert files[0] == files[1] and len(files[0]) == len(reports[0].types_by_month) > 2
    assert all((tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes() for one in files[0])


def made(*folders: Path) -> tuple[Path, ...]:
    for folder in folders:
        folder.mkdir()
    return folders


def test_the_classifier_is_loaded_once_per_run_and_process(corpus: Path, tmp_path: Path) -> None:
    asked_for: list[tuple[str | None, int | None]] = []

    def load(name: str | None, *, threads: int | None = None) -> Classifier | None:
        asked_for.append((name, threads))
        return None

    piece = next(gather_files(corpus / "pages", 2**30))
    job = job_of(corpus)
    counting = Job(job.inputs, job.options, job.profile, "none", None, job.about, load)
    for folder in made(tmp_path / "run 1"):
        score_piece(piece, "part-1", counting, folder)
        score_piece(piece, "part-2", counting, folder)
    assert asked_for == [("none", 1)]


def test_a_worker_without_the_storage_or_of_another_release_says_so(corpus: Path, tmp_path: Path) -> None:
    piece = next(gather_files(corpus / "pages", 2**30))
    job = job_of(corpus, tmp_path / "elsewhere")
    with pytest.raises(
        ValueError, match=r"found no .*elsewhere; expected storage that the client and all workers share"
    ):
        score_piece(piece, "part-1", job, tmp_path)
    job = job_of(corpus)
    other = Job(
        job.inputs, job.options, job.profile, "none", None, {**job.about, "program": "9.9"}, job.load_classifier
    )
    with pytest.raises(ValueError, match=r"program 0\.2\.0; expected .*program 9\.9 as on the client"):
        score_piece(piece, "part-1", other, tmp_path)


def test_parts_settle_on_the_same_columns_and_types(tmp_path: Path) -> None:
    ids = {"sentence_id": ["a#1", "a#2"], "doc_id": ["a", "a"]}
    tables = [
        pa.table({**ids, "n": [1, 2], "x": pa.array([None, None], pa.string())}),
        pa.table({**ids, "x": ["text", None]}),
        pa.table({**ids, "x": [1, 2], "n": [0.5, None]}),
    ]
    found = [common_types([table]) for table in tables]
    types = common_types(found)
    expected = {"sentence_id": "string", "doc_id": "string", "n": "double", "x": "string"}
    assert {name: str(kind) for name, kind in types.items()} == expected
    assert [is_as_written(one, types) for one in found] == [False, False, False]
    pq.write_table(tables[0], tmp_path / "0.parquet")
    rewrite_part(tmp_path / "0.parquet", tmp_path / "a" / "settled.parquet", types, {"a": "a~2"}, {"model": "m"})
    settled = pq.ParquetFile(tmp_path / "a" / "settled.parquet").read()
    assert is_as_written(common_types([settled]), types)
    assert settled.schema.metadata == {b"drumbeat_model": b"m"}
    assert settled.to_pydict() == {
        "sentence_id": ["a~2#1", "a~2#2"], "doc_id": ["a~2", "a~2"], "n": [1.0, 2.0], "x": [None, None],
    }  # fmt: skip


def test_publishing_replaces_what_came_of_the_same_input_and_keeps_the_rest(tmp_path: Path) -> None:
    out, ours, theirs = tmp_path / "out", tmp_path / "ours", tmp_path / "theirs"
    kept = [out / "month=2022-01" / "1a2b-00000.parquet", out / "month=2022-01" / f"{part_stem(theirs, 1)}.parquet"]
    stale = [
        out / f"month={month}" / f"{part_stem(ours, number)}.parquet"
        for month, number in (("2022-01", 7), ("2021-12", 1))
    ]
    for path in [*kept, *stale]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old")
    with staging_folder(out, [ours]) as staging:
        fresh = staging / f"{part_stem(ours, 1)}.parquet"
        fresh.write_text("new")
        publish([("2022-01", fresh)], out, [ours])
    expected = dict.fromkeys(kept, "old") | {out / "month=2022-01" / fresh.name: "new"}
    assert {path: path.read_text() for path in out.rglob("*.parquet")} == expected
    assert [path.name for path in out.iterdir()] == ["month=2022-01"]


def test_staging_of_a_killed_run_goes_with_the_next(tmp_path: Path) -> None:
    with staging_folder(tmp_path, [Path("a")]) as first:
        (first / "month=2022-01").mkdir()
        left = first.rename(first.with_name(f"{first.name}0"))  # as if the process had been killed
    with staging_folder(tmp_path, [Path("b")]):
        assert left.exists()  # another run's, which may be at work
    with staging_folder(tmp_path, [Path("a")]):
        assert not left.exists()
    assert list(tmp_path.iterdir()) == []
