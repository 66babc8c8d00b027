"""Gaps in reporting: spans in which almost nothing of any kind is told of a pair, before it is told again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.relations.series.counts import Series
from dragoman.relations.series.rules import GapRules, load_rules

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods `first` to `last` (both within, places in the series): `n` acts in each on average, `around` without it."""

    first: int
    last: int
    n: float
    around: float


def gaps(found: Series, rules: GapRules | None = None) -> tuple[Gap, ...]:
    """Where the pair's acts of every kind, cooperation too, fall away together and come back.

    Two states that make peace are told of as much as before, with other acts: a fall of both kinds says that the
    source looked elsewhere. What ends or begins with the series is no gap: nothing shows that it came back.
    """
    rules = rules or load_rules().gaps
    thin = np.flatnonzero(_thin(found.n, rules))
    runs: list[list[int]] = []
    for k in thin.tolist():
        if runs and k - runs[-1][-1] <= rules.between + 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    return tuple(_gap(found.n, run[0], run[-1], rules) for run in runs if len(run) >= rules.shortest)


def _thin(n: NDArray[np.int64], rules: GapRules) -> NDArray[np.bool_]:
    """Which periods have few acts against those before and against those after."""
    out = np.zeros(len(n), dtype=bool)
    half = rules.window // 2
    for k in range(half, len(n) - half):
        before, after = n[max(0, k - rules.window) : k], n[k + 1 : k + 1 + rules.window]
        around = min(float(np.median(before)), float(np.median(after)))
        out[k] = around >= rules.least and n[k] < rules.share * around
    return out


def _gap(n: NDArray[np.int64], first: int, last: int, rules: GapRules) -> Gap:
    around = np.concatenate([n[max(0, first - rules.window) : first], n[last + 1 : last + 1 + rules.window]])
    return Gap(first, last, float(n[first : last + 1].mean()), float(np.median(around)))
