"""The states' side of the ideal-point model: positions that walk from year to year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIRST_VARIANCE = 1.0


def smoothed(
    theta: NDArray[np.float64],
    gradient: NDArray[np.float64],
    information: NDArray[np.float64],
    link: NDArray[np.float64],
    first: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One Newton step on all positions under a random walk: new positions and their posterior variances.

    Arrays are states × years; `link[i, t]` is the precision of the step from year t to t + 1, 0 outside the
    years of state i; `first` its first year, whose position is normal around 0 with FIRST_VARIANCE. Each
    state's precision matrix is tridiagonal, so forward and backward elimination solve all states at once
    (the Kalman smoother in its information form).
    """
    import numpy as np

    diagonal = information.copy()
    diagonal[:, 1:] += link
    diagonal[:, :-1] += link
    diagonal[np.arange(len(theta)), first] += 1 / FIRST_VARIANCE
    outside = diagonal <= 0
    diagonal[outside] = 1.0
    right = np.where(outside, 0.0, information * theta + gradient)
    forward, backward = diagonal.copy(), diagonal.copy()
    last = theta.shape[1] - 1
    for t in range(1, last + 1):
        factor = link[:, t - 1] / forward[:, t - 1]
        forward[:, t] -= factor * link[:, t - 1]
        right[:, t] += factor * right[:, t - 1]
    solved = np.empty_like(right)
    solved[:, last] = right[:, last] / forward[:, last]
    for t in range(last - 1, -1, -1):
        backward[:, t] -= link[:, t] ** 2 / backward[:, t + 1]
        solved[:, t] = (right[:, t] + link[:, t] * solved[:, t + 1]) / forward[:, t]
    return theta + np.clip(solved - theta, -1, 1), 1 / (forward + backward - diagonal)


def links(seen: NDArray[np.bool_], years: NDArray[np.int64], variance: float) -> NDArray[np.float64]:
    """The precision of each step between neighbouring years, within the years of each state.

    The walk has `variance` a calendar year; a state's years run from its first to its last with a vote.
    """
    import numpy as np

    since = np.maximum.accumulate(seen, axis=1)
    until = np.maximum.accumulate(seen[:, ::-1], axis=1)[:, ::-1]
    inside = since & until
    result: NDArray[np.float64] = (inside[:, 1:] & inside[:, :-1]) / (variance * np.diff(years))
    return result
