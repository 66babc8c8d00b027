"""The queries behind the store's answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.records import Event, LearnedActor
from dragoman.store.answers import Coverage, LearnedName, Run, StoreInfo, UnknownName
from dragoman.store.codec import Codec
from dragoman.store.ddl import SCHEMA_VERSION

if TYPE_CHECKING:
    import duckdb

REPORT_ORDER = (
    "evidence.published NULLS LAST, evidence.source_id, evidence.document, "
    'evidence.sentence, "trigger"."start", id'
)
INTEREST_ORDER = (
    "evidence.published NULLS LAST, evidence.source_id, evidence.document, "
    'evidence.sentence, evidence."start", id'
)
SENTENCES_KEPT = 3
"""How many supporting sentences a learned name is shown with."""

# ISO week, quarter and the rest as text; dates are text, so a bad one gives NULL, not an error.
PERIODS = {
    "day": "strftime({d}, '%Y-%m-%d')",
    "week": "strftime({d}, '%G-W%V')",
    "month": "strftime({d}, '%Y-%m')",
    "quarter": "concat(year({d}), '-Q', quarter({d}))",
    "year": "strftime({d}, '%Y')",
}


def period_sql(by: str, column: str) -> str:
    """The SQL that names the period of an ISO date in `column`, NULL where there is none."""
    day = f"TRY_CAST({column} AS DATE)"
    return f"CASE WHEN {day} IS NULL THEN NULL ELSE {PERIODS[by].format(d=day)} END"


def stale(connection: duckdb.DuckDBPyConnection, made_with: str | None = None) -> bool:
    """Whether reports came or went since events were grouped, or what they were grouped with is another."""
    row = connection.execute('SELECT "value" FROM meta WHERE "key" = \'events\'').fetchone()
    return row is not None and (row[0] == "stale" or made_with not in (None, row[0]))


def write_events(connection: duckdb.DuckDBPyConnection, events: Iterable[Event], made_with: str) -> int:
    """Replaces the events; all or nothing. Returns how many there are."""
    codec = Codec(Event)
    count = 0
    connection.execute("BEGIN")
    try:
        connection.execute("DELETE FROM events")
        appender = connection.appender("events")
        for count, event in enumerate(events, 1):  # noqa: B007
            appender.append_row(*codec.row(event))
        appender.flush()
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('events', ?)", [made_with])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return count


def runs(connection: duckdb.DuckDBPyConnection) -> list[Run]:
    """Runs, in the order in which they began."""
    rows = connection.execute(
        'SELECT id, "started", "ended", status, coder, ontology, dictionaries, versions, settings, inputs, '
        'counts FROM runs ORDER BY "started", id'
    ).fetchall()
    return [_run(row) for row in rows]


def _run(row: Sequence[Any]) -> Run:
    run, started, ended, status, coder, ontology, dictionaries, versions, settings, inputs, counts = row
    return Run(
        run,
        started,
        ended,
        status,
        coder,
        ontology,
        dictionaries,
        versions,
        json.loads(settings),
        inputs,
        counts,
    )


def coverage(connection: duckdb.DuckDBPyConnection, by: str) -> list[Coverage]:
    """What was read in each period, by publication date; documents without a date come last."""
    period = period_sql(by, "d.published")
    rows = connection.execute(
        f"""
        WITH s AS (SELECT document, count(*) AS n FROM spans GROUP BY document),
             r AS (SELECT evidence.document AS document, count(*) AS n FROM reports GROUP BY 1)
        SELECT {period} AS period, count(*), coalesce(sum(s.n), 0)::BIGINT,
               count(DISTINCT d.publisher), coalesce(sum(r.n), 0)::BIGINT
        FROM documents d LEFT JOIN s ON s.document = d.id LEFT JOIN r ON r.document = d.id
        GROUP BY 1 ORDER BY 1 NULLS LAST
        """
    ).fetchall()
    return [Coverage(*row) for row in rows]


def info(connection: duckdb.DuckDBPyConnection, path: Path) -> StoreInfo:
    """Counts of everything."""

    def rows(table: str) -> int:
        return _number(connection, f"SELECT count(*) FROM {table}")

    first, last = connection.execute("SELECT min(published), max(published) FROM documents").fetchall()[0]
    return StoreInfo(
        path=str(path),
        schema=SCHEMA_VERSION,
        documents=rows("documents"),
        sentences=rows("spans"),
        reports=rows("reports"),
        interests=rows("interests"),
        events=None if stale(connection) else rows("events"),
        runs=rows("runs"),
        rejects=rows("rejects"),
        duplicates=_number(connection, "SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL"),
        publishers=_number(connection, "SELECT count(DISTINCT publisher) FROM documents"),
        first=first,
        last=last,
        months=tuple(coverage(connection, "month")),
        types=_counts(connection, '"type"'),
        modalities=_counts(connection, "modality"),
    )


def learned(connection: duckdb.DuckDBPyConnection, min_documents: int) -> list[LearnedName]:
    """Names with their support, the best supported first."""
    rows = connection.execute(
        """
        SELECT name, country, sector, role, count(DISTINCT document) AS n, min(published), max(published),
               list(sentence ORDER BY published NULLS LAST, document, sentence)
        FROM actors_seen GROUP BY name, country, sector, role
        HAVING n >= ? ORDER BY n DESC, name, country, sector, role
        """,
        [min_documents],
    ).fetchall()
    return [
        LearnedName(name, country, sector, role, n, first, last, tuple(dict.fromkeys(said))[:SENTENCES_KEPT])
        for name, country, sector, role, n, first, last, said in rows
    ]


def learned_actors(connection: duckdb.DuckDBPyConnection, min_documents: int) -> list[LearnedActor]:
    """One entry for each name whose country is beyond doubt; the latest telling gives sector and role."""
    rows = connection.execute(
        """
        WITH votes AS (
            SELECT name, country, count(DISTINCT document) AS n FROM actors_seen GROUP BY name, country
        ), best AS (
            SELECT name, arg_max(country, n) AS country, max(n) AS n, sum(n) - max(n) AS others
            FROM votes GROUP BY name
        )
        SELECT a.name, a.country, last(a.sector ORDER BY a.published NULLS FIRST, a.document),
               last(a.role ORDER BY a.published NULLS FIRST, a.document),
               last(a.document ORDER BY a.published NULLS FIRST, a.document),
               last(a.published ORDER BY a.published NULLS FIRST, a.document),
               last(a.sentence ORDER BY a.published NULLS FIRST, a.document)
        FROM actors_seen a JOIN best b ON a.name = b.name AND a.country = b.country
        WHERE b.n >= ? AND b.n >= 2 * b.others GROUP BY a.name, a.country ORDER BY a.name
        """,
        [min_documents],
    ).fetchall()
    return [LearnedActor(*row) for row in rows]


def unknown(connection: duckdb.DuckDBPyConnection, limit: int) -> list[UnknownName]:
    """The most frequent names without a country."""
    rows = connection.execute(
        "SELECT name, count(DISTINCT document) AS n, min(published), max(published) FROM unknown_names "
        "GROUP BY name ORDER BY n DESC, name LIMIT ?",
        [limit],
    ).fetchall()
    return [UnknownName(*row) for row in rows]


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _counts(connection: duckdb.DuckDBPyConnection, column: str) -> dict[str, int]:
    """How many reports each value of a column has, most first."""
    query = f"SELECT {column}, count(*) AS n FROM reports GROUP BY 1 ORDER BY n DESC, 1"
    return dict(connection.execute(query).fetchall())
