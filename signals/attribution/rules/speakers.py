"""The rules that find a speaker: of a quotation, after "according to", at the end of the sentence."""

from __future__ import annotations

from signals.attribution.basis import (
    ACCORDING,
    CARRIED,
    NO_RULE,
    QUOTATION,
    QUOTATION_NO_ACTOR,
    SHOWN_LENGTH,
    SPEAKER_AFTER,
    SPEAKER_AFTER_NO_ACTOR,
)
from signals.attribution.records import NO_ROW, Found, View
from signals.attribution.rules.arguments import carried_speaker, head_name, other_actor
from signals.attribution.rules.deeds import is_deed
from signals.attribution.rules.main_clause import by_clause
from signals.attribution.rules.name_queries import (
    all_names,
    all_names_without,
    before_word,
    first_agent,
    from_word,
    until_character,
)
from signals.attribution.rules.word_queries import (
    NOTHING,
    first_of_class,
    first_of_kind,
    found_in_words,
    has_kind,
    is_blank,
    is_small,
)
from signals.attribution.tokens.word_classes import (
    BOUNDS_SPEAKER,
    ENDS_SPEAKER,
    INVERTS_SPEAKER,
    IS_ACCORDING,
    IS_MODAL,
    STARTS_NO_SPEAKER,
)
from signals.attribution.tokens.word_kinds import IS_ATTRIBUTING, IS_COMMA, IS_QUOTE_MARK, IS_SPEECH_VERB, IS_TO
from signals.text.jit import inlined

MIN_QUOTED = 4  # words: a shorter quotation is a term, not speech
BEFORE_QUOTATION, AFTER_QUOTATION = 4, 25  # words within which a speech verb is a quotation's
# In words: how far from the end a comma may lead to a speaker, where the verb stands after it and before the end.
COMMA_REACH, VERB_AFTER_COMMA, VERB_BEFORE_END = 16, 11, 9


@inlined
def quotation_speaker(view: View) -> Found:
    """A quotation with its speaker in the sentence: “...,” Ryabkov said; “...,” said the envoy; he said: “...”."""
    if not _is_speech_quoted(view):
        return NOTHING
    for row in range(view.begin, view.stop):
        is_speech = view.words.kinds[row] & IS_SPEECH_VERB and not view.words.quoted[row]
        if is_speech and _is_beside_quotation(view, row):
            first, stop = _speaker_region(view, row)
            return _from_region(view, first, stop, row, QUOTATION, QUOTATION_NO_ACTOR)
    return NOTHING


@inlined
def _is_speech_quoted(view: View) -> bool:
    """Whether a quotation is long enough to be speech."""
    run = 0
    for row in range(view.begin, view.stop):
        run = run + 1 if view.words.quoted[row] else 0
        if run == MIN_QUOTED:
            return True
    return False


@inlined
def _is_beside_quotation(view: View, verb: int) -> bool:
    """Whether the clause of a speech verb touches a quotation."""
    return has_kind(view, verb - AFTER_QUOTATION + 1, verb + BEFORE_QUOTATION, IS_QUOTE_MARK)


@inlined
def _speaker_region(view: View, verb: int) -> tuple[int, int]:
    """The words that name the speaker: after an inverted verb ("said the envoy"), else before it up to a quotation."""
    classes = view.words.classes
    if verb > view.begin and classes[verb - 1] & INVERTS_SPEAKER:
        return verb + 1, _region_end(view, verb + 1)
    first = verb
    while first > view.first and not classes[first - 1] & BOUNDS_SPEAKER and not view.words.quoted[first - 1]:
        first -= 1
    return first, verb


@inlined
def _region_end(view: View, first: int) -> int:
    end = first_of_class(view, first, view.stop, ENDS_SPEAKER)
    return view.stop if end == NO_ROW else end


@inlined
def _from_region(view: View, first: int, stop: int, verb: int, rule: int, rule_without_actor: int) -> Found:
    """The speaker whom the words from `first` to `stop` name, or stand for."""
    shown, shown_stop = min(first, verb), max(stop, verb + 1)
    speaker = head_name(view, all_names(view), first, stop)
    if speaker != NO_ROW:
        code = view.names.code[speaker]
        inside = before_word(view, from_word(view, all_names(view), first), stop)
        others = all_names_without(view, inside.first, inside.stop)
        return found_in_words(view, rule, code, other_actor(view, others, code), shown, shown_stop)
    carried = carried_speaker(view, first, stop)
    if carried != NO_ROW:
        target = other_actor(view, all_names(view), carried)
        return found_in_words(view, CARRIED, carried, target, shown, shown_stop)
    return found_in_words(view, rule_without_actor, NO_ROW, NO_ROW, shown, shown_stop)


@inlined
def according_to(view: View) -> Found:
    """ "..., according to the ministry": the main clause decides; without an actor in it, the one who is cited."""
    row = _according(view)
    if row == NO_ROW:
        return NOTHING
    names = all_names(view)
    cited = first_agent(view, from_word(view, names, row + 2))
    rest = names
    if cited != NO_ROW:
        rest = all_names_without(view, from_word(view, names, row).first, cited + 1)
    main = by_clause(view, rest, view.stop)
    if main.source != NO_ROW:
        return main
    if cited == NO_ROW:
        return NOTHING
    if view.names.start[cited] - view.words.end[row + 1] - 1 >= SHOWN_LENGTH:
        return main
    code = view.names.code[cited]
    target = other_actor(view, rest, code)
    return Found(ACCORDING, code, target, view.words.start[row], view.names.end[cited], 0, 0)


@inlined
def _according(view: View) -> int:
    """Return the word at which "according to " begins, NO_ROW without."""
    row = first_of_class(view, view.begin, view.stop - 1, IS_ACCORDING)
    while row != NO_ROW and not _is_spaced_to(view, row + 1):
        row = first_of_class(view, row + 1, view.stop - 1, IS_ACCORDING)
    return row


@inlined
def _is_spaced_to(view: View, row: int) -> bool:
    """Whether a word is "to", in small letters, between two blanks."""
    is_spaced = view.words.start[row] == view.words.end[row - 1] + 1 and is_blank(view, view.words.end[row])
    return view.words.kinds[row] & IS_TO != 0 and is_spaced and is_small(view, row)


@inlined
def trailing_speaker(view: View) -> Found:
    """Find who speaks in "..., the ministry said on Monday"; a deed in the main clause keeps its own actor."""
    comma = _trailing_comma(view)
    if comma == NO_ROW:
        return NOTHING
    rest = until_character(view, all_names(view), view.words.start[comma])
    main = by_clause(view, rest, comma)
    if main.source != NO_ROW and is_deed(view, main):
        return main
    verb = first_of_kind(view, comma + 1, view.stop, IS_ATTRIBUTING)
    spoken = _from_region(view, comma + 1, verb, verb, SPEAKER_AFTER, SPEAKER_AFTER_NO_ACTOR)
    if spoken.source != NO_ROW:
        target = other_actor(view, rest, spoken.source)
        return Found(spoken.rule, spoken.source, target, spoken.start, spoken.end, 0, 0)
    return main if main.rule != NO_RULE else spoken


@inlined
def _trailing_comma(view: View) -> int:
    """The comma before a speaker at the end of the sentence, NO_ROW without."""
    if not view.has & IS_COMMA:
        return NO_ROW
    for row in range(view.stop - 2, max(view.first, view.stop - COMMA_REACH), -1):
        is_comma = view.words.kinds[row] & IS_COMMA and not view.words.quoted[row]
        if is_comma and _is_before_speaker(view, row):
            return row
    return NO_ROW


@inlined
def _is_before_speaker(view: View, comma: int) -> bool:
    """Whether a verb of speech follows a comma, before the next one and near the end of the sentence."""
    verb = first_of_kind(view, comma + 2, comma + VERB_AFTER_COMMA, IS_ATTRIBUTING)
    if verb == NO_ROW or view.stop - verb >= VERB_BEFORE_END or has_kind(view, comma + 1, verb, IS_COMMA):
        return False
    classes = view.words.classes
    return not classes[comma + 1] & STARTS_NO_SPEAKER and not classes[verb - 1] & IS_MODAL
