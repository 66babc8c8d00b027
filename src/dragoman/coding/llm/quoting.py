"""Where words that were quoted stand in a sentence, if they stand there."""

from __future__ import annotations

import re

from dragoman.actors.text import fold
from dragoman.coding.parsing import Span

_EDGES = " \t\r\n.,;:!?'\""


def occurrences(quote: str, text: str) -> list[Span]:
    """The spans of `text` that hold the quoted words, whole words only; empty where it does not hold them.

    Kinds of quotation mark, dash, space and accent are not told apart; letter case is where that finds any.
    """
    words = fold(quote).strip(_EDGES).split()
    if not words:
        return []
    body = r"\s+".join(map(re.escape, words))
    pattern, folded = rf"(?<!\w){body}(?!\w)", fold(text)
    for flags in (0, re.IGNORECASE):
        found = [m.span() for m in re.finditer(pattern, folded, flags)]
        if found:
            return found
    return []


def nearest(spans: list[Span], to: Span) -> Span:
    """The span that stands nearest to another; the first of those equally near."""
    return min(spans, key=lambda s: (gap(s, to), s))


def gap(a: Span, b: Span) -> int:
    """How many characters lie between two spans; 0 where they touch or overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])
