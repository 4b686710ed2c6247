"""Speakers: of a quotation, cited with "according to", at the end of the sentence, before a colon, after a dash."""

from __future__ import annotations

from typing import NamedTuple

from signals.attribution.annotations import NO_ROW, AttributionRule, Finding, SentenceView
from signals.attribution.basis import MAX_SHOWN
from signals.attribution.rules.arguments import carried_speaker, head_name, other_actor
from signals.attribution.rules.deeds import is_deed
from signals.attribution.rules.main_clause import roles_in_clause
from signals.attribution.rules.queries import (
    NO_FINDING,
    TokenSpan,
    after_character,
    all_names,
    all_names_without,
    before_word,
    finding_in_name,
    finding_in_tokens,
    first_agent,
    first_of_class,
    from_word,
    has_class,
    is_blank,
    is_lower_case,
    until_character,
)
from signals.attribution.tokens.word_classes import (
    AFTER_SPEAKER,
    BEFORE_INVERSION,
    BEFORE_SPEAKER,
    CITING,
    COMMA,
    NO_SPEAKER,
    QUOTE_MARK,
    REPORTING_VERB,
    TO,
)
from signals.attribution.tokens.word_features import MODAL, SPEECH_VERB
from signals.text.jit import inlined

MIN_QUOTED = 4  # words: a shorter quotation is a term, not speech
BEFORE_QUOTATION, AFTER_QUOTATION = 4, 25  # words within which a speech verb is a quotation's
# In words: how far from the end a comma may lead to a speaker, where the verb stands after it and before the end.
COMMA_REACH, VERB_AFTER_COMMA, VERB_BEFORE_END = 16, 11, 9
COMMA_CODEPOINT = ord(",")


class SpeakerPhrase(NamedTuple):
    """A noun phrase that may name a speaker, tokens `start` to `end`, and its `verb` of speech beside it."""

    start: int
    end: int
    verb: int


@inlined
def quotation_with_speaker(view: SentenceView) -> Finding:
    """A quotation and its speaker in one sentence: “...,” Ryabkov said; “...,” said the envoy; he said: “...”."""
    if not _is_speech_quoted(view):
        return NO_FINDING
    for row in range(view.token_start, view.token_end):
        is_speech = view.tokens.features[row] & SPEECH_VERB and not view.tokens.is_quoted[row]
        if is_speech and _is_beside_quotation(view, row):
            return _speaker_in_phrase(
                view, _speaker_phrase(view, row), AttributionRule.QUOTATION, AttributionRule.QUOTATION_NO_ACTOR
            )
    return NO_FINDING


@inlined
def _is_speech_quoted(view: SentenceView) -> bool:
    """Whether a quotation is long enough to be speech."""
    run = 0
    for row in range(view.token_start, view.token_end):
        run = run + 1 if view.tokens.is_quoted[row] else 0
        if run == MIN_QUOTED:
            return True
    return False


@inlined
def _is_beside_quotation(view: SentenceView, verb: int) -> bool:
    """Whether the clause of a speech verb touches a quotation."""
    return has_class(view, verb - AFTER_QUOTATION + 1, verb + BEFORE_QUOTATION, QUOTE_MARK)


@inlined
def _speaker_phrase(view: SentenceView, verb: int) -> SpeakerPhrase:
    """The noun phrase of the speaker: after an inverted verb ("said the envoy"), else before it up to a quotation."""
    classes = view.tokens.classes
    if verb > view.token_start and classes[verb - 1] & BEFORE_INVERSION:
        return SpeakerPhrase(verb + 1, _phrase_end(view, verb + 1), verb)
    first = verb
    while first > view.body_start and not classes[first - 1] & BEFORE_SPEAKER and not view.tokens.is_quoted[first - 1]:
        first -= 1
    return SpeakerPhrase(first, verb, verb)


@inlined
def _phrase_end(view: SentenceView, first: int) -> int:
    """Return where the noun phrase after an inverted verb ends: at a mark, or with the sentence."""
    end = first_of_class(view, first, view.token_end, AFTER_SPEAKER)
    return view.token_end if end == NO_ROW else end


@inlined
def _speaker_in_phrase(
    view: SentenceView, phrase: SpeakerPhrase, rule: AttributionRule, rule_without_actor: AttributionRule
) -> Finding:
    """The speaker whom a noun phrase names, or for whom it stands: "he", "the envoy"."""
    first, stop = phrase.start, phrase.end
    shown = TokenSpan(min(first, phrase.verb), max(stop, phrase.verb + 1))
    speaker = head_name(view, all_names(view), first, stop)
    if speaker != NO_ROW:
        code = view.names.code[speaker]
        inside = before_word(view, from_word(view, all_names(view), first), stop)
        others = all_names_without(view, inside.first, inside.stop)
        return finding_in_tokens(view, rule, code, other_actor(view, others, code), shown)
    carried = carried_speaker(view, first, stop)
    if carried != NO_ROW:
        target = other_actor(view, all_names(view), carried)
        return finding_in_tokens(view, AttributionRule.CARRIED, carried, target, shown)
    return finding_in_tokens(view, rule_without_actor, NO_ROW, NO_ROW, shown)


@inlined
def according_to(view: SentenceView) -> Finding:
    """A cited speaker: "..., according to the ministry"; an agent of the main clause comes first."""
    row = _according(view)
    if row == NO_ROW:
        return NO_FINDING
    names = all_names(view)
    cited = first_agent(view, from_word(view, names, row + 2))
    rest = names
    if cited != NO_ROW:
        rest = all_names_without(view, from_word(view, names, row).first, cited + 1)
    main = roles_in_clause(view, rest, view.token_end)
    if main.source != NO_ROW:
        return main
    if cited == NO_ROW:
        return NO_FINDING
    if view.names.start[cited] - view.tokens.end[row + 1] - 1 >= MAX_SHOWN:
        return main
    code = view.names.code[cited]
    target = other_actor(view, rest, code)
    return Finding(AttributionRule.ACCORDING, code, target, view.tokens.start[row], view.names.end[cited], 0, 0)


@inlined
def _according(view: SentenceView) -> int:
    """Return the word at which "according to " begins, NO_ROW without."""
    row = first_of_class(view, view.token_start, view.token_end - 1, CITING)
    while row != NO_ROW and not _is_spaced_to(view, row + 1):
        row = first_of_class(view, row + 1, view.token_end - 1, CITING)
    return row


@inlined
def _is_spaced_to(view: SentenceView, row: int) -> bool:
    """Whether a word is "to", in small letters, between two blanks."""
    is_spaced = view.tokens.start[row] == view.tokens.end[row - 1] + 1 and is_blank(view, view.tokens.end[row])
    return view.tokens.classes[row] & TO != 0 and is_spaced and is_lower_case(view, row)


@inlined
def trailing_speaker(view: SentenceView) -> Finding:
    """A trailing speaker: "..., the ministry said on Monday"; a deed in the main clause keeps its own agent."""
    comma = _trailing_comma(view)
    if comma == NO_ROW:
        return NO_FINDING
    rest = until_character(view, all_names(view), view.tokens.start[comma])
    main = roles_in_clause(view, rest, comma)
    if main.source != NO_ROW and is_deed(view, main):
        return main
    verb = first_of_class(view, comma + 1, view.token_end, REPORTING_VERB)
    phrase = SpeakerPhrase(comma + 1, verb, verb)
    spoken = _speaker_in_phrase(view, phrase, AttributionRule.SPEAKER_AFTER, AttributionRule.SPEAKER_AFTER_NO_ACTOR)
    if spoken.source != NO_ROW:
        target = other_actor(view, rest, spoken.source)
        return Finding(spoken.rule, spoken.source, target, spoken.start, spoken.end, 0, 0)
    return main if main.rule != AttributionRule.NO_RULE else spoken


@inlined
def _trailing_comma(view: SentenceView) -> int:
    """The comma before a speaker at the end of the sentence, NO_ROW without."""
    if not view.classes & COMMA:
        return NO_ROW
    for row in range(view.token_end - 2, max(view.body_start, view.token_end - COMMA_REACH), -1):
        is_comma = view.tokens.classes[row] & COMMA and not view.tokens.is_quoted[row]
        if is_comma and _is_before_speaker(view, row):
            return row
    return NO_ROW


@inlined
def _is_before_speaker(view: SentenceView, comma: int) -> bool:
    """Whether a verb of speech follows a comma, before the next one and near the end of the sentence."""
    verb = first_of_class(view, comma + 2, comma + VERB_AFTER_COMMA, REPORTING_VERB)
    if verb == NO_ROW or view.token_end - verb >= VERB_BEFORE_END or has_class(view, comma + 1, verb, COMMA):
        return False
    classes = view.tokens.classes
    return not classes[comma + 1] & NO_SPEAKER and not view.tokens.features[verb - 1] & MODAL


@inlined
def speaker_before_colon(view: SentenceView) -> Finding:
    """A headline's speaker before a colon: "Kyiv: no talks before withdrawal"; a deed keeps its own agent."""
    speaker = view.colon_speaker
    if speaker == NO_ROW:
        return NO_FINDING
    rest = from_word(view, all_names(view), view.body_start)
    main = roles_in_clause(view, rest, view.token_end)
    if main.source != NO_ROW and is_deed(view, main):
        return main
    code = view.names.code[speaker]
    return finding_in_name(view, AttributionRule.BEFORE_COLON, code, other_actor(view, rest, code), speaker)


@inlined
def speaker_after_dash(view: SentenceView) -> Finding:
    """A headline's speaker after a dash (there is one): "More weapons needed – Zelensky"."""
    speaker = first_agent(view, after_character(view, all_names(view), view.dash_speaker_start - 1))
    if speaker == NO_ROW:
        return NO_FINDING
    end = view.dash - 1 if view.dash > 0 and view.codepoints[view.dash - 1] == COMMA_CODEPOINT else view.dash
    rest = until_character(view, from_word(view, all_names(view), view.body_start), end)
    main = roles_in_clause(view, rest, _token_from_character(view, end))
    code = view.names.code[speaker]
    if main.source != NO_ROW and main.source != code and is_deed(view, main):
        return main
    return Finding(
        AttributionRule.AFTER_DASH,
        code,
        other_actor(view, rest, code),
        view.dash_speaker_start,
        view.dash_speaker_end,
        0,
        0,
    )


@inlined
def _token_from_character(view: SentenceView, position: int) -> int:
    """Return the first word that begins at or after a character."""
    row = view.token_start
    while row < view.token_end and view.tokens.start[row] < position:
        row += 1
    return row
