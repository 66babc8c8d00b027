"""Reports that a person judged, field by field: which were right, and how sure the coder had been."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluation.reading import read_rows

FIELDS = ("type", "source", "target", "modality", "date")
COUNTED = ("type", "source", "target", "modality")
"""The fields that a report must have right to count as right, unless others are named."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A report's document, its type, the coder's confidence (0 to 1), and which fields are right."""

    document: str
    start: int
    end: int
    type: str
    confidence: float
    right: Mapping[str, bool]

    def is_right(self, fields: Sequence[str] = COUNTED) -> bool:
        """Whether all these fields are right. Raises KeyError for a field that was not judged."""
        return all(self.right[name] for name in fields)


def read_judged(path: Path | str) -> list[Judged]:
    """The judged reports of a JSON lines file.

    A line is `{"document", "start", "end", "type", "source", "target", "modality", "confidence", "right":
    {"type", "source", "target", "modality", "date"}}`; it carries no text. Raises InputError, naming file
    and line, for one that lacks a part, has a confidence outside 0 to 1, or judges with no true or false.
    """
    rows = [_judged(row, f"{path}:{number}") for number, row in read_rows(path)]
    if not rows:
        raise InputError(f"{path} has no rows", hint="Give judged reports, one JSON object a line.")
    return rows


def halves(judged: Sequence[Judged]) -> tuple[list[Judged], list[Judged]]:
    """The reports in two halves by the hash of their document, so that no document stands in both."""
    first, second = list[Judged](), list[Judged]()
    for one in judged:
        even = hashlib.sha256(one.document.encode()).digest()[0] % 2 == 0
        (first if even else second).append(one)
    return first, second


def _judged(row: Mapping[str, Any], where: str) -> Judged:
    """One line's report."""
    problem = next(_problems(row), None)
    if problem:
        raise InputError(f"{where}: {problem}", hint="docs/accuracy.md shows a judged report.")
    right = {name: bool(row["right"][name]) for name in FIELDS}
    return Judged(
        str(row["document"]), int(row["start"]), int(row["end"]), row["type"], float(row["confidence"]), right
    )


def _problems(row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a line."""
    wanted = ("document", "start", "end", "type", "confidence", "right")
    yield from (f"{name}: absent" for name in wanted if name not in row)
    confidence = row.get("confidence")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        yield f"confidence: got {confidence!r}, expected a number from 0 to 1"
    right = row.get("right")
    if not isinstance(right, Mapping):
        yield f"right: got {right!r}, expected an object"
        return
    yield from (
        f"right.{name}: got {right.get(name)!r}, expected true or false"
        for name in FIELDS
        if not isinstance(right.get(name), bool)
    )
