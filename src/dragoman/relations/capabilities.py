"""Shares of the world's material capabilities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")


def cinc(components: Mapping[K, Mapping[str, float | None]]) -> dict[K, float]:
    """The composite index of national capability of one year's states, from 0 to 1.

    `components` gives each state's amounts, None where unknown. A state's index is the mean of its shares of
    each component's sum over all states; a component that is missing for the state is skipped, so that the
    year's indices may add up to more than 1. States without any component are left out. Singer, Bremer and
    Stuckey (1972), "Capability Distribution, Uncertainty, and Major Power War, 1820-1965".
    """
    totals: dict[str, float] = {}
    for amounts in components.values():
        for name, amount in amounts.items():
            if amount is not None:
                totals[name] = totals.get(name, 0.0) + amount
    out = {}
    for state, amounts in components.items():
        shares = [
            amount / totals[name]
            for name, amount in amounts.items()
            if amount is not None and totals[name] > 0
        ]
        if shares:
            out[state] = sum(shares) / len(shares)
    return out
