"""Votes as arrays: one flat table, and one roll-call matrix a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError, UnknownTermError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

YES, ABSTAIN, NO = 1, 2, 3
"""The codes of a vote, in the order of support; 0 in a matrix means that the state did not vote."""


@dataclass(frozen=True, slots=True)
class YearMatrix:
    """One year's votes: `votes[i, r]` is the code of `states[i]` on `roll_calls[r]`, 0 where it has none.

    `states` are places in the state list of the table, ascending; `votes` is int8, states × roll calls.
    """

    year: int
    states: NDArray[np.int64]
    roll_calls: NDArray[np.int64]
    votes: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Ballots:
    """Votes of states on roll calls: four arrays of one length, a row a vote.

    `state` are places in `states`, `roll_call` any whole numbers that name a roll call, `vote` codes 1
    to 3. At most one vote a state and roll call; `of` checks that, the constructor trusts its caller.
    """

    states: tuple[str, ...]
    year: NDArray[np.int16]
    roll_call: NDArray[np.int64]
    state: NDArray[np.int16]
    vote: NDArray[np.int8]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, str, int]]) -> Ballots:
        """The table of rows (year, roll call, state, vote); states in the order of their codes.

        Raises InputError for a vote that is not 1, 2 or 3, and where a state votes twice on a roll call.
        """
        import numpy as np

        kept = list(rows)
        bad = next((row for row in kept if row[3] not in (YES, ABSTAIN, NO)), None)
        if bad:
            raise InputError(
                f"vote {bad[3]!r} of {bad[2]} on roll call {bad[1]}: expected 1 (yes), 2 (abstain) or 3 (no)"
            )
        twice = _first_twice((row[1], row[2]) for row in kept)
        if twice:
            raise InputError(f"{twice[1]} votes twice on roll call {twice[0]}", hint="Keep one of the two.")
        states = tuple(sorted({row[2] for row in kept}))
        at = {code: place for place, code in enumerate(states)}
        return cls(
            states,
            np.array([row[0] for row in kept], np.int16),
            np.array([row[1] for row in kept], np.int64),
            np.array([at[row[2]] for row in kept], np.int16),
            np.array([row[3] for row in kept], np.int8),
        )

    def __len__(self) -> int:
        return len(self.vote)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which there is a vote, ascending."""
        import numpy as np

        return tuple(int(year) for year in np.unique(self.year))

    def only(
        self, states: Sequence[str] | None = None, since: int | None = None, until: int | None = None
    ) -> Ballots:
        """The votes of some states and years (both ends included), with the list of states cut to them.

        Raises UnknownTermError for a state that has no vote in the table.
        """
        import numpy as np

        keep = np.ones(len(self), bool)
        if since is not None:
            keep &= self.year >= since
        if until is not None:
            keep &= self.year <= until
        if states is None:
            return self._rows(keep, self.states, self.state)
        wanted = sorted(set(states))
        for code in wanted:
            if code not in self.states:
                raise UnknownTermError(f"{code} has no vote here", hint=_near(code, self.states))
        new = np.full(len(self.states), -1, np.int16)
        new[[self.states.index(code) for code in wanted]] = np.arange(len(wanted))
        place = new[self.state]
        return self._rows(keep & (place >= 0), tuple(wanted), place)

    def _rows(self, keep: NDArray[Any], states: tuple[str, ...], place: NDArray[np.int16]) -> Ballots:
        return Ballots(states, self.year[keep], self.roll_call[keep], place[keep], self.vote[keep])

    def matrices(self) -> Iterator[YearMatrix]:
        """One matrix a year, the years ascending."""
        import numpy as np

        order = np.argsort(self.year, kind="stable")
        years, starts = np.unique(self.year[order], return_index=True)
        for year, rows in zip(years, np.split(order, starts[1:]), strict=False):
            states, i = np.unique(self.state[rows], return_inverse=True)
            calls, r = np.unique(self.roll_call[rows], return_inverse=True)
            votes = np.zeros((len(states), len(calls)), np.int8)
            votes[i, r] = self.vote[rows]
            yield YearMatrix(int(year), states.astype(np.int64), calls, votes)


def _first_twice(keys: Iterable[tuple[int, str]]) -> tuple[int, str] | None:
    seen: set[tuple[int, str]] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


def _near(code: str, known: Sequence[str]) -> str:
    from dragoman.ontology.nearest import nearest_hint

    return nearest_hint(code, known)
