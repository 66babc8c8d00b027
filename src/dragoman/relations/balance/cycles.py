"""Cycles of negative sign: each has a tie that no two camps can please."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.relations.balance.ties import SignedTies

_LEAST = 1e-4
_BARE = 1e-9  # a sparse matrix takes a weight of nothing for no tie


def triangles(ties: SignedTies) -> list[tuple[int, ...]]:
    """The triangles of negative sign, as sorted places of their ties."""
    n = len(ties.nodes)
    at = np.full((n, n), -1, dtype=np.int64)
    at[ties.a, ties.b] = at[ties.b, ties.a] = np.arange(len(ties))
    out = []
    for k in range(len(ties)):
        i, j = int(ties.a[k]), int(ties.b[k])
        thirds = np.flatnonzero((at[i] >= 0) & (at[j] >= 0))
        for h in thirds[thirds > j]:
            if ties.sign[k] * ties.matrix[i, h] * ties.matrix[j, h] < 0:
                out.append(tuple(sorted((k, int(at[i, h]), int(at[j, h])))))
    return out


def negative_cycles(ties: SignedTies, weights: NDArray[np.float64]) -> list[tuple[int, ...]]:
    """Cycles of negative sign whose ties weigh less than 1 together, through each node at most one.

    A shortest way from a node to its mirror in the doubled graph, where negative ties change sides, is the lightest
    closed walk of negative sign through it (Barahona and Mahjoub 1986).
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    n, plus = len(ties.nodes), ties.sign > 0
    cost = np.maximum(weights, 0.0) + _BARE
    first = np.concatenate([ties.a, ties.a + n])
    second = np.where(
        np.tile(plus, 2), np.concatenate([ties.b, ties.b + n]), np.concatenate([ties.b + n, ties.b])
    )
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    graph = csr_matrix((np.tile(cost, 4), ends), shape=(2 * n, 2 * n))
    lengths, before = dijkstra(graph, indices=np.arange(n), return_predecessors=True)
    at = {}
    for k, (i, j) in enumerate(zip(ties.a, ties.b, strict=True)):
        at[int(i), int(j)] = at[int(j), int(i)] = k
    out = set()
    for v in range(n):
        if lengths[v, v + n] < 1.0 - _LEAST:
            cycle, here = [], v + n
            while here != v:
                back = int(before[v, here])
                cycle.append(at[here % n, back % n])
                here = back
            out.add(_odd(ties, cycle))
    return sorted(out)


def _odd(ties: SignedTies, walk: list[int]) -> tuple[int, ...]:
    """The ties that a closed walk runs an odd number of times: a cycle, or several, of the same sign."""
    places, times = np.unique(walk, return_counts=True)
    return tuple(int(k) for k in places[times % 2 == 1])
