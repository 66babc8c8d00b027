"""What two states did to each other, period by period, beside all that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.relations.periods import Periods

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Series:
    """Counts of each of p periods (int64[p]): all acts, cooperative and conflictual ones (quads 1, 2 and 3, 4).

    `intensity` (float64[p]) sums Goldstein's scale over the acts that have one, `weighed` counts those; `read`
    (int64[p]) are all acts that the same sources tell of anybody: the coverage.
    """

    periods: Periods
    n: NDArray[np.int64]
    cooperation: NDArray[np.int64]
    conflict: NDArray[np.int64]
    intensity: NDArray[np.float64]
    weighed: NDArray[np.int64]
    read: NDArray[np.int64]

    @property
    def share(self) -> NDArray[np.float64]:
        """The dyad's share of all acts read [p]; NaN where nothing was read."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found: NDArray[np.float64] = np.where(self.read > 0, self.n / self.read, np.nan)
        return found

    @property
    def conflict_share(self) -> NDArray[np.float64]:
        """Conflict's share of what is either [p]; NaN where neither was told."""
        both = self.cooperation + self.conflict
        with np.errstate(divide="ignore", invalid="ignore"):
            found: NDArray[np.float64] = np.where(both > 0, self.conflict / both, np.nan)
        return found

    @property
    def mean_intensity(self) -> NDArray[np.float64]:
        """Mean intensity of an act [p]; NaN where none has one."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found: NDArray[np.float64] = np.where(self.weighed > 0, self.intensity / self.weighed, np.nan)
        return found


def series(
    span: Periods,
    date: NDArray[np.datetime64],
    quad: NDArray[np.int8],
    intensity: NDArray[np.float64],
    read: NDArray[np.datetime64],
) -> Series:
    """The series of a dyad's acts (columns of one length n); `read` are the dates of all acts of the same sources.

    Acts outside the span are left out.
    """
    at = span.place(date)
    inside = (at >= 0) & (at < len(span))
    at, quad, intensity = at[inside], quad[inside], intensity[inside]
    told = ~np.isnan(intensity)
    all_at = span.place(read)
    all_at = all_at[(all_at >= 0) & (all_at < len(span))]
    return Series(
        span,
        _counted(at, len(span)),
        _counted(at[(quad == 1) | (quad == 2)], len(span)),
        _counted(at[(quad == 3) | (quad == 4)], len(span)),
        np.bincount(at[told], weights=intensity[told], minlength=len(span)).astype(np.float64),
        _counted(at[told], len(span)),
        _counted(all_at, len(span)),
    )


def _counted(at: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.bincount(at, minlength=size).astype(np.int64)
