"""Two camps or more that frustrate as few ties as possible, found by local search from many starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.relations.balance.ties import SignedTies

STARTS = 60
_ROUNDS = 10_000


def frustrated(ties: SignedTies, camps: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which ties a partition frustrates [m]: positive ones between camps, negative ones within."""
    between: NDArray[np.bool_] = camps[ties.a] != camps[ties.b]
    found: NDArray[np.bool_] = between == (ties.sign > 0)
    return found


def best_camps(
    ties: SignedTies, k: int, *, starts: int = STARTS, seed: int = 0, first: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """The best partition found into at most `k` camps [n]: nodes move one by one while a move helps.

    Doreian and Mrvar's (1996) relocation, from `starts` random partitions and from `first` where it is given; the
    same seed gives the same partition. It is a bound from above: `frustration` says what is proved.
    """
    n = len(ties.nodes)
    rng = np.random.default_rng(seed)
    best, least = np.zeros(n, dtype=np.int64), np.inf
    for start in range(starts + (first is not None)):
        camps = first.copy() if first is not None and start == 0 else rng.integers(0, k, n)
        camps = _settled(ties.matrix, camps, k, rng)
        count = int(frustrated(ties, camps).sum())
        if count < least:
            best, least = camps, count
        if not least:
            break
    return _named(best)


def _settled(
    matrix: NDArray[np.int64], camps: NDArray[np.int64], k: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """A partition in which no single move helps, after some moves that neither help nor hurt."""
    n = len(camps)
    pull = np.zeros((n, k), dtype=np.int64)  # net ties of each node to each camp
    for c in range(k):
        pull[:, c] = matrix[:, camps == c].sum(axis=1)
    idle, rows = 0, np.arange(n)
    for _ in range(_ROUNDS):
        gain = pull - pull[rows, camps][:, None]
        gain[rows, camps] = -1
        top = gain.max()
        if top < 0 or (top == 0 and idle > 2 * n):
            break
        idle = idle + 1 if top == 0 else 0
        spots = np.flatnonzero(gain.ravel() == top)
        node, camp = divmod(int(spots[rng.integers(len(spots))]), k)
        pull[:, camps[node]] -= matrix[:, node]
        pull[:, camp] += matrix[:, node]
        camps[node] = camp
    return camps


def _named(camps: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same partition, the largest camp first; of equal ones that with the first node."""
    marks, first, counts = np.unique(camps, return_index=True, return_counts=True)
    order = sorted(range(len(marks)), key=lambda c: (-counts[c], first[c]))
    rank = {int(marks[c]): place for place, c in enumerate(order)}
    return np.asarray([rank[int(c)] for c in camps], dtype=np.int64)
