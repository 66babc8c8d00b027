"""Cases of a pattern in one dyad, what followed them, and how often that follows days matched to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.foresight.precedents.rules import Rules


@dataclass(frozen=True)
class Counted:
    """Cases of one dyad by day (int64[c], since 1970): whether the outcome followed, and how often it does otherwise.

    `base` (float64[c]) is the share of matched days that it followed, NaN where too few days match; `days` (int64[c])
    is how many match, in spans that do not overlap. `still_open` cases are too recent to know.
    """

    case: NDArray[np.int64]
    followed: NDArray[np.bool_]
    base: NDArray[np.float64]
    days: NDArray[np.int64]
    still_open: NDArray[np.int64]

    @property
    def matched(self) -> NDArray[np.bool_]:
        """Which cases have matched days."""
        return ~np.isnan(self.base)


def onsets(days: NDArray[np.int64], within: int) -> NDArray[np.int64]:
    """The first of the sorted `days` of each episode: those within `within` days of a case belong to it."""
    out: list[int] = []
    for day in days.tolist():
        if not out or day > out[-1] + within:
            out.append(day)
    return np.asarray(out, dtype=np.int64)


def count(
    pattern: NDArray[np.int64],
    outcome: NDArray[np.int64],
    acted: NDArray[np.int64],
    span: tuple[int, int],
    within: int,
    rules: Rules,
) -> Counted:
    """The cases of one dyad, from days (int64, since 1970, any order): of the pattern, of the outcome, of any act.

    An outcome follows where it falls from the day after the case to `within` days later; `span` is the first and last
    day of the data. Matched days are days with an act of the two, near in time, with about as many acts in the `within`
    days before, and more than `within` days after any act of the pattern: periods without it.
    """
    first, last = span
    size = last - first + 1
    cases = onsets(np.unique(pattern), within)
    known = cases[cases + within <= last]
    follows = _ahead(_flags(outcome, first, size), within)
    before = _behind(np.bincount(acted - first, minlength=size), within)
    free = _flags(acted, first, size) & ~_behind_any(_flags(pattern, first, size), within)
    free[max(size - within, 0) :] = False
    volume = np.log2(1.0 + before)
    base, days = np.full(len(known), np.nan), np.zeros(len(known), dtype=np.int64)
    for k, case in enumerate((known - first).tolist()):
        low, high = max(0, case - rules.around), min(size, case + rules.around + 1)
        near = np.flatnonzero(free[low:high]) + low
        alike = near[np.abs(volume[near] - volume[case]) <= rules.doublings + 1e-9]
        chosen = alike if len(alike) >= rules.least_days else near
        if len(chosen) >= rules.least_days:
            base[k] = (follows[chosen].sum() + 0.5) / (len(chosen) + 1.0)
            days[k] = len(np.unique(chosen // within))
    return Counted(known, follows[known - first], base, days, cases[cases + within > last])


def _flags(days: NDArray[np.int64], first: int, size: int) -> NDArray[np.bool_]:
    out = np.zeros(size, dtype=bool)
    out[days - first] = True
    return out


def _ahead(flags: NDArray[np.bool_], within: int) -> NDArray[np.bool_]:
    """Whether a flag stands on one of the `within` days after each day [size]."""
    total = np.concatenate([[0], np.cumsum(flags)])
    size = len(flags)
    at = np.arange(size)
    found: NDArray[np.bool_] = total[np.minimum(at + within + 1, size)] > total[at + 1]
    return found


def _behind(counts: NDArray[np.int64], within: int) -> NDArray[np.int64]:
    """The sum over the `within` days before each day, itself aside [size]."""
    total = np.concatenate([[0], np.cumsum(counts)])
    at = np.arange(len(counts))
    found: NDArray[np.int64] = total[at] - total[np.maximum(at - within, 0)]
    return found


def _behind_any(flags: NDArray[np.bool_], within: int) -> NDArray[np.bool_]:
    """Whether a flag stands on the day itself or on one of the `within` days around it."""
    total = np.concatenate([[0], np.cumsum(flags)])
    at, size = np.arange(len(flags)), len(flags)
    found: NDArray[np.bool_] = total[np.minimum(at + within + 1, size)] > total[np.maximum(at - within, 0)]
    return found
