"""Alignment of a pair or group over the years: votes, ideal points and alliances side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from dragoman.relations.alignment.ballots import Ballots
from dragoman.relations.alignment.chance import MEASURES
from dragoman.relations.alignment.disagreement import disagreements
from dragoman.relations.alignment.portfolios import Portfolios
from dragoman.relations.alignment.similarity import similarity

Points = Mapping[tuple[str, int], tuple[float, float]]
"""Position and its standard deviation by state and year."""


def align(
    ballots: Ballots,
    states: Sequence[str],
    points: Points,
    portfolios: Mapping[int, Portfolios] | None = None,
) -> list[dict[str, Any]]:
    """One object a year in which any of the pairs has votes or alliances, the years ascending.

    Two states: `{"year", "votes": {n, the measures, "ideal_point": {a, b}, "ideal_point_sd", "distance"},
    "alliances": {n, pledge, the measures}, "disagree": [sentences]}`; more states: `{"year", "pairs":
    [{"a", "b", …the same}]}`. What is not known is null: never 0. States keep the order given.
    """
    years = sorted({*ballots.years, *(portfolios or {})})
    pairs = list(combinations(dict.fromkeys(states), 2))
    votes = _votes(ballots, [code for code in states if code in ballots.states])
    out = []
    for year in years:
        found = [_pair(year, a, b, votes, points, portfolios or {}) for a, b in pairs]
        kept = [one for one in found if one["votes"] or one["alliances"]]
        if not kept:
            continue
        if len(pairs) == 1:
            out.append({"year": year, **{k: v for k, v in kept[0].items() if k not in "ab"}})
        else:
            out.append({"year": year, "pairs": kept})
    return out


def _votes(ballots: Ballots, states: Iterable[str]) -> dict[tuple[int, frozenset[str]], dict[str, Any]]:
    """The measures by year and pair."""
    rows = similarity(ballots.only(list(states))).rows()
    return {
        (row["year"], frozenset((row["a"], row["b"]))): {name: row[name] for name in ("n", *MEASURES)}  # type: ignore[misc, arg-type]
        for row in rows
    }


def _pair(
    year: int,
    a: str,
    b: str,
    votes: Mapping[tuple[int, frozenset[str]], dict[str, Any]],
    points: Points,
    portfolios: Mapping[int, Portfolios],
) -> dict[str, Any]:
    found = votes.get((year, frozenset((a, b))))
    if found:
        found = found | _positions(year, a, b, points)
    alliances = portfolios[year].pair(a, b) if year in portfolios else None
    one = {"a": a, "b": b, "votes": found, "alliances": alliances}
    return one | {"disagree": disagreements(one)}


def _positions(year: int, a: str, b: str, points: Points) -> dict[str, Any]:
    """Ideal points of both, their standard deviations, and how far apart they are."""
    one, other = points.get((a, year)), points.get((b, year))
    return {
        "ideal_point": {a: one and one[0], b: other and other[0]},
        "ideal_point_sd": {a: one and one[1], b: other and other[1]},
        "distance": abs(one[0] - other[0]) if one and other else None,
    }
