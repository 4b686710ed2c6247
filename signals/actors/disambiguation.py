"""Names that the text decides: a state or a US state, a country or a first name, whose Congress, and persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from signals.actors.roles import WORD_AFTER, head_roles
from signals.actors.table import PERSON, SURNAME, Alias
from signals.data.csv_tables import TABLES, table_rows
from signals.dates.expressions import WEEKDAYS
from signals.text.word_ids import WordTable
from signals.text.words import Words

# Tell whether a person's name means the office holder: by the day, the title, and the names that stand beside it.
# What a document has told before a name: who was introduced by surname, which actors were named.

TITLES = frozenset(
    """President Prime Premier Minister Chancellor Secretary Senator Sen. Sen King Queen Prince Princess General
    Gen. Gen Ambassador Envoy Mr. Mr Mrs. Mrs Ms. Ms Dr. Dr Spokesman Spokeswoman Spokesperson Chief Leader
    Foreign Defence Defense Marshal Admiral Adm. Colonel Col. Major Maj. Ayatollah Sheikh Sheik Emir Sultan Pope
    Speaker Governor Gov. Vice Deputy Commander Chairman Sir Lord Comrade Representative Rep. Rep Congressman
    Adviser Advisor Director Head Taoiseach Attorney president premier minister chancellor secretary senator
    king prince general ambassador envoy spokesman spokeswoman spokesperson chief leader marshal admiral
    ayatollah sheikh emir sultan pope speaker governor commander chairman adviser advisor PM FM""".split()
)


FORMER = re.compile(r"(?:\b(?:[Ff]ormer|[Ee]x|[Ll]ate|[Tt]hen)[ -](?:[\w.’'-]+ ){0,4})$")


BEFORE = 60  # so many characters before a name are read
_ENDS_LIKE_FORMER = WordTable(lambda word: word.lower().endswith(("former", "ex", "late", "then")))

WORD_BEFORE = re.compile(r"([\w.’'-]+)[ ]$")


SPEAKS = re.compile(
    r"^,? (?:has |had |will |is |was |to )?(?:also |again |later |then )?(?:say|said|tell|told|warn|vow|"
    r"urg|call|ask|announc|add|accus|insist|sign|meet|met|speak|spoke|reject|agree|promis|pledg|threat|"
    r"refus|visit|praise|hail|claim|order|reveal|want|see|seek|host|hold|held|back|make|made|give|gave|"
    r"take|took|lead|led|push|face|blam|condemn|offer|declar|propos|fl[ie]|arriv|discuss|unveil|approv)"
)


MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|on|of|by|since|until|from|early|late|mid|last|this|next|through|to|and|during|before|"
    r"after|\d+(?:st|nd|rd|th)?|-)[ -])$"
)


# Words that begin a sentence and are no first names.
BEGINNINGS = frozenset(
    """the a an in on at of to for from with by after before when while as since if but and or so yet then now meanwhile
    how why what where who did does do will would can could has have had is was are were both even still also only
    under over against according despite during inside says said why watch live exclusive analysis opinion breaking
    video photos former ex earlier later today yesterday tonight however although though because once until""".split()
)


def may_be_former(words: Words, start: np.ndarray) -> np.ndarray:
    """Return for each name whether a word that ends like one of FORMER stands near before it: a quick look."""
    n_former = np.cumsum(np.append(False, _ENDS_LIKE_FORMER.of(words)))
    nearest = np.searchsorted(words.end, start - BEFORE, side="right")
    return n_former[np.searchsorted(words.start, start)] > n_former[nearest]


@cache
def common_surnames() -> frozenset[str]:
    """Return the surnames that are words or widely shared: they need a title, a full name or a verb of speech."""
    return frozenset(row["surname"] for _, row in table_rows(TABLES / "surnames.csv", columns=("surname", "source")))


def office_holder(current: list[Alias], entries: Sequence[Alias], day: int, sentence: str, start: int) -> Alias | None:
    """A person in office on the day; failing that, one who is given a title in the text, by the nearest term."""
    before = sentence[max(0, start - BEFORE) : start]
    if FORMER.search(before):
        return None
    if current:
        return current[0] if len({entry.code for entry in current}) == 1 else None
    title = WORD_BEFORE.search(before)
    if title and title[1] in TITLES:
        return min(entries, key=lambda entry: max(entry.start - day, day - entry.end))
    return None


def known_by_surname(name: str, current: list[Alias], sentence: str, start: int, end: int) -> Alias | None:
    """The holder of an office on the day whose surname stands alone, if nothing says that it is another's."""
    codes = {entry.code for entry in current}
    before = sentence[max(0, start - BEFORE) : start]
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
    return not is_title_case(sentence)


def is_title_case(sentence: str) -> bool:
    words = [word for word in sentence.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_supported(name: str, before: str, after: str) -> bool:
    title = WORD_BEFORE.search(before)
    if title and title[1] in TITLES:
        return True
    if name == "May" and MONTH_CONTEXT.search(before):
        return False
    return bool(SPEAKS.match(after)) and not _belongs_to_another(before, "a")


class Told:
    """What the document of a name has told before it: turn to one name after another, in order of position."""

    def __init__(
        self, names: Sequence[str], aliases: Sequence[Alias], name: np.ndarray, meaning: np.ndarray,
        sentence: np.ndarray, document: np.ndarray,
    ) -> None:  # fmt: skip
        """`name`: a row of `names`, and `meaning`: of `aliases`, for each name of a batch. `meaning` is what is known
        by the time of asking, negative for no actor. `sentence` and `document`: in which one each stands, the same ones
        together."""
        self._names, self._name, self._meaning, self._aliases = names, name, meaning, aliases
        self._sentence, self._document = sentence, document
        self._codes: set[str] = set()
        self._surnames: dict[str, Alias] = {}
        self._at = self._n_read = 0

    def turn_to(self, at: int) -> None:
        """Go on to the name of row `at`."""
        self._at = at

    def codes(self) -> set[str]:
        """Return the actors named so far in the document."""
        self._read_on()
        return self._codes

    def surnames(self) -> dict[str, Alias]:
        """Return the persons introduced by full name so far in the document, by surname."""
        self._read_on()
        return self._surnames

    def codes_in_sentence(self) -> set[str]:
        """Return the actors named so far in the sentence."""
        named = self._meaning[self._first_in(self._sentence) : self._at].tolist()
        return {self._aliases[one].code for one in named if one >= 0}

    def _first_in(self, column: np.ndarray) -> int:
        """Return the first row of the sentence or document in which the present name stands."""
        first = self._at
        while first > 0 and column[first - 1] == column[self._at]:
            first -= 1
        return first

    def _read_on(self) -> None:
        """Take in the names between those read and the present one."""
        if self._n_read == 0 or self._document[self._n_read - 1] != self._document[self._at]:
            self._codes, self._surnames, self._n_read = set(), {}, self._first_in(self._document)
        for row, meaning in enumerate(self._meaning[self._n_read : self._at].tolist(), self._n_read):
            if meaning >= 0:
                alias = self._aliases[meaning]
                self._codes.add(alias.code)
                if alias.kind == PERSON:
                    self._surnames[self._names[self._name[row]].split()[-1]] = alias
        self._n_read = self._at


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
