"""Find the actors named in sentences, each name resolved by the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from signals.actors.disambiguation import Told, may_be_former, read_name
from signals.actors.mentions import Meanings, Mention, MentionTable
from signals.actors.name_matcher import NameMatcher
from signals.actors.roles import role_anywhere, roles_among
from signals.actors.table import PERSON, ActorTable
from signals.actors.validity import IN_TEXT, NOBODY, meanings_on_day, terms_of
from signals.text.codepoints import fold
from signals.text.phrase_kernel import Spans
from signals.text.words import Words, words_of

CAPITALS = re.compile(r"[^\W\d_]{2,}")


class MentionFinder:
    """Holds the aliases of one actor table."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self._aliases = tuple(table.aliases.values())
        self._names = tuple(table.aliases)
        terms = [alias for aliases in self._aliases for alias in aliases]
        self._meanings = Meanings(terms)
        self._number_of = {alias: number for number, alias in enumerate(terms)}
        self._is_full_name = self._meanings.kind == PERSON
        self._roles = np.array([role_anywhere(alias) for alias in terms], dtype=np.int8)
        self._terms = terms_of(self._aliases)
        self._matcher = NameMatcher(self._names)

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
        sentence = words.sentence_of(found.start)
        offset = words.lines[sentence]
        document = np.asarray(documents, dtype=np.int64)[sentence]
        day = np.asarray(days, dtype=np.int64)[document]
        meaning = meanings_on_day(found.phrase, day, self._terms)
        meaning[self._may_be_former(words, found, meaning)] = IN_TEXT
        self._read(found, offset, sentences, sentence, document, day, meaning)
        named = np.flatnonzero(meaning != NOBODY)
        start, end, sentence, meaning, offset = (
            column[named] for column in (found.start, found.end, sentence, meaning, offset)
        )
        roles = roles_among(words, sentences, sentence, start, end, self._roles[meaning])
        return MentionTable(sentence, start - offset, end - offset, meaning, roles, self._meanings, words.lines)

    def _may_be_former(self, words: Words, found: Spans, meaning: np.ndarray) -> np.ndarray:
        """Return the rows of the persons' full names that may be those of former office holders."""
        persons = np.flatnonzero((meaning >= 0) & self._is_full_name[meaning])
        return persons[may_be_former(words, found.start[persons])]

    def _read(
        self, found: Spans, offset: np.ndarray, sentences: Sequence[str], sentence: np.ndarray, document: np.ndarray,
        day: np.ndarray, meaning: np.ndarray,
    ) -> None:  # fmt: skip
        """Replace IN_TEXT in `meaning` by what the text says of each such name, one after the other."""
        told = Told(self._names, self._meanings.aliases, found.phrase, meaning, sentence, document)
        open_ = np.flatnonzero(meaning == IN_TEXT)
        columns = (found.phrase, day, sentence, found.start - offset, found.end - offset)
        rows = zip(open_.tolist(), *(column[open_].tolist() for column in columns), strict=True)
        for at, name, on_day, row, start, end in rows:
            told.turn_to(at)
            alias = read_name(self._names[name], self._aliases[name], on_day, sentences[row], start, end, told)
            meaning[at] = self._number_of[alias] if alias else NOBODY

    def _readable(self, sentence: str) -> str:
        """Return a headline in capitals with only its first letters large, known abbreviations aside; offsets stay."""
        if not sentence.isupper() or " " not in sentence:
            return sentence
        return CAPITALS.sub(
            lambda word: word[0] if word[0] in self._table.aliases else word[0][0] + fold(word[0][1:]), sentence
        )
