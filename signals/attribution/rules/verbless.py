"""Names that stand in no role around a verb: in headlines without one, and where the subject names no actor."""

from __future__ import annotations

from signals.actors.mentions import AGENT
from signals.actors.mentions import PASSIVE as MERE_PLACE
from signals.attribution.annotations import NO_ROW, Finding, SentenceView
from signals.attribution.basis import ABOUT, NAMES
from signals.attribution.rules.arguments import is_governed, other_actor
from signals.attribution.rules.name_queries import NameRows, first_agent, has_row
from signals.attribution.rules.word_queries import NOTHING, found_in_name
from signals.attribution.tokens.word_classes import HARM
from signals.text.jit import inlined


@inlined
def without_verb(view: SentenceView, names: NameRows) -> Finding:
    """A headline without a verb: "Russian strike on Kyiv", "Moscow's troop build-up near Ukraine"."""
    source = _first_free(view, names, NO_ROW)
    if source == NO_ROW:
        return leftover(view, names)
    code = int(view.names.code[source])
    return found_in_name(view, NAMES, code, other_actor(view, names, code), source)


@inlined
def leftover(view: SentenceView, names: NameRows) -> Finding:
    """Names that stand in no role: those that something is aimed at are the target, the first other one the source."""
    aimed = _first_aimed(view, names)
    if aimed != NO_ROW:
        code = int(view.names.code[aimed])
        acting = _first_free(view, names, code)
        source = NO_ROW if acting == NO_ROW else int(view.names.code[acting])
        return found_in_name(view, ABOUT, source, code, aimed)
    acting = first_agent(view, names)
    if acting == NO_ROW:
        return NOTHING
    code = int(view.names.code[acting])
    return found_in_name(view, NAMES, code, _other_agent(view, names, code), acting)


@inlined
def _first_aimed(view: SentenceView, names: NameRows) -> int:
    """The first name that something is aimed at: after a preposition, or a mere place that harm comes to."""
    for row in range(names.first, names.stop):
        if has_row(names, row):
            is_agent = view.names.role[row] == AGENT
            is_harmed = view.names.role[row] == MERE_PLACE and view.classes & HARM
            if is_harmed or (is_agent and is_governed(view, row)):
                return row
    return NO_ROW


@inlined
def _first_free(view: SentenceView, names: NameRows, code: int) -> int:
    """The first name of another actor that can act and after no preposition."""
    for row in range(names.first, names.stop):
        is_other = view.names.code[row] != code and has_row(names, row)
        if is_other and view.names.role[row] == AGENT and not is_governed(view, row):
            return row
    return NO_ROW


@inlined
def _other_agent(view: SentenceView, names: NameRows, code: int) -> int:
    """The code of the first other actor that can act, NO_ROW without."""
    for row in range(names.first, names.stop):
        if view.names.role[row] == AGENT and view.names.code[row] != code and has_row(names, row):
            return int(view.names.code[row])
    return NO_ROW
