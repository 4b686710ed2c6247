"""The table of word classes: its patterns as regular expressions, its rows in order and without errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from signals.data import word_table
from signals.data.word_table import WordRow, class_expression, expression_of, word_rows, words_of_class


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("visit*", "visit", True),
        ("visit*", "visitors", True),
        ("visit*", "visit us", False),
        ("spokes?*", "spokes", False),
        ("spokes?*", "spokeswoman", True),
        ("advis[eo]r", "advisor", True),
        ("round-up", "round-up", True),
        ("round-up", "round up", False),
        ("(the )[Pp]rosecutor( General)", "the Prosecutor General", True),
        ("(the )[Pp]rosecutor( General)", "prosecutor", True),
        ("(the )[Pp]rosecutor( General)", "The prosecutor", False),
        ("[Ee]nemy(['’]s)", "Enemy’s", True),
        ("PM", "pm", False),
    ],
)
def test_patterns_as_regular_expressions(pattern: str, text: str, fits: bool) -> None:
    assert bool(re.fullmatch(expression_of(pattern), text)) == fits


def test_a_core_leaves_out_what_may_be_missing() -> None:
    assert WordRow("([Tt]he )[Ff]oreign [Mm]inistry", "home_office", "phrase").core == "foreign ministry"


def test_expressions_of_a_class() -> None:
    offices = re.compile(class_expression("home_office"))
    assert [match[0] for match in offices.finditer("The President and the General Staff")] == [
        "The President", "the General Staff",
    ]  # fmt: skip
    assert words_of_class("relative_pronoun") == {"who", "whom", "whose", "which", "where"}
    assert words_of_class("no_such_class") == frozenset()


def test_no_row_stands_twice() -> None:
    assert len(set(word_rows())) == len(word_rows()) > 900


def test_an_unknown_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "word_classes.csv").write_text("word,class,place,source\nwar,war,anywhere,judgement\n")
    monkeypatch.setattr(word_table, "TABLES", tmp_path)
    with pytest.raises(ValueError, match=r"line 2: place 'anywhere' is none of word, part"):
        word_rows.__wrapped__()
