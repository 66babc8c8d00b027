"""Militarised interstate disputes and contiguity of the Correlates of War project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.sources import Context, SetAsideError, Source, day_of, maybe_whole, whole, year_of

_NUMBERS = ("hostlev1", "hostlev2", "hiact1", "hiact2", "sidea1", "fatality")


def _dispute(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    dispute, a, b, year, *numbers = cells
    values = [maybe_whole(cell, name) for name, cell in zip(_NUMBERS, numbers, strict=True)]
    codes = context.codes
    parties = (whole(a, "state"), whole(b, "state"), codes.cow(a), codes.cow(b))
    return ((whole(dispute, "dispute"), *parties, year_of(year), *values),)


def _contiguity(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    a, b, kind, since, until = cells
    if kind == "0":
        raise SetAsideError("a spell in which they are not contiguous", f"{a} and {b} from {since}")
    codes = context.codes
    parties = (whole(a, "state"), whole(b, "state"), codes.cow(a), codes.cow(b))
    return ((*parties, whole(kind, "conttype", 1, 5), day_of(since), day_of(until)),)


_PARTIES = (("a_cow", "INTEGER"), ("b_cow", "INTEGER"), ("a", "VARCHAR"), ("b", "VARCHAR"))
DISPUTES = Source(
    name="disputes",
    title="militarised disputes by directed dyad and year (COW or GML)",
    table="disputes",
    takes=("dispnum", "ccode1", "ccode2", "year", *_NUMBERS),
    columns=(
        ("dispute", "BIGINT"), *_PARTIES, ("year", "INTEGER"),
        ("hostility_a", "INTEGER"), ("hostility_b", "INTEGER"), ("action_a", "INTEGER"),
        ("action_b", "INTEGER"), ("side_a", "INTEGER"), ("fatality", "INTEGER"),
    ),
    key=("dispute", "a_cow", "b_cow", "year"),
    make=_dispute,
)  # fmt: skip
CONTIGUITY = Source(
    name="contiguity",
    title="direct contiguity (1 land or river to 5: at most 400 miles of water)",
    table="contiguity",
    takes=("ccode1", "ccode2", "conttype", "stdate", "enddate"),
    columns=(*_PARTIES, ("kind", "INTEGER"), ("since", "VARCHAR"), ("until", "VARCHAR")),
    key=("a_cow", "b_cow", "since"),
    make=_contiguity,
)
