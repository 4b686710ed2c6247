"""Find the actors named in sentences, each name resolved by the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from .actors import PERSON, SURNAME, TRAP, ActorTable, Alias
from .names import NameMatcher
from .tables import TABLES, table_rows
from .verbs import verb_forms

TITLES = frozenset(
    """President Prime Premier Minister Chancellor Secretary Senator Sen. Sen King Queen Prince Princess General
    Gen. Gen Ambassador Envoy Mr. Mr Mrs. Mrs Ms. Ms Dr. Dr Spokesman Spokeswoman Spokesperson Chief Leader
    Foreign Defence Defense Marshal Admiral Adm. Colonel Col. Major Maj. Ayatollah Sheikh Sheik Emir Sultan Pope
    Speaker Governor Gov. Vice Deputy Commander Chairman Sir Lord Comrade Representative Rep. Rep Congressman
    Adviser Advisor Director Head Taoiseach Attorney president premier minister chancellor secretary senator
    king prince general ambassador envoy spokesman spokeswoman spokesperson chief leader marshal admiral
    ayatollah sheikh emir sultan pope speaker governor commander chairman adviser advisor PM FM""".split()
)
CAPITALS = re.compile(r"[^\W\d_]{2,}")
FORMER = re.compile(r"(?:\b(?:[Ff]ormer|[Ee]x|[Ll]ate|[Tt]hen)[ -](?:[\w.’'-]+ ){0,4})$")
WORD_BEFORE = re.compile(r"([\w.’'-]+)[ ]$")
WORD_AFTER = re.compile(r"^ ([\w’'-]+)")
WORDS_AFTER = re.compile(r"[ -]([\w-]+)(?: ([\w-]+))?(?: ([\w-]+))?")
SPEAKS = re.compile(
    r"^,? (?:has |had |will |is |was |to )?(?:also |again |later |then )?(?:say|said|tell|told|warn|vow|"
    r"urg|call|ask|announc|add|accus|insist|sign|meet|met|speak|spoke|reject|agree|promis|pledg|threat|"
    r"refus|visit|praise|hail|claim|order|reveal|want|see|seek|host|hold|held|back|make|made|give|gave|"
    r"take|took|lead|led|push|face|blam|condemn|offer|declar|propos|fl[ie]|arriv|discuss|unveil|approv)"
)
US_STATE = re.compile(
    r"\b(?:Atlanta|Senate|Senator|governor|Governor|Gov\.|Ga\.|Savannah|Augusta|Alabama|Florida|Carolina|"
    r"county|County|Bulldogs|Tech|runoff|Republican|Democrat\w*|Kemp|Abrams|Warnock|Ossoff|Raffensperger|"
    r"Fulton)\b"
)
MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|on|of|by|since|until|from|early|late|mid|last|this|next|through|to|and|during|before|"
    r"after|\d+(?:st|nd|rd|th)?|-)[ -])$"
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


# Words that begin a sentence and are no first names.
BEGINNINGS = frozenset(
    """the a an in on at of to for from with by after before when while as since if but and or so yet then now meanwhile
    how why what where who did does do will would can could has have had is was are were both even still also only
    under over against according despite during inside says said why watch live exclusive analysis opinion breaking
    video photos former ex earlier later today yesterday tonight however although though because once until""".split()
)
NO_NOUNS = frozenset(
    """
    in on at of to with for from by and or but after before over under near has have had is are was were will
    would said says
    """.split()
)
NAMES_OF_PLACES = frozenset({"city", "region"})
ADJECTIVES = frozenset({"adjective"})
PLACED = frozenset({"capital", "seat", "name", "abbreviation"})
STANDS_ALONE = frozenset({"name", "seat", "ministry"})
LOCATED = re.compile(
    r"\b(?:in|near|inside|outside|around|across|throughout|central|downtown)(?: the)? $", re.IGNORECASE
)


@dataclass
class DocumentMemory:
    """What the sentences of a document so far have told.

    `surnames`: surname -> code and full name of the person introduced. `codes`: the actors named so far;
    `codes_in_sentence`: those of the sentence being read.
    """

    surnames: dict[str, tuple[str, str]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    codes_in_sentence: set[str] = field(default_factory=set)


@cache
def head_roles() -> dict[str, str]:
    """Return what a noun after an adjective makes of it: "Russian troops" agent, "Russian poet" private."""
    return {row["word"]: row["role"] for _, row in table_rows(TABLES / "heads.csv", columns=("word", "role", "source"))}


@cache
def common_surnames() -> frozenset[str]:
    """Return the surnames that are words or widely shared: they need a title, a full name or a verb of speech."""
    return frozenset(row["surname"] for _, row in table_rows(TABLES / "surnames.csv", columns=("surname", "source")))


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
        starts, row, memory, document = _starts(sentences), 0, DocumentMemory(), -1
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
            return _surname(name, current, sentence, start, end, memory)
        if kind == PERSON:
            return _full_name(current, entries, day, sentence, start)
        return next((entry for entry in current if _rule_allows(entry, sentence, start, end, memory)), None)


def _starts(sentences: Sequence[str]) -> list[int]:
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    return starts


def role_of(alias: Alias, sentence: str, start: int, end: int) -> str:
    """Say whether a name can act: an adjective is what its noun makes it, a city only a place, "in Moscow" too."""
    if alias.kind in NAMES_OF_PLACES or (alias.rule == "seat_not_city" and alias.kind == "capital"):
        return "passive"
    if alias.kind in PLACED:
        if _names_a_private(sentence, end):
            return "private"
        return "passive" if LOCATED.search(sentence, max(0, start - 12), start) else "agent"
    if alias.kind not in ADJECTIVES:
        return "agent"
    following = WORDS_AFTER.match(sentence, end)
    return _role_by_noun(following.groups()) if following else "agent"


def _names_a_private(sentence: str, end: int) -> bool:
    """Whether the name only says where a private one is from: "a London think tank", "a US newspaper"."""
    after = WORD_AFTER.match(sentence[end : end + 30])
    return bool(after) and head_roles().get(after[1]) == "private"


def _role_by_noun(words: Sequence[str | None]) -> str:
    """What the words after an adjective make of it: "official" agent, "border city" passive, "poet" private."""
    roles, role = head_roles(), ""
    for word in words:
        if word is None or word.lower() in NO_NOUNS or _is_verb(word):
            break
        known = roles.get(word.lower())
        if known in ("agent", "private"):
            return known
        role = role or known or ("agent" if word[0].isupper() else "")
    return role or "agent"


def _is_verb(word: str) -> bool:
    """A verb ends the noun phrase: "US suspended food aid". Words that are nouns as often do not count."""
    return verb_forms().get(word, ("", ""))[1] == "finite" and word not in head_roles()


def _full_name(current: list[Alias], entries: Sequence[Alias], day: int, sentence: str, start: int) -> Alias | None:
    """A person in office on the day; failing that, one who is given a title in the text, by the nearest term."""
    before = sentence[max(0, start - 60) : start]
    if FORMER.search(before):
        return None
    if current:
        return current[0] if len({entry.code for entry in current}) == 1 else None
    title = WORD_BEFORE.search(before)
    if title and title[1] in TITLES:
        return min(entries, key=lambda entry: max(entry.start - day, day - entry.end))
    return None


def _surname(
    name: str, current: list[Alias], sentence: str, start: int, end: int, memory: DocumentMemory
) -> Alias | None:
    if name in memory.surnames:
        code, person = memory.surnames[name]
        return Alias(code, PERSON, 0, 0, "", person)
    codes = {entry.code for entry in current}
    before = sentence[max(0, start - 60) : start]
    if len(codes) != 1 or FORMER.search(before) or _belongs_to_another(before, sentence):
        return None
    if name in common_surnames() and not _is_supported(name, before, sentence[end : end + 40]):
        return None
    return current[0]


def _belongs_to_another(before: str, sentence: str) -> bool:
    """Whether a first name that is not the office holder's stands before the surname: "Michael Johnson"."""
    word = WORD_BEFORE.search(before)
    if not word or not word[1][0].isupper() or word[1] in TITLES or word[1].isupper():
        return False
    if word.start() == 0 and word[1].lower() in BEGINNINGS:
        return False
    return not _is_title_case(sentence)


def _is_title_case(sentence: str) -> bool:
    words = [word for word in sentence.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_supported(name: str, before: str, after: str) -> bool:
    title = WORD_BEFORE.search(before)
    if title and title[1] in TITLES:
        return True
    if name == "May" and MONTH_CONTEXT.search(before):
        return False
    return bool(SPEAKS.match(after)) and not _belongs_to_another(before, "a")


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
    if _is_title_case(sentence):
        return True
    before = WORD_BEFORE.search(sentence[max(0, start - 30) : start])
    after = WORD_AFTER.match(sentence[end : end + 30])
    named_before = bool(
        before and before.start() > 0 and before[1].istitle() and before[1] not in TITLES and before[1].isalpha()
    )
    return not named_before and not (
        after and after[1].istitle() and after[1] not in TITLES and after[1].lower() not in head_roles()
    )


RULES = {"not_us_state": _is_not_us_state, "not_person": _is_not_a_persons}
