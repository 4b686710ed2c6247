"""The cards of evidence: matched words are marked, and nothing from a document is ever markup."""

from __future__ import annotations

import re
from datetime import date

import pytest

from signals.cues.lexicon import Lexicon
from signals.cues.profile import Profile
from signals.documents import Document
from signals.pipeline import Tools, tag_documents
from signals.trends.evidence import Mark, evidence_html, highlight, marks_of

HOSTILE = 'Russia <script>alert(1)</script> threatened "war" & <img src=x onerror=alert(2)> $x^2$ **bold** :smile:'


TAGS = re.compile(r"</?(?!(?:mark|article|header|footer|p|b|small)\b)[a-z]", re.IGNORECASE)


def mark(start: int, end: int, force: float, modifier: str = "") -> Mark:
    return Mark(start, end, "war*", 0.5, modifier, force)


@pytest.mark.parametrize(
    ("sentence", "marks", "expected"),
    [
        pytest.param("No hits & no <b>.", [], "No hits &amp; no &lt;b&gt;.", id="escaped"),
        pytest.param(
            "War now", [mark(0, 3, 0.5)], '<mark class="up" title="cue “war*”, weight +0.50">War</mark> now', id="up"
        ),
        pytest.param(
            "a <war>",
            [mark(2, 7, -0.1, "ruled_out")],
            'a <mark class="down" title="cue “war*”, weight +0.50, ruled out: counts -0.10">&lt;war&gt;</mark>',
            id="turned_round",
        ),
        pytest.param(
            "War", [mark(0, 3, 0)], '<mark class="flat" title="cue “war*”, weight +0.50">War</mark>', id="no_weight"
        ),
    ],
)
def test_highlight(sentence: str, marks: list[Mark], expected: str) -> None:
    assert highlight(sentence, marks) == expected


def test_marks_slice_back_to_the_words_and_add_up_to_the_raw_score(tools: Tools, lexicon: Lexicon) -> None:
    tagged = tag_documents(
        [Document("a", date(2022, 1, 1), "Russia did not attack. NATO threatened sanctions.")], tools
    )
    for row, marks in enumerate(marks_of(tagged.hits, lexicon, lexicon.weights)):
        raw = tagged.hits.matrix(lexicon)[[row]] @ lexicon.weights
        assert sum(one.force for one in marks) == pytest.approx(raw[0])
        assert all(tagged.facts["sentence"][row][one.start : one.end].strip() for one in marks)


def test_nothing_from_a_document_is_markup(tools: Tools, lexicon: Lexicon) -> None:
    hostile = Document("<i>", date(2022, 1, 1), HOSTILE, title="<h1>War</h1>", outlet="<a href=javascript:x>Times</a>")
    shown = evidence_html(tag_documents([hostile], tools), lexicon, Profile())
    assert not TAGS.search(shown)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown and "&lt;a href=javascript:x&gt;" in shown


def test_a_card_names_actors_day_and_scores(tools: Tools, lexicon: Lexicon) -> None:
    tagged = tag_documents(
        [Document("a", date(2022, 1, 5), "Russia threatened Ukraine with war.", outlet="Times")], tools
    )
    shown = evidence_html(tagged, lexicon, Profile(), name_of={"RUS": "Russia", "UKR": "Ukraine"}.__getitem__)
    for words in ("5 January 2022", "Russia → Ukraine", "▲ escalatory", "Times", "a#1"):
        assert words in shown
    assert "classifier" not in shown
