"""The questions that attribution's rules ask, each for itself: of words, of a sentence's names, of what was found."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mention_finder import MentionFinder
from signals.actors.mentions import AGENT
from signals.actors.mentions import PASSIVE as MERE_PLACE
from signals.actors.table import load_actors
from signals.attribution.annotations import EU, NATO, NO_ROW, Finding, NameColumns, NameKind, SentenceView, TokenColumns
from signals.attribution.basis import ACTS, CARRIED, NO_RULE, PASSIVE, PASSIVE_BY, SPEAKER
from signals.attribution.discourse import attribute
from signals.attribution.rules.arguments import carried_speaker, head_name, is_governed, other_actor
from signals.attribution.rules.cascade import attribute_sentence
from signals.attribution.rules.deeds import is_deed, owned_deed
from signals.attribution.rules.name_queries import (
    NameRows,
    after_character,
    all_names,
    all_names_without,
    before_word,
    first_agent,
    first_other_code,
    from_word,
    is_inside,
    until_character,
)
from signals.attribution.rules.word_queries import only_meets
from signals.attribution.tokens.word_classes import (
    AGENT_HEAD,
    BEFORE_NO_DEED,
    DEED_NOUN,
    DEED_VERB,
    HARM,
    INTENTION,
    MILITARY,
    classes_of,
)
from signals.attribution.tokens.word_features import features_of
from signals.text.codepoints import code_points, fold
from tests.support import DAY, loops_run_as

RUSSIA, UKRAINE, FRANCE = 10, 11, 12
CODES = {"Russia": RUSSIA, "Russian": RUSSIA, "Moscow": RUSSIA, "Ukraine": UKRAINE, "Kyiv": UKRAINE, "Wagner": FRANCE}


class InBounds(np.ndarray):
    """An array that is asked for its rows only: a negative row would be counted from the end."""

    def __getitem__(self, row: int) -> object:  # type: ignore[override]
        assert 0 <= row < len(self)
        return super().__getitem__(row)


def checked(values: Sequence[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64).view(InBounds)


def view_of(text: str, carried: int = NO_ROW, place: str = "", begins_quoted: bool = False) -> SentenceView:
    """A sentence whose words and marks stand between blanks, its names those of CODES; `place` cannot act."""
    start = [at for at in range(len(text)) if text[at] != " " and (at == 0 or text[at - 1] == " ")]
    low = [fold(word) for word in text.split()]
    end = [at + len(word) for at, word in zip(start, low, strict=True)]
    named = [row for row, at in enumerate(start) if text[at:].partition("'")[0].split()[0] in CODES]
    names = [text[start[row] : end[row]].partition("'")[0] for row in named]
    classes, features = list(map(classes_of, low)), list(map(features_of, low))
    quoted = [begins_quoted for _ in low]
    return SentenceView(
        code_points(text).view(InBounds),
        TokenColumns(checked(classes), checked(features), checked(start), checked(end), checked(quoted)),
        NameColumns(
            checked([start[row] for row in named]),
            checked([start[row] + len(name) for row, name in zip(named, names, strict=True)]),
            checked([CODES[name] for name in names]),
            checked([NameKind.FORCE if name == "Wagner" else NameKind.NAME for name in names]),
            checked([MERE_PLACE if name == place else AGENT for name in names]),
            checked([False for _ in names]),
            checked(named),
        ),
        len(named),
        0,
        len(low),
        0,
        int(np.bitwise_or.reduce(classes)) if classes else 0,
        begins_quoted,
        NO_ROW,
        NO_ROW,
        NO_ROW,
        NO_ROW,
        carried,
    )


@pytest.mark.parametrize(
    ("word", "bit", "is_so"),
    [
        pytest.param("strikes", DEED_VERB | DEED_NOUN, True, id="strikes"),
        pytest.param("strikes-back", DEED_NOUN, True, id="deed_noun_begins_a_joined_word"),
        pytest.param("airstriker", DEED_NOUN, False, id="no_other_word"),
        pytest.param("on-going", BEFORE_NO_DEED, True, id="preposition_begins_a_joined_word"),
        pytest.param("onset", BEFORE_NO_DEED, False, id="no_preposition"),
        pytest.param("pro-army", MILITARY, True, id="military_after_a_hyphen"),
        pytest.param("planned", INTENTION, True, id="planned"),
        pytest.param("planning", INTENTION, False, id="planning"),
        pytest.param("minister", AGENT_HEAD, True, id="noun_that_makes_an_agent"),
        pytest.param("poet", AGENT_HEAD, False, id="noun_that_makes_none"),
    ],
)
def test_classes_of_words(word: str, bit: int, is_so: bool) -> None:
    assert classes_of(word) & bit == bit * is_so


def rows_of(names: NameRows) -> list[int]:
    return [row for row in range(names.first, names.stop) if not names.left_out <= row < names.left_out_stop]


def test_names_are_cut_at_words_and_characters() -> None:
    view = view_of("Russia met Ukraine near Kyiv and Moscow")
    names = all_names(view)
    assert rows_of(names) == [0, 1, 2, 3]
    assert rows_of(from_word(view, names, 2)) == [1, 2, 3]
    assert rows_of(before_word(view, names, 2)) == [0]
    assert rows_of(after_character(view, names, 11)) == [2, 3]
    assert rows_of(until_character(view, names, 18)) == [0, 1]
    assert rows_of(from_word(view, names, 99)) == rows_of(before_word(view, names, 0)) == []
    assert rows_of(from_word(view, all_names_without(view, 1, 3), 1)) == [3]


def test_names_left_out_are_not_found() -> None:
    view = view_of("Russia met Ukraine", place="Russia")
    assert first_agent(view, all_names(view)) == 1
    assert first_agent(view, all_names_without(view, 1, 2)) == NO_ROW
    assert first_other_code(view, all_names(view), RUSSIA) == UKRAINE
    assert first_other_code(view, all_names_without(view, 1, 2), RUSSIA) == NO_ROW
    assert is_inside(view, all_names(view), 0) and not is_inside(view, all_names_without(view, 0, 1), 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("he", FRANCE, id="pronoun"),
        pytest.param("the envoy", FRANCE, id="office"),
        pytest.param("envoy", NO_ROW, id="office_without_the"),
        pytest.param(", “ the envoy", FRANCE, id="marks_do_not_count"),
        pytest.param("the alliance", NATO, id="alliance"),
        pytest.param("the bloc", EU, id="bloc"),
        pytest.param("he of the much too often cited alliance", NO_ROW, id="too_many_words"),
        pytest.param("the bread", NO_ROW, id="nobody"),
        pytest.param("", NO_ROW, id="no_words"),
    ],
)
def test_carried_speaker(text: str, code: int) -> None:
    view = view_of(text, carried=FRANCE)
    assert carried_speaker(view, 0, view.token_end) == code


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Russian strikes hit", "Russian strikes", id="adjective"),
        pytest.param("Moscow's long artillery strikes", "Moscow's long artillery strikes", id="words_between"),
        pytest.param("Russia’s invasion", "Russia’s invasion", id="typographic_apostrophe"),
        pytest.param("Russian war crimes", "Russian war crimes", id="two_words"),
        pytest.param("Russian war on", "", id="war_alone"),
        pytest.param("Russian drones-and-missiles", "Russian drones", id="begins_a_joined_word"),
        pytest.param("Russian Strikes", "", id="capital"),
        pytest.param("Russia of strikes", "", id="preposition_between"),
        pytest.param("Russian a b c d strikes", "", id="too_many_words_between"),
        pytest.param("Russia , strikes", "", id="comma"),
        pytest.param("Russia", "", id="end_of_the_text"),
        pytest.param("Russia’", "", id="apostrophe_at_the_end"),
    ],
)
def test_owned_deed(text: str, shown: str) -> None:
    view = view_of(text.replace("’", "'"))._replace(codepoints=code_points(text).view(InBounds))
    found = owned_deed(view, all_names(view), ACTS)
    assert text[found.start : found.end] == shown
    assert found.source == (RUSSIA if shown else NO_ROW)


@pytest.mark.parametrize(
    ("rule", "text", "is_so"),
    [
        pytest.param(ACTS, "Russia seized it", True, id="deed"),
        pytest.param(ACTS, "Russian troops rest", True, id="military"),
        pytest.param(ACTS, "Russia may seize it and seized it", False, id="intended"),
        pytest.param(ACTS, "In May Russia seized it", True, id="month"),
        pytest.param(PASSIVE, "was seized", True, id="passive"),
        pytest.param(SPEAKER, "Russia seized it", False, id="speaker"),
        pytest.param(CARRIED, "Russia seized it", False, id="carried"),
        pytest.param(ACTS, "Russia of the words that nobody shortens because they are few seized it", False, id="cut"),
    ],
)
def test_is_deed(rule: int, text: str, is_so: bool) -> None:
    view = view_of(text)
    assert is_deed(view, Finding(rule, RUSSIA, NO_ROW, 0, len(text), 0, 0)) == is_so


def test_the_name_beside_a_passive_counts_for_a_deed() -> None:
    text = "was hurt by Russian troops"
    found = Finding(PASSIVE_BY, RUSSIA, NO_ROW, 0, 11, 12, len(text))
    assert is_deed(view_of(text), found)
    assert not is_deed(view_of(text), found._replace(name_start=0, name_end=0))


def test_who_is_owned_heads_the_phrase() -> None:
    owned, listed = view_of("Russia's Wagner left"), view_of("Russia , Wagner left")
    assert head_name(owned, all_names(owned), 0, 3) == 1
    assert head_name(listed, all_names(listed), 0, 3) == 0
    place = view_of("the Kyiv minister left", place="Kyiv")
    assert head_name(place, all_names(place), 0, 3) == 0
    assert head_name(place, all_names(place), 0, 2) == NO_ROW


def test_a_preposition_governs_unless_something_stands_between() -> None:
    assert is_governed(view_of("life in occupied Ukraine"), 0)
    assert not is_governed(view_of("life in , say Ukraine"), 0)
    assert not is_governed(view_of("Ukraine"), 0)


def test_a_mere_meeting_place_is_no_target() -> None:
    meeting, harm = view_of("talks in Kyiv", place="Kyiv"), view_of("talks and shelling in Kyiv", place="Kyiv")
    assert only_meets(meeting) and not only_meets(harm) and not only_meets(view_of("Talks in Kyiv"))
    assert other_actor(meeting, all_names(meeting), RUSSIA) == NO_ROW
    assert other_actor(harm, all_names(harm), RUSSIA) == UKRAINE
    assert harm.classes & HARM


SALAD = st.lists(
    st.sampled_from(
        "Russia Ukraine's Wagner Russian the he , . “ ” \" : ; - ( by was to has said says told according attacked "
        "strikes war crimes killed received from who and of minister talks setting".split()
    ),
    max_size=16,
).map(" ".join)


@given(SALAD, st.booleans())
@settings(deadline=None)
def test_no_rule_looks_beyond_the_sentence(text: str, begins_quoted: bool) -> None:
    view = view_of(text, carried=FRANCE, begins_quoted=begins_quoted)
    found = attribute_sentence(view)
    assert found.rule != NO_RULE
    assert 0 <= found.start <= found.end <= len(text)
    assert found.source == NO_ROW or found.source != found.target
    assert {found.source, found.target} <= {NO_ROW, NATO, EU, *CODES.values()}


FINDER = MentionFinder(load_actors())
ODD = (
    "Russia Kyiv's NATO the said , . “ ” \" by was attacked accused He according to : – - and minister ; (AP) on who "
    "Ivan Petrov , envoy of Zelensky’s alliance war crimes enemy General Staff talks İ ’ \U0001f1fa"
).split(" ")


def odd_texts(n_texts: int) -> list[str]:
    draw = random.Random(7)
    return [" ".join(draw.choices(ODD, k=draw.randrange(40))) for _ in range(n_texts)]


def test_machine_code_tells_what_plain_python_tells() -> None:
    sentences = odd_texts(600)
    owners, paragraphs = ([row // size for row in range(len(sentences))] for size in (6, 2))
    words = FINDER.words_of(sentences)
    mentions = FINDER.mentions_among(words, sentences, owners, [DAY.toordinal()] * len(sentences))
    told = []
    for runs_machine_code in (False, True):
        with loops_run_as(machine_code=runs_machine_code):
            told.append(attribute(sentences, mentions, owners, paragraphs, words=words))
    assert told[0] == told[1]
    assert len({one.basis.partition(":")[0] for one in told[0]}) > 10
