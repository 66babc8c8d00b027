"""The line under the title, and the notes at the end: numbers about the reading itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.brief.findings import Coverage
from dragoman.brief.plain_dates import day

if TYPE_CHECKING:
    from dragoman.brief.checking import Failure

_DONE = {"actual": "done"}


def coverage_line(found: Coverage) -> str:
    """`As of 12 July 2023 · Vilnius · 1 document, 17 sentences · 19 acts: 15 done, 2 planned`."""
    parts = [f"As of {day(found.as_of)}" if found.as_of else "The text gives no date"]
    if found.first and found.as_of and found.first != found.as_of:
        parts[0] = f"{day(found.first)} to {day(found.as_of)}"
    if found.place:
        parts.append(found.place)
    read = f"{_count(found.documents, 'document')}, {_count(found.sentences, 'sentence')}"
    if found.publishers > 1:
        read += f", {_count(found.publishers, 'publisher')}"
    parts.append(read)
    counts = ", ".join(f"{n} {_DONE.get(m, m)}" for m, n in found.by_modality)
    parts.append(_count(found.acts, "act") + (f": {counts}" if counts else ""))
    return " · ".join(parts)


def period(found: Coverage) -> str:
    """The day or the span of days that a brief covers, in words."""
    if not found.as_of:
        return "an undated text"
    if found.first and found.first != found.as_of:
        return f"{day(found.first)} to {day(found.as_of)}"
    return day(found.as_of)


def notes(withheld: Sequence[Failure], found: Coverage) -> list[str]:
    """What the reader should know about the making: what the checker held back, what the coder was unsure of."""
    out = []
    if count := len({f.text for f in withheld}):
        verb = "was" if count == 1 else "were"
        words = f"{_count(count, 'sentence')} {verb} withheld"
        out.append(f"{words}: the checker did not find all words in the evidence.")
    if found.unsure:
        verb = "is" if found.unsure == 1 else "are"
        words = f"{_count(found.unsure, 'report')} of which the coder is unsure {verb} left out"
        out.append(f"{words}: dragoman code gives them, with their confidence.")
    return out


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
