"""Writes tables as JSON lines, CSV, Parquet and GraphML; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dragoman.errors import StoreError

if TYPE_CHECKING:
    from dragoman.store.exporting.columns import Cell, Column

STDOUT = "-"
CHUNK = 5000


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when all went well.

    Raises StoreError where the directory is absent or cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror}.", hint="Name another file."
        ) from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror}.", hint="Name another file."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, lines: Iterable[str]) -> int:
    """Writes lines (each with its own end) as UTF-8; returns how many."""
    count = 0
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        for line in lines:
            file.write(line)
            count += 1
    return count


def json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line, keys in their own order."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A header line and the rows; empty cells for what is unknown."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in chain([[column.name for column in columns]], rows):
        writer.writerow(["" if cell is None else cell for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def print_lines(lines: Iterable[str], stream: TextIO) -> int:
    """Writes lines to an open stream; returns how many."""
    count = 0
    for line in lines:
        stream.write(line)
        count += 1
    return count


def write_parquet(path: Path, definitions: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Writes rows, in their order, under DuckDB column definitions; returns how many."""
    import duckdb

    # One thread, so that row groups come out in one order.
    with duckdb.connect(config={"threads": 1}) as connection, replacing(path) as temporary:
        connection.execute(f"CREATE TABLE rows({', '.join(definitions)})")
        appender = connection.appender("rows")
        count, block = 0, []
        for row in rows:
            block.append(row)
            if len(block) == CHUNK:
                count += _flush(appender, block)
        count += _flush(appender, block)
        target = str(temporary).replace("'", "''")
        connection.execute(f"COPY rows TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    return count


def _flush(appender: Any, block: list[Sequence[Any]]) -> int:
    appender.append_rows(block)
    appender.flush()
    count = len(block)
    block.clear()
    return count
