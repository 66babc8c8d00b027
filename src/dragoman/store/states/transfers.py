"""Arms transfers of the Stockholm International Peace Research Institute, by supplier, recipient and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.codes import UnknownStateError
from dragoman.store.states.sources import Context, SetAsideError, Source, maybe_number, year_of


def _transfer(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    supplier, recipient, year, value, supplier_cow, recipient_cow = cells
    amount = maybe_number(value, "value")
    if amount is None or amount < 0:
        raise SetAsideError("no value", f"{supplier} to {recipient}: {value}")
    on = f"{year_of(year)}-12-31"
    giver, taker = (
        _party(*party, on, context) for party in ((supplier, supplier_cow), (recipient, recipient_cow))
    )
    return ((giver, taker, supplier, recipient, year_of(year), amount),)


def _party(name: str, cow: str, day: str, context: Context) -> str | None:
    """The party's code, None for an armed group (*), an organisation (**) or one that is unknown.

    The number beside the name serves only to tell namesakes apart: it puts armed groups under the state
    they fight.
    """
    if name.endswith("*"):
        context.notes["an armed group or organisation: kept under its name, without a code"] += 1
        return None
    try:
        return context.codes.named(name, day)
    except UnknownStateError as unknown:
        if unknown.reason == "ambiguous state" and cow.isdigit():
            return context.codes.cow(cow)
        context.notes[f"{name}: no state's name, kept without a code"] += 1
        return None


TRANSFERS = Source(
    name="transfers",
    title="SIPRI arms transfers",
    table="transfers",
    takes=("supplier", "recipient", "year", "value", "supplier_cown", "recipient_cown"),
    columns=(
        ("supplier", "VARCHAR"), ("recipient", "VARCHAR"),
        ("supplier_name", "VARCHAR"), ("recipient_name", "VARCHAR"),
        ("year", "INTEGER"), ("tiv", "DOUBLE"),
    ),
    key=("supplier_name", "recipient_name", "year"),
    make=_transfer,
)  # fmt: skip
