"""`dragoman store`: what is in the store."""

from __future__ import annotations

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, StorePath, show

store_app = typer.Typer(
    help="Look into the store: what it holds, what made it, what was set aside.", no_args_is_help=True
)


@store_app.command("info")
def info(store: StorePath = DEFAULT_STORE, json: AsJson = False) -> None:
    """Counts, coverage by month, reports by type and modality."""
    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened:
        found = opened.info()
    if json:
        show(found.to_dict())
        return
    events = "not grouped since the last change" if found.events is None else f"{found.events:,}"
    rows = {
        "documents": f"{found.documents:,} ({found.duplicates:,} near-duplicates)",
        "sentences": f"{found.sentences:,}",
        "publishers": f"{found.publishers:,}",
        "published": f"{found.first or 'no date'} to {found.last or 'no date'}",
        "reports": f"{found.reports:,}",
        "events": events,
        "interests": f"{found.interests:,}",
        "runs": f"{found.runs:,}",
        "rejects": f"{found.rejects:,}",
        "types": ", ".join(f"{name} {n:,}" for name, n in found.types.items()),
        "modalities": ", ".join(f"{name} {n:,}" for name, n in found.modalities.items()),
    }
    print(f"{found.path} (schema {found.schema})")
    print("\n".join(f"{label:<11} {value}" for label, value in rows.items()))
    for month in found.months:
        counts = (
            f"{month.documents:>6,} documents {month.sentences:>8,} sentences {month.reports:>7,} reports"
        )
        print(f"  {month.period or 'no date':<8} {counts}")


@store_app.command("runs")
def runs(store: StorePath = DEFAULT_STORE, json: AsJson = False) -> None:
    """What made it: every run with its coder, dictionaries, inputs."""
    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened:
        found = opened.runs()
    if json:
        show([run.to_dict() for run in found])
        return
    for run in found:
        counts = ", ".join(f"{name} {n:,}" for name, n in run.counts.items())
        print(f"{run.id}  {run.started[:19]}  {run.status:<11} {run.coder} {run.dictionaries[:19]}  {counts}")


@store_app.command("rejects")
def rejects(store: StorePath = DEFAULT_STORE, json: AsJson = False) -> None:
    """What was set aside, where it stood and why."""
    from dataclasses import asdict

    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened:
        found = list(opened.rejects())
    if json:
        show([asdict(reject) for reject in found])
        return
    for reject in found:
        line = f":{reject.line}" if reject.line is not None else ""
        print(f"{reject.source}{line}: {reject.reason}" + (f" ({reject.detail})" if reject.detail else ""))
