"""The one interface of the importers of states' data, and cells turned into values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any

from dragoman.store.states.codes import StateCodes

MISSING = frozenset({"", "NA", "NULL", "-9", "-9.0"})
"""Cells that stand for no value; -9 is the Correlates of War's."""
_WHOLE = re.compile(r"[+-]?\d+(?:\.0*)?")


class SetAsideError(Exception):
    """A record that is not kept: the reason in a few words, and what was found."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(reason)


@dataclass(slots=True)
class Context:
    """What importers look things up in: state codes, days of roll calls; `notes` are counts they add to."""

    codes: StateCodes
    roll_calls: Mapping[int, str] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)


Make = Callable[[Sequence[str], Context], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file and the table that it fills.

    `takes` are the columns of the file that `make` is given, in this order; `make` turns a record into rows
    of `columns` (name, DuckDB type), raising SetAsideError or UnknownStateError for one that is not kept. No
    two rows of the table have the same `key`.
    """

    name: str
    title: str
    table: str
    takes: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    make: Make


def whole(cell: str, what: str, low: int | None = None, high: int | None = None) -> int:
    """A whole number within bounds. Raises SetAsideError."""
    if not _WHOLE.fullmatch(cell.strip()):
        raise SetAsideError(f"{what} is no whole number", cell)
    value = int(float(cell))
    if (low is not None and value < low) or (high is not None and value > high):
        raise SetAsideError(f"{what} is out of bounds", cell)
    return value


def maybe_whole(cell: str, what: str) -> int | None:
    """A whole number, None where the cell stands for no value."""
    return None if cell.strip() in MISSING else whole(cell, what)


def maybe_number(cell: str, what: str) -> float | None:
    """A number, None where the cell stands for no value. Raises SetAsideError for what is none."""
    if cell.strip() in MISSING:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise SetAsideError(f"{what} is no number", cell) from None
    if not isfinite(value):
        raise SetAsideError(f"{what} is no number", cell)
    return value


def year_of(cell: str) -> int:
    """A year between 1494, the first of any list here, and 2100."""
    return whole(cell, "year", 1494, 2100)


def day_of(cell: str) -> str:
    """An ISO day from `YYYY-MM-DD` or `M/D/YYYY`. Raises SetAsideError for an impossible one."""
    parts = re.split(r"[-/]", cell.strip())
    order = (0, 1, 2) if "-" in cell else (2, 0, 1)
    try:
        year, month, day = (int(parts[i]) for i in order)
        return date(year, month, day).isoformat()
    except (ValueError, IndexError):
        raise SetAsideError("impossible date", cell) from None
