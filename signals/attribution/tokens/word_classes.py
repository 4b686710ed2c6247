"""The word classes of a token: one bit for each class of `data/word_classes.csv`, for marks, and for nouns of actors.

A class depends on the token alone, folded (small letters, plain apostrophes); what its neighbours tell of it are
features (word_features.py). A constant below has the name of its class in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from signals.actors.roles import head_roles
from signals.data.word_table import WordRow, expression_of, word_rows

(
    # Marks of punctuation.
    COMMA, COLON, SEMICOLON,
    OPENING_QUOTE, CLOSING_QUOTE, PLAIN_QUOTE,  # “ ” "
    OPENING_BRACKET, CLOSING_BRACKET,
    DASH,  # – or —
    TYPED_DASH,  # hyphens before a blank
    # Single words.
    TO, THAT, THE, BY, FROM, AND, UNDER, WAR, CRIMES,
    CITING,  # "according"
    # Pronouns and determiners.
    PRONOUN,  # personal, of those who speak: "he", "they"
    RELATIVE_PRONOUN,  # "who", "whose", "where"
    SUBJECT_RELATIVE,  # "who", "which": a relative clause's subject
    DETERMINER,  # "the", "its", "those": no verb follows
    # Prepositions and what else may follow or precede.
    FRONTING,  # opens a phrase in front of the subject: "on Friday,", "despite talks,"
    GOVERNING,  # preposition: a name after it is what the noun before is aimed at, "life in Ukraine"
    AIMING,  # preposition of a target: "against", "toward"
    AFTER_DEVERBAL_NOUN,  # tells a noun in -s from a verb: "talks with"
    AFTER_BASE_NOUN,  # tells a noun from a verb in its base form: "attack on"
    AFTER_REDUCED_CLAUSE,  # tells a participle from a past: "accused of"
    AFTER_VICTIM,  # ends a headline's passive: "killed in"
    AFTER_OFFICE,  # preposition between an office and a person: "envoy to Kyiv Ivan Petrov"
    NO_SPEAKER,  # begins no speaker's name after a comma
    BEFORE_NO_DEED,  # parts an actor from a noun of a deed: "Russia and strikes"
    ADVERB,  # may stand within a verb group: "not", "also"; words in -ly are features
    # Verbs.
    REPORTING_VERB,  # of saying: "said", "claims"
    RECEIVING_VERB,  # "receives"
    RECIPROCAL_VERB,  # what two do together: "agree", "meet"
    DEED_VERB,  # what armies do: keeps its own actor, whoever reports it
    VICTIM,  # participle of what is suffered: "killed"
    COME,  # "came under fire"
    INTENTION,  # "would", "plans": no deed yet
    DEVERBAL_NOUN,  # verb in -s that is a plural noun as often: "talks"
    # Nouns.
    PERSON_NOUN,  # who may speak: "the envoy"
    OFFICE_NOUN,  # "minister", "police"
    INTRODUCING_OFFICE,  # office that a person's name may follow
    AGENT_HEAD,  # head noun that acts for its actor: "troops" (heads.csv)
    DEED_NOUN,  # "strike", "invasion"
    MILITARY,  # "troops", "fleet"
    HARM,  # where it stands, a mere place is what suffers
    VENUE,  # people meet there: "talks", "summit"
    TOPIC,  # before a colon: what a headline is about
    ALLIANCE, BLOC,  # stands for NATO, the EU
    ENEMY,  # "the enemy", "occupiers"
    HOME_OFFICE,  # office without its country: "parliament"
    HOME_OFFICE_END, HOME_OFFICE_MODIFIER,  # last word of one, and the one before: "General Staff"
) = (1 << bit for bit in range(58))  # fmt: skip
BIT_OF_CLASS = {name.lower(): bit for name, bit in globals().items() if name.isupper() and isinstance(bit, int)}

QUOTE_MARK = OPENING_QUOTE | CLOSING_QUOTE | PLAIN_QUOTE
CLAUSE_MARK = COMMA | COLON | SEMICOLON | QUOTE_MARK | OPENING_BRACKET | CLOSING_BRACKET | DASH  # ends any verb group
BETWEEN_WORDS = COMMA | SEMICOLON | QUOTE_MARK  # counts as no word of a speaker's name
OUTSIDE_QUOTATION = BETWEEN_WORDS | OPENING_BRACKET | CLOSING_BRACKET  # may stand beside a sentence that is quoted
BEFORE_INVERSION = CLOSING_QUOTE | PLAIN_QUOTE | COMMA  # then the verb comes before its speaker: “...,” said the envoy
BEFORE_SPEAKER = QUOTE_MARK | SEMICOLON
AFTER_SPEAKER = OPENING_QUOTE | PLAIN_QUOTE | SEMICOLON | COLON
AFTER_DESCRIPTION = COMMA | SEMICOLON | THAT | SUBJECT_RELATIVE  # ends what a participle says of its noun
FREEING = BY | AND | COMMA | COLON  # between a preposition and a name: then it does not govern the name
STANDS_FOR_NAME = PRONOUN | PERSON_NOUN | REPORTING_VERB | ALLIANCE | BLOC  # may tell of an actor who is not named
SUFFERED = VICTIM | COME

CLASS_OF_MARK = {
    ",": COMMA, ":": COLON, ";": SEMICOLON, "“": OPENING_QUOTE, "”": CLOSING_QUOTE, '"': PLAIN_QUOTE,
    "(": OPENING_BRACKET, ")": CLOSING_BRACKET, "–": DASH, "—": DASH,
}  # fmt: skip
HYPHENATED_PARTS = re.compile(r"\w+")  # of a hyphenated word: "anti", "tank"
EXPRESSION_OF_PLACE: dict[str, Callable[[str], str]] = {
    "word": expression_of,
    "part": lambda pattern: rf"\b{expression_of(pattern)}\b",
    "first part": lambda pattern: rf"^{expression_of(pattern)}\b",
    "last part": lambda pattern: rf"\b{expression_of(pattern)}$",
}


class WordClasses(NamedTuple):
    """The table by place: word -> bits for whole tokens, for any, the first and the last part of one; the patterns
    among them with their bits, and one pattern that fits where any of them does."""

    whole: dict[str, int]
    any_part: dict[str, int]
    first_part: dict[str, int]
    last_part: dict[str, int]
    patterns: tuple[tuple[re.Pattern[str], int], ...]
    any_pattern: re.Pattern[str]


def classes_of(token: str) -> int:
    """Return the bits of all classes to which a folded token belongs."""
    table = word_classes()
    classes = table.whole.get(token, TYPED_DASH if token[0] == "-" else 0)
    parts = HYPHENATED_PARTS.findall(token)
    if parts:
        classes |= table.first_part.get(parts[0], 0) | table.last_part.get(parts[-1], 0)
    for part in parts:
        classes |= table.any_part.get(part, 0)
    if table.any_pattern.search(token):
        for pattern, bits in table.patterns:
            classes |= bits if pattern.search(token) else 0
    return classes


@cache
def word_classes() -> WordClasses:
    """Return the table of word classes, with marks and the head nouns that act."""
    words: dict[str, dict[str, int]] = {place: {} for place in EXPRESSION_OF_PLACE}
    words["word"].update(CLASS_OF_MARK)
    patterns: dict[str, int] = {}
    heads = [WordRow(word, "agent_head", "word") for word, role in head_roles().items() if role == "agent"]
    for pattern, word_class, place in (*heads, *_token_rows()):
        is_word = pattern.isalnum() or place == "word"
        key, bits = (pattern, words[place]) if is_word else (EXPRESSION_OF_PLACE[place](pattern), patterns)
        bits[key] = bits.get(key, 0) | BIT_OF_CLASS[word_class]
    expressions = tuple((re.compile(expression), bits) for expression, bits in patterns.items())
    whole, any_part, first_part, last_part = words.values()
    return WordClasses(whole, any_part, first_part, last_part, expressions, re.compile("|".join(patterns)))


def _token_rows() -> Iterator[WordRow]:
    """Yield the rows that tell something of a token; of a phrase of several words, those of its last two."""
    for row in word_rows():
        *_, before, last = ("", "", *row.core.split())
        if row.word_class not in BIT_OF_CLASS:
            continue  # of verbs: word_features.py, verb_forms.py
        if row.place != "phrase":
            yield row
        elif before:
            yield WordRow(last, f"{row.word_class}_end", "first part")
            yield WordRow(before, f"{row.word_class}_modifier", "last part")
        else:
            yield WordRow(last, row.word_class, "part")
