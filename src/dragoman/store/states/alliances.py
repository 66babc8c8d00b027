"""Alliances of the Alliance Treaty Obligations and Provisions project (Leeds et al. 2002), by dyad and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.sources import Context, SetAsideError, Source, whole, year_of

PLEDGES = ("defense", "offense", "neutrality", "nonaggression", "consultation")


def _alliance(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    a, b, year, *pledges = cells
    if a == b:
        raise SetAsideError("a state allied with itself", a)
    held = [whole(cell, name, 0, 1) == 1 for name, cell in zip(PLEDGES, pledges, strict=True)]
    codes = context.codes
    return ((whole(a, "state"), whole(b, "state"), codes.cow(a), codes.cow(b), year_of(year), *held),)


ALLIANCES = Source(
    name="alliances",
    title="ATOP alliances by dyad and year",
    table="alliances",
    takes=(
        "ccode1", "ccode2", "year",
        "atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul",
    ),
    columns=(
        ("a_cow", "INTEGER"), ("b_cow", "INTEGER"), ("a", "VARCHAR"), ("b", "VARCHAR"), ("year", "INTEGER"),
        *((name, "BOOLEAN") for name in PLEDGES),
    ),
    key=("a_cow", "b_cow", "year"),
    make=_alliance,
)  # fmt: skip
