"""Columns of numbers as a file: CSV or Parquet, written by DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.errors import StoreError


def write_columns(path: Path | str, columns: Mapping[str, Any]) -> int:
    """Writes arrays of one length as a table (NaN as null) to `.csv` or `.parquet`; returns how many rows.

    Raises StoreError for another ending, and where the file cannot be written.
    """
    import duckdb

    path = Path(path)
    kinds = {".csv": "FORMAT CSV, HEADER", ".parquet": "FORMAT PARQUET, COMPRESSION zstd"}
    if path.suffix not in kinds:
        raise StoreError(f"{path}: no format {path.suffix!r}", hint="Name a .csv or a .parquet file.")
    arrays = dict(columns)  # noqa: F841 - DuckDB reads it by its name
    shown = ", ".join(
        f'CASE WHEN isnan("{name}") THEN NULL ELSE "{name}" END AS "{name}"'
        if getattr(column, "dtype", None) is not None and column.dtype.kind == "f"
        else f'"{name}"'
        for name, column in columns.items()
    )
    target = str(path).replace("'", "''")
    try:
        with duckdb.connect() as connection:
            done = connection.execute(
                f"COPY (SELECT {shown} FROM arrays) TO '{target}' ({kinds[path.suffix]})"
            )
            row = done.fetchone()
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be written: {error}") from error
    return int(row[0]) if row else 0
