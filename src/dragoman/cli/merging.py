"""`dragoman store split, join, decisions`: what people decide about the merging of reports into events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, StorePath, say, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.records import Event
    from dragoman.store.decisions import Act

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; kept with the decision.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or a report's in it.")]


def split_command(
    event: EventId,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report that tells another act.")],
    store: StorePath = DEFAULT_STORE,
    why: Why = "",
) -> None:
    """Take a report out of an event: it is kept apart whenever events are grouped anew."""
    from dragoman.errors import UnknownTermError

    whole = _event(store, event)
    mine = [one for one in whole.reports if one.startswith(report)]
    others = [one for one in whole.reports if one not in mine]
    if len(mine) != 1 or not others:
        raise UnknownTermError(
            f"{report!r} is not one report among others of {whole.id}",
            hint=f"Its reports are {', '.join(whole.reports)}.",
        )
    _decide(store, "split", mine, others, why)


def join_command(
    event: EventId,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The event (or a report in it) that tells the same act.")
    ],
    store: StorePath = DEFAULT_STORE,
    why: Why = "",
) -> None:
    """Make two events one: they are kept together whenever events are grouped anew."""
    from dragoman.errors import UnknownTermError

    first, second = _event(store, event), _event(store, other)
    if first.id == second.id:
        raise UnknownTermError(f"{event!r} and {other!r} are one event already", hint="Nothing to do.")
    _decide(store, "join", first.reports, second.reports, why)


def decisions_command(
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="ID", help="Let a decision no longer count.")
    ] = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    why: Why = "",
) -> None:
    """List the decisions on merges, or undo one; none is ever erased."""
    from dragoman.errors import UnknownTermError
    from dragoman.store.decisions import decide, path_beside, read_decisions

    path = path_beside(store)
    known = read_decisions(path)
    if undo is not None:
        found = [one for one in known.holding if one.id.startswith(undo)]
        if len(found) != 1:
            raise UnknownTermError(f"no decision that counts has the id {undo!r}", hint="List them first.")
        decide(path, "undo", of=found[0].id, why=why)
        _regroup(store)
        known = read_decisions(path)
    if json:
        show([one.to_dict() | {"counts": one in known.holding} for one in known.every])
        return
    for one in known.every:
        what = one.of or f"{', '.join(one.one)} | {', '.join(one.other)}"
        undone = "" if one.act == "undo" or one in known.holding else "  (undone)"
        print(f"{one.id}  {one.when[:19]}  {one.act:<5} {what}{undone}{f'  {one.why}' if one.why else ''}")


def _decide(store: Path, act: Act, one: Sequence[str], other: Sequence[str], why: str) -> None:
    from dragoman.store.decisions import decide, path_beside

    made = decide(path_beside(store), act, one=one, other=other, why=why)
    say(f"{made.id}: {act}; undo it with `dragoman store decisions --undo {made.id}`")
    _regroup(store)


def _regroup(store: Path) -> None:
    from dragoman.store import Store

    with Store.open(store) as opened:
        print(f"{opened.regroup():,} events")


def _event(path: Path, key: str) -> Event:
    """The event of that id, or the one that a report belongs to. Raises UnknownTermError if there is none."""
    from dragoman.errors import UnknownTermError
    from dragoman.store import Store

    with Store.open(path, read_only=True) as store:
        found = [
            event
            for event in store.events()
            if event.id.startswith(key) or any(one.startswith(key) for one in event.reports)
        ]
    if len(found) != 1:
        problem = "more than one event answers to" if found else "no event or report has the id"
        raise UnknownTermError(
            f"{path}: {problem} {key!r}", hint="List them with `dragoman export --as events`."
        )
    return found[0]
