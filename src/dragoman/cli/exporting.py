"""`dragoman export`: tables and networks out of the store."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from dragoman.cli.common import DEFAULT_STORE, Quiet, StorePath, codes_of, day_of, say

Format = Literal["jsonl", "csv", "parquet", "graphml"]
As = Literal["reports", "events", "interests", "dyads"]
Period = Literal["day", "week", "month", "quarter", "year"]
Some = Literal["actual", "planned", "possible", "conditional", "demanded", "denied", "all"]


def export_command(
    store: StorePath = DEFAULT_STORE,
    to: Annotated[
        str, typer.Option("--to", metavar="FILE", help="The file, or - for standard output.")
    ] = "-",
    format: Annotated[Format | None, typer.Option("--format", help="Else the file's name tells.")] = None,
    as_: Annotated[As, typer.Option("--as", help="Records, or the table of dyads.")] = "reports",
    by: Annotated[Period, typer.Option("--by", help="Period of the dyads.")] = "month",
    modality: Annotated[
        Some | None, typer.Option("--modality", help="Which to take; dyads count actual.")
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="Only this event type; may be repeated.")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", help="Only what these take part in: RUS,PRK.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Published on this day or earlier.")] = None,
    quiet: Quiet = False,
) -> None:
    """Write records, the dyad table or the network, with a codebook and a run.json beside it."""
    from dragoman.store import Filters, Store, export, export_dyads

    kinds = tuple(_type(name) for name in type_ or ())
    counted = as_ == "dyads" or format == "graphml" or to.endswith(".graphml")
    some = () if counted or modality is None or modality == "all" else (modality,)
    chosen = Filters(
        types=kinds, about=codes_of(about), since=day_of(since), until=day_of(until), modality=some
    )
    settings: dict[str, Any] = {"filters": None if chosen == Filters() else chosen}
    if counted:
        settings["modality"] = modality or "actual"
    with Store.open(store, read_only=True) as opened:
        if as_ == "dyads":
            done = export_dyads(opened, to, format, by=by, **settings)
        else:
            done = export(opened, to, format, table=as_, **settings)
    beside = f" (beside it: {', '.join(path.name for path in done.beside)})" if done.beside else ""
    if done.path:
        say(f"wrote {done.path}: {done.rows:,} rows{beside}", quiet)


def _type(name: str) -> str:
    """An event type's name. Raises UnknownTermError for what is none."""
    from dragoman.ontology import load_ontology

    return load_ontology().type(name.upper()).name
