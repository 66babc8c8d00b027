"""Signed ties: who is with whom, and who is against whom, as a table of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import UnknownTermError

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class SignedTies:
    """A signed graph without loops and without two ties for one pair.

    `nodes` are the n names, sorted; `a` and `b` (int64[m], a < b) are places in it, `sign` (int64[m]) is 1 or -1;
    `aside` says, of each tie that was left out, where it stood and why.
    """

    nodes: tuple[str, ...]
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    sign: NDArray[np.int64]
    aside: tuple[str, ...] = field(default=(), compare=False)

    def __len__(self) -> int:
        return len(self.sign)

    @cached_property
    def matrix(self) -> NDArray[np.int64]:
        """The signs as a symmetric matrix [n, n], 0 where there is no tie."""
        out = np.zeros((len(self.nodes), len(self.nodes)), dtype=np.int64)
        out[self.a, self.b] = out[self.b, self.a] = self.sign
        return out

    def place(self, name: str) -> int:
        """The place of a node. Raises UnknownTermError for a name that has no tie."""
        from dragoman.ontology.nearest import nearest_hint

        if name not in self.nodes:
            raise UnknownTermError(f"{name!r} has no tie here", hint=nearest_hint(name, self.nodes))
        return self.nodes.index(name)

    def changed(self, a: str, b: str, sign: int) -> SignedTies:
        """The same ties with that of `a` and `b` given another sign; 0 takes it away."""
        rows = [row for row in self.rows() if {row[0], row[1]} != {a, b}]
        made = signed_ties([*rows, *([(a, b, sign)] if sign else [])])
        return made if made.nodes == self.nodes else _over(made, self.nodes)

    def rows(self) -> list[tuple[str, str, int]]:
        """The ties as names and signs."""
        return [
            (self.nodes[i], self.nodes[j], int(s)) for i, j, s in zip(self.a, self.b, self.sign, strict=True)
        ]


def signed_ties(
    rows: Iterable[tuple[str, str, int]], where: Sequence[str] | None = None, aside: Iterable[str] = ()
) -> SignedTies:
    """Ties from names and signs (1 or -1); `where` says where each row stood.

    A pair told twice with one sign is one tie; told with both it is left out, as is a tie of one with itself.
    """
    first: dict[tuple[str, str], tuple[int, str]] = {}
    torn: set[tuple[str, str]] = set()
    left = list(aside)
    for k, (a, b, sign) in enumerate(rows):
        at = where[k] if where is not None else f"tie {k + 1}"
        if a == b:
            left.append(f"{at}: a tie of {a!r} with itself")
            continue
        pair = (min(a, b), max(a, b))
        known = first.setdefault(pair, (sign, at))
        if known[1] == at:
            continue
        if known[0] == sign:
            left.append(f"{at}: {a!r} and {b!r} stand at {known[1]} already")
        else:
            left.append(f"{at}: {a!r} and {b!r} have another sign than at {known[1]}; neither is taken")
            torn.add(pair)
    kept = {pair: sign for pair, (sign, _) in first.items() if pair not in torn}
    nodes = tuple(sorted({name for pair in kept for name in pair}))
    return _laid(nodes, kept, left)


def _laid(nodes: tuple[str, ...], kept: dict[tuple[str, str], int], left: Iterable[str]) -> SignedTies:
    at = {name: k for k, name in enumerate(nodes)}
    rows = sorted((at[a], at[b], sign) for (a, b), sign in kept.items())
    table = np.asarray(rows, dtype=np.int64).reshape(-1, 3)
    return SignedTies(nodes, table[:, 0], table[:, 1], table[:, 2], tuple(left))


def _over(ties: SignedTies, nodes: tuple[str, ...]) -> SignedTies:
    """The same ties over more nodes."""
    return _laid(
        tuple(sorted(set(nodes) | set(ties.nodes))), {(a, b): s for a, b, s in ties.rows()}, ties.aside
    )
