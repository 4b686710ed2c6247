"""What surrounds the words of a sentence in agency news: the dateline before them, the time stamp after them."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"^(?:[A-Z][\w ]{0,20} )?(?:[A-Z][A-Z.’' /-]{2,}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)"
    r"(?:, [A-Z][\w. ]{1,25}){0,2}(?:,? \(?\w{3,9}\.? \d{1,2}\)?)?"
    r"(?: ?\([A-Z][\w .,/-]{1,30}\))?(?: ?(?:--|[-–—]+) |\) ?|: (?=[A-Z]))"
)
WIRE = re.compile(r"^[^a-z]{3,}|\(|--|—|–| - |, \w{3,9}\.? \d")
STAMP = re.compile(
    r"(?:\. (?:VIDEO|PHOTOS?|MAP|INFOGRAPHICS?)(?: ?[+&] ?\w+)?)?\.? ?\(\d\d\.\d\d\.\d\d(?:\d\d)? \d\d:\d\d\)\s*$"
)


def dateline_end(sentence: str) -> int:
    """Return how many characters a dateline ("MOSCOW, Jan 13 (Reuters) - ") takes at a sentence's start; 0 for none."""
    match = DATELINE.match(sentence)
    if not match or not WIRE.search(match[0]) or (":" in match[0] and not match[0].isupper()):
        return 0
    return match.end()


def stamp_start(sentence: str) -> int:
    """Return where a headline's time stamp begins ("... (26.04.22 22:24)"), or the length of the sentence."""
    stamp = STAMP.search(sentence) if sentence.endswith(")") else None
    return stamp.start() if stamp else len(sentence)
