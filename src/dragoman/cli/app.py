"""The application: its help, its version, and its commands in the order of a newcomer's needs."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import (
    aligning,
    balancing,
    briefing,
    checking,
    coding,
    evaluating,
    explaining,
    exporting,
    exposing,
    importing,
    importing_events,
    importing_states,
    merging,
    naming,
    networking,
    precedenting,
    relating,
    storing,
)

app = typer.Typer(
    name="dragoman",
    help="Reads dated news: who did what to whom, how sure the text is, and what it means.",
    epilog="Start with: dragoman brief ARTICLE.txt",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
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


def examples(*lines: str) -> str:
    """The end of a command's help, with its lines kept."""
    return "\n".join(["\b", "Examples:", *(f"  dragoman {line}" for line in lines)])


app.command(
    "brief",
    epilog=examples(
        "brief article.txt",
        "brief news/ --about RUS,PRK --to brief.html",
        "brief monday.txt friday.txt --compare",
        "brief article.txt --store history.duckdb",
    ),
)(briefing.brief_command)
app.command(
    "code",
    epilog=examples("code corpus/", "code news.jsonl --to events.parquet", "code - --to - < news.jsonl"),
)(coding.code_command)
app.command(
    "actor",
    epilog=examples(
        'actor "Sergei Shoigu" --on 2023-07-26', "actor --from phrases.csv --to -", "actor --unknown"
    ),
)(naming.actor_command)
app.command(
    "explain", epilog=examples("explain AID", "explain 072", "explain possible", "explain r_5f1c0a9be2d47713")
)(explaining.explain_command)
app.command(
    "export",
    epilog=examples(
        "export --to reports.parquet",
        "export --as dyads --by month --to panel.csv",
        "export --to network.graphml --modality all",
    ),
)(exporting.export_command)
app.command(
    "evaluate",
    epilog=examples(
        "evaluate gold.jsonl --items items.jsonl",
        "evaluate gold.jsonl --predicted coded.jsonl",
        "evaluate gold.jsonl --items items.jsonl --second second.jsonl --errors 5",
        "evaluate pairs.tsv --format plv --json",
        "evaluate phrases.csv --format actors",
    ),
)(evaluating.evaluate_command)
app.command("check", epilog=examples("check", "check my-dictionaries/"))(checking.check_command)
storing.store_app.command(
    "split", epilog=examples("store split e_5f1c0a9be2d47713 r_91ab --why 'another port'")
)(merging.split_command)
storing.store_app.command("join", epilog=examples("store join e_5f1c0a9be2d47713 e_77b0c1"))(
    merging.join_command
)
storing.store_app.command("decisions", epilog=examples("store decisions", "store decisions --undo c_91ab"))(
    merging.decisions_command
)
app.command(
    "align",
    epilog=examples(
        "align KOR USA --from 1991 --to 1996",
        "align RUS CHN --plot russia_china.svg",
        "align --all pairs.parquet",
    ),
)(aligning.align_command)
app.command(
    "relations",
    epilog=examples(
        "relations RUS PRK",
        "relations ISR PSE --from 1979 --to 2004 --plot turns.svg",
        "relations USA IRQ --directed --by quarter --json",
    ),
)(relating.relations_command)
app.command(
    "precedents",
    epilog=examples(
        'precedents "CONSULT RUS PRK" --then AID,COOPERATE --within 90d',
        'precedents "THREATEN * ISR" --then ASSAULT --within 30d --json',
    ),
)(precedenting.precedents_command)
app.command(
    "exposure",
    epilog=examples("exposure IND", "exposure IND RUS --as-of 2021", "exposure UKR --json --plot arms.svg"),
)(exposing.exposure_command)
app.command(
    "balance",
    epilog=examples(
        "balance --ties ties.csv --json",
        "balance --from 2023 --to 2024",
        "balance RUS PRK --from 2020 --plot ties.svg",
    ),
)(balancing.balance_command)
app.command(
    "network",
    epilog=examples("network --from 2020 --by quarter", "network --by month --to-file network.gexf"),
)(networking.network_command)
importing_events.register(importing.import_app, examples)
importing_states.register(importing.import_app, examples)
app.add_typer(importing.import_app, name="import")
app.add_typer(storing.store_app, name="store")
