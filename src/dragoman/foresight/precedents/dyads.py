"""Acts by pair of states, and which pairs are like which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.foresight.precedents.pattern import Pattern
    from dragoman.foresight.precedents.rules import Rules

Trait = Callable[[str, str], float | None]
"""What is known of a pair of states otherwise: a number, or None."""


@dataclass(frozen=True)
class Pairs:
    """Acts (columns of one length n, as `dragoman.store.dyads.DyadTable` has them) by unordered pair of states."""

    columns: Any

    @cached_property
    def day(self) -> NDArray[np.int64]:
        """Days since 1970 [n]."""
        found: NDArray[np.int64] = self.columns.date.astype("datetime64[D]").astype(np.int64)
        return found

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first and the last day."""
        return int(self.day.min()), int(self.day.max())

    @cached_property
    def _sides(self) -> tuple[NDArray[np.str_], NDArray[np.int64], NDArray[np.int64]]:
        names, codes = np.unique(
            np.concatenate([self.columns.source, self.columns.target]).astype(str), return_inverse=True
        )
        one, two = np.split(codes.astype(np.int64), 2)
        return names, one, two

    @cached_property
    def _rows(self) -> dict[tuple[str, str], NDArray[np.int64]]:
        names, one, two = self._sides
        key = np.minimum(one, two) * len(names) + np.maximum(one, two)
        order = np.argsort(key, kind="stable")
        held, begins = np.unique(key[order], return_index=True)
        parts = np.split(order, begins[1:])
        return {
            (str(names[k // len(names)]), str(names[k % len(names)])): rows
            for k, rows in zip(held.tolist(), parts, strict=True)
        }

    @cached_property
    def _kinds(self) -> dict[str, NDArray[np.bool_]]:
        return {}

    def acts(self, rows: NDArray[np.int64], pattern: Pattern) -> NDArray[np.bool_]:
        """Which of the rows are acts of a pattern."""
        kind = self._kinds.get(pattern.kind.name)
        if kind is None:
            kind = self._kinds[pattern.kind.name] = pattern.kind.of(self.columns)
        found = kind[rows]
        names, *sides = self._sides
        for side, codes in zip((pattern.source, pattern.target), sides, strict=True):
            if side != "*":
                at = int(np.searchsorted(names, side))
                known = at < len(names) and names[at] == side
                found = found & (codes[rows] == at) if known else np.zeros(len(rows), dtype=bool)
        return found

    def pairs(self) -> list[tuple[str, str]]:
        """All pairs, by name."""
        return sorted(self._rows)

    def rows(self, a: str, b: str) -> NDArray[np.int64]:
        """Places of the acts of two states, in either direction, in order of time."""
        return self._rows.get((min(a, b), max(a, b)), np.zeros(0, dtype=np.int64))

    def traits(self, a: str, b: str) -> dict[str, float]:
        """Acts a year, in doublings, and the share of conflict, of a pair."""
        rows = self.rows(a, b)
        quad = self.columns.quad[rows]
        years = max(1.0, (self.span[1] - self.span[0]) / 365.25)
        bad, good = ((quad == 3) | (quad == 4)).sum(), ((quad == 1) | (quad == 2)).sum()
        return {
            "acts": float(np.log2(1.0 + len(rows) / years)),
            "conflict": float(bad / max(good + bad, 1)),
        }


@dataclass(frozen=True, slots=True)
class Like:
    """A pair like the one asked about: how far (0 is the same), and by which traits, each with both values."""

    a: str
    b: str
    distance: float
    traits: Mapping[str, tuple[float, float]]


def like(
    pairs: Pairs,
    a: str,
    b: str,
    rules: Rules,
    known: Mapping[str, Trait] | None = None,
    among: Sequence[tuple[str, str]] = (),
) -> list[Like]:
    """The pairs most like `a` and `b`, nearest first: weighted differences of what is known of both.

    `known` gives traits of imported data by their name in `precedents.toml`; a trait that one of two pairs lacks does
    not count for them. `among` are the pairs looked at, all with enough acts where it is empty.
    """
    mine = _traits(pairs, a, b, known)
    out = []
    for one, other in among or pairs.pairs():
        if {one, other} == {a, b} or len(pairs.rows(one, other)) < rules.acts:
            continue
        theirs = _traits(pairs, one, other, known)
        both = {name: (mine[name], theirs[name]) for name in mine if name in theirs}
        distance = sum(rules.likeness[name] * abs(x - y) for name, (x, y) in both.items())
        out.append(Like(one, other, round(distance, 4), both))
    return sorted(out, key=lambda found: (found.distance, found.a, found.b))[: rules.similar]


def _traits(pairs: Pairs, a: str, b: str, known: Mapping[str, Trait] | None) -> dict[str, float]:
    told = {name: of(a, b) for name, of in (known or {}).items()}
    return pairs.traits(a, b) | {name: value for name, value in told.items() if value is not None}
