"""Telling the line ends of a hard-wrapped text from those that end a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

_WIDEST = 100
_FEWEST_LINES = 4
_SLACK = 14
_FULL_SHARE = 0.4
_BULLET = re.compile(r"[-–—•*·]\s|\d{1,2}[.)]\s")


def unwrap(text: str) -> str:
    """The text with soft line ends replaced by spaces; length and offsets stay the same.

    In a text whose lines keep one width, a line end is soft where paragraphs are marked by indents or
    blank lines, or where the next line's first word would not have fitted. In any text it is soft where
    a line without a closing stop is followed by a lower-case letter.
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    width = _width(lines)
    marked = bool(width) and any(line[:1].isspace() or not line for line in lines[1:-1])
    out = [lines[0]]
    for line, following in pairwise(lines):
        out.append(" " if _soft(line.rstrip(), following, width, marked) else "\n")
        out.append(following)
    return "".join(out)


def _width(lines: list[str]) -> int:
    """The width at which the text is wrapped, 0 where it is not."""
    filled = [len(line.rstrip()) for line in lines if line.strip()]
    if len(filled) < _FEWEST_LINES or max(filled) > _WIDEST:
        return 0
    width = max(filled)
    full = sum(length >= width - _SLACK for length in filled)
    return width if full >= _FULL_SHARE * len(filled) else 0


def _soft(line: str, following: str, width: int, marked: bool) -> bool:
    """Whether the line end between the two lines is only a wrap."""
    if not line or not following or following[0].isspace():
        return False
    if following[0].islower() and line[-1] not in ".!?:;":
        return True
    if not width or _BULLET.match(following):
        return False
    return marked or len(line) + 1 + len(following.split(None, 1)[0]) >= width - 4
