"""The roll calls' side of the ideal-point model: how likely each vote is, and fitting slopes and cuts.

A state at position θ votes yes with probability σ(c₁ - bθ), yes or abstains with σ(c₂ - bθ): an ordinal logit
with a slope b (which side gains support as θ grows) and two cuts c₁ < c₂ a roll call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.relations.alignment.ballots import ABSTAIN, NO, YES, YearMatrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOPE_VARIANCE = 4.0
CUT_VARIANCE = 25.0
_GAP = 0.02
_NODES = ((-(3**0.5), 1 / 6), (0.0, 2 / 3), (3**0.5, 1 / 6))


@dataclass(frozen=True, slots=True)
class Block:
    """One year: who voted, and masks (states × roll calls) of yes or abstain, and of abstain or no.

    `period` is the year's place in the list of years; `yes` and `abstain` count a roll call's votes.
    """

    period: int
    states: NDArray[np.int64]
    not_no: NDArray[np.float32]
    not_yes: NDArray[np.float32]
    yes: NDArray[np.float64]
    abstain: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Items:
    """A year's roll calls: slopes and the two cuts, float64 arrays of one length."""

    slope: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def moved(self, shift: float, scale: float) -> Items:
        """The same model where positions become (θ - shift) / scale."""
        return Items(self.slope * scale, self.low - self.slope * shift, self.high - self.slope * shift)


def block(period: int, matrix: YearMatrix) -> Block:
    """The masks of one year."""
    import numpy as np

    votes = matrix.votes
    yes, abstain, no = (votes == YES), (votes == ABSTAIN), (votes == NO)
    return Block(
        period,
        matrix.states,
        (yes | abstain).astype(np.float32),
        (abstain | no).astype(np.float32),
        yes.sum(0).astype(np.float64),
        abstain.sum(0).astype(np.float64),
    )


def start(year: Block) -> Items:
    """Roll calls without a slope whose cuts give the shares of yes, abstain and no, half a vote added to each."""
    import numpy as np

    total = year.yes + year.not_yes.sum(0) + 1.5
    low = np.log((year.yes + 0.5) / (total - year.yes - 0.5))
    through = year.yes + year.abstain + 1.0
    return Items(np.zeros(len(low)), low, np.log(through / (total - through)))


def responses(year: Block, items: Items, theta: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
    """F₁ and F₂ over the votes that they bear on, and their slopes F(1 - F); theta has one place a row."""
    import numpy as np

    eta = theta[:, None] * items.slope.astype(np.float32)
    out = []
    for cut, mask in ((items.low, year.not_no), (items.high, year.not_yes)):
        value = np.exp(np.clip(eta - cut.astype(np.float32), -30, 30))
        value += 1
        np.reciprocal(value, out=value)
        masked = value.reshape(-1, *mask.shape) * mask
        masked = masked.reshape(value.shape)
        value -= 1
        out += [masked, -masked * value]
    return out


def positions_information(
    year: Block, items: Items, theta: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """First derivative and (negative) second derivative of the log likelihood in each state's θ."""
    import numpy as np

    low, low_slope, high, high_slope = responses(year, items, theta.astype(np.float32))
    slope = items.slope.astype(np.float32)
    gradient = (low + high) @ slope - year.not_no @ slope
    return gradient.astype(np.float64), ((low_slope + high_slope) @ (slope * slope)).astype(np.float64)


def fitted(year: Block, items: Items, mean: NDArray[np.float64], deviation: NDArray[np.float64]) -> Items:
    """One Newton step on slopes and cuts, the positions integrated out over three nodes of their posterior.

    `mean` and `deviation` are those of the states of the year, in its order.
    """
    import numpy as np

    theta = np.concatenate([mean + node * deviation for node, _ in _NODES])
    weight = np.repeat([weight for _, weight in _NODES], len(mean))
    left = np.stack([weight, weight * theta, weight * theta * theta]).astype(np.float32)
    low, low_slope, high, high_slope = (
        (left @ part).astype(np.float64) for part in responses(year, items, theta.astype(np.float32))
    )
    width = np.exp(items.high - items.low)
    pull = year.abstain / (width - 1)
    stiff = year.abstain * width / (width - 1) ** 2
    gradient = np.stack(
        [
            low[1] + high[1] - mean @ year.not_no - items.slope / SLOPE_VARIANCE,
            year.yes - low[0] - pull - items.low / CUT_VARIANCE,
            year.abstain - high[0] + pull - items.high / CUT_VARIANCE,
        ],
        axis=1,
    )
    bb = low_slope[2] + high_slope[2] + 1 / SLOPE_VARIANCE
    b1, b2 = -low_slope[1], -high_slope[1]
    c1, c2 = low_slope[0] + stiff + 1 / CUT_VARIANCE, high_slope[0] + stiff + 1 / CUT_VARIANCE
    curvature = np.stack([bb, b1, b2, b1, c1, -stiff, b2, -stiff, c2], axis=1).reshape(-1, 3, 3)
    step = np.clip(np.linalg.solve(curvature, gradient[:, :, None])[:, :, 0], -1, 1)
    return _ordered(items, step)


def _ordered(items: Items, step: NDArray[np.float64]) -> Items:
    """The items after a step, the second cut kept above the first."""
    import numpy as np

    low, high = items.low + step[:, 1], items.high + step[:, 2]
    middle, crossed = (low + high) / 2, high < low + _GAP
    return Items(
        items.slope + step[:, 0],
        np.where(crossed, middle - _GAP / 2, low),
        np.where(crossed, middle + _GAP / 2, high),
    )
