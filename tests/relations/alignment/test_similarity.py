from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError, UnknownTermError
from dragoman.relations.alignment import MEASURES, Ballots, similarity

VOTE = st.sampled_from([0, 1, 2, 3])
ROLLS = st.lists(st.tuples(VOTE, VOTE, VOTE), min_size=1, max_size=30)
Row = dict[str, object]


def ballots(
    rolls: Sequence[Sequence[int]], names: Sequence[str] = ("AAA", "BBB", "CCC"), year: int = 2000
) -> Ballots:
    rows = [
        (year, call, name, vote)
        for call, votes in enumerate(rolls)
        for name, vote in zip(names, votes, strict=True)
    ]
    return Ballots.of(row for row in rows if row[3])


def pair(found: Ballots, a: str, b: str) -> Row | None:
    return next((row for row in similarity(found).rows() if {row["a"], row["b"]} == {a, b}), None)


def by_hand(x: Sequence[int], y: Sequence[int]) -> dict[str, float]:
    """The measures from their definitions, one vote at a time."""
    n = len(x)
    out = {
        "agree": sum(a == b for a, b in zip(x, y, strict=True)) / n,
        "s_abs": 1 - 2 * sum(abs(a - b) for a, b in zip(x, y, strict=True)) / (n * 2),
        "s_sq": 1 - 2 * sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) / (n * 4),
    }
    p = [x.count(k) / n for k in (1, 2, 3)]
    q = [y.count(k) / n for k in (1, 2, 3)]
    m = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    for suffix, power in (("", 0), ("_sq", 2)):
        d = [[float(abs(i - j) ** power if i != j else 0) for j in range(3)] for i in range(3)]
        seen = sum(d[a - 1][b - 1] for a, b in zip(x, y, strict=True)) / n
        for name, (one, other) in {"kappa": (p, q), "pi": (m, m)}.items():
            chance = sum(one[i] * other[j] * d[i][j] for i in range(3) for j in range(3))
            out[name + suffix] = 1 - seen / chance if chance > 1e-12 else math.nan
    return out


@given(ROLLS)
def test_it_is_what_the_definitions_say(rolls: list[tuple[int, int, int]]) -> None:
    both = [(a, b) for a, b, _ in rolls if a and b]
    found = pair(ballots(rolls), "AAA", "BBB")
    if not both:
        assert found is None
        return
    assert found is not None and found["n"] == len(both)
    for name, value in by_hand([a for a, _ in both], [b for _, b in both]).items():
        if math.isnan(value):
            assert found[name] is None
        else:
            assert found[name] == pytest.approx(value, abs=1e-9)


@given(ROLLS)
def test_it_is_symmetric(rolls: list[tuple[int, int, int]]) -> None:
    one = pair(ballots(rolls, ("AAA", "BBB", "CCC")), "AAA", "BBB")
    other = pair(ballots(rolls, ("BBB", "AAA", "CCC")), "AAA", "BBB")
    assert (one is None) == (other is None)
    if one and other:
        for name in ("n", *MEASURES):
            assert one[name] == (None if other[name] is None else pytest.approx(other[name], abs=1e-12))


@given(ROLLS)
def test_others_in_the_table_do_not_matter(rolls: list[tuple[int, int, int]]) -> None:
    full = ballots(rolls)
    if {"AAA", "BBB"} <= set(full.states):
        assert pair(full, "AAA", "BBB") == pair(full.only(["AAA", "BBB"]), "AAA", "BBB")


@given(ROLLS)
def test_bounds_and_order(rolls: list[tuple[int, int, int]]) -> None:
    for row in similarity(ballots(rolls)).rows():
        values = {name: row[name] for name in MEASURES if row[name] is not None}
        assert all(-1 - 1e-9 <= float(str(v)) <= 1 + 1e-9 for k, v in values.items() if k != "kappa")
        if "pi" in values and "kappa" in values:  # pooled shares never make chance look smaller
            assert float(str(values["pi"])) <= float(str(values["kappa"])) + 1e-9
        if row["agree"] == 1.0:
            assert all(abs(float(str(value)) - 1) < 1e-9 for value in values.values())


def test_years_stand_apart() -> None:
    rows = [
        (1990, 1, "AAA", 1),
        (1990, 1, "BBB", 1),
        (1991, 2, "AAA", 1),
        (1991, 2, "BBB", 3),
        (1992, 3, "AAA", 1),
    ]
    found = list(similarity(Ballots.of(rows)).rows())
    assert [(row["year"], row["n"], row["s_abs"]) for row in found] == [(1990, 1, 1.0), (1991, 1, -1.0)]


def test_nothing_gives_nothing() -> None:
    assert len(similarity(Ballots.of([]))) == 0 and list(similarity(Ballots.of([])).rows()) == []


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(InputError, match="vote 4 of AAA on roll call 1"):
        Ballots.of([(1990, 1, "AAA", 4)])
    with pytest.raises(InputError, match="AAA votes twice on roll call 1"):
        Ballots.of([(1990, 1, "AAA", 1), (1990, 1, "AAA", 2)])
    with pytest.raises(UnknownTermError, match="AAB has no vote"):
        Ballots.of([(1990, 1, "AAA", 1)]).only(["AAB"])
