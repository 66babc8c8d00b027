"""How alike states vote: every pair and year at once, by products of matrices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from dragoman.relations.alignment.ballots import ABSTAIN, NO, YES, Ballots, YearMatrix
from dragoman.relations.alignment.chance import MEASURES, Joint, measures
from dragoman.relations.alignment.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Similarities:
    """One row a year and unordered pair of states that voted together at least once; a before b by code.

    `a` and `b` are places in `states`; `n` is the number of roll calls on which both voted; `values` has an
    array for each of MEASURES, NaN where it is not defined. Rows by year, then a, then b.
    """

    states: tuple[str, ...]
    year: NDArray[np.int16]
    a: NDArray[np.int16]
    b: NDArray[np.int16]
    n: NDArray[np.int32]
    values: Mapping[str, NDArray[np.float64]]

    def __len__(self) -> int:
        return len(self.n)

    def rows(self) -> Iterator[dict[str, object]]:
        """The rows as objects: year, a, b (codes), n and the measures, None where not defined."""
        columns = [self.values[name].tolist() for name in MEASURES]
        heads = zip(self.year.tolist(), self.a.tolist(), self.b.tolist(), self.n.tolist(), strict=True)
        for (year, a, b, n), *found in zip(heads, *columns, strict=True):
            row = {"year": year, "a": self.states[a], "b": self.states[b], "n": n}
            yield row | {
                name: None if isnan(value) else value for name, value in zip(MEASURES, found, strict=True)
            }


def similarity(ballots: Ballots) -> Similarities:
    """The similarity of all pairs in all years of the table; cut it first with `Ballots.only` for fewer.

    See `dragoman.relations.alignment.chance` for the measures and where they are defined. A pair's numbers
    do not depend on which other states are in the table.
    """
    import numpy as np

    with one_thread():
        parts = [_year(matrix) for matrix in ballots.matrices()]
    if not parts:
        parts = [_empty()]
    year, a, b, n = (np.concatenate([part[i] for part in parts]) for i in range(4))
    joint = [np.concatenate([part[4][i] for part in parts]) for i in range(6)]
    found = measures(Joint(n.astype(np.float64), *joint))
    return Similarities(ballots.states, year, a, b, n, found)


def _year(
    matrix: YearMatrix,
) -> tuple[
    NDArray[np.int16], NDArray[np.int16], NDArray[np.int16], NDArray[np.int32], list[NDArray[np.float64]]
]:
    """One year's pairs: year, a, b, n, and the counts of `Joint` after n."""
    import numpy as np

    votes = matrix.votes
    voted = (votes > 0).astype(np.float32)
    taking = ((votes == YES) | (votes == NO)).astype(np.float32)
    lean = np.where(votes > 0, ABSTAIN - votes, 0).astype(np.float32)
    i, j = np.triu_indices(len(votes), 1)
    flat = i * len(votes) + j
    back = j * len(votes) + i
    n = (voted @ voted.T).ravel()[flat]
    kept = np.flatnonzero(n)
    if len(kept) < len(n):
        i, j, flat, back, n = i[kept], j[kept], flat[kept], back[kept], n[kept]
    both_take = (taking @ taking.T).ravel()[flat]
    product = (lean @ lean.T).ravel()[flat]
    takes = (taking @ voted.T).ravel()
    leans = (lean @ voted.T).ravel()
    ta, tb, la, lb = takes[flat], takes[back], leans[flat], leans[back]
    same = n - ta - tb + both_take + (both_take + product) / 2
    counts = [x.astype(np.float64) for x in (same, (both_take - product) / 2, ta, tb, la, lb)]
    year = np.full(len(n), matrix.year, np.int16)
    states = matrix.states.astype(np.int16)
    return year, states[i], states[j], n.astype(np.int32), counts


def _empty() -> tuple[
    NDArray[np.int16], NDArray[np.int16], NDArray[np.int16], NDArray[np.int32], list[NDArray[np.float64]]
]:
    import numpy as np

    none = np.empty(0, np.int16)
    return none, none, none, np.empty(0, np.int32), [np.empty(0)] * 6
