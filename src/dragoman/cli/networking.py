"""`dragoman network`: who acts on whom, period by period, and its files for Gephi."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show
from dragoman.cli.dyadic import Modalities, Origins, Per, Plot, Since, Until, dyadic, which

if TYPE_CHECKING:
    from dragoman.relations.network import Network
    from dragoman.relations.periods import By

_ROWS = 12


def network_command(
    since: Since = None,
    until: Until = None,
    by: Per = "year",
    to: Annotated[
        Path | None, typer.Option("--to-file", metavar="FILE", help="Write it: .graphml, or .gexf with time.")
    ] = None,
    modality: Modalities = "actual",
    origin: Origins = "",
    plot: Plot = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """The signed network of states from a store's events, in periods: pairs, their acts, intensity and sign."""
    from dragoman.relations.network import network, write_network

    table = dyadic(store, which(since, until, modality, origin))
    found = network(table.date, table.source, table.target, table.quad, table.intensity, cast("By", by))
    basis = f"{len(table):,} acts ({modality}) from {table.date[0]} to {table.date[-1]}"
    if to is not None:
        nodes, edges = write_network(found, to)
        say(f"wrote {to}: {nodes} states, {edges} edges, {basis}", quiet)
    if plot is not None:
        _draw(plot, found, basis, quiet)
    if json:
        show({"basis": basis, "by": by, "periods": _objects(found)})
    elif to is None and plot is None:
        print("\n".join(_lines(found, basis)))


def _objects(found: Network) -> list[dict[str, object]]:
    spans = zip(found.periods.label, found.periods.start, found.periods.end, found.pairs, strict=True)
    return [
        {
            "period": label,
            "start": str(start),
            "end": str(end),
            "ties": [
                {
                    "a": p.a, "b": p.b, "n": p.n, "cooperation": p.cooperation, "conflict": p.conflict,
                    "intensity": round(p.intensity, 4), "sign": p.sign,
                }
                for p in pairs
            ],
        }
        for label, start, end, pairs in spans
    ]  # fmt: skip


def _lines(found: Network, basis: str) -> list[str]:
    lines = [basis, f"{'period':<12}{'states':>8}{'pairs':>8}{'+':>7}{'-':>7}  most acts"]
    for label, pairs in list(zip(found.periods.label, found.pairs, strict=True)):
        states = {name for p in pairs for name in (p.a, p.b)}
        top = sorted(pairs, key=lambda p: (-p.n, p.a, p.b))[:3]
        signs = [sum(p.sign == s for p in pairs) for s in (1, -1)]
        names = ", ".join(
            f"{p.a}–{p.b} {p.n:,} ({'+' if p.sign > 0 else '−' if p.sign < 0 else '±'})" for p in top
        )
        lines.append(f"{label:<12}{len(states):>8}{len(pairs):>8}{signs[0]:>7}{signs[1]:>7}  {names}")
    return lines


def _draw(path: Path, found: Network, basis: str, quiet: bool) -> None:
    """The last period's ties."""
    from dragoman.charts.network import given_ties_chart
    from dragoman.charts.saving import save_chart
    from dragoman.errors import InputError

    rows = [(p.a, p.b, p.sign) for p in found.pairs[-1] if p.sign]
    if not rows:
        raise InputError(f"no tie in {found.periods.label[-1]}", hint="Take a longer period with --by.")
    chart, shown = given_ties_chart(rows)
    title = f"Who is with whom, and against whom: {found.periods.label[-1]}"
    save_chart(chart, path, title, f"{basis}; shown: the {shown} states with most ties.")
    say(f"wrote {path}", quiet)
