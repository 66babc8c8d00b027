"""Visits of foreign leaders to the United States and travels of its presidents and secretaries of state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.sources import MISSING, Context, SetAsideError, Source, day_of, whole


def _visit(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    number, start, end, visitor, country, text = cells
    first, last = _days(start, end)
    guest = context.codes.named(country, first)
    return (
        (whole(number, "id"), "visit", guest, "USA", visitor, None, first, last, country, None, _flat(text)),
    )


def _travel(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    number, start, end, role, name, country, place, text = cells
    first, last = _days(start, end)
    host = context.codes.named(country, first)
    return (
        (whole(number, "id"), "travel", "USA", host, name, role, first, last, country, place, _flat(text)),
    )


def _days(start: str, end: str) -> tuple[str, str]:
    """First and last day; a visit without an end lasted a day. Raises SetAsideError for one that ends before."""
    first = day_of(start)
    last = first if end.strip() in MISSING else day_of(end)
    if last < first:
        raise SetAsideError("ends before it begins", f"{start} to {end}")
    return first, last


def _flat(text: str) -> str:
    return " ".join(text.split())


_COLUMNS = (
    ("id", "BIGINT"), ("direction", "VARCHAR"), ("guest", "VARCHAR"), ("host", "VARCHAR"), ("person", "VARCHAR"),
    ("role", "VARCHAR"), ("start", "VARCHAR"), ("end", "VARCHAR"), ("country", "VARCHAR"),
    ("place", "VARCHAR"), ("text", "VARCHAR"),
)  # fmt: skip
VISITS = Source(
    name="visits",
    title="visits of foreign leaders to the United States",
    table="visits",
    takes=("id", "start", "end", "visitor", "from", "description"),
    columns=_COLUMNS,
    key=("direction", "id"),
    make=_visit,
)
TRAVELS = Source(
    name="travels",
    title="travels of US presidents and secretaries of state",
    table="visits",
    takes=("id", "start", "end", "role", "name", "country", "locale", "remarks"),
    columns=_COLUMNS,
    key=("direction", "id"),
    make=_travel,
)
