"""Ideal points kept in the store, so that they are computed once for each set of votes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.store.store import Store

Row = tuple[str, int, int, float, float]
_TABLE = (
    "CREATE TABLE IF NOT EXISTS ideal_points"
    '(state VARCHAR, year INTEGER, n INTEGER, "position" DOUBLE, sd DOUBLE)'
)
_KEY = "ideal_points"


def kept_ideal_points(store: Store, fingerprint: str) -> list[Row] | None:
    """Rows (state, year, n, position, sd) kept for these votes and this model; None where there are none."""
    found = store.sql('SELECT "value" FROM meta WHERE "key" = ?', [_KEY])
    if not found or found[0][0] != fingerprint:
        return None
    return store.sql('SELECT state, year, n, "position", sd FROM ideal_points ORDER BY state, year')


def keep_ideal_points(store: Store, fingerprint: str, rows: Iterable[Row]) -> None:
    """Puts ideal points in place of those kept before, in one transaction."""
    connection = store._written()
    connection.execute("BEGIN")
    try:
        connection.execute(_TABLE)
        connection.execute("DELETE FROM ideal_points")
        appender = connection.appender("ideal_points")
        appender.append_rows(list(rows))
        appender.flush()
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [_KEY, fingerprint])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
