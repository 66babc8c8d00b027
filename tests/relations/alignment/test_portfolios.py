from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.relations.alignment import level, portfolio_similarity
from dragoman.relations.alignment.portfolios import PORTFOLIO_MEASURES

SYSTEM = ("AAA", "BBB", "CCC", "DDD", "EEE")
TIES = st.lists(st.tuples(st.sampled_from(SYSTEM), st.sampled_from(SYSTEM), st.integers(1, 3)), max_size=12)


@given(TIES)
def test_it_is_symmetric_and_what_the_definition_says(ties: list[tuple[str, str, int]]) -> None:
    found = portfolio_similarity(SYSTEM, [tie for tie in ties if tie[0] != tie[1]])
    for values in found.values.values():
        assert np.allclose(values, values.T, equal_nan=True)
    for i, one in enumerate(found.pledge.astype(float)):
        for j, other in enumerate(found.pledge.astype(float)):
            apart = np.abs(one - other)
            assert found.values["s_abs"][i, j] == pytest.approx(1 - 2 * apart.sum() / (5 * 3))
            assert found.values["s_sq"][i, j] == pytest.approx(1 - 2 * (apart**2).sum() / (5 * 9))
            chance = sum((a - b) ** 2 for a in one for b in other) / 25
            if chance > 1e-9:
                assert found.values["kappa_sq"][i, j] == pytest.approx(1 - (apart**2).mean() / chance)


def test_equal_portfolios_are_one() -> None:
    found = portfolio_similarity(SYSTEM, [("AAA", "BBB", 3), ("AAA", "CCC", 3), ("BBB", "CCC", 3)])
    pair = found.pair("AAA", "BBB")
    assert pair is not None and pair["pledge"] == "defense" and pair["n"] == 5
    assert all(pair[name] == pytest.approx(1) for name in PORTFOLIO_MEASURES)


def test_states_outside_the_system_and_levels() -> None:
    found = portfolio_similarity(SYSTEM, [("AAA", "ZZZ", 3)])
    assert found.pair("AAA", "ZZZ") is None
    assert [
        level(True, True, True),
        level(False, True, True),
        level(False, False, True),
        level(False, False, False),
    ] == [3, 2, 1, 0]
    assert math.isclose(float(found.values["s_abs"][0, 1]), 1 - 2 * 6 / 15)
