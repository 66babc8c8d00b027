"""What one dyad means for the balance around it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.relations.balance.ties import SignedTies


@dataclass(frozen=True, slots=True)
class Triangle:
    """A third party with its ties to both; `at_rest` where the three signs multiply to 1, None without a tie."""

    third: str
    to_a: int
    to_b: int
    at_rest: bool | None


@dataclass(frozen=True, slots=True)
class DyadBalance:
    """The triangles that a dyad closes: how many are at rest and under strain now, and with the other sign.

    `sign` is 0 where the two have no tie: then `positive` and `negative` say how many triangles would be at rest.
    """

    a: str
    b: str
    sign: int
    triangles: tuple[Triangle, ...]
    positive: int
    negative: int

    @property
    def at_rest(self) -> int | None:
        """Triangles at rest now; None without a tie."""
        return None if not self.sign else (self.positive if self.sign > 0 else self.negative)

    @property
    def under_strain(self) -> int | None:
        """Triangles under strain now; None without a tie."""
        return None if self.at_rest is None else len(self.triangles) - self.at_rest


def dyad_balance(ties: SignedTies, a: str, b: str) -> DyadBalance:
    """The triangles of `a` and `b` (Heider 1946; Cartwright and Harary 1956). Raises UnknownTermError for an unknown one."""
    i, j = ties.place(a), ties.place(b)
    sign = int(ties.matrix[i, j])
    found = []
    for k, third in enumerate(ties.nodes):
        one, other = int(ties.matrix[i, k]), int(ties.matrix[j, k])
        if one and other:
            found.append(Triangle(third, one, other, one * other == sign if sign else None))
    positive = sum(t.to_a == t.to_b for t in found)
    return DyadBalance(a, b, sign, tuple(found), positive, len(found) - positive)
