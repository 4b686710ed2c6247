"""Names that the text decides: a state or a US state, a country or a first name, whose Congress, and persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .actors import PERSON, SURNAME, Alias
from .date_expressions import WEEKDAYS
from .name_roles import WORD_AFTER, head_roles
from .persons import TITLES, WORD_BEFORE, is_title_case, known_by_surname, office_holder
from .told import Told

US_STATE = re.compile(
    r"\b(?:Atlanta|Senate|Senator|governor|Governor|Gov\.|Ga\.|Savannah|Augusta|Alabama|Florida|Carolina|"
    r"county|County|Bulldogs|Tech|runoff|Republican|Democrat\w*|Kemp|Abrams|Warnock|Ossoff|Raffensperger|"
    r"Fulton)\b"
)
STANDS_ALONE = frozenset({"name", "seat", "ministry"})


def read_name(
    name: str, aliases: Sequence[Alias], day: int, sentence: str, start: int, end: int, told: Told
) -> Alias | None:
    """Return which of its aliases a name from `start` to `end` of a sentence stands for on a day; None: no actor."""
    current = [alias for alias in aliases if alias.start <= day <= alias.end]
    kind = (current or aliases)[0].kind
    if kind == SURNAME:
        return told.surnames().get(name) or known_by_surname(name, current, sentence, start, end)
    if kind == PERSON:
        return office_holder(current, aliases, day, sentence, start)
    return next((alias for alias in current if _rule_allows(alias, sentence, start, end, told)), None)


def _rule_allows(alias: Alias, sentence: str, start: int, end: int, told: Told) -> bool:
    """Apply the rule that the table names for an ambiguous alias; other rules only say why the row is safe."""
    return alias.rule not in RULES or RULES[alias.rule](alias, sentence, start, end, told)


def _has_context(alias: Alias, sentence: str, start: int, end: int, told: Told) -> bool:
    """A shared name ("Congress", "the Marines", "NSC") needs its state named before it, or at least no other one."""
    return alias.code in told.codes() or (alias.kind in STANDS_ALONE and not told.codes_in_sentence() - {alias.code})


def _is_not_us_state(alias: Alias, sentence: str, start: int, end: int, told: Told) -> bool:
    return not US_STATE.search(sentence)


def _is_not_a_persons(alias: Alias, sentence: str, start: int, end: int, told: Told) -> bool:
    """Not part of a name such as "Michael Jordan" or "Jordan Peterson"."""
    if is_title_case(sentence):
        return True
    before = WORD_BEFORE.search(sentence[max(0, start - 30) : start])
    after = WORD_AFTER.match(sentence[end : end + 30])
    named_before = bool(
        before
        and before.start() > 0
        and before[1].istitle()
        and before[1].isalpha()
        and before[1] not in TITLES
        and before[1].lower() not in WEEKDAYS
    )
    return not named_before and not (
        after and after[1].istitle() and after[1] not in TITLES and after[1].lower() not in head_roles()
    )


RULES = {"needs_context": _has_context, "not_us_state": _is_not_us_state, "not_person": _is_not_a_persons}
