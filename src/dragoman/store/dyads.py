"""Who did what to whom as plain arrays: imported and coded events in one table, for the measures of other rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.ontology import Ontology, load_ontology
from dragoman.records import Modality, Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.store.store import Store

CODED = "coded"
"""The origin of events that Dragoman coded itself."""
TEXTS = ("source", "target", "type", "cameo", "weis", "modality", "origin", "id", "url")
_DTYPES: Mapping[str, Any] = {
    "date": "datetime64[D]", "last": "datetime64[D]", "quad": np.int8, "intensity": np.float64,
    **dict.fromkeys(TEXTS, object),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Which:
    """Which dyadic events to take; what is empty does not filter.

    `source` and `target` are countries; `about` are countries of which each must be a side. `since` and `until` are
    ISO days, both inclusive. `origins` are `coded` and the names of importers. `repeats` takes rows that tell an
    event over again, `misdated` those whose date looks a year or a month off, `within` acts within one country.
    """

    source: str | None = None
    target: str | None = None
    about: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    origins: Sequence[str] = ()
    types: Sequence[str] = ()
    modality: Sequence[Modality] = ("actual",)
    repeats: bool = False
    misdated: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class DyadTable:
    """Dyadic events as arrays of one length n, sorted by date, origin and id.

    `date` and `last` (datetime64[D]; the first and last day that the date can be), `source`, `target`, `type`, `cameo`,
    `weis` (two-digit root), `modality`, `origin`, `id`, `url` (object: str, or None where not given), `quad`
    (int8, 0 where not given), `intensity` (float64, -10 to 10, NaN where not given).
    """

    date: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    source: NDArray[np.object_]
    target: NDArray[np.object_]
    type: NDArray[np.object_]
    cameo: NDArray[np.object_]
    weis: NDArray[np.object_]
    quad: NDArray[np.int8]
    intensity: NDArray[np.float64]
    modality: NDArray[np.object_]
    origin: NDArray[np.object_]
    id: NDArray[np.object_]
    url: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.date)

    def only(self, chosen: NDArray[np.bool_]) -> DyadTable:
        """The chosen rows, in the same order."""
        return DyadTable(**{f.name: getattr(self, f.name)[chosen] for f in fields(self)})


def dyadic_events(store: Store, which: Which | None = None) -> DyadTable:
    """The dyadic events of a store: a row an event and ordered pair of countries.

    An imported row stands for the pair that its source gives. A coded event gives the pairs that `export --as dyads`
    gives: AGREE, CONSULT and COOPERATE pair all parties in both directions. What has no date or no second
    country is left out.
    """
    which = which or Which()
    tables = [_coded(store, which), _imported(store, which)]
    joined = {name: np.concatenate([table[name] for table in tables]) for name in _DTYPES}
    order = np.lexsort((joined["id"].astype(str), joined["origin"].astype(str), joined["date"]))
    return DyadTable(**{name: column[order] for name, column in joined.items()})


def origins(store: Store) -> dict[str, int]:
    """How many events the store holds of each origin: coded reports and imported rows."""
    found = {CODED: int(store.sql("SELECT count(*) FROM reports")[0][0])}
    if has_imports(store):
        found |= dict(
            store.sql("SELECT origin, count(*) FROM imported_events GROUP BY origin ORDER BY origin")
        )
    return {name: n for name, n in found.items() if n}


def has_imports(store: Store) -> bool:
    """Whether events were ever imported."""
    return bool(store.sql("SELECT 1 FROM duckdb_tables() WHERE table_name = 'imported_events'"))


def _imported(store: Store, which: Which) -> dict[str, Any]:
    """The imported rows."""
    if not has_imports(store) or "actual" not in (which.modality or ("actual",)):
        return _arrays([])
    where, values = _where(which)
    told = "date, date AS last, source, target, type, cameo, weis, coalesce(quad, 0) AS quad, intensity, modality, origin"
    query = f"SELECT {told}, id, url FROM imported_events WHERE {where}"
    found = store._written().cursor().execute(query, values).fetchnumpy()
    return {name: _filled(found[name], kind) for name, kind in _DTYPES.items()}


def _filled(column: Any, kind: Any) -> Any:
    """A column without a mask: None or NaN where there is no value."""
    if not np.ma.isMaskedArray(column):
        return column.astype(kind)
    values, gone = np.ma.getdata(column).astype(kind), np.ma.getmaskarray(column)
    if gone.any():  # what a masked array calls None is its own filler
        values[gone] = np.nan if kind is np.float64 else None
    return values


def _where(which: Which) -> tuple[str, list[Any]]:
    parts, values = ["source IS NOT NULL AND target IS NOT NULL AND date IS NOT NULL"], []
    for sql, value in (
        ("source = ?", which.source), ("target = ?", which.target), ("date >= CAST(? AS DATE)", which.since),
        ("date <= CAST(? AS DATE)", which.until), ("list_contains(?, origin)", list(which.origins)),
        ("list_contains(?, type)", list(which.types)), ("list_contains(?, modality)", list(which.modality)),
    ):  # fmt: skip
        if value:
            parts.append(sql)
            values.append(value)
    for who in which.about:
        parts.append("(source = ? OR target = ?)")
        values += [who, who]
    parts += [] if which.within else ["source <> target"]
    parts += [] if which.repeats else ["NOT repeats"]
    parts += [] if which.misdated else ["misdated IS NULL"]
    return " AND ".join(parts), values


def _coded(store: Store, which: Which) -> dict[str, Any]:
    """The pairs of the coded events."""
    if which.origins and CODED not in which.origins:
        return _arrays([])
    ontology = load_ontology()
    event_of = {member: event.id for event in store.events() for member in event.reports}
    rows: dict[tuple[str, str, str], list[Any]] = {}
    strength: dict[tuple[str, str, str], list[float]] = {}
    for report in store.reports():
        event = event_of.get(report.id, report.id)
        for source, target in _pairs(report, which, ontology):
            key = (event, source, target)
            strength.setdefault(key, []).append(report.intensity)
            rows.setdefault(key, _row(report, event, source, target))
    for key, row in rows.items():
        row[8] = sum(strength[key]) / len(strength[key])
    return _arrays(list(rows.values()))


def _pairs(report: Report, which: Which, ontology: Ontology) -> Iterator[tuple[str, str]]:
    """The pairs of a report that are asked for."""
    from dragoman.store.exporting.panel import dyads

    start = report.date.start
    outside = (
        not start
        or (which.since and start < which.since)
        or (which.until and start > which.until)
        or (which.types and report.type not in which.types)
        or (which.modality and report.modality not in which.modality)
    )
    for source, target in () if outside else dyads(report, ontology):
        if (
            which.source in (None, source)
            and which.target in (None, target)
            and all(who in (source, target) for who in which.about)
            and (which.within or source != target)
        ):
            yield source, target


def _row(report: Report, event: str, source: str, target: str) -> list[Any]:
    date = report.date
    return [
        date.start, date.end or date.start, source, target, report.type, report.cameo, None, report.quad,
        report.intensity, report.modality, CODED, event, report.evidence.url,
    ]  # fmt: skip


def _arrays(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Rows in the order of DyadTable's fields as arrays."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_FIELDS)
    return {
        name: np.array(column, dtype=_DTYPES[name]) for name, column in zip(_FIELDS, columns, strict=True)
    }


_FIELDS = (
    "date", "last", "source", "target", "type", "cameo", "weis", "quad", "intensity", "modality", "origin", "id", "url",
)  # fmt: skip
