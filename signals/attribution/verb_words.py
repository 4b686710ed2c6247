"""The closed classes of words around verbs: what goes before a finite verb, what a verb group holds, what ends it."""

from __future__ import annotations

from ..verbs import HAVE, MODAL

SUBJECT_BREAKS = frozenset(', ( ) — – “ ” " : ;'.split())
DETERMINERS = frozenset("a an the its his her their our this that these those".split())
# Verbs in the third person that are plural nouns as often, and what follows them then.
NOUNS_IN_S = frozenset(
    """talks attacks strikes sanctions claims threats raids charges protests calls reports demands bombs moves plans
    fires forces orders troops clashes tests launches exchanges limits curbs returns visits offers links""".split()
)
AFTER_NOUNS = frozenset("against on with of between by from , and".split())
PLURALS = frozenset("they we i people troops police forces also".split())
NO_REDUCED_BEFORE = frozenset("by of in on from near to at against".split())
NO_BASE_BEFORE = SUBJECT_BREAKS | {"of", "in", "on", "by"}
NOT_FINITE = frozenset("being having be been".split())
IN_VERB_GROUP = HAVE | MODAL | frozenset("not also now still already never".split())
ENDS_VERB_GROUP = SUBJECT_BREAKS | {"to", "that"}


def is_plural(word: str) -> bool:
    """Whether a word before a verb without -s can be its subject."""
    return word in PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us")))
