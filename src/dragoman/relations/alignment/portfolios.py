"""How alike two states' alliances are: S, kappa and pi over what each has pledged to every state of the system.

A state's portfolio is its row of pledges: 3 defence, 2 neutrality or nonaggression, 1 consultation or offence
alone, 0 none; to itself 3 (Signorino and Ritter 1999, "Tau-b or Not Tau-b"). Pledges of most pairs are none,
so S is high by chance; kappa and pi correct for that (Häge 2011).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFENSE, NEUTRALITY, CONSULTATION = 3, 2, 1
LEVELS: Mapping[int, str] = {3: "defense", 2: "neutrality", 1: "consultation"}
PORTFOLIO_MEASURES = ("s_abs", "s_sq", "kappa_sq", "pi_sq")


@dataclass(frozen=True, slots=True)
class Portfolios:
    """All pairs of one year: `values[name][i, j]` for the states i and j of `states`, NaN where not defined.

    `n` is the number of states in the system, over which a portfolio runs; `pledge[i, j]` a level 0 to 3.
    """

    states: tuple[str, ...]
    n: int
    pledge: NDArray[np.int8]
    values: Mapping[str, NDArray[np.float64]]

    def pair(self, a: str, b: str) -> dict[str, object] | None:
        """The measures of a pair with `n` and the pledge between the two; None where one is not in the system."""
        if a not in self.states or b not in self.states:
            return None
        i, j = self.states.index(a), self.states.index(b)
        found = {name: float(self.values[name][i, j]) for name in PORTFOLIO_MEASURES}
        shown = {name: value if value == value else None for name, value in found.items()}  # noqa: PLR0124
        return {"n": self.n, "pledge": LEVELS.get(int(self.pledge[i, j])), **shown}


def level(defense: bool, neutrality: bool, consultation: bool) -> int:
    """The level of the strongest pledge."""
    return DEFENSE if defense else NEUTRALITY if neutrality else CONSULTATION if consultation else 0


def portfolio_similarity(system: Sequence[str], ties: Iterable[tuple[str, str, int]]) -> Portfolios:
    """The similarity of the alliance portfolios of all pairs of a year's states.

    `system` are the codes of all states of the year, `ties` rows (a, b, level 1 to 3) in any order; a tie of a
    state outside the system is left out, of several between two the strongest counts.
    """
    import numpy as np

    states = tuple(sorted(set(system)))
    at = {code: place for place, code in enumerate(states)}
    pledge = np.zeros((len(states), len(states)), np.int8)
    for a, b, strength in ties:
        if a in at and b in at:
            i, j = at[a], at[b]
            pledge[i, j] = pledge[j, i] = max(pledge[i, j], strength)
    np.fill_diagonal(pledge, DEFENSE)
    return Portfolios(states, len(states), pledge, _measures(pledge.astype(np.float64)))


def _measures(rows: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """S, kappa and pi between all rows of a matrix of levels 0 to DEFENSE."""
    import numpy as np

    n = max(rows.shape[1], 1)
    steps = [(rows >= step).astype(np.float64) for step in range(1, DEFENSE + 1)]
    absolute = sum((step.sum(1)[:, None] + step.sum(1) - 2 * step @ step.T for step in steps), np.zeros(()))
    square, mean = (rows**2).mean(1), rows.mean(1)
    squared = square[:, None] + square - 2 * (rows @ rows.T) / n
    pooled = (square[:, None] + square) / 2
    middle = (mean[:, None] + mean) / 2
    by_chance = {
        "kappa_sq": square[:, None] + square - 2 * np.outer(mean, mean),
        "pi_sq": 2 * (pooled - middle**2),
    }
    found = {"s_abs": 1 - 2 * absolute / (n * DEFENSE), "s_sq": 1 - 2 * squared / DEFENSE**2}
    for name, expected in by_chance.items():
        found[name] = 1 - squared / np.where(expected > 1e-12, expected, np.nan)
    return found
