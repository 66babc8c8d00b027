"""Queries behind a state's exposure: what the imported data say of it up to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.states.asking import has

if TYPE_CHECKING:
    from dragoman.store.store import Store

Row = tuple[str, float]


def last_year(store: Store, table: str, until: int) -> int | None:
    """The last year that a yearly table knows, not after `until`; None where it is not imported."""
    if not has(store, table):
        return None
    found: int | None = store.sql(f"SELECT max(year) FROM {table} WHERE year <= ?", [until])[0][0]
    return found


def transfers(store: Store, side: str, state: str, since: int, until: int) -> list[tuple[str, float]]:
    """Sums of trend-indicator values (millions) by the other side, the largest first.

    `side` is `recipient` for what the state received, `supplier` for what it sent; the others without code go under
    their name.
    """
    other = "supplier" if side == "recipient" else "recipient"
    sql = (
        f"SELECT coalesce({other}, {other}_name) AS who, sum(tiv) AS tiv FROM transfers "
        f"WHERE {side} = ? AND year BETWEEN ? AND ? GROUP BY who HAVING sum(tiv) > 0 ORDER BY tiv DESC, who"
    )
    return [(str(who), float(tiv)) for who, tiv in store.sql(sql, [state, since, until])]


def sanctions(store: Store, side: str, state: str, day: str) -> list[tuple[str, str, bool]]:
    """Imposed sanctions in force on a day: the other side, since when, and whether no end is known.

    `side` is `target` for those against the state, `sender` for its own.
    """
    if not has(store, "sanctions"):
        return []
    other = "sender" if side == "target" else "target"
    sql = (
        f'SELECT {other}, start, "end" IS NULL FROM sanctions WHERE {side} = ? AND imposed AND start <= ? '
        f'AND ("end" IS NULL OR "end" >= ?) ORDER BY start, {other}'
    )
    return [(str(who), str(start), bool(open_)) for who, start, open_ in store.sql(sql, [state, day, day])]


def sanctions_known_until(store: Store) -> str | None:
    """The last start of a sanction that the data know."""
    if not has(store, "sanctions"):
        return None
    found: str | None = store.sql("SELECT max(start) FROM sanctions")[0][0]
    return found


def capabilities(store: Store, year: int) -> dict[str, float]:
    """The composite index of national capability of each state in a year."""
    return {
        str(state): float(cinc)
        for state, cinc in store.sql(
            "SELECT state, cinc FROM capabilities WHERE year = ? AND cinc IS NOT NULL", [year]
        )
        if state
    }


def neighbours(store: Store, state: str, day: str) -> list[str]:
    """States with which it shares a land border on a day, or did on the last day that the data know."""
    if not has(store, "contiguity"):
        return []
    last = store.sql("SELECT max(until) FROM contiguity")[0][0]
    at = min(day, last)
    sql = (
        "SELECT DISTINCT CASE WHEN a = ? THEN b ELSE a END AS who FROM contiguity "
        "WHERE (a = ? OR b = ?) AND kind = 1 AND since <= ? AND coalesce(until, ?) >= ? ORDER BY who"
    )
    return [str(who) for (who,) in store.sql(sql, [state, state, state, at, at, at]) if who]


def disputes(store: Store, state: str, since: int, until: int) -> list[tuple[str, int, int, int]]:
    """Militarised disputes: the other side, how many, the last year, the highest hostility (1 to 5)."""
    if not has(store, "disputes"):
        return []
    sql = (
        "SELECT b, count(DISTINCT dispute), max(year), max(greatest(hostility_a, hostility_b)) FROM disputes "
        "WHERE a = ? AND b IS NOT NULL AND year BETWEEN ? AND ? GROUP BY b ORDER BY 2 DESC, b"
    )
    return [(str(b), int(n), int(y), int(h)) for b, n, y, h in store.sql(sql, [state, since, until])]
