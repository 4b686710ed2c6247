"""Find the actors named in sentences, each name resolved by the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .actors import PERSON, SURNAME, TRAP, ActorTable, Alias
from .characters import fold
from .dates import WEEKDAYS
from .mention_table import Meanings, MentionTable, as_objects
from .mention_table import Mention as Mention
from .name_roles import WORD_AFTER, head_roles, roles_among
from .names import NameMatcher
from .persons import TITLES, WORD_BEFORE, Told, is_title_case, known_by_surname, office_holder
from .spans import Spans
from .words import MEMO_LIMIT, Words, words_of

CAPITALS = re.compile(r"[^\W\d_]{2,}")


US_STATE = re.compile(
    r"\b(?:Atlanta|Senate|Senator|governor|Governor|Gov\.|Ga\.|Savannah|Augusta|Alabama|Florida|Carolina|"
    r"county|County|Bulldogs|Tech|runoff|Republican|Democrat\w*|Kemp|Abrams|Warnock|Ossoff|Raffensperger|"
    r"Fulton)\b"
)


IN_TEXT = Alias("", "", 0, 0)
STANDS_ALONE = frozenset({"name", "seat", "ministry"})


class MentionFinder:
    """Holds the aliases of one actor table."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self._entries = tuple(table.aliases.values())
        self._names = tuple(table.aliases)
        self._is_trap = np.array([entries[0].kind == TRAP for entries in self._entries], dtype=bool)
        self._plain = as_objects([_plain_alias(entries) for entries in self._entries])
        self._first_day, self._last_day = np.array([_term(one) for one in self._plain.tolist()]).reshape(-1, 2).T
        self._days_known: dict[tuple[int, int], Alias | None] = {}
        self._matcher = NameMatcher(self._names)
        meanings = list(dict.fromkeys(_meaning(one) for entries in self._entries for one in entries))
        self._meanings = Meanings(meanings)
        self._number_of = {meaning: number for number, meaning in enumerate(meanings)}

    def find_mentions(
        self, sentences: Sequence[str], documents: Sequence[int], days: Sequence[int]
    ) -> list[list[Mention]]:
        """Return the mentions of every sentence, in order of position.

        `documents[i]` is the row of sentence i's document and `days[row]` the day number on which that was published.
        """
        return self.mentions_among(self.words_of(sentences), sentences, documents, days).per_sentence()

    def words_of(self, sentences: Sequence[str]) -> Words:
        """Return the words of the sentences, those of a headline in capitals written as names are."""
        is_in_capitals = any(map(str.isupper, sentences))
        return words_of(list(map(self._readable, sentences)) if is_in_capitals else sentences)

    def mentions_among(
        self, words: Words, sentences: Sequence[str], documents: Sequence[int], days: Sequence[int]
    ) -> MentionTable:
        """Return the same as `find_mentions`, in columns, for words that are cut already."""
        found = self._matcher.find(words)
        found = Spans(*(column[~self._is_trap[found.phrase]] for column in found))
        sentence = words.sentence_of(found.start)
        document = np.asarray(documents, dtype=np.int64)[sentence]
        aliases = self._resolved(found, words, sentences, sentence, document, np.asarray(days)[document])
        is_named = np.array([one is not None for one in aliases], dtype=bool)
        sentence, found = sentence[is_named], Spans(*(column[is_named] for column in found))
        named = [one for one in aliases if one is not None]
        return MentionTable(
            sentence,
            found.start - words.lines[sentence],
            found.end - words.lines[sentence],
            np.array([self._number_of[_meaning(one)] for one in named], dtype=np.int64),
            roles_among(words, sentences, sentence, found, named),
            self._meanings,
            words.lines,
        )

    def _resolved(
        self,
        found: Spans,
        words: Words,
        sentences: Sequence[str],
        sentence: np.ndarray,
        document: np.ndarray,
        day: np.ndarray,
    ) -> list[Alias | None]:
        """Return what each name found stands for; None: no actor."""
        aliases = self._plain[found.phrase]
        is_plain = (self._first_day[found.phrase] <= day) & (day <= self._last_day[found.phrase])
        resolved: list[Alias | None] = aliases.tolist()
        documents = np.cumsum(np.diff(document, prepend=document[:1]) != 0).tolist()
        told = Told(resolved, sentence.tolist(), documents)
        for at in np.flatnonzero(~is_plain).tolist():
            phrase = int(found.phrase[at])
            resolved[at] = alias = self._on_day(phrase, int(day[at]))
            if alias is IN_TEXT:
                told.turn_to(at)
                row = int(sentence[at])
                start, end = int(found.start[at] - words.lines[row]), int(found.end[at] - words.lines[row])
                resolved[at] = alias = self._resolve(phrase, int(day[at]), sentences[row], start, end, told)
                if alias is not None and alias.kind == PERSON:
                    told.surnames[self._names[phrase].split()[-1]] = (alias.code, alias.person)
        return resolved

    def _on_day(self, phrase: int, day: int) -> Alias | None:
        """Return what a name stands for on a day, IN_TEXT where the text has a say."""
        if len(self._days_known) > MEMO_LIMIT:
            self._days_known.clear()
        if (phrase, day) not in self._days_known:
            self._days_known[phrase, day] = _alias_on_day(self._entries[phrase], day)
        return self._days_known[phrase, day]

    def _readable(self, sentence: str) -> str:
        """Return a headline in capitals with only its first letters large, known abbreviations aside; offsets stay."""
        if not sentence.isupper() or " " not in sentence:
            return sentence
        return CAPITALS.sub(
            lambda word: word[0] if word[0] in self._table.aliases else word[0][0] + fold(word[0][1:]), sentence
        )

    def _resolve(self, phrase: int, day: int, sentence: str, start: int, end: int, told: Told) -> Alias | None:
        entries = self._entries[phrase]
        current = [entry for entry in entries if entry.start <= day <= entry.end]
        kind = (current or entries)[0].kind
        if kind == SURNAME:
            return known_by_surname(self._names[phrase], current, sentence, start, end, told.surnames)
        if kind == PERSON:
            return office_holder(current, entries, day, sentence, start)
        return next((entry for entry in current if _rule_allows(entry, sentence, start, end, told)), None)


def _plain_alias(entries: Sequence[Alias]) -> Alias | None:
    """Return the only alias of a name that means the same wherever it stands; None where the text has a say."""
    one = entries[0]
    is_plain = len(entries) == 1 and one.kind not in (PERSON, SURNAME) and one.rule not in (NEEDS_CONTEXT, *RULES)
    return one if is_plain else None


def _alias_on_day(entries: Sequence[Alias], day: int) -> Alias | None:
    """Return what a name stands for on a day wherever it stands, None for nobody, IN_TEXT where the text has a say."""
    current = [entry for entry in entries if entry.start <= day <= entry.end]
    if (current or entries)[0].kind in (PERSON, SURNAME):
        return IN_TEXT
    first = current[0] if current else None
    return IN_TEXT if first and first.rule in (NEEDS_CONTEXT, *RULES) else first


def _term(alias: Alias | None) -> tuple[int, int]:
    """The days on which a plain alias stands for its actor; none for others."""
    return (alias.start, alias.end) if alias else (1, 0)


def _meaning(alias: Alias) -> tuple[str, str, str]:
    return alias.code, alias.kind, alias.person


def _rule_allows(alias: Alias, sentence: str, start: int, end: int, told: Told) -> bool:
    """Apply the rule that the table names for an ambiguous alias; other rules only say why the row is safe."""
    if alias.rule == NEEDS_CONTEXT:
        return _has_context(alias, told)
    check = RULES.get(alias.rule)
    return check is None or check(sentence, start, end)


def _has_context(alias: Alias, told: Told) -> bool:
    """A shared name ("Congress", "the Marines", "NSC") needs its state named before it, or at least no other one."""
    return alias.code in told.codes() or (alias.kind in STANDS_ALONE and not told.codes_in_sentence() - {alias.code})


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
