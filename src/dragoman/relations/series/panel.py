"""The table of dyads and periods that a regression takes, from millions of acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.relations.periods import By, Periods, periods

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DENSE = 60_000_000
_PART = 250_000
_KIND = np.array([0, 1, 1, 2, 2], dtype=np.int64)  # of a quad: neither, cooperation, conflict


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
    day = date.astype("datetime64[D]", copy=False).view(np.int64)
    span = periods(np.datetime64(int(day.min()), "D"), np.datetime64(int(day.max()), "D"), by)
    k, p = len(names), len(span)
    key, table, first = np.empty(len(day), dtype=np.int64), _table(span), int(span.start[0].astype(np.int64))
    for part in _parts(len(day)):
        into = key[part]
        np.multiply(source[part], k, out=into, casting="unsafe")
        into += target[part]
        into *= p
        into += table.take(day[part] - first)
    held, row = _rows(key, k * k * p)
    kinds, total = np.zeros(3 * len(held), dtype=np.int64), np.zeros(len(held))
    for part in _parts(len(day)):
        np.add.at(kinds, row[part] * 3 + _KIND[quad[part]], 1)
        weights = intensity[part]
        np.add.at(total, row[part], np.nan_to_num(weights) if np.isnan(weights).any() else weights)
    n, good, bad = kinds.reshape(-1, 3).sum(axis=1), kinds[1::3], kinds[2::3]
    pair, period = np.divmod(held, p)
    source_at, target_at = np.divmod(pair, k)
    return Panel(names, span, source_at, target_at, period, n, good, bad, total)


def _parts(n: int) -> Iterator[slice]:
    """Slices that keep what is between in the processor's cache."""
    return (slice(at, at + _PART) for at in range(0, n, _PART))


def _rows(key: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The keys that occur, sorted, and the row of each act: by counting where there are few keys, else by sorting.

    The rows are written over the keys.
    """
    if size > _DENSE:
        held, row = np.unique(key, return_inverse=True)
        return held, row.astype(np.int64)
    met = np.zeros(size, dtype=bool)
    for part in _parts(len(key)):
        met[key[part]] = True
    held = np.flatnonzero(met)
    rank = np.zeros(size, dtype=np.int32)
    rank[held] = np.arange(len(held))
    for part in _parts(len(key)):
        key[part] = rank[key[part]]
    return held, key


def _table(span: Periods) -> NDArray[np.int64]:
    """The period of each day of the span, in order."""
    lengths = (span.end - span.start).astype(np.int64) + 1
    return np.repeat(np.arange(len(span), dtype=np.int64), lengths)
