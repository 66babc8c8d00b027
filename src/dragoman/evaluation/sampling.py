"""Bootstrap intervals over items, vectorised (Efron 1979, "Bootstrap methods")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Statistic = Callable[[Floats], Floats]

SAMPLES = 1_000
Interval = tuple[float, float]
"""Low and high end of a 95 % interval."""


def interval_of(per_item: Sequence[Sequence[float]], statistic: Statistic) -> Interval:
    """The 95 % percentile interval of a statistic of summed counts.

    `per_item` has one row of counts an item, shape (items, k); `statistic` takes the sums of `SAMPLES`
    samples of items, shape (samples, k), and gives one value a sample. The seed is fixed: same input, same
    interval. Without items both ends are 0.
    """
    import numpy as np

    counts = np.asarray(per_item, dtype=np.float64)
    if not len(counts):
        return 0.0, 0.0
    rng = np.random.default_rng(0)
    sums = np.stack([_drawn(rng, len(counts)) @ counts for _ in range(SAMPLES)])
    low, high = np.quantile(statistic(sums), (0.025, 0.975))
    return float(low), float(high)


def ratio(top: int, bottom: int) -> Statistic:
    """The statistic that divides one column of the sums by another; 0 where that is 0."""

    def divided(sums: Floats) -> Floats:
        import numpy as np

        out = np.zeros(len(sums))
        return np.divide(sums[:, top], sums[:, bottom], out=out, where=sums[:, bottom] > 0)

    return divided


def share_interval(hits: Sequence[bool]) -> Interval:
    """The interval of the share of hits."""
    return interval_of([(float(hit), 1.0) for hit in hits], ratio(0, 1))


def _drawn(rng: np.random.Generator, n: int) -> Floats:
    """How often each of n items is drawn in one sample of n."""
    import numpy as np

    return np.bincount(rng.integers(0, n, n), minlength=n).astype(np.float64)
