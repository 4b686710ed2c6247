"""Say which texts Drumbeat cannot read, and why: no words, another script, another language.

It reads English. Another language is told by its commonest words, those that carry no topic ("und", "dans", "yang"):
they make up a third of any running text, and few stand in English. Measured: docs/decisions/012-odd-text.md
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.text.codepoints import StringArray, string_array
from signals.text.jit import inlined, kernel
from signals.text.word_ids import FREE, HASHED, Spellings, find_slot, key_of, scattered

# See at a glance that a text is English: what `legible` finds for nearly all, without reading each in Python.

END_OF_ASCII = 128
FIRST_MARK, LAST_MARK = map(ord, "‐…")  # dashes, quotation marks and dots
FIRST_ACCENTED, LAST_ACCENTED = map(ord, "Àɏ")
FIRST_CAPITAL, LAST_CAPITAL = map(ord, "AZ")
SPACE_CODE, LETTER_T, LETTER_H, LETTER_E = map(ord, " the")


class TellingWords(NamedTuple):
    """A table (`spellings`) of words that tell a language, and for each whether it is one of another than English."""

    slots: np.ndarray
    keys: np.ndarray
    is_foreign: np.ndarray


def telling_words(english: Set[str], foreign: Set[str]) -> TellingWords:
    """Return the table of these words; those of both sets are foreign."""
    words = Spellings()
    lines = string_array(sorted(english | foreign))
    words.of(lines.codepoints, lines.indptr[:-1], lines.indptr[1:] - 1)
    is_foreign = np.array([word in foreign for word in words.spelt], dtype=bool)
    return TellingWords(words.table.slots, words.table.keys, is_foreign)


def is_plainly_english(lines: StringArray, words: TellingWords, longest: int) -> np.ndarray:
    """Return for each text whether it needs no closer look: it is in ASCII and has a "the" between blanks, or it has up
    to `longest` characters, a common English word, no foreign one, and accents only in words with a capital."""
    return judge_lines(lines.codepoints, lines.indptr, longest, words)


@kernel
def judge_lines(codepoints: np.ndarray, indptr: np.ndarray, longest: int, words: TellingWords) -> np.ndarray:
    """Return the same for the lines of a text; see `StringArray`."""
    is_plain = np.zeros(len(indptr) - 1, dtype=np.bool_)
    for row in range(len(is_plain)):
        text = codepoints[indptr[row] : indptr[row + 1] - 1]
        if is_all_ascii(text) and has_article(text):
            is_plain[row] = True
        elif len(text) <= longest:
            is_plain[row] = has_only_english(text, words)
    return is_plain


@inlined
def is_all_ascii(text: np.ndarray) -> bool:
    """Whether all characters are in ASCII."""
    n_others = 0
    for at in range(len(text)):
        n_others += text[at] >= END_OF_ASCII
    return n_others == 0


@inlined
def has_article(text: np.ndarray) -> bool:
    """Whether "the" stands between blanks."""
    is_there = False
    for at in range(len(text) - 4):  # no branches: the processor compares several places at once
        begins = (text[at] == SPACE_CODE) & (text[at + 1] == LETTER_T)
        is_there |= begins & (text[at + 2] == LETTER_H) & (text[at + 3] == LETTER_E) & (text[at + 4] == SPACE_CODE)
    return is_there


@inlined
def has_only_english(text: np.ndarray, words: TellingWords) -> bool:
    """Whether a text has a common English word, and none that is foreign or looks so."""
    slots, keys, is_foreign = words
    has_english, begin = False, 0
    for at in range(len(text) + 1):
        if at < len(text) and not is_space(text[at]):
            continue
        key = key_of(text, begin, at)
        slot = find_slot(key, scattered(key), slots, keys)
        is_telling = slots[slot] != FREE
        if (is_telling and is_foreign[slots[slot]]) or (key >= HASHED and looks_foreign(text[begin:at])):
            return False
        has_english |= is_telling and key < HASHED
        begin = at + 1
    return has_english


@inlined
def is_space(code: int) -> bool:
    """Whether an ASCII character stands between words."""
    return code == SPACE_CODE or 9 <= code <= 13 or 28 <= code <= 31


@inlined
def looks_foreign(word: np.ndarray) -> bool:
    """Whether a word holds a sign or a letter unusual in English; accents are usual in a name."""
    n_capitals = n_accents = 0
    for at in range(len(word)):
        n_capitals += FIRST_CAPITAL <= word[at] <= LAST_CAPITAL
        n_accents += FIRST_ACCENTED <= word[at] <= LAST_ACCENTED
        is_usual = word[at] < END_OF_ASCII or FIRST_MARK <= word[at] <= LAST_MARK
        if not is_usual and not FIRST_ACCENTED <= word[at] <= LAST_ACCENTED:
            return True
    return n_accents > 0 and n_capitals == 0


SAMPLE = 2_000  # characters: what a longer text is written in shows in its beginning
MIN_WORDS = 12  # so many different words in small letters, none of them a common English one, are no English
LETTER = re.compile(r"[^\W\d_]")
OTHER_SCRIPT = re.compile(r"[\u0250-\u1dff\u2c00-\U0001ffff]")  # a quick look: beyond Latin, punctuation left out
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
# A word with a letter that English lacks, other than those it has borrowed: "café", "attachés", "coup d’état".
ACCENTED = re.compile(
    r"(?!(?:d['’]états?|détente|déjà(?:[ -]vu)?|vis-à-vis|naïve\w*|façades?|cortèges?|élites?|tête-à-tête)\b)"
    r"[a-z'’-]*(?!ée?s?\W*$)[ß-öø-ÿĀ-ɏḀ-ỿ]"
)
UNUSUAL = re.compile("[^\x00-\x7f‐-…]")  # without one of these there is no other script and no accent
QUOTES = "“”‘’\"'«»("
NO_WORDS, NOT_ENGLISH = "not read: no words", "not read: not English"

ENGLISH = frozenset(
    """the and that with from it be has have had will would not are were been its this which who their he she they his
    her but after into about more than against if when you what there could should can may out says said before between
    under amid during while your them him how why where these those some any new two three off down back
    still only most other first last just now near via until since without within across through because such then my
    does did don't both each ahead around again must being many year years week people says: one told""".split()
)
# English words that other languages have as well: they decide nothing against a foreign one.
SHARED = frozenset("a an as at by do for in is me no of on or over so to up us was we".split())
# Common words of other languages, without those that are English words as well ("die", "war", "men", "plus").
FOREIGN = frozenset(
    # German, Dutch, Swedish, Danish, Norwegian
    """und das dem ein eine einen einem einer ist sind hat haben wird werden wurde wurden nicht mit für auf sich auch
    nach bei aus dass wie vor zum zur über gegen wegen durch noch seine ihre kein keine zwischen sagte sei
    seien im vom beim het een voor niet zijn wordt werd naar maar uit tegen heeft hebben deze tussen dat geen zei ook
    och att som är på för inte med till från har ett efter mot när sina
    og det til ikke af fra blir ved eller sier etter når
    """  # French, Spanish, Portuguese, Italian, Catalan, Romanian
    """les une et est dans que qui sur avec pas ne au aux ce cette sont été ont leur mais après entre contre elle nous
    depuis selon los las una y por para con se su sus como más pero fue sobre desde hasta según
    os uma em não com nas ao à pelo pela mais foi são também já após até
    gli che è della delle degli nel nella dei alla sono anche hanno stato tra dopo il
    els amb és în și cu pentru din este sunt fost după lui să nu
    """  # Polish, Czech, Croatian and their neighbours, Lithuanian, Latvian, Albanian
    """nie się jest że przez dla jak od ich oraz został przed między že ve byl není jako které jsou podle proti mezi
    za koji nije kao će protiv između prema ir kad buvo iš yra kā nga është dhe një të
    """  # Turkish, Azerbaijani, Hungarian, Finnish, Estonian, Indonesian, Vietnamese, Swahili, Tagalog
    """bir bu için ile olarak çok daha sonra karşı və üçün ilə az egy hogy nem azt ellen
    että oli ovat hän mutta kuin myös ja ning oma yang dari untuk dengan ini itu tidak dalam akan pada telah
    của và là các trong cho không được với những kwa katika wa ya mga ang ng
    i w z y o""".split()
)
PARTICLES = frozenset("de la le del di da du der den des el al van von dos na".split())  # these stand in names, too
COMMON_ELSEWHERE = FOREIGN | PARTICLES


def unread_reason(text: str) -> str:
    """Return why a text cannot be read ("not read: Cyrillic script"), or an empty string: it is taken for English.

    A short text counts as English unless its script or a common word of another language says otherwise.
    """
    is_ascii = text.isascii()
    if is_ascii and " the " in text:
        return ""
    sample = text[:SAMPLE]
    if not LETTER.search(sample):
        return NO_WORDS
    is_unusual = not is_ascii and UNUSUAL.search(sample) is not None
    if is_unusual and OTHER_SCRIPT.search(sample) and (script := foreign_script(sample)):
        return f"not read: {script} script"
    words = sample.split()
    return "" if _is_english(words, _accented_among(words) if is_unusual else frozenset()) else NOT_ENGLISH


def unread_reasons(texts: Sequence[str]) -> list[str]:
    """Return `unread_reason` of every text."""
    lines = string_array(texts)
    reasons = [""] * len(lines)
    for row in np.flatnonzero(~is_plainly_english(lines, _telling_words(), SAMPLE)).tolist():
        reasons[row] = unread_reason(lines[row])
    return reasons


@cache
def _telling_words() -> TellingWords:
    return telling_words(ENGLISH | SHARED, COMMON_ELSEWHERE)


def foreign_script(text: str) -> str:
    """Return the name of the script that most letters stand in ("Cyrillic", "Arabic"); empty if half are Latin."""
    letters = LETTER.findall(text)
    if 2 * len(LATIN.findall(text)) >= len(letters):
        return ""
    foreign = next(letter for letter in letters if not LATIN.match(letter))
    name = unicodedata.name(foreign, "another").split()[0]
    return name if name == "CJK" else name.capitalize()


def _is_english(words: Sequence[str], accented: frozenset[str]) -> bool:
    """Whether a text has at least as many common English words as foreign ones, and one at all if it is long."""
    if n_foreign := _count_foreign(words, accented):
        return len(ENGLISH.intersection(words)) >= n_foreign
    if not (ENGLISH.isdisjoint(words) and SHARED.isdisjoint(words)):
        return True
    return len(words) < MIN_WORDS or sum(map(str.islower, set(words))) < MIN_WORDS


def _accented_among(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        word for word in words if not word.isascii() and word.islower() and ACCENTED.match(word.strip(QUOTES))
    )


def _count_foreign(words: Sequence[str], accented: frozenset[str]) -> int:
    """Count the distinct words that are common in another language, or `accented`: with letters that English lacks."""
    if not accented and COMMON_ELSEWHERE.isdisjoint(words):
        return 0
    particles = [word for word in PARTICLES.intersection(words) if not _is_in_names(word, words)]
    return len(accented | FOREIGN.intersection(words)) + len(particles)


def _is_in_names(particle: str, words: Sequence[str]) -> bool:
    """Whether a word always stands before a capital or another particle: "von der Leyen", not "la capital"."""
    after = [following for word, following in zip(words, words[1:], strict=False) if word == particle]
    return all(word[0].isupper() or word in PARTICLES for word in after)
