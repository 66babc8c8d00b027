"""`dragoman import gdelt`, `icews`, `keds`, `polecat`, `phoenix`, `acled`, `ucdp`: other people's event data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show

if TYPE_CHECKING:
    from dragoman.store.importing import Ledger
    from dragoman.store.importing.ledger import FileLedger

LISTED = 10
"""How many set-aside rows and unknown codes are shown without --json."""
Files = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Files as they are published; .gz and .zip too.")
]
Mentions = Annotated[
    list[Path] | None, typer.Option("--mentions", metavar="FILE", help="A file of mentions; may be repeated.")
]


SAME = (
    "Prints a ledger: expected, read, kept, set aside and why. The same command twice adds nothing, and goes on "
    "where an interrupted one stopped. Rows that were set aside are listed by `dragoman store rejects`."
)
COMMANDS = {
    "gdelt": (
        "Take GDELT 1.0 or 2.0 events (57, 58 or 61 columns), and its mentions, into the store.",
        "import gdelt 20191024143000.export.CSV.zip",
        "import gdelt 20191024.export.CSV.zip --mentions 20191024143000.mentions.CSV.zip",
    ),
    "icews": (
        "Take ICEWS coded events, as published or normalised, into the store.",
        "import icews events.2018.tab.gz --json",
    ),
    "keds": (
        "Take KEDS events in WEIS codes (date, source, target, weis, label, phrase) into the store.",
        "import keds keds_levant.tsv.gz keds_gulf.tsv.gz",
    ),
    "polecat": (
        "Take POLECAT events (ngecEvents files) into the store.",
        "import polecat ngecEventsDV-2023-11.txt.zip",
    ),
    "phoenix": (
        "Take Phoenix events, daily or historical files, into the store.",
        "import phoenix events.full.20170620.txt",
    ),
    "acled": ("Take an ACLED export into the store.", "import acled 2023-01-01-2023-12-31.csv"),
    "ucdp": ("Take UCDP's georeferenced events (GED) into the store.", "import ucdp GEDEvent_v24_1.csv"),
}
"""By source: what the command does, and its examples."""


def register(group: typer.Typer, examples: Callable[..., str]) -> None:
    """Adds a command for each source to the group."""
    for name, (told, *lines) in COMMANDS.items():
        command = gdelt_command if name == "gdelt" else events_command(name)
        group.command(name, help=f"{told}\n\n{SAME}", epilog=examples(*lines))(command)


def events_command(name: str) -> Callable[..., None]:
    """The command that imports files of one source."""

    def command(
        files: Files, store: StorePath = DEFAULT_STORE, json: AsJson = False, quiet: Quiet = False
    ) -> None:
        _import(name, files, store, json=json, quiet=quiet)

    return command


def gdelt_command(
    files: Files,
    store: StorePath = DEFAULT_STORE,
    mentions: Mentions = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """GDELT 1.0 and 2.0 events (58, 57 or 61 columns, with or without a header), and its mentions."""
    _import("gdelt", files, store, json=json, quiet=quiet, mentions=mentions or ())


def _import(
    name: str,
    files: list[Path],
    path: Path,
    *,
    json: bool,
    quiet: bool,
    mentions: list[Path] | tuple[()] = (),
) -> None:
    """Import, and show the ledger."""
    from dragoman.store import Store
    from dragoman.store.importing import import_events, import_mentions, source_named

    def progress(file: FileLedger) -> None:
        say(f"{file.file}: {file.read:,} rows read, {file.kept:,} new", quiet)

    with Store.open(path) as store:
        ledger = import_events(store, source_named(name), files, progress=progress)
        beside = import_mentions(store, list(mentions), progress=progress) if mentions else None
    if json:
        show(ledger.to_dict() | ({"mentions": beside.to_dict()} if beside else {}))
        return
    _show(ledger)
    if beside:
        _show(beside)


def _show(ledger: Ledger) -> None:
    """The ledger as lines of text."""
    rows = {
        "expected": f"{ledger.total('expected'):,} rows in {len(ledger.files):,} files",
        "read": f"{ledger.total('read'):,}",
        "kept": f"{ledger.total('kept'):,}",
        "known": f"{ledger.total('known'):,} were in the store",
        "set aside": f"{sum(ledger.aside.values()):,}",
        "events": f"{ledger.events:,} ({ledger.repeats:,} rows tell one again), from {ledger.urls:,} addresses",
        "misdated": ", ".join(f"{n:,} by {what}" for what, n in ledger.misdated.items()) or "0",
        "recoded": f"{ledger.total('recoded'):,} lines were not UTF-8",
    }
    print(f"{ledger.source} into {ledger.store}")
    print("\n".join(f"{label:<10} {value}" for label, value in rows.items()))
    for reason, n in ledger.aside.most_common():
        print(f"  {n:>9,} {reason}")
    _list("set aside", [f"{r.source}:{r.line}: {r.reason} ({r.detail})" for r in ledger.rejects])
    _list("no country", [f"{one.rows:,} rows: {one.code}: {one.why}" for one in ledger.unknown_codes])
    for file in ledger.files:
        if file.problem:
            print(f"problem    {file.problem}")


def _list(label: str, lines: list[str]) -> None:
    """The first lines of a list, and how many more there are."""
    for line in lines[:LISTED]:
        print(f"{label:<10} {line}")
    if len(lines) > LISTED:
        print(f"{label:<10} and {len(lines) - LISTED:,} more; --json lists them")
