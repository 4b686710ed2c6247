"""What of a run is seen in OUT, and what goes with the next run."""

from __future__ import annotations

from pathlib import Path

from signals.cluster.staging import MonthFile, file_stem, publish_files, staging_folder


def test_publishing_replaces_what_came_of_the_same_input_and_keeps_the_rest(tmp_path: Path) -> None:
    out, ours, theirs = tmp_path / "out", tmp_path / "ours", tmp_path / "theirs"
    kept = [out / "month=2022-01" / "1a2b-00000.parquet", out / "month=2022-01" / f"{file_stem(theirs, 1)}.parquet"]
    stale = [
        out / f"month={month}" / f"{file_stem(ours, number)}.parquet"
        for month, number in (("2022-01", 7), ("2021-12", 1))
    ]
    for path in [*kept, *stale]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old")
    with staging_folder(out, [ours]) as staging:
        fresh = staging / f"{file_stem(ours, 1)}.parquet"
        fresh.write_text("new")
        publish_files([MonthFile("2022-01", fresh)], out, [ours])
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
