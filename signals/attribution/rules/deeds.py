"""Deeds: acts of force or their end, which belong to who did them, whoever tells of them (codebook, rule 12)."""

from __future__ import annotations

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW, AttributionRule, Finding, SentenceView
from signals.attribution.basis import shown_end
from signals.attribution.rules.arguments import (
    PLAIN_APOSTROPHE,
    SMALL_S,
    TYPOGRAPHIC_APOSTROPHE,
    head_name,
    other_actor,
)
from signals.attribution.rules.clauses import Clause, main_clause_between
from signals.attribution.rules.queries import (
    NO_FINDING,
    NameRows,
    TokenSpan,
    after_character,
    all_names,
    before_word,
    finding_in_tokens,
    first_agent,
    first_other_code,
    from_word,
    has_class,
    has_row,
    is_lower_case,
    with_name_shown,
)
from signals.attribution.tokens.batch import SPACE_CHARACTER
from signals.attribution.tokens.word_classes import (
    AFTER_VICTIM,
    AND,
    BEFORE_NO_DEED,
    BY,
    COME,
    COMMA,
    CRIMES,
    DEED_NOUN,
    DEED_VERB,
    FROM,
    INTENTION,
    MILITARY,
    RECEIVING_VERB,
    RELATIVE_PRONOUN,
    REPORTING_VERB,
    UNDER,
    VICTIM,
    WAR,
)
from signals.attribution.tokens.word_features import PLAIN_WORD
from signals.text.jit import inlined

SMALL_A, SMALL_Z = ord("a"), ord("z")


@inlined
def is_deed(view: SentenceView, finding: Finding) -> bool:
    """Whether a clause reports an act of force or its end, which keeps its own actor whoever reports it."""
    if finding.rule == AttributionRule.DEED or finding.rule == AttributionRule.REPORTED_DEED:
        return True
    if (
        finding.rule != AttributionRule.ACTS
        and finding.rule != AttributionRule.PASSIVE
        and finding.rule != AttributionRule.PASSIVE_BY
    ):
        return False
    shown = _classes_shown(view, finding.start, shown_end(finding.start, finding.end))
    shown |= _classes_shown(view, finding.name_start, finding.name_end)
    return shown & (DEED_VERB | MILITARY) != 0 and not shown & INTENTION


@inlined
def _classes_shown(view: SentenceView, start: int, end: int) -> int:
    """Return what the words between two characters are, together; intended only in small letters: not "May"."""
    classes = 0
    for row in range(view.token_start, view.token_end):
        if start <= view.tokens.start[row] and view.tokens.end[row] <= end:
            word = int(view.tokens.classes[row])
            if word & DEED_VERB and not _stands_alone(view, row, start, end):
                word &= ~DEED_VERB
            classes |= word if is_lower_case(view, row) else word & ~INTENTION
    return classes


@inlined
def _stands_alone(view: SentenceView, row: int, start: int, end: int) -> bool:
    """Whether blanks surround a word: before a comma it is more often a noun ("in Russian hands,")."""
    before, after = view.tokens.start[row] - 1, view.tokens.end[row]
    return (before < start or view.codepoints[before] == SPACE_CHARACTER) and (
        after >= end or view.codepoints[after] == SPACE_CHARACTER
    )


@inlined
def giver_after_from(view: SentenceView, names: NameRows, verb: int) -> int:
    """Who gives in "Ukraine receives six guns from Germany", NO_ROW for nobody."""
    if not has_class(view, verb, verb + 3, RECEIVING_VERB):
        return NO_ROW
    for row in range(names.first, names.stop):
        at = view.names.token[row]
        if has_row(names, row) and has_class(view, at - 3, at, FROM):
            return row
    return NO_ROW


@inlined
def reported_deed(view: SentenceView, after: NameRows, verb: int, speaker: int) -> Finding:
    """A reported deed belongs to its agent: "Kyiv says Russian forces seized the plant" (codebook, rule 12)."""
    if not view.tokens.classes[verb] & REPORTING_VERB:
        return NO_FINDING
    inner = main_clause_between(view, after, verb + 1, view.token_end).verb
    if inner == NO_ROW or not view.tokens.classes[inner] & DEED_VERB or view.tokens.is_quoted[inner]:
        return NO_FINDING
    actor = head_name(view, after, verb + 1, inner)
    if actor == NO_ROW or view.names.token[actor] - verb > 4 or has_class(view, verb + 1, inner, RELATIVE_PRONOUN):
        return NO_FINDING
    speaker_code, code = int(view.names.code[speaker]), int(view.names.code[actor])
    if code == speaker_code:
        return NO_FINDING
    target = other_actor(view, after_character(view, after, view.names.end[actor]), code)
    target = target if target != NO_ROW else speaker_code
    shown = TokenSpan(view.names.token[actor], inner + 1)
    return with_name_shown(view, finding_in_tokens(view, AttributionRule.REPORTED_DEED, code, target, shown), speaker)


@inlined
def has_patient_subject(view: SentenceView, clause: Clause) -> bool:
    """Whether the subject is the patient: "12 killed in Kharkiv", "have been wounded", "came under fire"."""
    verb, classes = clause.verb, view.tokens.classes
    if classes[verb] & COME and has_class(view, verb + 1, verb + 2, UNDER):
        return True
    if clause.is_passive:
        return has_class(view, verb, verb + 5, VICTIM) and not has_class(view, verb, verb + 5, BY)
    if not classes[verb] & VICTIM:
        return False
    if verb + 1 == view.token_end or classes[verb + 1] & AFTER_VICTIM:
        return True
    goes_on = classes[verb + 1] & (AND | COMMA)
    return goes_on != 0 and not _has_agent(view, clause)


@inlined
def _has_agent(view: SentenceView, clause: Clause) -> bool:
    """Whether the subject of a clause can act."""
    before = before_word(view, from_word(view, all_names(view), clause.first), clause.verb)
    return first_agent(view, before) != NO_ROW


@inlined
def owned_deed(view: SentenceView, names: NameRows, rule: AttributionRule) -> Finding:
    """A deed as a noun phrase: "Moscow's invasion of Ukraine": its agent owns it, its patient is the next name."""
    for row in range(names.first, names.stop):
        if view.names.role[row] == AGENT and has_row(names, row):
            end = _deed_end(view, row)
            if end != NO_ROW:
                code = int(view.names.code[row])
                return Finding(rule, code, first_other_code(view, names, code), view.names.start[row], end, 0, 0)
    return NO_FINDING


@inlined
def _deed_end(view: SentenceView, name: int) -> int:
    """Return the character at which a noun of a deed ends that belongs to a name, NO_ROW without."""
    end, row = _possessive_end(view, view.names.end[name]), view.names.token[name]
    while row < view.token_end and view.tokens.start[row] < end:
        row += 1
    for _ in range(4):
        if not _is_next(view, row, end):
            return NO_ROW
        word = view.tokens.classes[row]
        if is_lower_case(view, row):
            if word & DEED_NOUN:
                return _end_of_letters(view, row)
            if word & WAR and _is_next(view, row + 1, view.tokens.end[row]) and _are_crimes(view, row + 1):
                return _end_of_letters(view, row + 1)
            if word & BEFORE_NO_DEED:
                return NO_ROW
        if not view.tokens.features[row] & PLAIN_WORD:
            return NO_ROW
        end, row = view.tokens.end[row], row + 1
    return NO_ROW


@inlined
def _possessive_end(view: SentenceView, end: int) -> int:
    """Return the character at which a name ends with its "'s" or apostrophe, if it has one."""
    if end < len(view.codepoints) and (
        view.codepoints[end] == PLAIN_APOSTROPHE or view.codepoints[end] == TYPOGRAPHIC_APOSTROPHE
    ):
        end += 1
        if end < len(view.codepoints) and view.codepoints[end] == SMALL_S:
            end += 1
    return end


@inlined
def _is_next(view: SentenceView, row: int, end: int) -> bool:
    """Whether a word follows after one blank."""
    return row < view.token_end and view.tokens.start[row] == end + 1 and view.codepoints[end] == SPACE_CHARACTER


@inlined
def _are_crimes(view: SentenceView, row: int) -> bool:
    return view.tokens.classes[row] & CRIMES != 0 and is_lower_case(view, row)


@inlined
def _end_of_letters(view: SentenceView, row: int) -> int:
    """Return where the small letters end with which a word begins: "strikes" of "strikes-and-raids"."""
    end = int(view.tokens.start[row])
    while end < view.tokens.end[row] and SMALL_A <= view.codepoints[end] <= SMALL_Z:
        end += 1
    return end
