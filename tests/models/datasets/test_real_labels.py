"""Our labels of real items: joined with texts that somebody holds, and mended where the codebook was broken."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from models.datasets import real_labels
from models.datasets.labelled import CLASS_NAMES

NEWS = "id,src,text,label,form,sure\n7,a,They fought,escalatory,material,0\n8,b,NA,neutral,,1\n9,c,More,neutral,,1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with made-up data files, and made-up labels and mends in the place of ours."""
    held = tmp_path / "held"
    held.mkdir()
    (held / "aw_train.csv").write_text("sentence,conflict\nThey  talked.,0\n")
    (held / "cameo_train.csv").write_text("sentence,quad\nIt rained.,0\n")
    pd.DataFrame(
        {"title": ["Army shells town"], "desc": [""], "Date": ["03/01/2022"], "Site": ["paper.example"]}
    ).to_csv(held / "ruwa_articles.csv.gz", index=False)
    (held / "news_labels.csv").write_text(NEWS)
    _write(
        monkeypatch,
        tmp_path,
        "LABELS_FILE",
        "id,label,form,sure\nruwa:0:title,escalatory,material,1\naw:0,neutral,,0\n",
    )
    _write(monkeypatch, tmp_path, "MENDS_FILE", "id,label,form,sure,rule\n7,neutral,,1,18\n9,escalatory,verbal,0,2\n")
    return held


def _write(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, cells: str) -> None:
    path = folder / f"{name.lower()}.csv"
    path.write_text(cells)
    monkeypatch.setattr(real_labels, name, path)


def test_writes_joined_and_mended(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out" / "real_labels.csv"
    assert real_labels.main([str(folder), "--out", str(out)]) == 0
    joined = pd.read_csv(out, keep_default_na=False)
    assert joined["sentence"].tolist() == ["Army shells town", "They talked."]
    assert joined["outlet"].tolist() == ["paper.example", ""]
    assert (tmp_path / "out" / "news_labels.csv").read_text() == (
        "id,src,text,label,form,sure\n7,a,They fought,neutral,,1\n8,b,NA,neutral,,1\n9,c,More,escalatory,verbal,0\n"
    )
    printed = capsys.readouterr().out
    assert "2 labelled sentences" in printed
    assert "3 labelled items" in printed
    assert "2 of them mended" in printed


def test_counts_only_what_changes(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "first" / "real_labels.csv", tmp_path / "second" / "real_labels.csv"
    assert real_labels.main([str(folder), "--out", str(first)]) == 0
    first.with_name("news_labels.csv").replace(folder / "news_labels.csv")
    capsys.readouterr()
    assert real_labels.main([str(folder), "--out", str(second)]) == 0
    assert "0 of them mended" in capsys.readouterr().out


def test_mend_of_unknown_id(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(monkeypatch, tmp_path, "MENDS_FILE", "id,label,form,sure,rule\n7,neutral,,1,18\n77,neutral,,1,18\n")
    out = tmp_path / "out" / "real_labels.csv"
    assert real_labels.main([str(folder), "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "no item with id 77, which" in told
    assert not out.exists()


def test_missing_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "news_labels.csv").unlink()
    assert real_labels.main([str(folder), "--out", str(tmp_path / "out" / "real_labels.csv")]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "expected the files" in told


@pytest.mark.parametrize("out", ["held/real_labels.csv", "out/news_labels.csv"])
def test_never_overwrites(folder: Path, tmp_path: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        real_labels.main([str(folder), "--out", str(tmp_path / out)])
    assert stopped.value.code == 2
    assert "expected another name" in capsys.readouterr().err
    assert (folder / "news_labels.csv").read_text() == NEWS


def test_mends_as_shipped() -> None:
    mends = pd.read_csv(real_labels.MENDS_FILE, keep_default_na=False)
    assert mends.columns.tolist() == ["id", "label", "form", "sure", "rule"]
    assert mends["id"].is_unique and mends["id"].is_monotonic_increasing
    assert mends["label"].isin(CLASS_NAMES).all()
    assert ((mends["form"] == "") == (mends["label"] == "neutral")).all()
    assert mends["form"].isin(["", "verbal", "material"]).all()
    assert mends["sure"].isin([0, 1]).all()
    assert mends["rule"].between(0, 18).all()
