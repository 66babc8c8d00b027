"""Exports: tables of reports, interests and events, the dyad panel, the network."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TextIO, get_args

from dragoman.errors import StoreError
from dragoman.ontology import load_ontology
from dragoman.records import Event, Interest, Modality, Report
from dragoman.store.codec import Codec
from dragoman.store.ddl import columns as record_columns
from dragoman.store.exporting.beside import write_codebook, write_run
from dragoman.store.exporting.columns import FLAT, Cell, Column, nested_columns, panel_columns
from dragoman.store.exporting.graph import graphml
from dragoman.store.exporting.panel import Panel, Period, Unit, panel
from dragoman.store.exporting.writing import (
    STDOUT,
    csv_lines,
    json_lines,
    print_lines,
    write_parquet,
    write_text,
)
from dragoman.store.filters import Filters

if TYPE_CHECKING:
    from dragoman.store.store import Store

Format = Literal["jsonl", "csv", "parquet", "graphml"]
Table = Literal["reports", "interests", "events"]
_RECORDS: Mapping[Table, type] = MappingProxyType({"reports": Report, "interests": Interest, "events": Event})
_SUFFIXES = MappingProxyType(
    {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".graphml": "graphml"}
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where (None for standard output), how many rows, and the files beside it."""

    path: Path | None
    rows: int
    beside: tuple[Path, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


def export(
    store: Store,
    to: Path | str,
    format: Format | None = None,
    *,
    table: Table = "reports",
    filters: Filters | None = None,
    modality: Modality | Literal["all"] = "actual",
    stream: TextIO | None = None,
) -> Exported:
    """Writes a table of the store, sorted by date, document and place in the text; `-` is standard output.

    JSON lines and Parquet keep the nested fields of the contract, CSV is flat with lists joined by
    `|`; GraphML is the network of reports of one modality. The format follows from the name where it
    is not given. The same store gives the same bytes. Raises StoreError for a format that the name
    does not tell, a binary format to standard output, or a file that cannot be written.
    """
    chosen = _format(to, format)
    if chosen == "graphml":
        lines = graphml(store.reports(filters), store.events(), modality).splitlines(keepends=True)
        settings: dict[str, Any] = {"as": "network", "modality": modality, "filters": _plain(filters)}
        return _written(store, to, chosen, lines, (), settings, stream)
    records = _records(store, table, filters)
    settings = {"as": table, "format": chosen, "filters": _plain(filters)}
    (flat, cells), record = FLAT[table], _RECORDS[table]
    if chosen == "parquet":
        codec: Codec[Any] = Codec(record)
        path = Path(to)
        rows = write_parquet(path, record_columns(record), (codec.row(one) for one in records))
        return _beside(store, path, nested_columns(table, record), settings, rows)
    if chosen == "jsonl":
        made = json_lines(_line(one) for one in records)
        return _written(store, to, chosen, made, nested_columns(table, record), settings, stream)
    return _written(store, to, chosen, csv_lines(flat, map(cells, records)), flat, settings, stream)


def export_dyads(
    store: Store,
    to: Path | str,
    format: Format | None = None,
    *,
    by: Period = "month",
    modality: Modality | Literal["all"] = "actual",
    unit: Unit = "events",
    fill: bool = False,
    filters: Filters | None = None,
    stream: TextIO | None = None,
) -> Exported:
    """Writes the dyad panel (see `panel`) with a codebook and a run.json beside it; `-` is standard output.

    Raises StoreError as `export` does, and for GraphML, which has no periods.
    """
    chosen = _format(to, format)
    if chosen == "graphml":
        raise StoreError(
            "A panel has no GraphML form.", hint="Take csv, jsonl or parquet, or export without --as."
        )
    columns = panel_columns(load_ontology())
    table = panel(
        store.reports(filters),
        store.events(),
        store.coverage(by),
        by=by,
        modality=modality,
        unit=unit,
        fill=fill,
    )
    settings = {"as": "dyads", "format": chosen, "by": by, "modality": modality, "unit": unit, "fill": fill}
    settings["filters"] = _plain(filters)
    if chosen == "parquet":
        path = Path(to)
        write_parquet(path, [f'"{c.name}" {c.type}' for c in columns], table.rows)
        return _beside(store, path, columns, settings, len(table.rows), table, unit)
    lines = csv_lines(columns, table.rows) if chosen == "csv" else json_lines(_objects(columns, table.rows))
    return _written(store, to, chosen, lines, columns, settings, stream, table, unit)


def _format(to: Path | str, format: str | None) -> str:
    """The format asked for, or the one that the name tells."""
    found = format or _SUFFIXES.get(Path(to).suffix.lower(), "jsonl" if to == STDOUT else None)
    if found not in get_args(Format):
        known = ", ".join(get_args(Format))
        raise StoreError(
            f"{to}: no format {found!r}." if found else f"{to}: no format.", hint=f"Take one of {known}."
        )
    if found == "parquet" and to == STDOUT:
        raise StoreError("Parquet is not text and does not go to standard output.", hint="Name a file.")
    return str(found)


def _records(store: Store, table: Table, filters: Filters | None) -> Iterable[Any]:
    if table == "reports":
        return store.reports(filters)
    if filters is not None:
        raise StoreError(f"Filters choose reports; the table asked for is {table}.", hint="Leave them out.")
    return store.interests() if table == "interests" else store.events()


def _line(record: Report | Interest | Event) -> dict[str, Any]:
    """The JSON object of a record."""
    if isinstance(record, Event):
        codec = Codec(Event)
        return {"kind": "event", **dict(zip(codec.columns, codec.row(record), strict=True))}
    return record.to_dict()


def _objects(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterable[dict[str, Cell]]:
    names = [column.name for column in columns]
    return (dict(zip(names, row, strict=True)) for row in rows)


def _plain(filters: Filters | None) -> dict[str, Any]:
    """The filters that are set, for run.json."""
    if filters is None:
        return {}
    default = Filters()
    names = Filters.__slots__
    return {n: getattr(filters, n) for n in names if getattr(filters, n) != getattr(default, n)}


def _written(
    store: Store,
    to: Path | str,
    format: str,
    lines: Iterable[str],
    columns: Sequence[Column],
    settings: dict[str, Any],
    stream: TextIO | None,
    table: Panel | None = None,
    unit: str | None = None,
) -> Exported:
    """Writes lines to a file with its companions, or to the stream alone."""
    header = 1 if format == "csv" else 0
    if to == STDOUT:
        return Exported(None, print_lines(lines, stream or sys.stdout) - header)
    path = Path(to)
    rows = write_text(path, lines) - header
    return _beside(store, path, columns, {"format": format, **settings}, rows, table, unit)


def _beside(
    store: Store,
    path: Path,
    columns: Sequence[Column],
    settings: dict[str, Any],
    rows: int,
    table: Panel | None = None,
    unit: str | None = None,
) -> Exported:
    left_out = table.left_out if table else {}
    beside = []
    if columns:
        title = f"Codebook of {path.name}"
        beside.append(write_codebook(path, title, columns, unit=unit))
    beside.append(write_run(path, store, settings, rows, left_out))
    return Exported(path, rows, tuple(beside), tuple(sorted(left_out.items())))
