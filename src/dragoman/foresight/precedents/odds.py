"""Shares against what matched periods give: lift and odds with intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_FAR = 12.0


@dataclass(frozen=True, slots=True)
class Odds:
    """`followed` of `cases` against `expected` (a sum of shares) in matched periods.

    `lift` is followed / expected; `odds_ratio` the one factor on every case's odds that gives what followed. Intervals
    are 95 %; `p` is two-sided, of a factor of 1.
    """

    cases: int
    followed: int
    expected: float
    lift: float
    lift_interval: tuple[float, float]
    odds_ratio: float
    odds_interval: tuple[float, float]
    p: float


def odds(
    followed: NDArray[np.bool_], base: NDArray[np.float64], days: NDArray[np.int64], level: float = 0.95
) -> Odds:
    """The odds of c cases: whether it followed (bool[c]), the matched share (float64[c]) and its days (int64[c]).

    With one factor on the odds of every case the number that follows is a sum of unequal Bernoulli draws; the factor
    whose expectation is what was seen is the odds ratio, and those not rejected by a score test are its interval
    (Agresti 2013, section 3.2), with the matched shares' own uncertainty added: a share from m spans varies as p(1-p)/m,
    and cases beside each other rest on the same spans. The lift's interval is the odds' one, through the expectation.
    """
    seen, logits = int(followed.sum()), np.log(base / (1 - base))
    shared = float(np.sqrt(base * (1 - base) / np.maximum(days, 1)).sum()) ** 2 / max(
        _blocks(base, days), 1.0
    )
    z = _quantile(0.5 + level / 2)

    def expected(theta: float) -> float:
        return float(_shifted(logits, theta).sum())

    def distance(theta: float) -> float:
        q = _shifted(logits, theta)
        scale = (q * (1 - q)).sum() / max(float((base * (1 - base)).sum()), 1e-9)
        return float((seen - q.sum()) / math.sqrt((q * (1 - q)).sum() + shared * scale + 0.25))

    theta = _root(lambda t: seen - expected(t))
    low, high = _root(lambda t: distance(t) - z), _root(lambda t: distance(t) + z)
    total = expected(0.0)
    return Odds(
        len(base), seen, total, seen / total, (expected(low) / total, expected(high) / total),
        math.exp(theta), (math.exp(low), math.exp(high)), 2 * (1 - _normal(abs(distance(0.0)))),
    )  # fmt: skip


def holm(values: list[float]) -> list[float]:
    """Holm's (1979) adjusted p values, in the order given."""
    order = sorted(range(len(values)), key=values.__getitem__)
    out, worst = [0.0] * len(values), 0.0
    for place, k in enumerate(order):
        worst = max(worst, min(1.0, (len(values) - place) * values[k]))
        out[k] = worst
    return out


def _blocks(base: NDArray[np.float64], days: NDArray[np.int64]) -> float:
    """How many sets of matched spans the cases rest on: cases over those that share one."""
    return max(1.0, len(base) / max(1.0, float(np.median(days))))


def _shifted(logits: NDArray[np.float64], theta: float) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(logits + theta)))
    return found


def _root(of: Callable[[float], float]) -> float:
    """Where a falling function crosses 0, within e^±12; its edge where it does not."""
    low, high = -_FAR, _FAR
    if of(low) <= 0:
        return low
    if of(high) >= 0:
        return high
    for _ in range(80):
        middle = (low + high) / 2
        if of(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _normal(x: float) -> float:
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def _quantile(p: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(p)
