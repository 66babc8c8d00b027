"""What the store knows of states, as arrays and rows for the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.store.store import Store

_STATES = (
    "SELECT state, row_number() OVER (ORDER BY state) - 1 AS place FROM (SELECT DISTINCT state FROM votes)"
)


def has(store: Store, table: str) -> bool:
    """Whether a table of states' data was ever imported."""
    return bool(store.sql("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]))


def days_of_roll_calls(store: Store) -> dict[int, str]:
    """The ISO day of each roll call; empty where none are imported."""
    return dict(store.sql("SELECT roll_call, date FROM roll_calls")) if has(store, "roll_calls") else {}


def votes(store: Store) -> dict[str, Any]:
    """All votes as the fields of `dragoman.relations.alignment.Ballots`; rows by year and roll call.

    Empty arrays where no votes are imported.
    """
    import numpy as np

    if not has(store, "votes"):
        empty = {name: np.empty(0, np.int16) for name in ("year", "roll_call", "state", "vote")}
        return {"states": (), **empty}
    states = tuple(row[0] for row in store.sql(f"SELECT state FROM ({_STATES}) ORDER BY place"))
    found = store._written().execute(
        "SELECT r.year::SMALLINT AS year, v.roll_call, s.place::SMALLINT AS state, v.vote "
        f"FROM votes v JOIN roll_calls r USING (roll_call) JOIN ({_STATES}) s USING (state) "
        "ORDER BY r.year, v.roll_call, s.place"
    )
    arrays = {name: np.asarray(column) for name, column in found.fetchnumpy().items()}
    return {"states": states, **arrays}


def votes_fingerprint(store: Store) -> str:
    """What tells one set of imported votes from another; empty where there are none."""
    if not (has(store, "votes") and has(store, "roll_calls")):
        return ""
    sql = (
        "SELECT count(*), coalesce(sum(hash(v.roll_call, v.state, v.vote, r.year)), 0)::VARCHAR "
        "FROM votes v JOIN roll_calls r USING (roll_call)"
    )
    count, digest = store.sql(sql)[0]
    return f"{count}:{digest}" if count else ""


def alliances(store: Store, since: int, until: int) -> list[tuple[int, str, str, bool, bool, bool]]:
    """Rows (year, a, b, defense, neutrality or nonaggression, consultation or offense), each dyad in one order.

    Years with both ends; where several numbers of the source are one code, the strongest pledge counts.
    """
    if not has(store, "alliances"):
        return []
    return store.sql(
        "SELECT year, least(a, b), greatest(a, b), bool_or(defense), bool_or(neutrality OR nonaggression), "
        "bool_or(consultation OR offense) FROM alliances WHERE year BETWEEN ? AND ? AND a <> b "
        "GROUP BY ALL ORDER BY ALL",
        [since, until],
    )


def alliance_years(store: Store) -> tuple[int, int] | None:
    """First and last year of the imported alliances."""
    if not has(store, "alliances"):
        return None
    first, last = store.sql("SELECT min(year), max(year) FROM alliances")[0]
    return None if first is None else (first, last)
