"""Writes coded documents in batches; each batch is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.records import Coded, Document, Interest, LearnedActor, Reject, Report, content_id
from dragoman.store.codec import Codec

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T", Report, Interest)
BATCH_DOCUMENTS = 500
BATCH_CHARACTERS = 8_000_000
_CHILDREN = (("spans", "document"), ("reports", "evidence.document"), ("interests", "evidence.document"))
_NAMES = (("actors_seen", "document"), ("unknown_names", "document"))


class Batch:
    """Coded documents that wait to be written, by document; a later coding replaces an earlier one."""

    def __init__(self) -> None:
        self.coded: dict[str, Coded] = {}
        self.rejects: list[Reject] = []
        self._characters = 0

    def add(self, coded: Coded) -> None:
        """Takes one more."""
        self.coded[coded.document.id] = coded
        self._characters += len(coded.document.text)

    @property
    def full(self) -> bool:
        """Whether it is time to write."""
        count = len(self.coded) + len(self.rejects)
        return count >= BATCH_DOCUMENTS or self._characters >= BATCH_CHARACTERS


class Writer:
    """Writes batches over one connection; `run` is the run that the rows belong to."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._documents = Codec(Document)
        self._reports = Codec(Report)
        self._interests = Codec(Interest)
        self._learned = Codec(LearnedActor)

    def write(self, batch: Batch, run: str, coder: str, dictionaries: str) -> None:
        """Writes what the store does not have yet, or nothing at all if interrupted."""
        self._connection.execute("BEGIN")
        try:
            fresh = self._fresh(batch.coded, coder, dictionaries)
            self._rows(fresh, coder, dictionaries, run)
            rejects = self._reject_rows(batch.rejects, run)
            self._count(run, batch, fresh, rejects)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def _fresh(self, coded: dict[str, Coded], coder: str, dictionaries: str) -> list[Coded]:
        """Those not coded yet with this coder and these dictionaries; older codings are taken out."""
        known = self._connection.execute(
            "SELECT document, coder, dictionaries FROM codings WHERE document IN (SELECT unnest(?))",
            [list(coded)],
        ).fetchall()
        same = {row[0] for row in known if (row[1], row[2]) == (coder, dictionaries)}
        stale = [row[0] for row in known if row[0] not in same]
        if stale:
            for table, column in (*_CHILDREN, *_NAMES):
                self._connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", [stale])
        return [one for key, one in coded.items() if key not in same]

    def _rows(self, fresh: Sequence[Coded], coder: str, dictionaries: str, run: str) -> None:
        """Appends the rows of every table."""
        ids = [one.document.id for one in fresh]
        stored = self._stored(ids)
        new = (one.document for one in fresh if one.document.id not in stored)
        self._append("documents", (self._documents.row(document) for document in new))
        self._append(
            "spans", ([one.document.id, s.index, s.start, s.end] for one in fresh for s in one.sentences)
        )
        self._append("reports", (self._reports.row(r) for one in fresh for r in _distinct(one.reports)))
        self._append("interests", (self._interests.row(i) for one in fresh for i in _distinct(one.interests)))
        self._append("actors_seen", (self._learned.row(name) for one in fresh for name in one.learned))
        self._append("unknown_names", (row for one in fresh for row in _unknown(one)))
        self._append("codings", ([key, coder, dictionaries, run] for key in ids), upsert=True)
        if fresh:
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('events', 'stale')")

    def _stored(self, ids: Sequence[str]) -> set[str]:
        found = self._connection.execute(
            "SELECT id FROM documents WHERE id IN (SELECT unnest(?))", [list(ids)]
        ).fetchall()
        return {row[0] for row in found}

    def _append(self, table: str, rows: Iterable[Sequence[Any]], *, upsert: bool = False) -> None:
        """Appends rows with DuckDB's appender, which takes part in the open transaction."""
        appender = self._connection.appender(table, action="upsert" if upsert else "insert")
        appender.append_rows(rows)
        appender.flush()

    def _reject_rows(self, rejects: Sequence[Reject], run: str) -> int:
        """Writes rejects that are not listed yet; returns how many."""
        ids = {content_id("x", r.source, r.line, r.reason, r.detail): r for r in rejects}
        known = self._connection.execute(
            "SELECT id FROM rejects WHERE id IN (SELECT unnest(?))", [list(ids)]
        ).fetchall()
        fresh = set(ids) - {row[0] for row in known}
        self._append(
            "rejects",
            ([key, r.source, r.line, r.reason, r.detail, run] for key, r in ids.items() if key in fresh),
        )
        return len(fresh)

    def _count(self, run: str, batch: Batch, fresh: Sequence[Coded], rejects: int) -> None:
        """Adds what was written to the run's counts."""
        added = {
            "documents": len(fresh),
            "skipped": len(batch.coded) - len(fresh),
            "sentences": sum(len(one.sentences) for one in fresh),
            "reports": sum(len(_distinct(one.reports)) for one in fresh),
            "interests": sum(len(_distinct(one.interests)) for one in fresh),
            "rejects": rejects,
        }
        row = self._connection.execute("SELECT counts FROM runs WHERE id = ?", [run]).fetchone()
        before = (row[0] if row else None) or {}
        counts = {key: before.get(key, 0) + value for key, value in added.items()}
        self._connection.execute(
            "UPDATE runs SET counts = CAST(? AS MAP(VARCHAR, BIGINT)) WHERE id = ?", [counts, run]
        )


def _distinct(records: Sequence[T]) -> list[T]:
    """Records by id, each once."""
    return list({record.id: record for record in records}.values())


def _unknown(coded: Coded) -> Iterable[list[str | None]]:
    document = coded.document
    return ([name, document.id, document.published] for name in dict.fromkeys(coded.unknown))
