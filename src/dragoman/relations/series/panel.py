"""The table of dyads and periods that a regression takes, from millions of acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.relations.periods import By, Periods, periods

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DENSE = 60_000_000


@dataclass(frozen=True)
class Panel:
    """One row for each source, target and period with acts, sorted so; columns of one length r.

    `source`, `target` and `period` are places in `names` and `periods`; `n`, `cooperation`, `conflict` count acts,
    `intensity` sums Goldstein's scale over those that have one.
    """

    names: tuple[str, ...]
    periods: Periods
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    period: NDArray[np.int64]
    n: NDArray[np.int64]
    cooperation: NDArray[np.int64]
    conflict: NDArray[np.int64]
    intensity: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.n)


def panel(
    names: tuple[str, ...],
    source: NDArray[np.integer],
    target: NDArray[np.integer],
    date: NDArray[np.datetime64],
    quad: NDArray[np.int8],
    intensity: NDArray[np.float64],
    by: By = "month",
) -> Panel:
    """The panel of acts, columns of one length; `source` and `target` are places in `names`.

    Raises InputError where there is no act.
    """
    from dragoman.errors import InputError

    if not len(date):
        raise InputError("no act to make a panel of", hint="Take another span, or import events first.")
    span = periods(date.min(), date.max(), by)
    k, p = len(names), len(span)
    key = (source.astype(np.int64) * k + target) * p + _place(span, date)
    size = k * k * p
    if size > _DENSE:
        held, key = np.unique(key, return_inverse=True)
        size = len(held)
    n = np.bincount(key, minlength=size)
    told = np.flatnonzero(n)
    good = np.bincount(key[(quad == 1) | (quad == 2)], minlength=size)[told]
    bad = np.bincount(key[(quad == 3) | (quad == 4)], minlength=size)[told]
    total = np.bincount(key, weights=np.nan_to_num(intensity), minlength=size)[told].astype(np.float64)
    place = held[told] if k * k * p > _DENSE else told
    pair, period = np.divmod(place, p)
    return Panel(names, span, *np.divmod(pair, k), period, n[told], good, bad, total)


def _place(span: Periods, date: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """The period of each date, by a table of days: all lie within the span."""
    first = span.start[0].astype(np.int64)
    lengths = (span.end - span.start).astype(np.int64) + 1
    table = np.repeat(np.arange(len(span)), lengths)
    found: NDArray[np.int64] = table[date.astype("datetime64[D]").astype(np.int64) - first]
    return found
