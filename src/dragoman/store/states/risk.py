"""The geopolitical risk index, by month and for some countries (Caldara and Iacoviello 2022)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.sources import Context, SetAsideError, Source, day_of, maybe_number

_WORLD = ("GPR", "GPRT", "GPRA", "GPRH", "GPRHT", "GPRHA")
_COUNTRIES = tuple(
    "ARG AUS BEL BRA CAN CHE CHL CHN COL DEU DNK EGY ESP FIN FRA GBR HKG HUN IDN IND ISR ITA JPN KOR MEX MYS "
    "NLD NOR PER PHL POL PRT RUS SAU SWE THA TUN TUR TWN UKR USA VEN VNM ZAF".split()
)
_SERIES = (
    *((name, None) for name in _WORLD),
    *((f"{kind}_{code}", code) for kind in ("GPRC", "GPRHC") for code in _COUNTRIES),
)


def _month(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    month, *values = cells
    day = day_of(month)
    rows = [
        (day[:7], name.split("_")[0], code or "", value)
        for (name, code), cell in zip(_SERIES, values, strict=True)
        if (value := maybe_number(cell, name)) is not None
    ]
    if not rows:
        raise SetAsideError("no value", month)
    return rows


RISK = Source(
    name="risk",
    title="the geopolitical risk index",
    table="risk",
    takes=("month", *(name for name, _ in _SERIES)),
    columns=(("month", "VARCHAR"), ("series", "VARCHAR"), ("state", "VARCHAR"), ("value", "DOUBLE")),
    key=("month", "series", "state"),
    make=_month,
)
"""`state` is empty in the rows of the whole world."""
