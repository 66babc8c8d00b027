"""`dragoman explain`: what a code means, or why a report is here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, StorePath, show
from dragoman.errors import UnknownTermError

if TYPE_CHECKING:
    from dragoman.records import Report


def explain_command(
    term: Annotated[
        list[str],
        typer.Argument(metavar="TERM", help="A type, code, sector, context, modality, or a report's id."),
    ],
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
) -> None:
    """Say what a code means, or why a report is in the store."""
    word = " ".join(term)
    if word.startswith("r_"):
        report = _report(word, store)
        if json:
            show(report.to_dict())
        else:
            print("\n".join(_why(report)))
        return
    from dragoman.ontology import load_ontology

    found = load_ontology().explain(word)
    if json:
        show(found.to_dict())
    else:
        print(found.to_text())


def _report(id_: str, path: Path) -> Report:
    """The report of that id (or the beginning of one). Raises UnknownTermError if there is none."""
    from dragoman.store import Filters, Store

    with Store.open(path, read_only=True) as store:
        rows = store.sql("SELECT id, evidence.document FROM reports WHERE starts_with(id, ?) LIMIT 2", [id_])
        if len(rows) != 1:
            problem = "more than one report begins with" if rows else "no report has the id"
            raise UnknownTermError(
                f"{path}: {problem} {id_!r}", hint="List them with `dragoman export --to -`."
            )
        found = store.reports(Filters(document=rows[0][1]))
        return next(report for report in found if report.id == rows[0][0])


def _why(report: Report) -> list[str]:
    """A report and what it rests on, as lines."""
    sides = [
        ", ".join(actor.name for actor in side) or "nobody named" for side in (report.source, report.target)
    ]
    evidence, date = report.evidence, report.date
    said = f"{report.attribution.text} (speaker)" if report.attribution.by == "speaker" else "the author"
    scores = ", ".join(f"{name} {value:g}" for name, value in report.explain.scores.items())
    return [
        f"{report.type}{f' {report.mode}' if report.mode else ''}: {sides[0]} → {sides[1]}",
        "",
        f"modality    {report.modality}",
        f"says so     {said}",
        f"date        {date.start or 'open'} to {date.end or 'open'} ({date.precision}, from {date.basis})",
        f"place       {report.place.name if report.place else 'not told'}",
        f"CAMEO       {report.cameo or 'none'}, intensity {report.intensity:+g}, quad {report.quad}",
        f"trigger     {report.trigger.text!r} at {report.trigger.start}",
        f"coded by    {report.explain.by}, rule {report.explain.rule}" + (f" ({scores})" if scores else ""),
        f"confidence  {report.confidence:.2f}",
        f"made with   {report.coder}, {report.ontology}, {report.dictionaries[:19]}",
        f"evidence    {evidence.source_id}, {evidence.published or 'no date'}, sentence {evidence.sentence}:",
        f"            {evidence.text}",
    ]
