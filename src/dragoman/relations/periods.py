"""Days, weeks, months, quarters and years: which one a date lies in, and all of a span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from dragoman.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

By = Literal["day", "week", "month", "quarter", "year"]
BY: tuple[By, ...] = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MONDAY = 4  # 1970-01-05 was one


@dataclass(frozen=True)
class Periods:
    """The periods of a span in order: `start` and `end` (datetime64[D], both within) and `label` of each [p]."""

    by: By
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    label: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.label)

    def place(self, dates: NDArray[np.datetime64]) -> NDArray[np.int64]:
        """Which period each date lies in [n]; -1 and len(self) for those before and after the span."""
        found: NDArray[np.int64] = np.searchsorted(self.start, dates, side="right") - 1
        late = dates > self.end[-1] if len(self) else np.zeros(len(dates), dtype=bool)
        return np.where(late, len(self), found)


def periods(first: str | np.datetime64, last: str | np.datetime64, by: By) -> Periods:
    """All periods from that of the day `first` to that of `last`; weeks begin on Monday.

    Raises InputError for another word than those of `BY`, and where `first` is after `last`.
    """
    if by not in BY:
        raise InputError(f"no period is called {by!r}", hint=f"Take {', '.join(BY)}.")
    one, two = (_day(day) for day in (first, last))
    if two < one:
        raise InputError(f"the span ends on {two}, before it begins on {one}", hint="Turn --from and --to.")
    starts = _starts(one, two, by)
    ends = np.append(starts[1:], _starts(two, two, by)[-1:] + _longest(by))[: len(starts)]
    ends[-1] = _starts(starts[-1] + _longest(by), starts[-1] + _longest(by), by)[0]
    return Periods(by, starts, ends - 1, tuple(_label(day, by) for day in starts))


def _day(day: str | np.datetime64) -> np.datetime64:
    return np.datetime64(str(day), "D")


def _longest(by: By) -> np.timedelta64:
    """So many days on from a period's first day lie in the next one."""
    return np.timedelta64({"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[by], "D")


def _starts(first: np.datetime64, last: np.datetime64, by: By) -> NDArray[np.datetime64]:
    if by == "day":
        return np.arange(first, last + 1)
    if by == "week":
        back = (first.astype(np.int64) - _MONDAY) % 7
        return np.arange(first - back, last + 1, 7)
    step = _MONTHS[by]
    low, high = (int(day.astype("datetime64[M]").astype(np.int64)) // step * step for day in (first, last))
    return np.arange(low, high + 1, step).astype("datetime64[M]").astype("datetime64[D]")


def _label(day: np.datetime64, by: By) -> str:
    text = str(day)
    if by == "year":
        return text[:4]
    if by == "quarter":
        return f"{text[:4]}-Q{(int(text[5:7]) + 2) // 3}"
    return text[:7] if by == "month" else text
