"""General Assembly votes and their roll calls (Erik Voeten's data, as `unvotes` has them)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

from dragoman.store.states.sources import Context, SetAsideError, Source, day_of, whole

_VOTES = MappingProxyType({"yes": 1, "abstain": 2, "no": 3, "1": 1, "2": 2, "3": 3})
_ABSENT = frozenset({"8", "9", "absent", "not a member", "NA", ""})


def _vote(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    call, country, vote = cells
    number = whole(call, "roll call")
    day = context.roll_calls.get(number)
    if day is None:
        raise SetAsideError("roll call is not in the list", call)
    code = _VOTES.get(vote.strip().lower())
    if code is None:
        reason = "did not vote" if vote.strip() in _ABSENT else "unknown vote"
        raise SetAsideError(reason, f"{country}: {vote}")
    return ((number, context.codes.named(country, day), code, country),)


def _roll_call(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    call, session, when, resolution, important, short, title = cells
    day = day_of(when)
    number = whole(call, "roll call")
    row = (
        number,
        whole(session, "session", 1),
        day,
        int(day[:4]),
        resolution,
        important == "1",
        short,
        title,
    )
    return (row,)


ROLL_CALLS = Source(
    name="roll-calls",
    title="General Assembly roll calls",
    table="roll_calls",
    takes=("rcid", "session", "date", "unres", "importantvote", "short", "descr"),
    columns=(
        ("roll_call", "BIGINT"),
        ("session", "INTEGER"),
        ("date", "VARCHAR"),
        ("year", "INTEGER"),
        ("resolution", "VARCHAR"),
        ("important", "BOOLEAN"),
        ("short", "VARCHAR"),
        ("title", "VARCHAR"),
    ),
    key=("roll_call",),
    make=_roll_call,
)
VOTES = Source(
    name="votes",
    title="General Assembly votes",
    table="votes",
    takes=("rcid", "country", "vote"),
    columns=(("roll_call", "BIGINT"), ("state", "VARCHAR"), ("vote", "TINYINT"), ("given", "VARCHAR")),
    key=("roll_call", "state"),
    make=_vote,
)
