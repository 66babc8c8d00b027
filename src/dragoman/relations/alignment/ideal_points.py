"""Ideal points: where each state stands, each year, on the one line that explains its votes best.

The dynamic ordinal item-response model of Bailey, Strezhnev and Voeten (2017), "Estimating Dynamic State
Preferences from United Nations Voting Data", Journal of Conflict Resolution 61, with a logit link, fitted by
expectation maximisation: positions are integrated out by Laplace's approximation around a random walk, slopes
and cuts of the roll calls are penalised maximum-likelihood estimates. Deterministic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.relations.alignment.ballots import Ballots, YearMatrix
from dragoman.relations.alignment.items import block, fitted, positions_information, start
from dragoman.relations.alignment.threads import one_thread
from dragoman.relations.alignment.walk import links, smoothed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WALK_VARIANCE = 0.1
"""Variance of a state's step from one calendar year to the next, in units of the scale (sd 1)."""
NORTH = "USA"
"""The state that is on the positive side, where it votes."""


@dataclass(frozen=True, slots=True)
class IdealPoints:
    """Positions on a scale with mean 0 and standard deviation 1 over all state-years.

    Rows by state and year, only where the state voted: `n` votes of that year, `position` and its posterior
    standard deviation `sd` (from the model's curvature, roll calls taken as known: too small rather than too
    large). `rounds` of the fit, and whether it came to rest.
    """

    states: tuple[str, ...]
    state: NDArray[np.int16]
    year: NDArray[np.int16]
    n: NDArray[np.int32]
    position: NDArray[np.float64]
    sd: NDArray[np.float64]
    rounds: int
    settled: bool

    def rows(self) -> Iterator[tuple[str, int, int, float, float]]:
        """State code, year, n, position, sd."""
        columns = (self.state, self.year, self.n, self.position, self.sd)
        for state, *rest in zip(*(column.tolist() for column in columns), strict=True):
            yield (self.states[state], *rest)


def ideal_points(
    ballots: Ballots,
    *,
    walk_variance: float = WALK_VARIANCE,
    north: str = NORTH,
    most_rounds: int = 80,
    tolerance: float = 0.004,
) -> IdealPoints:
    """The ideal points of all states and years of the table; give it all states, for they fix each other.

    `north` is put on the positive side (the sign is arbitrary otherwise). The fit ends when positions move
    by less than `tolerance` of the scale's standard deviation on average. An empty table gives no rows.
    """
    import numpy as np

    matrices = list(ballots.matrices())
    if not matrices:
        whole, real = np.empty(0, np.int16), np.empty(0)
        return IdealPoints((), whole, whole, whole.astype(np.int32), real, real, 0, True)
    with one_thread():
        fit = _Fit(ballots, matrices, walk_variance, north)
        rounds, settled = fit.run(most_rounds, tolerance)
    state, period = np.nonzero(fit.count)
    return IdealPoints(
        ballots.states,
        state.astype(np.int16),
        fit.years[period].astype(np.int16),
        fit.count[state, period],
        fit.theta[state, period],
        np.sqrt(fit.variance[state, period]),
        rounds,
        settled,
    )


class _Fit:
    """The state of a fit: positions and variances (states × years) and the roll calls of each year."""

    def __init__(
        self, ballots: Ballots, matrices: Sequence[YearMatrix], walk_variance: float, north: str
    ) -> None:
        import numpy as np

        shape = (len(ballots.states), len(matrices))
        self.years = np.array([matrix.year for matrix in matrices], np.int64)
        self.count = np.zeros(shape, np.int32)
        for period, matrix in enumerate(matrices):
            self.count[matrix.states, period] = (matrix.votes > 0).sum(1)
        self.blocks = [block(period, matrix) for period, matrix in enumerate(matrices)]
        self.items = [start(one) for one in self.blocks]
        self.seen = self.count > 0
        self.link = links(self.seen, self.years, walk_variance)
        self.first = self.seen.argmax(1)
        self.north = ballots.states.index(north) if north in ballots.states else None
        self.theta = np.repeat(principal(shape[0], matrices)[:, None], shape[1], axis=1)
        self.variance = np.zeros(shape)
        self._scale()

    def run(self, most: int, tolerance: float) -> tuple[int, bool]:
        """Rounds until positions rest; how many, and whether they do."""
        import numpy as np

        for _ in range(2):
            self._fit_items()
        for done in range(1, most + 1):
            before = self.theta
            self._fit_items()
            self._fit_positions()
            self._scale()
            if np.abs(self.theta - before)[self.seen].mean() < tolerance:
                return done, True
        return most, False

    def _fit_items(self) -> None:
        import numpy as np

        deviation = np.sqrt(self.variance)
        self.items = [
            fitted(one, items, self.theta[one.states, one.period], deviation[one.states, one.period])
            for one, items in zip(self.blocks, self.items, strict=True)
        ]

    def _fit_positions(self) -> None:
        import numpy as np

        gradient, information = np.zeros_like(self.theta), np.zeros_like(self.theta)
        for one, items in zip(self.blocks, self.items, strict=True):
            at = (one.states, one.period)
            gradient[at], information[at] = positions_information(one, items, self.theta[at])
        self.theta, self.variance = smoothed(self.theta, gradient, information, self.link, self.first)

    def _scale(self) -> None:
        """Mean 0 and standard deviation 1 over the years with votes, `north` on the positive side."""
        shift, scale = float(self.theta[self.seen].mean()), float(self.theta[self.seen].std()) or 1.0
        if self.north is not None and self.theta[self.north][self.seen[self.north]].mean() < shift:
            scale = -scale
        self.theta = (self.theta - shift) / scale
        self.variance = self.variance / scale**2
        self.items = [one.moved(shift, scale) for one in self.items]


def principal(count: int, matrices: Sequence[YearMatrix]) -> NDArray[np.float64]:
    """A start: the first principal component of how states' votes leave the mean of each roll call.

    One number a state (`count` of them), from the cosines over roll calls on which both voted.
    """
    import numpy as np

    product, square = np.zeros((count, count)), np.zeros((count, count))
    for matrix in matrices:
        voted = (matrix.votes > 0).astype(np.float64)
        lean = np.where(matrix.votes > 0, 2.0 - matrix.votes, 0.0)
        lean = (lean - lean.sum(0) / voted.sum(0)) * voted
        at = np.ix_(matrix.states, matrix.states)
        product[at] += lean @ lean.T
        square[at] += (lean * lean) @ voted.T
    norm = np.sqrt(square * square.T)
    cosine = np.divide(product, norm, out=np.zeros_like(product), where=norm > 0)
    vectors: NDArray[np.float64] = np.linalg.eigh(cosine)[1]
    return vectors[:, -1]
