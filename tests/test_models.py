"""The fast classifier: what it answers, what it refuses, and that training and evaluation can be repeated."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import models
from models import evaluate, train
from models.classifiers.artefact import pack_heads
from models.datasets.labelled import mask_sentences, read_file, read_labelled
from models.evaluation import metrics
from models.training import heads as fitting
from models.training.word_vectors import word_vectors

FAST = Path(models.__file__).parent / "fast"
ROOT = FAST.parent.parent


@pytest.fixture(scope="module")
def fast():
    return models.load("fast")


SENTENCES = [
    "actor masses troops near actor's border",
    "actor and actor agreed on Friday to a ceasefire in the north",
    "Heavy rain is expected in place on Sunday.",
    "actor said it would respond to any attack with all means, the agency reported at 14:50",
    "",
    "“We are not planning to attack,” the minister said.",
    "Что происходит",
    "The museum opens its new wing in 2024 after 3 years of work",
]


def test_importing_models_is_cheap():
    code = "import models, sys; print([m for m in ('numpy', 'sklearn', 'pandas', 'skops') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "[]"


def test_predicting_needs_no_sklearn():
    code = "import models, sys; models.load('fast').predict(['war']); print('sklearn' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "False"


def test_shape_and_sums(fast):
    probabilities = fast.predict(SENTENCES)
    judged = ~np.isnan(probabilities[:, 0])
    assert probabilities.shape == (len(SENTENCES), 4) and probabilities.dtype == np.float64
    assert judged.tolist() == [True, True, True, True, False, True, False, True]
    np.testing.assert_allclose(probabilities[judged, :3].sum(axis=1), 1, atol=1e-9)
    assert probabilities[judged].min() >= 0 and probabilities[judged].max() <= 1
    assert fast.name == "fast" and len(fast.version) == 12 and int(fast.version, 16) >= 0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("actor masses troops near actor's border", 0, id="build_up"),
        pytest.param("actor launches missile strikes on place, killing 12", 0, id="strike"),
        pytest.param("actor rejects actor's offer of talks", 0, id="refusal"),
        pytest.param("actor and actor agree on a ceasefire", 1, id="ceasefire"),
        pytest.param("actor and actor exchange prisoners", 1, id="exchange"),
        pytest.param("Heavy rain is expected in place on Sunday.", 2, id="weather"),
        pytest.param("The museum opens its new wing after three years of work", 2, id="culture"),
    ],
)
def test_plain_cases(fast, sentence, expected):
    assert fast.predict([sentence])[0, :3].argmax() == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\n", id="blank"),
        pytest.param("12:30 - 45 %", id="no_letters"),
        pytest.param("Президент заявил о переговорах", id="cyrillic"),
        pytest.param("政府は声明を発表した", id="japanese"),
        pytest.param("Die russische Armee hat am Montag mehrere Städte mit Raketen angegriffen.", id="german"),
        pytest.param("Le ministre a déclaré lundi que les pourparlers reprendront la semaine prochaine.", id="french"),
        pytest.param("El ministro dijo el lunes que las conversaciones seguirán la próxima semana.", id="spanish"),
    ],
)
def test_unjudgeable_is_missing(fast, sentence):
    assert np.isnan(fast.predict([sentence])).all()


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("attack " * 7000, id="50000_characters"),
        pytest.param("x" * 50_000, id="one_word"),
        pytest.param("actor\x00 attacks\x07 actor\x1b", id="control_characters"),
        pytest.param("actor \ud800 attacks", id="lone_surrogate"),
        pytest.param("line one\nline two\r\nline three", id="newlines"),
        pytest.param("İstanbul ǅ ﬁ attack", id="odd_case"),
    ],
)
def test_odd_text_has_an_answer(fast, sentence):
    alone, together = fast.predict([sentence]), fast.predict(["actor said", sentence, "the end"])
    assert alone.shape == (1, 4)
    np.testing.assert_array_equal(alone[0], together[1])


def test_nothing_in_nothing_out(fast):
    assert fast.predict([]).shape == (0, 4)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), min_size=1, max_size=12),
    st.integers(1, 5),
    st.randoms(use_true_random=False),
)
def test_a_row_depends_on_its_sentence_alone(fast, sentences, size, random):
    whole = fast.predict(sentences)
    parts = [fast.predict(sentences[at : at + size]) for at in range(0, len(sentences), size)]
    np.testing.assert_array_equal(whole, np.concatenate(parts))
    order = list(range(len(sentences)))
    random.shuffle(order)
    np.testing.assert_array_equal(whole[order], fast.predict([sentences[row] for row in order]))


def test_a_fresh_classifier_agrees(fast):
    np.testing.assert_array_equal(fast.predict(SENTENCES), models.load(FAST).predict(SENTENCES[::-1])[::-1])


EVENTS = ("massed troops near", "signed an agreement with", "threatened", "visited", "condemned", "lifted sanctions on",
          "shelled", "offered talks to", "expelled diplomats of", "sent food aid to")  # fmt: skip
ENDINGS = ("", " on Friday", " after the summit", ", officials said", " for the second time this year")
COUNTRIES = ("Russia Ukraine", "India Pakistan", "Iran Israel", "Ethiopia Eritrea", "Serbia Kosovo")


def test_swapping_countries_changes_nothing(fast):
    frames = [f"{{}} {event} {{}}{ending}." for event in EVENTS for ending in ENDINGS]
    assert len(frames) * 4 == 200
    by_country = []
    for pair in map(str.split, COUNTRIES):
        sentences = [frame.format(*names) for frame in frames for names in (pair, pair[::-1])]
        by_country.append(fast.predict(mask_sentences(sentences, [None] * len(sentences))))
    for other in by_country[1:]:
        np.testing.assert_array_equal(by_country[0], other)


def test_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"no meta\.json in nowhere; expected deep, fast, or a folder"):
        models.load("nowhere")


@pytest.mark.parametrize("name", ["heads.skops", "vocabulary.npz"])
def test_damaged_file_is_refused(tmp_path, name):
    folder = shutil.copytree(FAST, tmp_path / "copy")
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ValueError, match=rf"{name}: sha256 .*changed or damaged"):
        models.load(folder)


def test_foreign_type_is_refused(tmp_path):
    from sklearn.tree import DecisionTreeClassifier

    folder = shutil.copytree(FAST, tmp_path / "copy")
    tree = DecisionTreeClassifier().fit([[0], [1]], [0, 1])
    (folder / "heads.skops").write_bytes(pack_heads(dict.fromkeys(("neutral", "escalatory", "material"), tree)))
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta["sha256"]["heads.skops"] = sha256((folder / "heads.skops").read_bytes()).hexdigest()
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ValueError, match=r"holds the type .*expected only .*not loaded"):
        models.load(folder)


def test_skops_reads_the_same_coefficients():
    import skops.io

    from models.classifiers.artefact import read_heads

    assert skops.io.get_untrusted_types(file=FAST / "heads.skops") == []
    coefficients, _ = read_heads((FAST / "heads.skops").read_bytes(), place="test")
    estimators = skops.io.load(FAST / "heads.skops")
    np.testing.assert_array_equal(coefficients, np.concatenate([one.coef_ for one in estimators.values()]))


def test_shipped_folder_is_small():
    assert sum(path.stat().st_size for path in FAST.iterdir()) < 6_000_000


FILE = """sentence,label,form,pair,sure
Russia masses troops near Ukraine,escalatory,material,p1,1
Russia withdraws troops from the border,de-escalatory,material,p1,1
Rain is expected,neutral,,,0
,neutral,,,1
Rain again,rainy,,,1
rain is expected,neutral,,,1
Iran threatens Israel,escalatory,verbal,,1
Iran threatens Israel,neutral,,,1
"""


def test_bad_rows_come_back_with_place_and_reason(tmp_path):
    path = tmp_path / "tiny.csv"
    path.write_text(FILE, encoding="utf-8")
    labelled, rejected = read_labelled([path])
    assert labelled["sentence"].tolist() == [line.split(",")[0] for line in FILE.splitlines()[1:4]]
    assert labelled["weight"].tolist() == [1.0, 1.0, 0.6]
    assert labelled["group"].nunique() == 2
    reasons = {one.place: one.reason for one in rejected}
    assert reasons["tiny.csv row 5"].startswith("sentence '' holds no letters")
    assert reasons["tiny.csv row 6"].startswith("label is 'rainy'; expected one of escalatory")
    assert reasons["tiny.csv row 7"] == "repeats tiny.csv row 4"
    assert "neutral in tiny.csv row 9" in reasons["tiny.csv row 8"] and "tiny.csv row 9" in reasons


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        pytest.param("quad", "3", ("escalatory", "verbal"), id="quad"),
        pytest.param("quad", "0", ("neutral", ""), id="quad_neutral"),
        pytest.param("quad", "2.0", ("de-escalatory", "material"), id="quad_as_float"),
        pytest.param("conflict", "0", ("de-escalatory", ""), id="conflict"),
        pytest.param("plover_root", "Threaten", ("escalatory", "verbal"), id="root"),
        pytest.param("label", "Neutral", ("neutral", ""), id="label"),
    ],
)
def test_label_columns(tmp_path, header, cell, expected):
    path = tmp_path / "file.csv"
    path.write_text(f"text,{header}\nsomething happened,{cell}\n", encoding="utf-8")
    (row,), rejected = read_file(path)
    assert (row["label"], row["form"]) == expected and rejected == []


@pytest.mark.parametrize("content", [pytest.param("a,b\n1,2\n", id="columns"), pytest.param("", id="empty")])
def test_unusable_file_is_one_line(tmp_path, capsys, content):
    path = tmp_path / "file.csv"
    path.write_text(content, encoding="utf-8")
    assert evaluate.main([str(path)]) == 2
    assert train.main([str(path), "--out", str(tmp_path / "out")]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2 and all("file.csv" in line and "expected" in line for line in lines)


def test_training_twice_gives_the_same_bytes(tmp_path, monkeypatch):
    # without the shipped runs of words, to be quick
    monkeypatch.setattr(train, "shipped_knowledge", lambda masked, *, seed: (word_vectors(masked, seed=seed), []))
    rows = pd.read_csv(ROOT / "seeds" / "labels_a.csv", dtype=str, keep_default_na=False)
    (tmp_path / "few.csv").write_text(rows[:150].to_csv(index=False), encoding="utf-8")
    labelled, rejected = read_labelled([tmp_path / "few.csv"])
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    for name in ("one", "two"):
        trained = train.train(labelled, masked, [], seed=7)
        train.save(tmp_path / name, labelled, rejected, trained, seed=7, command="test")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
    assert models.load(tmp_path / "one").predict(masked[:3]).shape == (3, 4)
    with zipfile.ZipFile(tmp_path / "one" / "heads.skops") as archive:
        assert "schema.json" in archive.namelist()


def test_folds_keep_stories_together():
    labelled, _ = read_labelled(sorted((ROOT / "seeds").glob("labels*.csv")))
    for training, held_out in fitting.folds_of(labelled, seed=7):
        assert not set(labelled["group"].iloc[training]) & set(labelled["group"].iloc[held_out])


def test_evaluation_on_a_tiny_file(tmp_path, capsys):
    path, out = tmp_path / "tiny.csv", tmp_path / "metrics.json"
    path.write_text(FILE, encoding="utf-8")
    assert evaluate.main([str(path), "--out", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["n"] == 6 and [one["place"] for one in report["rejected"]] == ["tiny.csv row 5", "tiny.csv row 6"]
    assert list(report["tasks"]) == ["three-way", "binary", "quad"]
    assert {"majority", "rules", "fast", "dashboard"} <= set(report["tasks"]["three-way"])
    assert report["tasks"]["three-way"]["majority"]["confusion"]["counts"][2][2] == 3
    assert "three-way" in capsys.readouterr().out


def test_evaluation_without_a_classifier(tmp_path):
    path, out = tmp_path / "quad.csv", tmp_path / "metrics.json"
    path.write_text("sentence,quad\nIran threatens Israel,3\nIran thanks Israel,1\n", encoding="utf-8")
    assert evaluate.main([str(path), "--classifier", "none", "--out", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert list(report["tasks"]) == ["binary", "quad"] and "fast" not in report["tasks"]["binary"]


def test_metrics_by_hand():
    truth, guess = np.array([0, 0, 1, 2]), np.array([0, 1, 1, -1])
    np.testing.assert_allclose(metrics.per_class(truth, guess, 3)[:, :3], [[1, 0.5, 2 / 3], [0.5, 1, 2 / 3], [0, 0, 0]])
    assert metrics.macro_f1(truth, guess, 3) == pytest.approx(4 / 9)
