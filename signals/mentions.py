"""Find the actors named in sentences, each name resolved by the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .actors import PERSON, SURNAME, TRAP, ActorTable, Alias
from .characters import fold
from .dates import WEEKDAYS
from .name_roles import WORD_AFTER, head_roles, role_of
from .names import NameMatcher
from .persons import TITLES, WORD_BEFORE, DocumentMemory, is_title_case, known_by_surname, office_holder
from .words import Words, words_of

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
    """Holds the aliases of one actor table."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self._entries = tuple(table.aliases.values())
        self._names = tuple(table.aliases)
        self._is_trap = np.array([entries[0].kind == TRAP for entries in self._entries], dtype=bool)
        self._plain = [_plain_alias(entries) for entries in self._entries]
        self._matcher = NameMatcher(self._names)

    def find_mentions(
        self, sentences: Sequence[str], documents: Sequence[int], days: Sequence[int]
    ) -> list[list[Mention]]:
        """Return the mentions of every sentence, in order of position.

        `documents[i]` is the row of sentence i's document and `days[row]` the day number on which that was published.
        """
        return self.mentions_among(self.words_of(sentences), sentences, documents, days)

    def words_of(self, sentences: Sequence[str]) -> Words:
        """Return the words of the sentences, those of a headline in capitals written as names are."""
        return words_of([self._readable(sentence) for sentence in sentences])

    def mentions_among(
        self, words: Words, sentences: Sequence[str], documents: Sequence[int], days: Sequence[int]
    ) -> list[list[Mention]]:
        """Return the same as `find_mentions`, for words that are cut already."""
        mentions: list[list[Mention]] = [[] for _ in sentences]
        found = self._matcher.find(words)
        named = ~self._is_trap[found.phrase]
        rows = words.sentence_of(found.start[named])
        offset = words.lines[rows]
        spans = zip(
            rows.tolist(),
            (found.start[named] - offset).tolist(),
            (found.end[named] - offset).tolist(),
            found.phrase[named].tolist(),
            strict=True,
        )
        memory, document, before = DocumentMemory(), -1, -1
        for row, start, end, phrase in spans:
            if row != before:
                before, memory.codes_in_sentence = row, set()
            if documents[row] != document:
                document, memory = documents[row], DocumentMemory()
            mention = self._mention(sentences[row], start, end, phrase, days[document], memory)
            if mention:
                mentions[row].append(mention)
        return mentions

    def _readable(self, sentence: str) -> str:
        """Return a headline in capitals with only its first letters large, known abbreviations aside; offsets stay."""
        if not sentence.isupper() or " " not in sentence:
            return sentence
        return CAPITALS.sub(
            lambda word: word[0] if word[0] in self._table.aliases else word[0][0] + fold(word[0][1:]), sentence
        )

    def _mention(
        self, sentence: str, start: int, end: int, phrase: int, day: int, memory: DocumentMemory
    ) -> Mention | None:
        alias = self._plain[phrase]
        if alias is None or not alias.start <= day <= alias.end:
            alias = self._resolve(phrase, day, sentence, start, end, memory)
            if alias is None:
                return None
            if alias.kind == PERSON:
                memory.surnames[self._names[phrase].split()[-1]] = (alias.code, alias.person)
        memory.codes.add(alias.code)
        memory.codes_in_sentence.add(alias.code)
        return Mention(start, end, alias.code, alias.kind, role_of(alias, sentence, start, end), alias.person)

    def _resolve(
        self, phrase: int, day: int, sentence: str, start: int, end: int, memory: DocumentMemory
    ) -> Alias | None:
        entries = self._entries[phrase]
        current = [entry for entry in entries if entry.start <= day <= entry.end]
        kind = (current or entries)[0].kind
        if kind == SURNAME:
            return known_by_surname(self._names[phrase], current, sentence, start, end, memory)
        if kind == PERSON:
            return office_holder(current, entries, day, sentence, start)
        return next((entry for entry in current if _rule_allows(entry, sentence, start, end, memory)), None)


def _plain_alias(entries: Sequence[Alias]) -> Alias | None:
    """Return the only alias of a name that means the same wherever it stands; None where the text has a say."""
    one = entries[0]
    is_plain = len(entries) == 1 and one.kind not in (PERSON, SURNAME) and one.rule not in (NEEDS_CONTEXT, *RULES)
    return one if is_plain else None


def _rule_allows(alias: Alias, sentence: str, start: int, end: int, memory: DocumentMemory) -> bool:
    """Apply the rule that the table names for an ambiguous alias; other rules only say why the row is safe."""
    if alias.rule == NEEDS_CONTEXT:
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


NEEDS_CONTEXT = "needs_context"
RULES = {"not_us_state": _is_not_us_state, "not_person": _is_not_a_persons}
