"""The rules that find a headline's speaker: before a colon, after a dash."""

from __future__ import annotations

from signals.attribution.annotations import NO_ROW, Finding, SentenceView
from signals.attribution.basis import AFTER_DASH, BEFORE_COLON
from signals.attribution.rules.arguments import other_actor
from signals.attribution.rules.deeds import is_deed
from signals.attribution.rules.main_clause import by_clause
from signals.attribution.rules.name_queries import after_character, all_names, first_agent, from_word, until_character
from signals.attribution.rules.word_queries import NOTHING, found_in_name
from signals.text.jit import inlined

COMMA = ord(",")


@inlined
def speaker_before_colon(view: SentenceView) -> Finding:
    """A headline's speaker before a colon: "Kyiv: no talks before withdrawal"; a deed after it keeps its own actor."""
    speaker = view.colon_speaker
    if speaker == NO_ROW:
        return NOTHING
    rest = from_word(view, all_names(view), view.body_start)
    main = by_clause(view, rest, view.token_end)
    if main.source != NO_ROW and is_deed(view, main):
        return main
    code = view.names.code[speaker]
    return found_in_name(view, BEFORE_COLON, code, other_actor(view, rest, code), speaker)


@inlined
def speaker_after_dash(view: SentenceView) -> Finding:
    """A headline's speaker after a dash (there is one): "More weapons needed – Zelensky"."""
    speaker = first_agent(view, after_character(view, all_names(view), view.dash_speaker_start - 1))
    if speaker == NO_ROW:
        return NOTHING
    end = view.dash - 1 if view.dash > 0 and view.codepoints[view.dash - 1] == COMMA else view.dash
    rest = until_character(view, from_word(view, all_names(view), view.body_start), end)
    main = by_clause(view, rest, _word_at(view, end))
    code = view.names.code[speaker]
    if main.source != NO_ROW and main.source != code and is_deed(view, main):
        return main
    return Finding(
        AFTER_DASH, code, other_actor(view, rest, code), view.dash_speaker_start, view.dash_speaker_end, 0, 0
    )


@inlined
def _word_at(view: SentenceView, position: int) -> int:
    """Return the first word that begins at or after a character."""
    row = view.token_start
    while row < view.token_end and view.tokens.start[row] < position:
        row += 1
    return row
