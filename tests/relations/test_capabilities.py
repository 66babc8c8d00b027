from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.relations.capabilities import cinc

AMOUNT = st.one_of(st.none(), st.floats(0, 1e6))
WORLD = st.dictionaries(
    st.text(min_size=1, max_size=3), st.fixed_dictionaries({"milex": AMOUNT, "tpop": AMOUNT}), max_size=8
)


@given(WORLD)
def test_shares_are_shares(world: dict[str, dict[str, float | None]]) -> None:
    found = cinc(world)
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in found.values())
    if world and all(amount for one in world.values() for amount in one.values()):
        assert sum(found.values()) == pytest.approx(1)


def test_a_missing_component_is_skipped() -> None:
    found = cinc(
        {
            "A": {"milex": 1.0, "tpop": 3.0},
            "B": {"milex": None, "tpop": 1.0},
            "C": {"milex": None, "tpop": None},
        }
    )
    assert found == {"A": pytest.approx((1 + 0.75) / 2), "B": pytest.approx(0.25)}
