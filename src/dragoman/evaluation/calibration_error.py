"""How far confidence lies from the share that is right: the debiased expected calibration error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from dragoman.evaluation.sampling import Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BINS = 10
SAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Bin:
    """Reports of like confidence: how many, their mean confidence, the share right (both 0 to 1)."""

    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """The expected calibration error over bins of equal size, plain and debiased (0 to 1).

    `debiased` is the mean absolute gap less what chance alone adds to it, `root_mean_square` the debiased
    l2 error; `interval` is the 95 % interval of `debiased`.
    """

    n: int
    plain: float
    debiased: float
    interval: Interval
    root_mean_square: float
    bins: tuple[Bin, ...]

    def to_dict(self) -> dict[str, Any]:
        """The error as a JSON object."""
        return asdict(self)


def calibration_error(
    confidence: Sequence[float], right: Sequence[bool], groups: Sequence[str], bins: int = BINS
) -> CalibrationError:
    """The calibration error of confidences, given what was right, both in one order.

    Debiased after Kumar, Liang & Ma 2019 ("Verified uncertainty calibration"): each bin's share is drawn
    anew from its normal approximation, and the mean excess of the drawn gaps over the plain one is taken
    off; the mean of the drawn gaps is known in closed form (folded normal), so nothing is drawn. The l2
    error is their unbiased estimator. The interval is of 1,000 bootstrap samples of `groups` (documents,
    since reports of one text err together), shifted by the bootstrap's own bias and cut at 0. Raises
    ValueError without reports.
    """
    import numpy as np

    if not len(confidence):
        raise ValueError("no judged reports to measure on")
    x, y = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    parts = _bins(x, y, bins)
    debiased = _debiased(parts)
    return CalibrationError(
        n=len(x),
        plain=_plain(parts),
        debiased=max(0.0, debiased),
        interval=_interval(x, y, np.asarray(groups), bins, debiased),
        root_mean_square=_root_mean_square(parts),
        bins=tuple(Bin(int(n), c, r) for n, c, r in parts.tolist()),
    )


def _bins(x: Floats, y: Floats, bins: int) -> Floats:
    """[bins,3]: n, mean confidence, share right; equal confidences stay in one bin."""
    import numpy as np

    order = np.argsort(x, kind="stable")
    values = x[order]
    cuts = [round(i * len(x) / bins) for i in range(1, bins)]
    edges = {int(np.searchsorted(values, values[c], side="left")) for c in cuts if c < len(x)}
    parts = [part for part in np.split(order, sorted(edges - {0})) if len(part)]
    return np.array([(len(part), x[part].mean(), y[part].mean()) for part in parts])


def _plain(parts: Floats) -> float:
    n, confidence, right = parts.T
    return float(abs(confidence - right) @ n / n.sum())


def _debiased(parts: Floats) -> float:
    """The plain error less the mean excess that redrawn shares have over it."""
    n, confidence, right = parts.T
    spread = (right * (1 - right) / n) ** 0.5
    pairs = zip(abs(right - confidence), spread, strict=True)
    redrawn = [_folded_mean(float(gap), float(s)) for gap, s in pairs]
    expected = float(sum(g * m for g, m in zip(redrawn, n, strict=True)) / n.sum())
    return 2 * _plain(parts) - expected


def _folded_mean(mean: float, spread: float) -> float:
    """The mean of |z| for z normal with this mean and spread."""
    if spread == 0:
        return abs(mean)
    ratio = mean / spread
    bell = spread * math.sqrt(2 / math.pi) * math.exp(-ratio * ratio / 2)
    return bell + mean * math.erf(ratio / math.sqrt(2))


def _root_mean_square(parts: Floats) -> float:
    """The root of the unbiased estimate of the mean squared gap; 0 where that is negative."""
    n, confidence, right = parts[parts[:, 0] > 1].T
    if not len(n):
        return 0.0
    squares = (confidence - right) ** 2 - right * (1 - right) / (n - 1)
    return math.sqrt(max(0.0, float(squares @ n / n.sum())))


def _interval(x: Floats, y: Floats, groups: NDArray[np.str_], bins: int, found: float) -> Interval:
    """The 95 % interval of the debiased error over samples of groups."""
    import numpy as np

    _, member = np.unique(groups, return_inverse=True)
    rows = [np.flatnonzero(member == g) for g in range(member.max() + 1)]
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(SAMPLES):
        at = np.concatenate([rows[g] for g in rng.integers(0, len(rows), len(rows))])
        drawn.append(_debiased(_bins(x[at], y[at], bins)))
    shift = found - float(np.mean(drawn))
    low, high = np.quantile(drawn, (0.025, 0.975)) + shift
    return max(0.0, float(low)), max(0.0, float(high))
