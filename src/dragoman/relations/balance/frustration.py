"""The frustration index: how few ties must go until all is balanced, with a proof or an honest bound."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import MissingExtraError
from dragoman.relations.balance.camps import best_camps, frustrated
from dragoman.relations.balance.cycles import negative_cycles, triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.relations.balance.ties import SignedTies

TIME_LIMIT = 60.0
_NEAR = 1e-6
_STARTS = 12


@dataclass(frozen=True)
class Frustration:
    """`index` ties are frustrated by the two camps of `camps` [n]; fewer than `lower_bound` cannot be.

    `proved` says that both are the same.
    """

    index: int
    lower_bound: int
    camps: NDArray[np.int64]
    frustrated: NDArray[np.bool_]

    @property
    def proved(self) -> bool:
        """Whether the index is known to be the least."""
        return self.index == self.lower_bound


def frustration(ties: SignedTies, *, time_limit: float = TIME_LIMIT, seed: int = 0) -> Frustration:
    """The frustration index of Harary (1959), or bounds where `time_limit` seconds do not suffice.

    From above by camps; from below by the linear programme in which each cycle of negative sign has a frustrated tie
    (Aref, Mason and Wilson 2018 give the models), triangles first and then the cycles that are violated. Where the two
    meet the index is proved; else a mixed-integer programme over the same ties goes on from there. Raises
    MissingExtraError without the extra `relations`.
    """
    began = time.monotonic()
    if not len(ties) or (ties.sign > 0).all():
        camps = np.zeros(len(ties.nodes), dtype=np.int64)
        return Frustration(0, 0, camps, np.zeros(len(ties), dtype=bool))
    camps = best_camps(ties, 2, starts=_STARTS, seed=seed)
    upper = int(frustrated(ties, camps).sum())
    programme = _Programme(ties)
    lower = 0
    while lower < upper and time.monotonic() - began < time_limit:
        value, weights = programme.solved()
        lower = max(lower, math.ceil(value - _NEAR))
        trusted = best_camps(ties, 2, starts=0, seed=seed, first=_trusting(ties, weights))
        if (count := int(frustrated(ties, trusted).sum())) < upper:
            camps, upper = trusted, count
        if lower >= upper or not programme.cut(negative_cycles(ties, weights)):
            break
    left = time_limit - (time.monotonic() - began)
    if lower < upper and left > 0:
        lower, found = programme.whole(lower, upper, left)
        if found is not None and (count := int(frustrated(ties, found).sum())) < upper:
            camps, upper = found, count
    camps = best_camps(ties, 2, starts=0, first=camps)
    return Frustration(upper, min(lower, upper), camps, frustrated(ties, camps))


def _trusting(ties: SignedTies, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Two camps along the ties that the programme frustrates least: a spanning forest grown from them."""
    camps = np.full(len(ties.nodes), -1, dtype=np.int64)
    parent = list(range(len(ties.nodes)))
    side = [0] * len(parent)  # against the parent

    def root(i: int) -> tuple[int, int]:
        turned = 0
        while parent[i] != i:
            turned ^= side[i]
            i = parent[i]
        return i, turned

    for k in np.argsort(weights, kind="stable"):
        (ra, ta), (rb, tb) = root(int(ties.a[k])), root(int(ties.b[k]))
        if ra != rb:
            parent[ra], side[ra] = rb, ta ^ tb ^ int(ties.sign[k] < 0)
    for i in range(len(parent)):
        camps[i] = root(i)[1]
    return camps


class _Programme:
    """The linear programme over frustrated ties, and the integer one over ties and camps, solved by SciPy's HiGHS."""

    def __init__(self, ties: SignedTies) -> None:
        try:
            import scipy.optimize
        except ImportError as error:
            raise MissingExtraError(
                "the frustration index needs SciPy", hint="Install it: pip install 'dragoman[relations]'"
            ) from error
        self._solvers: Any = scipy.optimize
        self.ties = ties
        self._cycles: dict[tuple[int, ...], None] = {}
        self.cut(triangles(ties))

    def cut(self, cycles: list[tuple[int, ...]]) -> int:
        """Add cycles (places of their ties), each of which has a frustrated tie; returns how many are new."""
        before = len(self._cycles)
        self._cycles.update(dict.fromkeys(cycles))
        return len(self._cycles) - before

    def _rows(self, columns: int) -> Any:
        """The cycles as a sparse matrix [cycles, columns]: 1 at each tie."""
        from scipy.sparse import csr_matrix

        places = np.fromiter((k for c in self._cycles for k in c), dtype=np.int64)
        starts = np.cumsum([0, *(len(c) for c in self._cycles)])
        return csr_matrix((np.ones(len(places)), places, starts), shape=(len(self._cycles), columns))

    def solved(self) -> tuple[float, NDArray[np.float64]]:
        """The least sum, and the weight of each tie in it."""
        m = len(self.ties)
        if not self._cycles:
            return 0.0, np.zeros(m)
        rows = self._rows(m)
        found = self._solvers.linprog(
            np.ones(m), A_ub=-rows, b_ub=-np.ones(rows.shape[0]), bounds=(0.0, 1.0), method="highs"
        )
        return float(found.fun), np.clip(found.x, 0.0, 1.0)

    def whole(self, lower: int, upper: int, limit: float) -> tuple[int, NDArray[np.int64] | None]:
        """What the integer programme proves from below, and the camps that it finds.

        Each tie costs 1 where the camps of its ends do not please it; the node of most ties stands in the first camp.
        """
        from scipy.sparse import coo_matrix, vstack

        ties, m, n = self.ties, len(self.ties), len(self.ties.nodes)
        plus, at = ties.sign > 0, np.arange(m)
        # positive: f >= x_i - x_j and f >= x_j - x_i; negative: f >= 1 - x_i - x_j and f >= x_i + x_j - 1
        where = np.tile(at, 3), np.concatenate([at, m + ties.a, m + ties.b])
        parts = []
        for i, j in ((np.where(plus, -1.0, 1.0), np.ones(m)), (np.where(plus, 1.0, -1.0), -np.ones(m))):
            parts.append(coo_matrix((np.concatenate([np.ones(m), i, j]), where), shape=(m, m + n)))
        least = [np.where(plus, 0.0, 1.0), np.where(plus, 0.0, -1.0)]
        total = coo_matrix(np.concatenate([np.ones(m), np.zeros(n)])[None])
        rows = vstack([*parts, self._rows(m + n), total]).tocsr()
        below = np.concatenate([*least, np.ones(len(self._cycles)), [float(lower)]])
        above = np.full(len(below), np.inf)
        above[-1] = upper
        top = np.ones(m + n)
        top[m + int(np.bincount(np.concatenate([ties.a, ties.b]), minlength=n).argmax())] = 0.0
        found = self._solvers.milp(
            np.concatenate([np.ones(m), np.zeros(n)]),
            integrality=np.ones(m + n),
            bounds=self._solvers.Bounds(0.0, top),
            constraints=self._solvers.LinearConstraint(rows, below, above),
            options={"time_limit": limit},
        )
        bound = found.mip_dual_bound
        if bound is not None and math.isfinite(bound):
            lower = max(lower, math.ceil(bound - _NEAR))
        return lower, None if found.x is None else np.rint(found.x[m:]).astype(np.int64)
