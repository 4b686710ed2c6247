"""See a sentence as attribution needs it: words, quotations, the main verb, what stands before and after it.

No parser: a table of verbs, a few closed word classes and the punctuation of news prose. docs/attribution.md says how
far that goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .characters import fold
from .mentions import Mention
from .name_roles import head_roles
from .verbs import BE, HAVE, MODAL, SPEECH, participles, verb_forms

TOKEN = re.compile(r"[^\W_](?:[\w.’'-]*\w)?|[,;:()\[\]“”\"–—]|-+(?=\s)")
QUOTE_MARK = re.compile('[“”"]')
DATELINE = re.compile(
    r"^(?:[A-Z][\w ]{0,20} )?(?:[A-Z][A-Z.’' /-]{2,}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)"
    r"(?:, [A-Z][\w. ]{1,25}){0,2}(?:,? \(?\w{3,9}\.? \d{1,2}\)?)?"
    r"(?: ?\([A-Z][\w .,/-]{1,30}\))?(?: ?(?:--|[-–—]+) |\) ?|: (?=[A-Z]))"
)
WIRE = re.compile(r"^[^a-z]{3,}|\(|--|—|–| - |, \w{3,9}\.? \d")
PREPOSITIONS = frozenset(
    """
    in on at by for with from to into after before during following amid amidst despite since until as while
    when if unless because although though under over through against without within among between speaking
    citing acting according responding asked given besides beyond upon ahead meanwhile once where whereas like
    unlike including
    """.split()
)
SUBJECT_BREAKS = frozenset(', ( ) — – “ ” " : ;'.split())
RELATIVES = frozenset("who which whose whom where".split())
DETERMINERS = frozenset("a an the its his her their our this that these those".split())
# Verbs in the third person that are plural nouns as often, and what follows them then.
NOUNS_IN_S = frozenset(
    """talks attacks strikes sanctions claims threats raids charges protests calls reports demands bombs moves plans
    fires forces orders troops clashes tests launches exchanges limits curbs returns visits offers links""".split()
)
AFTER_NOUNS = frozenset("against on with of between by from , and".split())
PLURALS = frozenset("they we i people troops police forces also".split())
CLOSING, OPENING = "”", "“"


class Token(NamedTuple):
    """A word or mark with its offsets; `low` is folded, `quoted` whether it stands inside quotation marks."""

    start: int
    end: int
    low: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence's main clause: `tokens`, the main clause's `first` token, its main `verb` (or -1) and `kind` of verb.

    Mentions are given by the token at which they begin. `passive_by`: the token after "by" of a passive, or -1.
    """

    tokens: Sequence[Token]
    first: int
    verb: int
    kind: str
    is_passive: bool
    last: int


def tokenize(sentence: str, *, starts_quoted: bool = False) -> list[Token]:
    """Return the words and marks of a sentence, each marked if it stands in a quotation."""
    folded = fold(sentence)
    spans = [match.span() for match in TOKEN.finditer(folded)]
    if not starts_quoted and not QUOTE_MARK.search(folded):
        return [Token(start, end, folded[start:end], False) for start, end in spans]
    tokens: list[Token] = []
    quoted = starts_quoted
    for start, end in spans:
        word = folded[start:end]
        is_quote = word in '“”"'
        if is_quote:
            quoted = word == OPENING or (word == '"' and not quoted)
        tokens.append(Token(start, end, word, quoted and not is_quote))
    return tokens


def dateline_end(sentence: str) -> int:
    """Return how many characters a dateline ("MOSCOW, Jan 13 (Reuters) - ") takes at a sentence's start; 0 for none."""
    match = DATELINE.match(sentence)
    if not match or not WIRE.search(match[0]) or (":" in match[0] and not match[0].isupper()):
        return 0
    return match.end()


def token_at(tokens: Sequence[Token], position: int) -> int:
    """Return the first token that begins at or after a character."""
    return bisect_left(tokens, (position,))  # a token is a tuple that begins with its start


def find_clause(
    tokens: Sequence[Token], mentions: Sequence[Mention], *, first: int = 0, last: int | None = None
) -> Clause:
    """Find the main verb between tokens `first` and `last`, after any fronted phrase."""
    last = len(tokens) if last is None else last
    first = _skip_fronted(tokens, first, last)
    inside = _mention_tokens(tokens, mentions)
    verb = _main_verb(tokens, first, last, inside)
    if verb < 0:
        return Clause(tokens, first, -1, "", False, last)
    return Clause(tokens, first, verb, _kind_of(tokens, verb, last), is_passive(tokens, verb, last), last)


def _mention_tokens(tokens: Sequence[Token], mentions: Sequence[Mention]) -> frozenset[int]:
    rows: set[int] = set()
    for mention in mentions:
        row = token_at(tokens, mention.start)
        while row < len(tokens) and tokens[row].start < mention.end:
            rows.add(row)
            row += 1
    return frozenset(rows)


def _skip_fronted(tokens: Sequence[Token], first: int, last: int) -> int:
    """Step over "On Friday, ", "In an address to parliament, ", "Acting on a tip, ": to after its comma."""
    for _ in range(2):
        if first >= last or not _begins_fronted(tokens[first].low):
            return first
        comma = next((row for row in range(first, last - 3) if tokens[row].low == "," and not tokens[row].quoted), -1)
        if comma < 0:
            return first
        first = comma + 1
    return first


def _begins_fronted(word: str) -> bool:
    _, tense = verb_forms().get(word, ("", ""))
    return word in PREPOSITIONS or tense == "ing"


def _main_verb(tokens: Sequence[Token], first: int, last: int, inside: frozenset[int]) -> int:
    row = first
    while row < last:
        word = tokens[row].low
        if word in RELATIVES and row > first:
            row = _after_relative(tokens, row, last)
            continue
        if row not in inside and row > first and _is_finite(tokens, row, last, inside):
            return row
        row += 1
    return _headline_verb(tokens, first, last, inside)


def _headline_verb(tokens: Sequence[Token], first: int, last: int, inside: frozenset[int]) -> int:
    """The verb of a headline that leaves out its auxiliary: "Japan to send drones", "Poland setting up a centre"."""
    for row in range(first + 1, last):
        tense = verb_forms().get(tokens[row].low, ("", ""))[1]
        before = tokens[row - 1].low
        if row - 1 in inside or before.endswith("s") or head_roles().get(before) == "agent":
            if tense == "ing" and not tokens[row].quoted:
                return row
            if (
                tokens[row].low == "to"
                and row + 1 < last
                and verb_forms().get(tokens[row + 1].low, ("", ""))[1] == "base"
            ):
                return row + 1
    return -1


def _after_relative(tokens: Sequence[Token], row: int, last: int) -> int:
    """Skip ", who has led the talks, " to after its closing comma; without one, only the pronoun and its verb."""
    closing = next((at for at in range(row + 1, last) if tokens[at].low == ","), -1)
    if closing >= 0 and tokens[row - 1].low == ",":
        return closing + 1
    return min(row + 3, last)


def _is_finite(tokens: Sequence[Token], row: int, last: int, inside: frozenset[int]) -> bool:
    word = tokens[row].low
    if word in BE or word in HAVE or word in MODAL:
        return word not in ("being", "having", "be", "been")
    form = verb_forms().get(word)
    if form is None or tokens[row].quoted:
        return False
    tense = form[1]
    before = tokens[row - 1].low
    after = tokens[row + 1].low if row + 1 < last else ""
    if tense == "finite":
        return (
            before not in DETERMINERS and not _is_reduced(tokens, row, last) and not _is_noun_use(word, before, after)
        )
    return (
        tense == "base"
        and _has_plural_subject(before, row - 1 in inside)
        and after not in SUBJECT_BREAKS | {"of", "in", "on", "by"}
    )


def _is_noun_use(word: str, before: str, after: str) -> bool:
    """Whether a form in -s is a plural noun: "sanctions against", "talks with", "attacks on"."""
    return word in NOUNS_IN_S and after in AFTER_NOUNS and not before.endswith("'s")


def _is_reduced(tokens: Sequence[Token], row: int, last: int) -> bool:
    """Whether a participle only describes the noun before it: "officials accused of spying were ..."."""
    after = tokens[row + 1].low if row + 1 < last else ""
    if (
        after not in ("by", "of", "in", "on", "from", "near", "to", "at", "against")
        or tokens[row].low not in participles()
    ):
        return False
    following = range(row + 2, min(last, row + 14))
    stop = next((at for at in following if tokens[at].low in (",", ";", "that", "who", "which")), min(last, row + 14))
    return any(
        tokens[at].low in BE | HAVE | MODAL or verb_forms().get(tokens[at].low, ("", ""))[1] == "finite"
        for at in range(row + 2, stop)
    )


def _has_plural_subject(before: str, is_mention: bool) -> bool:
    is_plural = before.endswith("s") and not before.endswith(("'s", "ss", "us"))
    return is_mention or is_plural or before in PLURALS


def _kind_of(tokens: Sequence[Token], verb: int, last: int) -> str:
    """Whether the verb, or the participle after its auxiliary, is one of speech or of action."""
    for row in range(verb, min(verb + 5, last)):
        word = tokens[row].low
        form = verb_forms().get(word)
        if form and word not in HAVE:
            return form[0]
        if word in SUBJECT_BREAKS or word in ("to", "that"):
            break
    return ""


def is_passive(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Whether the verb group is a form of "be" and a participle: "were expelled", "will be held"."""
    has_be = False
    for row in range(verb, min(verb + 6, last)):
        word = tokens[row].low
        if word in BE:
            has_be = True
        elif has_be and word in participles():
            return True
        elif (
            word not in HAVE
            and word not in MODAL
            and not word.endswith("ly")
            and word not in ("not", "also", "now", "still", "already", "never")
        ):
            return False
    return False


def is_speech_verb(word: str) -> bool:
    kind, tense = verb_forms().get(word, ("", ""))
    return kind == SPEECH and tense in ("finite", "base")
