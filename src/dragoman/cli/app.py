"""The application: its help, its version, and its commands in the order of a newcomer's needs."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import briefing, checking, coding, evaluating, explaining, exporting, naming, storing

app = typer.Typer(
    name="dragoman",
    help="Reads dated news: who did what to whom, how sure the text is, and what it means.",
    epilog="Start with: dragoman brief ARTICLE.txt",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads dated news: who did what to whom, how sure the text is, and what it means."""


app.command("brief")(briefing.brief_command)
app.command("code")(coding.code_command)
app.command("actor")(naming.actor_command)
app.command("explain")(explaining.explain_command)
app.command("export")(exporting.export_command)
app.command("evaluate")(evaluating.evaluate_command)
app.command("check")(checking.check_command)
app.add_typer(storing.store_app, name="store")
