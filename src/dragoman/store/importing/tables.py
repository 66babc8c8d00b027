"""The tables of imported events; they are made in a store when something is first imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

EVENTS: Mapping[str, str] = {
    "origin": "VARCHAR", "id": "VARCHAR", "date": "DATE", "reported": "DATE",
    "source": "VARCHAR", "target": "VARCHAR", "source_sector": "VARCHAR", "target_sector": "VARCHAR",
    "source_actor": "VARCHAR", "target_actor": "VARCHAR", "source_own": "VARCHAR", "target_own": "VARCHAR",
    "type": "VARCHAR", "mode": "VARCHAR", "cameo": "VARCHAR", "weis": "VARCHAR", "quad": "TINYINT",
    "intensity": "FLOAT", "modality": "VARCHAR",
    "code": "VARCHAR", "own_quad": "TINYINT", "own_intensity": "FLOAT",
    "place": "VARCHAR", "place_own": "VARCHAR", "country": "VARCHAR", "latitude": "FLOAT", "longitude": "FLOAT",
    "url": "VARCHAR", "publisher": "VARCHAR", "mentions": "INTEGER", "sources": "INTEGER", "articles": "INTEGER",
    "tone": "FLOAT", "deaths": "INTEGER",
    "event": "UBIGINT", "repeats": "BOOLEAN", "misdated": "VARCHAR", "block": "INTEGER", "line": "INTEGER",
}  # fmt: skip
"""Columns of `imported_events`: ours, then the source's own values, then what the import found."""

BLOCKS: Mapping[str, str] = {
    "block": "INTEGER PRIMARY KEY", "origin": "VARCHAR", "file": "VARCHAR", "digest": "VARCHAR", "first": "INTEGER",
    "layout": "VARCHAR", "rows": "INTEGER", "kept": "INTEGER", "aside": "VARCHAR", "recoded": "INTEGER",
    "run": "VARCHAR",
}  # fmt: skip
"""Columns of `imported_blocks`: what was read in one transaction; the digest tells a block that is there already."""

MENTIONS: Mapping[str, str] = {
    "event": "VARCHAR", "event_time": "TIMESTAMP", "time": "TIMESTAMP", "kind": "TINYINT", "publisher": "VARCHAR",
    "url": "VARCHAR", "sentence": "INTEGER", "confidence": "TINYINT", "tone": "FLOAT", "translated": "VARCHAR",
    "block": "INTEGER", "line": "INTEGER",
}  # fmt: skip
"""Columns of `imported_mentions`: GDELT's mentions of its events; `event` is the event's own id."""


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables where they are lacking."""
    for name, columns in (
        ("imported_events", EVENTS), ("imported_blocks", BLOCKS), ("imported_mentions", MENTIONS)
    ):  # fmt: skip
        listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        connection.execute(f"CREATE TABLE IF NOT EXISTS {name}({listed})")


def has_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether something was ever imported."""
    return bool(
        connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'imported_events'").fetchall()
    )
