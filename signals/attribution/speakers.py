"""The rules that find a speaker: in a quotation, before a colon, after a dash, at the end of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..verbs import MODAL
from .cutting import CLOSING, OPENING
from .deeds import is_deed
from .kinds import IS_ATTRIBUTING, IS_COMMA, IS_QUOTE_MARK, IS_SPEECH_VERB
from .main_clause import by_clause
from .roles import carried_speaker, head_mention, other_actor
from .views import SHOWN_LENGTH, Attribution, View

ACCORDING_TO = re.compile(r"\b[Aa]ccording to ")
DASH_SPEAKER = re.compile(
    r" (?:[–—-]+ ?|\| )((?:the )?[A-Z][^–—|:,]{1,60}?(?:, [\w ’']{3,50})?|[a-z][\w ’']{3,40})[. ]*$"
)


def quotation_speaker(view: View) -> Attribution | None:
    """A quotation with its speaker in the sentence: “...,” Ryabkov said; “...,” said the envoy; he said: “...”."""
    if _longest_quote(view.tokens.quoted) < 4:
        return None
    marks = [row for row, kind in enumerate(view.tokens.kinds) if kind & IS_QUOTE_MARK]
    for row, kind in enumerate(view.tokens.kinds):
        if kind & IS_SPEECH_VERB and not view.tokens.quoted[row] and _is_beside_quotation(marks, row):
            start, end = _speaker_region(view, row)
            return _from_speaker_region(view, start, end, row, "quotation")
    return None


def _is_beside_quotation(marks: Sequence[int], verb: int) -> bool:
    """Whether the clause of a speech verb touches a quotation: `marks` are the tokens that are quotation marks."""
    return any(verb - 25 < mark < verb + 4 for mark in marks)


def _longest_quote(quoted: Sequence[bool]) -> int:
    longest = run = 0
    for is_quoted in quoted:
        run = run + 1 if is_quoted else 0
        longest = max(longest, run)
    return longest


def _speaker_region(view: View, verb: int) -> tuple[int, int]:
    """The tokens that name the speaker: after an inverted verb ("said the envoy"), else before it up to a quotation."""
    low, quoted = view.tokens.low, view.tokens.quoted
    before = low[verb - 1] if verb else ""
    if verb and before in (CLOSING, '"', ","):
        return verb + 1, _region_end(view, verb + 1)
    start = verb
    while start > view.first and low[start - 1] not in (CLOSING, OPENING, '"', ";") and not quoted[start - 1]:
        start -= 1
    return start, verb


def _region_end(view: View, start: int) -> int:
    low = view.tokens.low
    return next((row for row in range(start, len(low)) if low[row] in (OPENING, '"', ";", ":", ".")), len(low))


def _from_speaker_region(view: View, start: int, end: int, verb: int, rule: str) -> Attribution:
    words = view.words(min(start, verb), max(end, verb + 1))
    mention = head_mention(view, start, end, view.mentions)
    if mention:
        others = [one for one in view.mentions if not start <= one.at < end]
        return Attribution(mention.code, other_actor(others, mention.code, view), f"{rule}: {words}")
    carried = carried_speaker(view, start, end)
    if carried:
        return Attribution(
            carried,
            other_actor(view.mentions, carried, view),
            f"carried over from “{view.state.speaker_words()}”: {words}",
        )
    return Attribution("", "", f"{rule}: {words} (no actor)")


def according_to(view: View) -> Attribution | None:
    """ "..., according to the ministry": the main clause decides; without an actor in it, the one who is cited."""
    match = ACCORDING_TO.search(view.text)
    if not match:
        return None
    cited = next((one for one in view.mentions if one.start >= match.end() and one.role == "agent"), None)
    rest = [one for one in view.mentions if not (cited and match.start() <= one.start <= cited.start)]
    main = by_clause(view, rest)
    if main and main.source:
        return main
    if not cited:
        return None
    if cited.start - match.end() < SHOWN_LENGTH:
        return Attribution(
            cited.code,
            other_actor(rest, cited.code, view),
            f"according to: {view.text[match.start() : cited.end]}",
        )
    return main


def colon_speaker(view: View) -> Attribution | None:
    """A headline's speaker before a colon: "Kyiv: no talks before withdrawal"; a deed after it keeps its own actor."""
    if view.speaker is None:
        return None
    rest = [one for one in view.mentions if one.at >= view.first]
    main = by_clause(view, rest)
    if main and main.source and is_deed(main):
        return main
    words = view.text[view.speaker.start : view.speaker.end]
    return Attribution(view.speaker.code, other_actor(rest, view.speaker.code, view), f"speaker before colon: {words}")


def dash_speaker(view: View) -> Attribution | None:
    """A headline's speaker after a dash: "More weapons needed – Zelensky"."""
    text = view.text
    has_dash = " -" in text or " –" in text or " —" in text or " |" in text
    match = DASH_SPEAKER.search(text) if has_dash else None
    if not match:
        return None
    speaker = next((one for one in view.mentions if one.start >= match.start(1) and one.role == "agent"), None)
    if not speaker:
        return None
    end = match.start() - (text[match.start() - 1 : match.start()] == ",")
    rest = [one for one in view.mentions if one.end <= end and one.at >= view.first]
    main = by_clause(view, rest, last=view.tokens.at(end))
    if main and main.source and is_deed(main) and main.source != speaker.code:
        return main
    return Attribution(speaker.code, other_actor(rest, speaker.code, view), f"speaker after dash: {match[1]}")


def trailing_speaker(view: View) -> Attribution | None:
    """Find who speaks in "..., the ministry said on Monday"; a deed in the main clause keeps its own actor."""
    comma = _trailing_comma(view) if view.has & IS_COMMA else -1
    if comma < 0:
        return None
    tokens = view.tokens
    verb = next(row for row in range(comma + 1, len(tokens.low)) if tokens.kinds[row] & IS_ATTRIBUTING)
    at = tokens.start[comma]
    rest = [one for one in view.mentions if one.end <= at]
    main = by_clause(view, rest, last=comma)
    if main and main.source and is_deed(main):
        return main
    spoken = _from_speaker_region(view, comma + 1, verb, verb, "speaker after")
    if spoken.source:
        return spoken._replace(target=other_actor(rest, spoken.source, view))
    return main or spoken


def _trailing_comma(view: View) -> int:
    """The comma before a speaker at the end of the sentence, or -1."""
    low, kinds = view.tokens.low, view.tokens.kinds
    size = len(low)
    for row in range(size - 2, max(view.first, size - 16), -1):
        if low[row] == "," and not view.tokens.quoted[row]:
            closing = next((at for at in range(row + 1, size) if low[at] == ","), size)
            verb = next((at for at in range(row + 2, min(row + 11, closing)) if kinds[at] & IS_ATTRIBUTING), -1)
            if verb > 0 and size - verb < 9 and low[row + 1] not in PREPOSITION_STARTS and low[verb - 1] not in MODAL:
                return row
    return -1


PREPOSITION_STARTS = frozenset(
    """who which after as and but while when where before saying including citing adding to in on by with for
    amid""".split()
)
