"""The frustration index against counting all partitions, and against the published numbers."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UnknownTermError
from dragoman.relations.balance import (
    SignedTies,
    best_camps,
    dyad_balance,
    frustrated,
    frustration,
    read_ties,
    signed_ties,
    triads,
    walk_balance,
)
from shared_data import shared

pytest.importorskip("scipy", reason="SciPy is not installed (extra relations)")


@st.composite
def graphs(draw: st.DrawFn) -> SignedTies:
    n = draw(st.integers(2, 8))
    signs = draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2))
    pairs = combinations("ABCDEFGH"[:n], 2)
    return signed_ties((a, b, s) for (a, b), s in zip(pairs, signs, strict=True) if s)


def least(ties: SignedTies) -> int:
    """The fewest frustrated ties over all partitions into two."""
    sides = product((0, 1), repeat=max(len(ties.nodes) - 1, 0))
    return min(int(frustrated(ties, np.asarray([0, *rest][: len(ties.nodes)])).sum()) for rest in sides)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_the_index_is_the_least_over_all_partitions(ties: SignedTies) -> None:
    found = frustration(ties)
    assert found.proved and found.index == least(ties) == int(found.frustrated.sum())


@given(graphs(), st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_switching_a_node_changes_nothing(ties: SignedTies, node: int) -> None:
    name = "ABCDEFGH"[node]
    turned = signed_ties((a, b, -s if name in (a, b) else s) for a, b, s in ties.rows())
    assert frustration(turned).index == frustration(ties).index
    assert (walk_balance(turned) or 1) == pytest.approx(walk_balance(ties) or 1)
    assert triads(turned).balanced == pytest.approx(triads(ties).balanced)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_triangles_are_counted_as_by_hand(ties: SignedTies) -> None:
    sign = {frozenset((a, b)): s for a, b, s in ties.rows()}
    counted = dict.fromkeys(("---", "+--", "++-", "+++"), 0)
    for three in combinations(ties.nodes, 3):
        signs = [sign.get(frozenset(pair)) for pair in combinations(three, 2)]
        if None not in signs:
            counted[("---", "+--", "++-", "+++")[signs.count(1)]] += 1
    assert triads(ties).counts == counted


def test_a_dense_random_graph_is_bounded_honestly() -> None:
    rng = np.random.default_rng(3)
    names = [f"n{k:02}" for k in range(40)]
    ties = signed_ties((a, b, int(rng.choice((-1, 1)))) for a, b in combinations(names, 2))
    found = frustration(ties, time_limit=0.3)
    assert 0 < found.lower_bound <= found.index == int(found.frustrated.sum())
    assert found.proved == (found.lower_bound == found.index)


def test_two_camps_at_war_are_balanced() -> None:
    ties = signed_ties([("A", "B", 1), ("C", "D", 1), ("A", "C", -1), ("B", "D", -1), ("B", "C", -1)])
    found = frustration(ties)
    assert (found.index, found.proved) == (0, True)
    assert found.camps.tolist() == [0, 0, 1, 1]
    assert walk_balance(ties) == pytest.approx(1.0)


def test_without_ties_nothing_is_frustrated() -> None:
    empty = signed_ties([])
    assert frustration(empty).index == 0 and walk_balance(empty) is None and triads(empty).balanced is None


def test_a_dyad_and_what_its_sign_would_do() -> None:
    ties = signed_ties([("A", "B", 1), ("A", "C", 1), ("B", "C", -1), ("A", "D", -1), ("B", "D", -1)])
    found = dyad_balance(ties, "A", "B")
    assert (found.sign, found.at_rest, found.under_strain) == (1, 1, 1)
    assert [(t.third, t.at_rest) for t in found.triangles] == [("C", False), ("D", True)]
    assert (found.positive, found.negative) == (1, 1)
    assert dyad_balance(ties, "C", "D").at_rest is None
    with pytest.raises(UnknownTermError, match="'X'"):
        dyad_balance(ties, "A", "X")


def test_reads_tribes() -> None:
    ties = read_ties(shared("networks/tribes_read.csv"))
    assert (len(ties.nodes), len(ties), int((ties.sign < 0).sum())) == (16, 58, 29)
    assert triads(ties).counts == {"+++": 19, "++-": 2, "+--": 40, "---": 7}
    assert triads(ties).balanced == pytest.approx(0.8676471, abs=1e-7)
    assert walk_balance(ties) == pytest.approx(0.3575761, abs=1e-7)
    found = frustration(ties)
    assert (found.index, found.proved) == (7, True)
    assert int(frustrated(ties, best_camps(ties, 3)).sum()) == 2


def test_states_of_1946_to_1999() -> None:
    windows = defaultdict(list)
    with gzip.open(shared("networks/cow_signed_51_windows_1946_1999.csv.gz"), "rt") as file:
        for row in csv.DictReader(file):
            windows[int(row["window"])].append((row["from"], row["to"], int(row["sign"])))
    with shared("networks/cow_frustration_exact_odd_windows.csv").open() as file:
        known = {int(row["window"]): row for row in csv.DictReader(file)}
    assert len(windows) == 51
    for window, rows in windows.items():
        found = frustration(signed_ties(rows))
        assert found.proved, window
        if window in known:
            assert found.index == int(known[window]["frustration_exact"]), window
