"""Security Council vetoes, one row a veto and member."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.store.states.sources import Context, SetAsideError, Source, day_of

CHANGE_OF_SEAT = "1971-10-25"
"""Until this day Taiwan's government held China's seat (General Assembly resolution 2758)."""


def _veto(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    when, draft, agenda, *members = cells
    day = day_of(when)
    named = [name.strip() for name in members if name.strip()]
    if not named:
        raise SetAsideError("no member is named", draft)
    return [(day, draft.strip(), _member(name, day, context), agenda.strip()) for name in named]


def _member(name: str, day: str, context: Context) -> str:
    code = context.codes.named(name, day)
    return "TWN" if code == "CHN" and day < CHANGE_OF_SEAT else code


VETOES = Source(
    name="vetoes",
    title="Security Council vetoes",
    table="vetoes",
    takes=("date", "draft", "agenda_item", "member_veto1", "member_veto2", "member_veto3"),
    columns=(("date", "VARCHAR"), ("draft", "VARCHAR"), ("state", "VARCHAR"), ("agenda", "VARCHAR")),
    key=("date", "draft", "agenda", "state"),
    make=_veto,
)
