"""One block of lines into the temporary table `stage`, with what could not be read and the line of each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.store.importing.chunks import Chunk
from dragoman.store.importing.layouts import Layout, plain
from dragoman.store.importing.source import FIELDS, Source

if TYPE_CHECKING:
    import duckdb

COUNTS = "wrong number of columns"
KIND = "a value of the wrong kind"
HEADER = "a header inside the file"
UNREADABLE = "unreadable line"


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that is not kept: its line in the file, why, and the value or the beginning of the line."""

    line: int
    reason: str
    detail: str


class Staging:
    """Reads blocks of one layout over one connection with the expressions of `select`.

    `folder` holds the block while DuckDB reads it.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, select: str, layout: Layout, folder: Path
    ) -> None:
        self._connection, self._layout = connection, layout
        self._file = folder / "block.csv"
        self._select = f"{select} FROM ({_reading(layout)})"

    def read(self, chunk: Chunk) -> list[Bad]:
        """Fills `stage` (fields, event, and rowid in the order of the lines); gives what could not be read.

        Also makes the temporary table `steps(row, add)`: the line of a row is its rowid plus the `add` of the
        last step at or before it.
        """
        data, skipped = self._without_header(chunk)
        self._file.write_bytes(data)
        run = self._connection.execute
        for table in ("reject_rows", "reject_scans"):
            run(f"DROP TABLE IF EXISTS {table}")
        run(f"CREATE OR REPLACE TEMP TABLE stage AS {self._select.replace('$FILE', str(self._file))}")
        found = self._rejects()
        first = chunk.first + skipped
        records = _Records(data, self._layout, first, {record for record, _, _ in found}, blank=chunk.blank)
        run("CREATE OR REPLACE TEMP TABLE steps(row BIGINT, add BIGINT)")
        steps = records.steps()
        run("INSERT INTO steps SELECT unnest(?), unnest(?)", [[a for a, _ in steps], [b for _, b in steps]])
        return [Bad(records.line(record), reason, detail) for record, reason, detail in found]

    def _without_header(self, chunk: Chunk) -> tuple[bytes, int]:
        """The block without the header, and how many lines that took."""
        if not self._layout.header or chunk.first > 1:
            return chunk.data, 0
        cut = chunk.data.find(b"\n") + 1
        return chunk.data[cut:], 1

    def _rejects(self) -> list[tuple[int, str, str]]:
        """Record (from 0 in the block), reason and detail of what DuckDB could not read, each once."""
        rows = self._connection.execute(
            "SELECT line - 1, first(error_type ORDER BY column_idx), first(column_name ORDER BY column_idx), "
            "any_value(csv_line), first(error_message ORDER BY column_idx) FROM reject_rows GROUP BY line ORDER BY line"
        ).fetchall()
        return [(record, *self._why(kind, column, line, said)) for record, kind, column, line, said in rows]

    def _why(self, kind: str, column: str | None, line: str, said: str) -> tuple[str, str]:
        cells = line.split(self._layout.delimiter)
        if len({plain(cell) for cell in cells} & set(self._layout.columns)) > len(cells) / 2:
            return HEADER, line[:80]
        if kind == "CAST":
            value = said.partition('Could not convert string "')[2].partition('" to')[0]
            return KIND, f"{column}: {value[:60]!r} is no {self._layout.columns.get(column or '', 'value')}"
        if kind in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
            return COUNTS, f"{len(cells)}, expected {self._layout.width}"
        return UNREADABLE, f"{kind.lower()}: {line[:80]}"


def fields_select(source: Source, layout: Layout) -> str:
    """The SELECT of the fields that every source has, and of the key that tells an event from another."""
    told = source.fields(layout.columns)
    picked = ", ".join(
        f'CAST({told[name]} AS {kind}) AS "{name}"' if name in told else f'NULL::{kind} AS "{name}"'
        for name, kind in FIELDS.items()
    )
    key = ", ".join(
        told.get(name, "NULL") for name in ("date", "source_actor", "target_actor", "code", "place")
    )
    return f"SELECT {picked}, hash({key}) AS event"


def _reading(layout: Layout) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in layout.columns.items())
    quote = '"' if layout.quote else ""
    absent = ", ".join(f"'{value}'" for value in ("", *layout.absent))
    lacking = "".join(f', NULL::{kind} AS "{name}"' for name, kind in layout.lacking.items())
    padded = "true" if layout.cut else "false"
    return (
        f"SELECT *{lacking} FROM read_csv('$FILE', delim='{layout.delimiter}', quote='{quote}', escape='{quote}', "
        f"header=false, new_line='\\n', auto_detect=false, "
        f"columns={{{columns}}}, nullstr=[{absent}], null_padding={padded}, "
        "buffer_size=8388608, store_rejects=true, rejects_table='reject_rows', rejects_scan='reject_scans')"
    )


class _Records:
    """Lines of the records of a block."""

    def __init__(self, data: bytes, layout: Layout, first: int, bad: set[int], *, blank: bool) -> None:
        self._first, self._bad = first, bad
        self._starts: list[int] | None = None
        self._blank: set[int] = set()
        if layout.quote and b'"' in data:
            self._starts = list(_starts(data, layout))
        elif blank:
            self._blank = {n for n, line in enumerate(data.split(b"\n")[:-1]) if not line}

    def line(self, record: int) -> int:
        """The line on which a record begins."""
        if self._starts is not None:
            return self._first + (self._starts[record] if record < len(self._starts) else len(self._starts))
        return self._first + record

    def steps(self) -> list[tuple[int, int]]:
        """(row, add): from that row on, a row's line is its number plus `add`."""
        if self._starts is not None:
            kept = [line for record, line in enumerate(self._starts) if record not in self._bad]
            adds = [self._first + line - row for row, line in enumerate(kept)] or [self._first]
            return [(row, add) for row, add in enumerate(adds) if row == 0 or add != adds[row - 1]]
        holes = sorted(self._bad | self._blank)
        return list(
            {0: self._first, **{hole - n: self._first + n + 1 for n, hole in enumerate(holes)}}.items()
        )


def _starts(data: bytes, layout: Layout) -> Iterator[int]:
    """The line, from 0, on which each record of a quoted block begins; empty lines are no records."""
    reader = csv.reader(io.StringIO(data.decode("utf-8", "replace")), delimiter=layout.delimiter)
    before = 0
    while True:
        try:
            cells = next(islice(reader, 1))
        except StopIteration:
            return
        except csv.Error:
            cells = ["?"]
        if cells:
            yield before
        before = reader.line_num


def mapping(source: Source) -> Mapping[str, str]:
    """Which column of `stage` holds the key of each side."""
    told = source.fields({})
    return {
        side: f"s.{side}_key" if f"{side}_key" in told else f"s.{side}_actor" for side in ("source", "target")
    }
