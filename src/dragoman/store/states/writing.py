"""One import: a file's records into its table, all or nothing, each row once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError, StoreError
from dragoman.store.states.codes import UnknownStateError
from dragoman.store.states.ledger import Ledger
from dragoman.store.states.reading import Text, read_text, records
from dragoman.store.states.sources import Context, SetAsideError, Source

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.store import Store

BLOCK = 50_000
_STAGED, _FRESH = "staged_states", "fresh_states"


def import_file(store: Store, source: Source, path: Path | str, context: Context) -> Ledger:
    """Reads a file into the source's table; a second time it adds nothing, a newer release replaces rows.

    Rows are written in one transaction: an import that is interrupted leaves the table as it was. What is set
    aside is listed by `dragoman store rejects`, and the run by `dragoman store runs`. Raises InputError for a
    file that is not of this kind, StoreError where the store cannot be written.
    """
    text = read_text(path)
    ledger = Ledger(source.name, source.table, {Path(text.path).name: text.digest}, text.expected())
    found = records(text)
    pick = _picker(source, text, found)
    store.begin_run(coder=f"import {source.name}", dictionaries=context.codes.digest, inputs=ledger.files)
    _stored(store, source, _rows(source, text, found, pick, context, ledger), ledger)
    _noted(text, context, ledger)
    for reject in ledger.examples:
        store.add_reject(reject)
    _counted(store, ledger)
    store.end_run()
    return ledger


def _picker(
    source: Source, text: Text, found: Iterator[tuple[int, list[str]]]
) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What takes the source's cells out of a record. Raises InputError where the header lacks one."""
    line, header = next(found, (1, []))
    missing = [name for name in source.takes if name not in header]
    if missing:
        shown = ", ".join(header[:8]) + (", …" if len(header) > 8 else "")
        raise InputError(
            f"{text.path}:{line}: the header lacks {', '.join(missing)}; got {shown or 'nothing'}",
            hint=f"Expected the columns of {source.title}: {', '.join(source.takes)}.",
        )
    width = len(header)
    get = itemgetter(*(header.index(name) for name in source.takes))

    def pick(cells: Sequence[str]) -> tuple[str, ...]:
        if len(cells) != width:
            raise SetAsideError("wrong number of columns", f"got {len(cells)}, expected {width}")
        taken: tuple[str, ...] = get(cells)
        if taken == source.takes:
            raise SetAsideError("the header again")
        return taken

    return pick


def _rows(
    source: Source,
    text: Text,
    found: Iterator[tuple[int, list[str]]],
    pick: Callable[[Sequence[str]], tuple[str, ...]],
    context: Context,
    ledger: Ledger,
) -> Iterator[tuple[Any, ...]]:
    """The rows of the table with the line of their record after them; the ledger counts what is left out."""
    name = Path(text.path).name
    for line, cells in found:
        ledger.read += 1
        try:
            for row in source.make(pick(cells), context):
                yield (*row, line)
        except SetAsideError as aside:
            ledger.set_aside(name, line, aside.reason, aside.detail)
        except UnknownStateError as unknown:
            ledger.set_aside(name, line, unknown.reason, unknown.given)


def _stored(store: Store, source: Source, rows: Iterator[tuple[Any, ...]], ledger: Ledger) -> None:
    """Writes rows in one transaction."""
    import duckdb

    connection = store._written()
    connection.execute("BEGIN")
    try:
        connection.execute(table_sql(source))
        _stage(connection, source, rows)
        _repeated(connection, source, ledger)
        _merge(connection, source, ledger)
        connection.execute("COMMIT")
    except BaseException as error:
        connection.execute("ROLLBACK")
        if isinstance(error, duckdb.Error):
            raise StoreError(
                f"{store.path}: cannot be written: {error}", hint="What was stored before is unharmed."
            ) from error
        raise


def table_sql(source: Source, name: str | None = None) -> str:
    """The statement that makes the source's table where it is not there yet."""
    columns = ", ".join(f'"{column}" {kind}' for column, kind in source.columns)
    return f"CREATE TABLE IF NOT EXISTS {name or source.table}({columns})"


def _stage(connection: duckdb.DuckDBPyConnection, source: Source, rows: Iterator[tuple[Any, ...]]) -> None:
    """All rows into a table of their own, which the merge drops; DuckDB takes columns faster than rows."""
    import numpy as np

    connection.execute(f"DROP TABLE IF EXISTS {_STAGED}")
    columns = ", ".join(f'"{column}" {kind}' for column, kind in (*source.columns, ("line", "BIGINT")))
    connection.execute(f"CREATE TABLE {_STAGED}({columns})")
    rows = iter(rows)
    while block := list(islice(rows, BLOCK)):
        staged = {  # noqa: F841 - DuckDB reads it by its name
            name: np.array(cells, object)
            for (name, _), cells in zip(
                (*source.columns, ("line", "")), zip(*block, strict=True), strict=True
            )
        }
        connection.execute(f"INSERT INTO {_STAGED} SELECT * FROM staged")


def _repeated(connection: duckdb.DuckDBPyConnection, source: Source, ledger: Ledger) -> None:
    """Takes out rows whose key stood on an earlier line: the same row again, or another one."""
    key, name = _listed(source.key), next(iter(ledger.files))
    names = [f'"{column}"' for column, _ in source.columns]
    again = " AND ".join(f"{c} IS NOT DISTINCT FROM first({c}) OVER same" for c in names)
    found = connection.execute(
        f"SELECT line, {again} FROM {_STAGED} WINDOW same AS (PARTITION BY {key} ORDER BY line "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) "
        f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY line) > 1 ORDER BY line"
    ).fetchall()
    for line, same in found:
        reason = "the same row again" if same else f"another row for the same {', '.join(source.key)}"
        ledger.set_aside(name, line, reason)
    if found:
        connection.execute(
            f"DELETE FROM {_STAGED} WHERE rowid IN (SELECT rowid FROM {_STAGED} "
            f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY line) > 1)"
        )


def _merge(connection: duckdb.DuckDBPyConnection, source: Source, ledger: Ledger) -> None:
    """Staged rows into the table: new ones added, changed ones replaced, known ones left."""
    table, names = source.table, [f'"{column}"' for column, _ in source.columns]
    key = " AND ".join(f's."{c}" = t."{c}"' for c in source.key)
    same = " AND ".join(f"s.{c} IS NOT DISTINCT FROM t.{c}" for c in names if c.strip('"') not in source.key)
    connection.execute(
        f"CREATE OR REPLACE TABLE {_FRESH} AS SELECT * FROM {_STAGED} s "
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {key} AND {same or 'true'})"
    )
    ledger.changed = _count(connection, f"{_FRESH} s JOIN {table} t ON {key}")
    if ledger.changed:
        connection.execute(f"DELETE FROM {table} t USING {_FRESH} s WHERE {key}")
    fresh = connection.execute(f"SELECT count(*), count(DISTINCT line) FROM {_FRESH}").fetchone() or (0, 0)
    connection.execute(
        f"INSERT INTO {table} SELECT {_listed([c for c, _ in source.columns])} FROM {_FRESH} ORDER BY line"
    )
    for used in (_STAGED, _FRESH):
        connection.execute(f"DROP TABLE {used}")
    ledger.rows, ledger.kept = fresh[0] - ledger.changed, fresh[1]
    ledger.known = ledger.read - ledger.kept - ledger.aside.total()


def _count(connection: duckdb.DuckDBPyConnection, what: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
    return int(row[0]) if row else 0


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _noted(text: Text, context: Context, ledger: Ledger) -> None:
    """What was kept and deserves a word; the context's counts begin anew."""
    ledger.notes.update(context.notes)
    context.notes = Counter()
    if text.cut:
        ledger.notes["the archive breaks off; what came before was read"] += 1
    if text.odd_lines:
        ledger.notes["lines not in UTF-8, read as Windows-1252"] += text.odd_lines


def _counted(store: Store, ledger: Ledger) -> None:
    """The ledger's counts into the run's."""
    counts = {
        "read": ledger.read,
        "kept": ledger.kept,
        "known": ledger.known,
        "set aside": ledger.aside.total(),
    }
    store.flush()
    if store._run is not None:
        store._connection.execute(
            "UPDATE runs SET counts = CAST(? AS MAP(VARCHAR, BIGINT)) WHERE id = ?", [counts, store._run.id]
        )
