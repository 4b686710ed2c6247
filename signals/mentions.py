"""Find the actors named in sentences, each name resolved by the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .actors import PERSON, SURNAME, TRAP, ActorTable, Alias
from .dates import WEEKDAYS
from .name_roles import WORD_AFTER, head_roles, role_of
from .names import NameMatcher
from .persons import TITLES, WORD_BEFORE, DocumentMemory, is_title_case, known_by_surname, office_holder
from .phrases import line_starts

CAPITALS = re.compile(r"[^\W\d_]{2,}")


US_STATE = re.compile(
    r"\b(?:Atlanta|Senate|Senator|governor|Governor|Gov\.|Ga\.|Savannah|Augusta|Alabama|Florida|Carolina|"
    r"county|County|Bulldogs|Tech|runoff|Republican|Democrat\w*|Kemp|Abrams|Warnock|Ossoff|Raffensperger|"
    r"Fulton)\b"
)


class Mention(NamedTuple):
    """An actor found in a sentence: characters `start` to `end`, its `code`, the `kind` of name, the `person` if one.

    `role` is what the name can be: `agent` (may speak or act), `passive` (a place, a thing: may be acted upon) or
    `private` (a person or an institution who does not speak for the actor).
    """

    start: int
    end: int
    code: str
    kind: str
    role: str
    person: str = ""


STANDS_ALONE = frozenset({"name", "seat", "ministry"})


class MentionFinder:
    """Holds the compiled aliases of one actor table."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self._names = tuple(table.aliases)
        self._matcher = NameMatcher(self._names)

    def find_mentions(
        self, sentences: Sequence[str], documents: Sequence[int], days: Sequence[int]
    ) -> list[list[Mention]]:
        """Return the mentions of every sentence, in order of position.

        `documents[i]` is the row of sentence i's document and `days[row]` the day number on which that was published.
        """
        mentions: list[list[Mention]] = [[] for _ in sentences]
        text = "\n".join(self._readable(sentence) for sentence in sentences)
        starts = [*line_starts(sentences).tolist(), len(text) + 1]
        row, memory, document = 0, DocumentMemory(), -1
        for found in self._matcher.find(text):
            while found.start >= starts[row + 1]:
                row += 1
                memory.codes_in_sentence = set()
            if documents[row] != document:
                document, memory = documents[row], DocumentMemory()
            start = starts[row]
            self._add(
                mentions[row],
                sentences[row],
                found.start - start,
                found.end - start,
                found.phrase,
                days[document],
                memory,
            )
        return mentions

    def _readable(self, sentence: str) -> str:
        """Return a headline in capitals with only its first letters large, known abbreviations aside; offsets stay."""
        if not sentence.isupper() or " " not in sentence:
            return sentence
        return CAPITALS.sub(lambda word: word[0] if word[0] in self._table.aliases else word[0].capitalize(), sentence)

    def _add(
        self,
        mentions: list[Mention],
        sentence: str,
        start: int,
        end: int,
        phrase: int,
        day: int,
        memory: DocumentMemory,
    ) -> None:
        name = self._names[phrase]
        alias = self._resolve(name, day, sentence, start, end, memory)
        if alias is None:
            return
        if alias.kind == PERSON:
            memory.surnames[name.split()[-1]] = (alias.code, alias.person)
        memory.codes.add(alias.code)
        memory.codes_in_sentence.add(alias.code)
        mentions.append(Mention(start, end, alias.code, alias.kind, role_of(alias, sentence, start, end), alias.person))

    def _resolve(
        self, name: str, day: int, sentence: str, start: int, end: int, memory: DocumentMemory
    ) -> Alias | None:
        entries = self._table.aliases[name]
        if entries[0].kind == TRAP:
            return None
        current = [entry for entry in entries if entry.start <= day <= entry.end]
        kind = (current or entries)[0].kind
        if kind == SURNAME:
            return known_by_surname(name, current, sentence, start, end, memory)
        if kind == PERSON:
            return office_holder(current, entries, day, sentence, start)
        return next((entry for entry in current if _rule_allows(entry, sentence, start, end, memory)), None)


def _rule_allows(alias: Alias, sentence: str, start: int, end: int, memory: DocumentMemory) -> bool:
    """Apply the rule that the table names for an ambiguous alias; other rules only say why the row is safe."""
    if alias.rule == "needs_context":
        return _has_context(alias, sentence, start, memory)
    check = RULES.get(alias.rule)
    return check is None or check(sentence, start, end)


def _has_context(alias: Alias, sentence: str, start: int, memory: DocumentMemory) -> bool:
    """A shared name ("Congress", "the Marines", "NSC") needs its state named before it, or at least no other one."""
    if alias.code in memory.codes:
        return True
    return alias.kind in STANDS_ALONE and not memory.codes_in_sentence - {alias.code}


def _is_not_us_state(sentence: str, start: int, end: int) -> bool:
    return not US_STATE.search(sentence)


def _is_not_a_persons(sentence: str, start: int, end: int) -> bool:
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


RULES = {"not_us_state": _is_not_us_state, "not_person": _is_not_a_persons}
