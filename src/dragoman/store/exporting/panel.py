"""The table that goes into a regression: dyads by period, with counts, intensities and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dragoman.ontology import Ontology, load_ontology
from dragoman.records import MODALITIES, Actor, DateSpan, Event, Modality, Report
from dragoman.store.answers import Coverage
from dragoman.store.exporting.columns import Cell

Period = Literal["day", "week", "month", "quarter", "year"]
Unit = Literal["events", "reports"]
DECIMALS = 6


@dataclass(slots=True)
class _Cell:
    """What one dyad did in one period."""

    events: set[str] = field(default_factory=set)
    reports: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, keys: Iterable[str], intensity: float) -> None:
        for key in keys:
            self.counts[key] = self.counts.get(key, 0) + 1
            self.sums[key] = self.sums.get(key, 0.0) + intensity


@dataclass(slots=True)
class Panel:
    """The rows of a panel, sorted, and how many reports had no place in it, by reason."""

    rows: list[list[Cell]]
    left_out: dict[str, int]


_Key = tuple[str, str, str, Modality]


def panel(
    reports: Iterable[Report],
    events: Iterable[Event],
    coverage: Sequence[Coverage],
    *,
    by: Period = "month",
    modality: Modality | Literal["all"] = "actual",
    unit: Unit = "events",
    fill: bool = False,
) -> Panel:
    """Rows by source, target, period and modality, as `panel_columns` names their cells.

    Counts and intensities are of events (each with the mean intensity of its reports) or of every
    report. A report counts in the period of the event's date, where that date is at least as
    precise as the period. AGREE, CONSULT and COOPERATE have no direction: all parties are paired,
    and each pair counts in both directions; every other type pairs each source with each target.
    `fill` adds rows of zeros for known dyads in periods in which something was read.
    """
    ontology = load_ontology()
    event_of = {member: event.id for event in events for member in event.reports}
    cells: dict[_Key, _Cell] = {}
    told: dict[tuple[_Key, str, str], list[float]] = {}
    left_out: dict[str, int] = {}
    for report in reports:
        if modality not in ("all", report.modality):
            continue
        period = period_of(report.date, by)
        pairs = dyads(report, ontology)
        if period is None or not pairs:
            reason = "no date as precise as the period" if period is None else "no second party with a code"
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        event = event_of.get(report.id, report.id)
        for source, target in pairs:
            key = (source, target, period, report.modality)
            cell = cells.setdefault(key, _Cell())
            cell.reports += 1
            cell.events.add(event)
            name = event if unit == "events" else report.id
            told.setdefault((key, name, report.type), []).append(report.intensity)
    for (key, _, type_), values in told.items():
        cells[key].add(("", f"quad{ontology.quad(type_)}", type_), sum(values) / len(values))
    if fill:
        _fill(cells, coverage)
    read = {one.period: one for one in coverage}
    return Panel([_row(key, cells[key], ontology, read) for key in sorted(cells, key=_order)], left_out)


def dyads(report: Report, ontology: Ontology) -> list[tuple[str, str]]:
    """Ordered pairs of party codes that a report stands for, each once; actors without a country fall out.

    Acts within one country give a pair of the country with itself.
    """
    sources, targets = _codes(report.source), _codes(report.target)
    if not ontology.types[report.type].reciprocal:
        return sorted({(s, t) for s in sources for t in targets})
    parties = {*sources, *targets}
    pairs = {(a, b) for a in parties for b in parties if a != b}
    return sorted(pairs or {(s, t) for s in sources for t in targets})


def period_of(span: DateSpan, by: Period) -> str | None:
    """The period that a date lies in; None if it has none or is less precise than the period."""
    if not span.start:
        return None
    first = _period(span.start, by)
    return first if _period(span.end or span.start, by) == first else None


def _period(day: str, by: Period) -> str | None:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    if by == "week":
        year, week, _ = on.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if by == "quarter":
        return f"{on.year:04d}-Q{(on.month + 2) // 3}"
    return on.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]


def _codes(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(actor.country for actor in actors if actor.country))


def _fill(cells: dict[_Key, _Cell], coverage: Sequence[Coverage]) -> None:
    """Zeros where something was read and nothing of the dyad was told."""
    for source, target, modality in {(s, t, m) for s, t, _, m in cells}:
        for one in coverage:
            if one.period is not None:
                cells.setdefault((source, target, one.period, modality), _Cell())


def _order(key: _Key) -> tuple[str, str, str, int]:
    source, target, period, modality = key
    return source, target, period, MODALITIES.index(modality)


def _row(key: _Key, cell: _Cell, ontology: Ontology, read: dict[str | None, Coverage]) -> list[Cell]:
    source, target, period, modality = key
    row: list[Cell] = [
        source,
        target,
        period,
        modality,
        len(cell.events),
        cell.reports,
        *_intensity(cell, ""),
    ]
    for group in ("quad1", "quad2", "quad3", "quad4", *ontology.types):
        row += [cell.counts.get(group, 0), *_intensity(cell, group)]
    seen = read.get(period)
    return [*row, *((seen.documents, seen.sentences, seen.publishers) if seen else (0, 0, 0))]


def _intensity(cell: _Cell, group: str) -> tuple[float, float | None]:
    """Sum and mean, rounded so that the order of adding leaves no trace."""
    total, count = cell.sums.get(group, 0.0), cell.counts.get(group, 0)
    return round(total, DECIMALS) + 0.0, round(total / count, DECIMALS) + 0.0 if count else None
