"""`dragoman import`: the group of commands that take other people's data into the store.

A source registers its command in `cli/app.py`, as the others there do:

    importing.import_app.command("votes", epilog=examples("import votes un_votes.csv.gz"))(votes_command)

A command lives in a file of its own kind (`importing_events.py` for event data), takes `StorePath`,
`AsJson` and `Quiet` from `cli/common.py`, and shows its ledger on standard output.
"""

from __future__ import annotations

import typer

import_app = typer.Typer(
    help="Take other people's data into the store: event data, and what is known of states.",
    no_args_is_help=True,
)


@import_app.callback()
def top() -> None:
    """Take other people's data into the store: event data, and what is known of states."""
