"""The benchmarks' check and page: what fails, what is written; the timings themselves are not asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import check, page
from tests.benchmarks.curves import log_log_svg
from tests.benchmarks.page import exponent, grouped

KEPT = {"bench_cues[100]": 0.1, "bench_corpus[1000]": 2.0}


def run_file(path: Path, ratios: dict[str, float]) -> Path:
    benchmarks = [
        {"name": name, "extra_info": {"ratio": ratio, "section": "corpus", "size": size, "n": size, "spread": 1.0}}
        for size, (name, ratio) in enumerate(ratios.items(), start=1)
    ]
    machine = {"cpu": {"brand_raw": "A processor", "count": 2}, "system": "Linux", "python_version": "3.11"}
    path.write_text(json.dumps({"benchmarks": benchmarks, "machine_info": machine}))
    return path


def test_a_third_more_is_a_regression_and_a_fifth_more_is_none() -> None:
    assert check.regressions({"bench_cues[100]": 0.12, "bench_corpus[1000]": 2.0}, KEPT) == []
    (line,) = check.regressions({"bench_cues[100]": 0.14, "bench_corpus[1000]": 2.0}, KEPT)
    assert line.startswith("bench_cues[100]: 0.14 times VADER; expected at most 0.13")


def test_a_benchmark_that_is_missing_or_new_is_named() -> None:
    missing, new = check.regressions({"bench_cues[100]": 0.1, "bench_other": 1.0}, KEPT)
    assert missing.startswith("bench_corpus[1000]: not run") and new.startswith("bench_other: not in baseline.json")


def test_of_several_runs_the_least_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = json.loads(check.BASELINE.read_text())
    slow = run_file(tmp_path / "1.json", {name: ratio * 2 for name, ratio in kept.items()})
    assert check.main([str(slow)]) == 1
    assert "expected at most" in capsys.readouterr().err
    assert check.main([str(slow), str(run_file(tmp_path / "2.json", kept))]) == 0


def test_the_exponent_of_growth_by_hand() -> None:
    flat = [{"size": size, "ratio": 2.0} for size in (10, 100, 1000)]
    rising = [{"size": size, "ratio": size**0.5} for size in (10, 100, 1000)]
    assert exponent(flat) == pytest.approx(0) and exponent(rising) == pytest.approx(0.5)


def test_the_page_and_its_picture(tmp_path: Path) -> None:
    run = run_file(tmp_path / "run.json", {"bench_corpus[1]": 1.5, "bench_corpus[2]": 1.6})
    assert page.main([str(run), "--docs", str(tmp_path)]) == 0
    text = (tmp_path / "benchmarks.md").read_text()
    assert "Machine: A processor, 2 cores" in text and "| 1 | 1 | 1.5 | 1.00 |" in text
    assert (tmp_path / "pictures" / "benchmark-corpus.svg").read_text().count("<circle") == 2
    assert list(grouped(json.loads(run.read_text())["benchmarks"])) == ["corpus"]


def test_a_line_goes_up_where_the_cost_does() -> None:
    drawn = log_log_svg([(10, 1.0), (100, 10.0)], "a & b", "cost")
    first, second = drawn.split('<polyline points="')[1].split('"')[0].split()
    assert float(first.split(",")[0]) < float(second.split(",")[0])
    assert float(first.split(",")[1]) > float(second.split(",")[1])
    assert "a &amp; b" in drawn
