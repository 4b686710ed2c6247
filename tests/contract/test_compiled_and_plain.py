"""Cues, names and dates are found alike by machine code and by plain Python, in news and in odd text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from signals.actors.mention_finder import MentionFinder
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import load_lexicon
from signals.dates.resolve import resolve_dates
from signals.text.phrases import PhraseMatcher
from signals.text.sentences import split_sentences
from signals.text.words import words_of
from tests.support import DAY, loops_run_as, seed_documents

NEWS = split_sentences(seed_documents()).text[:150]
PIECES = [
    "war", "wars", "talks", "won't", "won’t", "u.s.", "U.S.-led", "no", "in", "'", ",", "“", "\xa0",
    "İstanbul", "𝔘𝔫", "e\u0301", "\ud800", "ΑΣ", "_",
    "Russia", "Moscow", "near the", "troops", "poet", "border", "pro-", "Former", "Jordan", "the US", "Congress",
    "President Vladimir Putin", "Putin", "said", "not", "if", ", but", "; ", ". ", "attack", "ceasefire", "withdrew",
    "24", "of", "March", "2022", "2022-03-04", "last", "Monday", "weeks", "ago", "since", "-", "”", "\"", "\x0b",
    "\u2028",
]  # fmt: skip
PHRASES = ["war", "wa* * talk*", "won't * talks", "u.s. *", "talks * no * war", "no 'war", "in * in", "talks , war"]


def odd_texts(n: int, pieces: Sequence[str] = PIECES) -> list[str]:
    """Pieces in any order, mostly with blanks between, by a fixed seed."""
    random = Random(4)
    joints = ["", "-", " ", " ", " ", " "]
    lengths = [random.randrange(16) for _ in range(n)]
    return ["".join(random.choice(pieces) + random.choice(joints) for _ in range(length)) for length in lengths]


def in_both_ways(find: Callable[[], Any]) -> tuple[Any, Any]:
    """What `find` returns in plain Python and in machine code."""
    answers = []
    for is_machine_code in (False, True):
        with loops_run_as(machine_code=is_machine_code):
            answers.append(find())
    return answers[0], answers[1]


def test_phrases() -> None:
    matcher = PhraseMatcher(PHRASES)
    text = matcher.fitting.text_of(words_of(odd_texts(600, PIECES[:13])).folded())
    plain, machine = in_both_ways(lambda: [column.tolist() for column in matcher.find(text)])
    assert plain == machine and len(set(plain[2])) >= len(PHRASES) - 2


def test_cues_with_modifiers() -> None:
    finder = CueFinder(load_lexicon())

    def found() -> list[list[int]]:
        hits = finder.find_hits(NEWS + odd_texts(200))
        return [column.tolist() for column in (hits.sentence, hits.cue, hits.start, hits.end, hits.modifier)]

    plain, machine = in_both_ways(found)
    assert plain == machine and any(plain[4])


def test_names(mention_finder: MentionFinder) -> None:
    sentences = NEWS + odd_texts(400)
    documents = [row // 5 for row in range(len(sentences))]
    days = [DAY.toordinal()] * len(sentences)
    plain, machine = in_both_ways(lambda: mention_finder.find_mentions(sentences, documents, days))
    assert plain == machine
    assert {one.role for mentions in plain for one in mentions} == {"agent", "passive", "private"}


def test_dates() -> None:
    sentences = NEWS + odd_texts(600)
    published, bases = [DAY] * len(sentences), ["field"] * len(sentences)
    plain, machine = in_both_ways(lambda: resolve_dates(sentences, published, bases))
    assert plain == machine and len({one.day for one in plain}) > 5
