"""`dragoman import votes` and the other kinds of data on states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show

if TYPE_CHECKING:
    from dragoman.store.states import Ledger

KINDS = (
    ("vetoes", "Security Council vetoes.", "unsc_vetoes_1946_2022.csv.gz"),
    ("alliances", "ATOP alliances by dyad and year.", "atop_v5_dyad_year_alliances.csv.gz"),
    ("transfers", "SIPRI arms transfers by supplier, recipient and year.", "sipri_tiv_dyad_year.csv.gz"),
    ("capabilities", "COW national material capabilities.", "cow_nmc_cinc_v6.csv.gz"),
    ("sanctions", "TIES sanctions, threatened and imposed.", "ties_sanctionData.csv.gz"),
    (
        "disputes",
        "Militarised disputes by directed dyad and year (COW or GML).",
        "cow_mid_directed_dyad_year.csv.gz",
    ),
    ("contiguity", "COW direct contiguity.", "cow_contiguity.csv.gz"),
    ("visits", "Visits of foreign leaders to the United States.", "visits_of_foreign_leaders_to_usa.csv.gz"),
    (
        "travels",
        "Travels of US presidents and secretaries of state.",
        "us_president_secretary_travels.csv.gz",
    ),
    ("risk", "The geopolitical risk index.", "gpr_monthly.csv.gz"),
)
File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file; gzip and zip are unpacked.")]


def votes_command(
    file: File,
    roll_calls: Annotated[
        Path | None,
        typer.Option("--roll-calls", metavar="FILE", help="The list of roll calls, with their days."),
    ] = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """General Assembly votes, with the list of roll calls that tells their days; `dragoman align` reads them."""
    wanted = [("roll-calls", roll_calls)] if roll_calls else []
    _import([*wanted, ("votes", file)], store, json, quiet)


def _command(name: str, what: str) -> Callable[..., None]:
    """The command of one kind."""

    def command(
        file: File, store: StorePath = DEFAULT_STORE, json: AsJson = False, quiet: Quiet = False
    ) -> None:
        _import([(name, file)], store, json, quiet)

    command.__doc__ = what
    return command


def register(group: typer.Typer, examples: Callable[..., str]) -> None:
    """Adds the commands to the group `import`."""
    group.command("votes", epilog=examples("import votes un_votes.csv.gz --roll-calls un_roll_calls.csv.gz"))(
        votes_command
    )
    for name, what, example in KINDS:
        group.command(name, epilog=examples(f"import {name} {example}"))(_command(name, what))


def _import(wanted: list[tuple[str, Path]], path: Path, json: bool, quiet: bool) -> None:
    """Imports files one after the other and shows their ledgers; with JSON the last one holds the others."""
    from dragoman.store import Store
    from dragoman.store.states import import_states

    with Store.open(path) as store:
        ledgers = []
        for name, file in wanted:
            ledgers.append(import_states(store, name, file))
            if not json:
                _tell(ledgers[-1], quiet)
    if json:
        *before, last = [ledger.to_dict() for ledger in ledgers]
        show(last | ({"before": before} if before else {}))


def _tell(ledger: Ledger, quiet: bool) -> None:
    """The ledger for people: what came of the file on standard output, examples on standard error."""
    print("\n".join(_lines(ledger)))
    for one in ledger.examples[:3]:
        say(f"  {one.source}:{one.line}: {one.reason}{f' ({one.detail})' if one.detail else ''}", quiet)
    if len(ledger.examples) > 3:
        say("  The others: `dragoman store rejects`.", quiet)


def _lines(ledger: Ledger) -> list[str]:
    expected = "unknown, the archive breaks off" if ledger.expected is None else f"{ledger.expected:,}"
    lines = [
        f"{', '.join(ledger.files)} into {ledger.table}:",
        f"  expected  {expected}",
        f"  read      {ledger.read:,}",
        f"  kept      {ledger.kept:,} ({ledger.rows:,} rows new, {ledger.changed:,} replaced)",
        f"  known     {ledger.known:,}",
        f"  set aside {ledger.aside.total():,}",
    ]
    lines += [f"    {count:>7,}  {reason}" for reason, count in ledger.aside.most_common()]
    if ledger.notes:
        lines += ["  noted"]
        lines += [f"    {count:>7,}  {what}" for what, count in _most(ledger.notes.most_common())]
    return lines


def _most(notes: list[tuple[str, int]], most: int = 12) -> list[tuple[str, Any]]:
    """The most frequent notes, and how many others there are."""
    rest = sum(count for _, count in notes[most:])
    return [*notes[:most], *([("others (see --json)", rest)] if rest else [])]
