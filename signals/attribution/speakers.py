"""The rules that find a speaker: in a quotation, before a colon, after a dash, at the end of the sentence."""

from __future__ import annotations

import re

from ..clauses import CLOSING, OPENING, is_speech_verb, token_at
from ..verbs import MODAL
from .deeds import is_deed
from .main_clause import by_clause
from .roles import carried_speaker, head_mention, other_actor
from .views import LAST_NAME_LENGTH, Attribution, View
from .words import ATTRIBUTES

ACCORDING = re.compile(r"\b[Aa]ccording to ")
DASH_SPEAKER = re.compile(
    r",?(?: [–—-]+ ?| \| )((?:the )?[A-Z][^–—|:,]{1,60}?(?:, [\w ’']{3,50})?|[a-z][\w ’']{3,40})[. ]*$"
)


def quotation_speaker(view: View) -> Attribution | None:
    """A quotation with its speaker in the sentence: “...,” Ryabkov said; “...,” said the envoy; he said: “...”."""
    if not (view.begins_quoted or OPENING in view.text or '"' in view.text):
        return None
    for row, token in enumerate(view.tokens):
        if token.quoted or not is_speech_verb(token.low) or not _is_beside_quotation(view, row):
            continue
        start, end = _speaker_region(view, row)
        return _from_speaker_region(view, start, end, row, "quotation")
    return None


def _is_beside_quotation(view: View, verb: int) -> bool:
    """Whether the clause of a speech verb touches a quotation of more than a word or two."""
    if not any(token.quoted for token in view.tokens):
        return False
    marks = [row for row, token in enumerate(view.tokens) if token.low in '“”"']
    return (
        any((mark < verb and verb - mark < 25) or (mark > verb and mark - verb < 4) for mark in marks)
        and _longest_quote(view) >= 4
    )


def _longest_quote(view: View) -> int:
    longest = run = 0
    for token in view.tokens:
        run = run + 1 if token.quoted else 0
        longest = max(longest, run)
    return longest


def _speaker_region(view: View, verb: int) -> tuple[int, int]:
    """The tokens that name the speaker: after an inverted verb ("said the envoy"), else before it up to a quotation."""
    before = view.tokens[verb - 1].low if verb else ""
    if verb and before in (CLOSING, '"', ","):
        return verb + 1, _region_end(view, verb + 1)
    start = verb
    while (
        start > view.first
        and view.tokens[start - 1].low not in (CLOSING, OPENING, '"', ";")
        and not view.tokens[start - 1].quoted
    ):
        start -= 1
    return start, verb


def _region_end(view: View, start: int) -> int:
    end = start
    while end < len(view.tokens) and view.tokens[end].low not in (OPENING, '"', ";", ":", "."):
        end += 1
    return end


def _from_speaker_region(view: View, start: int, end: int, verb: int, rule: str) -> Attribution:
    words = view.words(min(start, verb), max(end, verb + 1))
    mention = head_mention(view, start, end)
    if mention:
        others = [one for one in view.mentions if not start <= view.at(one) < end]
        return Attribution(mention.code, other_actor(others, mention.code, view.text), f"{rule}: {words}")
    carried = carried_speaker(view, start, end)
    if carried:
        return Attribution(
            carried,
            other_actor(view.mentions, carried, view.text),
            f"carried over from “{view.state.speaker_words}”: {words}",
        )
    return Attribution("", "", f"{rule}: {words} (no actor)")


def according_to(view: View) -> Attribution | None:
    """ "..., according to the ministry": the main clause decides; without an actor in it, the one who is cited."""
    match = ACCORDING.search(view.text) if "ccording to" in view.text else None
    if not match:
        return None
    cited = next((one for one in view.mentions if one.start >= match.end() and one.role == "agent"), None)
    rest = [one for one in view.mentions if not (cited and match.start() <= one.start <= cited.start)]
    main = by_clause(view, rest)
    if main and main.source:
        return main
    if not cited:
        return None
    if cited.start - match.end() < LAST_NAME_LENGTH:
        return Attribution(
            cited.code,
            other_actor(rest, cited.code, view.text),
            f"according to: {view.text[match.start() : cited.end]}",
        )
    return main


def colon_speaker(view: View) -> Attribution | None:
    """A headline's speaker before a colon: "Kyiv: no talks before withdrawal"; a deed after it keeps its own actor."""
    if view.speaker is None:
        return None
    rest = [one for one in view.mentions if view.at(one) >= view.first]
    main = by_clause(view, rest)
    if main and main.source and is_deed(main):
        return main
    words = view.text[view.speaker.start : view.speaker.end]
    return Attribution(
        view.speaker.code, other_actor(rest, view.speaker.code, view.text), f"speaker before colon: {words}"
    )


def dash_speaker(view: View) -> Attribution | None:
    """A headline's speaker after a dash: "More weapons needed – Zelensky"."""
    match = DASH_SPEAKER.search(view.text) if any(dash in view.text for dash in DASHES) else None
    if not match:
        return None
    speaker = next((one for one in view.mentions if one.start >= match.start(1) and one.role == "agent"), None)
    if not speaker:
        return None
    rest = [one for one in view.mentions if one.end <= match.start() and view.at(one) >= view.first]
    main = by_clause(view, rest, last=token_at(view.tokens, match.start()))
    if main and main.source and is_deed(main) and main.source != speaker.code:
        return main
    return Attribution(speaker.code, other_actor(rest, speaker.code, view.text), f"speaker after dash: {match[1]}")


def trailing_speaker(view: View) -> Attribution | None:
    """Find who speaks in "..., the ministry said on Monday"; a deed in the main clause keeps its own actor."""
    comma = _trailing_comma(view)
    if comma < 0:
        return None
    verb = next(row for row in range(comma + 1, len(view.tokens)) if view.tokens[row].low in ATTRIBUTES)
    at = view.tokens[comma].start
    rest = [one for one in view.mentions if one.end <= at]
    main = by_clause(view, rest, last=comma)
    if main and main.source and is_deed(main):
        return main
    spoken = _from_speaker_region(view, comma + 1, verb, verb, "speaker after")
    if spoken.source:
        return spoken._replace(target=other_actor(rest, spoken.source, view.text))
    return main or spoken


def _trailing_comma(view: View) -> int:
    """The comma before a speaker at the end of the sentence, or -1."""
    tokens = view.tokens
    for row in range(len(tokens) - 2, max(view.first, len(tokens) - 16), -1):
        if tokens[row].low == "," and not tokens[row].quoted:
            closing = next((at for at in range(row + 1, len(tokens)) if tokens[at].low == ","), len(tokens))
            verbs = [at for at in range(row + 2, min(row + 11, closing)) if tokens[at].low in ATTRIBUTES]
            if (
                verbs
                and len(tokens) - verbs[0] < 9
                and tokens[row + 1].low not in PREPOSITION_STARTS
                and tokens[verbs[0] - 1].low not in MODAL
            ):
                return row
    return -1


DASHES = (" -", " –", " —", " |")
PREPOSITION_STARTS = frozenset(
    """who which after as and but while when where before saying including citing adding to in on by with for
    amid""".split()
)
