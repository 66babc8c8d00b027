"""National material capabilities of the Correlates of War project (Singer, Bremer and Stuckey 1972)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.sources import Context, SetAsideError, Source, maybe_number, whole, year_of

COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")
"""Military expenditure and personnel, iron and steel, primary energy, total and urban population."""


def _capability(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    cow, year, *amounts, published = cells
    values = [maybe_number(cell, name) for name, cell in zip(COMPONENTS, amounts, strict=True)]
    if any(value is not None and value < 0 for value in values):
        raise SetAsideError("a component below 0", ", ".join(amounts))
    return (
        (
            whole(cow, "state"),
            context.codes.cow(cow),
            year_of(year),
            *values,
            maybe_number(published, "cinc"),
        ),
    )


CAPABILITIES = Source(
    name="capabilities",
    title="COW national capabilities",
    table="capabilities",
    takes=("ccode", "year", *COMPONENTS, "cinc"),
    columns=(
        ("cow", "INTEGER"), ("state", "VARCHAR"), ("year", "INTEGER"),
        *((name, "DOUBLE") for name in COMPONENTS), ("cinc", "DOUBLE"),
    ),
    key=("cow", "year"),
    make=_capability,
)  # fmt: skip
