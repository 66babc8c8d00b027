from __future__ import annotations

from typing import Any

import pytest

from dragoman.relations.alignment import Ballots, align, disagreements, portfolio_similarity

VOTES = [
    (1990, call, code, vote)
    for call in range(25)
    for code, vote in (("AAA", 1), ("BBB", 1 + 2 * (call % 5 == 0)))
]
POINTS = {("AAA", 1990): (0.5, 0.1), ("BBB", 1990): (-0.5, 0.1)}


def test_a_pair_in_the_order_given() -> None:
    ties = portfolio_similarity(["AAA", "BBB", "CCC"], [("AAA", "BBB", 3)])
    years = align(Ballots.of(VOTES), ["BBB", "AAA"], POINTS, {1990: ties, 1991: ties})
    assert [one["year"] for one in years] == [1990, 1991]
    votes = years[0]["votes"]
    assert votes["n"] == 25 and list(votes["ideal_point"]) == ["BBB", "AAA"] and votes["distance"] == 1.0
    assert years[0]["alliances"]["pledge"] == "defense" and years[1]["votes"] is None
    assert {"n", "agree", "s_abs", "s_sq", "kappa", "kappa_sq", "pi", "pi_sq", "ideal_point"} <= set(votes)


def test_a_group_has_pairs() -> None:
    rows = [*VOTES, *((1990, call, "CCC", 2) for call in range(25))]
    years = align(Ballots.of(rows), ["AAA", "BBB", "CCC"], {})
    assert [(one["a"], one["b"]) for one in years[0]["pairs"]] == [
        ("AAA", "BBB"),
        ("AAA", "CCC"),
        ("BBB", "CCC"),
    ]
    assert years[0]["pairs"][0]["votes"]["ideal_point"] == {"AAA": None, "BBB": None}


def test_states_without_votes_have_no_years() -> None:
    assert align(Ballots.of(VOTES), ["AAA", "ZZZ"], {}) == []


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ({"votes": {"n": 140, "agree": 0.72, "kappa": -0.01, "pi": -0.03}}, "no more than chance"),
        ({"votes": {"n": 73, "agree": 0.29, "kappa": 0.12, "pi": -0.19}}, "kappa (0.12) forgives"),
        (
            {"votes": {"n": 73, "pi_sq": -0.2}, "alliances": {"pledge": "defense", "pi_sq": 0.5}},
            "allied for defence",
        ),
        (
            {"votes": {"n": 73, "pi_sq": 0.8}, "alliances": {"pledge": None, "pi_sq": 0.0}},
            "alliances are not",
        ),
        ({"votes": {"n": 3, "agree": 1.0}}, "only 3 roll calls"),
    ],
)
def test_where_measures_disagree_is_said(year: dict[str, Any], said: str) -> None:
    assert any(said in sentence for sentence in disagreements(year))


def test_where_they_agree_nothing_is_said() -> None:
    assert (
        disagreements(
            {"votes": {"n": 90, "agree": 0.9, "kappa": 0.6, "pi": 0.6, "pi_sq": 0.7}, "alliances": None}
        )
        == []
    )
    assert disagreements({"votes": None, "alliances": None}) == []
