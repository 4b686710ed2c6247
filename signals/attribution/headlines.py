"""Tell a headline's speaker before a colon ("Kyiv: no talks") from its topic ("Ukraine war: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .tokens import Named
from .words import OFFICE_NOUN, TOPIC_WORDS

ISO_LENGTH = 3  # of a state's code; organisations and groups have others
TOPIC = re.compile(r"^([^:“\"]{2,75}): (?=\S)")


def before_colon(text: str, mentions: Sequence[Named], start: int) -> tuple[Named | None, int]:
    """Return the speaker before a colon ("Kyiv: no talks"), None for a topic ("Ukraine war: ..."), and where the rest
    begins."""
    match = TOPIC.match(text, start) if ": " in text[:90] else None
    if not match or (match[1].endswith(("says", "said")) and text[match.end()] in '“"'):
        return None, start
    speakers = [one for one in mentions if one.end <= match.end(1) and one.role == "agent"]
    is_speaker = speakers and len(match[1].split()) <= 9 and not TOPIC_WORDS.search(_outside(match[1], speakers, text))
    if is_speaker and _can_speak(speakers, match[1], text[match.end()]):
        return speakers[0], match.end()
    return None, match.end()


def _can_speak(speakers: Sequence[Named], words: str, following: str) -> bool:
    """Whether names before a colon are a speaker: an office, a person, a seat of power; not "Russia-Ukraine:".

    A state's bare name is as often the topic ("Ukraine: What we know"): it speaks only where words of its own follow,
    small or quoted ("Russia: no grounds for talks").
    """
    if OFFICE_NOUN.search(words) or any(
        one.kind in ("person", "surname", "office", "ministry", "force") for one in speakers
    ):
        return True
    first = speakers[0]
    if (
        len(speakers) > 1
        or first.kind in ("adjective", "demonym", "enemy")
        or len(words) - (first.end - first.start) > 4
    ):
        return False
    return (
        first.kind in ("capital", "seat", "abbreviation")
        or len(first.code) != ISO_LENGTH
        or following.islower()
        or following in "“‘'\""
    )


def _outside(words: str, mentions: Sequence[Named], text: str) -> str:
    """The words without the names in them; "of" between two names is part of an office, not a topic."""
    for mention in mentions:
        words = words.replace(text[mention.start : mention.end], "")
    return re.sub(r"\b(?:of|the|for)\b", "", words)
