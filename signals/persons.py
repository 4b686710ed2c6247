"""Tell whether a person's name means the office holder: by the day, the title, and the names that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from .actors import Alias
from .tables import TABLES, table_rows
from .words import Words, WordTable

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
