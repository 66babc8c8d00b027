"""The store: one DuckDB file with documents, reports, interests, names and runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from dragoman.errors import StoreError
from dragoman.records import (
    Coded,
    Document,
    Event,
    Interest,
    LearnedActor,
    Reject,
    Report,
    Sentence,
    content_id,
)
from dragoman.store import asking
from dragoman.store.answers import Coverage, LearnedName, Run, StoreInfo, UnknownName
from dragoman.store.codec import Codec
from dragoman.store.decisions import Decisions, path_beside, read_decisions
from dragoman.store.events import fingerprint, regrouped
from dragoman.store.filters import Filters
from dragoman.store.opening import connect
from dragoman.store.writing import Batch, Writer

if TYPE_CHECKING:
    import duckdb

R = TypeVar("R")
DEFAULT_PATH = Path("dragoman.duckdb")
FETCH = 1000
Period = Literal["day", "week", "month", "quarter", "year"]


class Store:
    """A store that is open; use it as a context manager, or close it.

    What `add` takes is written in batches, each of them one transaction: an interrupted run leaves
    a consistent file, and the next run over the same input goes on where it stopped.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._writer = Writer(connection)
        self._batch = Batch()
        self._run: Run | None = None

    @classmethod
    def open(cls, path: Path | str = DEFAULT_PATH, read_only: bool = False) -> Store:
        """The store at `path`; a new one is made unless `read_only`.

        Raises StoreError where the file is absent (read_only), cannot be written, is open elsewhere,
        is no DuckDB file, belongs to another program or has another schema version.
        """
        path = Path(path)
        store = cls(path, connect(path, read_only=read_only), read_only=read_only)
        if not read_only:
            store._connection.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(status="done" if kind is None else "interrupted")

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r}{', read_only=True' if self.read_only else ''})"

    def close(self, status: Literal["done", "interrupted"] = "done") -> None:
        """Writes what waits, ends the run, and closes the file."""
        try:
            self.end_run(status)
        finally:
            self._connection.close()

    def begin_run(
        self,
        *,
        coder: str,
        dictionaries: str,
        ontology: str = "plover-2.0",
        versions: Mapping[str, str] | None = None,
        settings: Mapping[str, Any] | None = None,
        inputs: Mapping[str, str] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Run:
        """Begins a run (and ends one that is open); what is added from now on belongs to it.

        `settings` can be any JSON object, `inputs` maps each input's name to its digest.
        """
        self._must_write()
        self.end_run()
        started = now().isoformat(timespec="microseconds")
        run = Run(
            content_id("run", started, coder, dictionaries),
            started,
            None,
            "running",
            coder,
            ontology,
            dictionaries,
            dict(versions or {}),
            dict(settings or {}),
            dict(inputs or {}),
        )
        self._connection.execute(
            "INSERT INTO runs VALUES (?, ?, NULL, 'running', ?, ?, ?, CAST(? AS MAP(VARCHAR, VARCHAR)), ?, "
            "CAST(? AS MAP(VARCHAR, VARCHAR)), MAP {})",
            [
                run.id,
                started,
                coder,
                ontology,
                dictionaries,
                dict(run.versions),
                json.dumps(run.settings, ensure_ascii=False, sort_keys=True, default=str),
                dict(run.inputs),
            ],
        )
        self._run = run
        return run

    def end_run(self, status: Literal["done", "interrupted"] = "done") -> None:
        """Writes what waits and marks the open run as ended; does nothing if none is open."""
        self.flush()
        if self._run is not None:
            ended = datetime.now(UTC).isoformat(timespec="microseconds")
            self._connection.execute(
                "UPDATE runs SET status = ?, ended = ? WHERE id = ?", [status, ended, self._run.id]
            )
            self._run = None

    def add(self, coded: Coded) -> None:
        """Takes a coded document; written with its batch, nothing is added twice.

        A document coded before with the same coder and dictionaries is left as it is; one coded
        with others is coded anew: its former reports, interests and names make way.
        """
        self._must_write()
        if self._run is None:
            coder, dictionaries = _provenance(coded)
            self.begin_run(coder=coder, dictionaries=dictionaries)
        self._batch.add(coded)
        if self._batch.full:
            self.flush()

    def add_reject(self, reject: Reject) -> None:
        """Takes an input that was set aside; one with the same source, line and reason is kept once."""
        self._must_write()
        if self._run is None:
            self.begin_run(coder="", dictionaries="")
        self._batch.rejects.append(reject)
        if self._batch.full:
            self.flush()

    def flush(self) -> None:
        """Writes what waits. Raises StoreError where the disk refuses; the file stays as it was."""
        import duckdb

        batch, self._batch = self._batch, Batch()
        if self._run is None or not (batch.coded or batch.rejects):
            return
        try:
            self._writer.write(batch, self._run.id, self._run.coder, self._run.dictionaries)
        except duckdb.Error as error:
            raise StoreError(
                f"{self.path}: cannot be written: {error}",
                hint="What was stored before is unharmed; make room or name another store, and run again.",
            ) from error

    def has(self, document_id: str, coder: str, dictionaries: str) -> bool:
        """Whether the document is coded with that coder and those dictionaries, or waits to be written."""
        if document_id in self._batch.coded:
            return True
        sql = "SELECT 1 FROM codings WHERE document = ? AND coder = ? AND dictionaries = ?"
        return self._connection.execute(sql, [document_id, coder, dictionaries]).fetchone() is not None

    def missing(
        self, documents: Iterable[Document], coder: str, dictionaries: str, chunk: int = 256
    ) -> Iterator[Document]:
        """Those documents, in order, that are not coded yet; faster than `has` one by one."""
        block: list[Document] = []
        for document in documents:
            block.append(document)
            if len(block) == chunk:
                yield from self._missing(block, coder, dictionaries)
                block = []
        yield from self._missing(block, coder, dictionaries)

    def _missing(self, block: Sequence[Document], coder: str, dictionaries: str) -> list[Document]:
        ids = [document.id for document in block]
        sql = (
            "SELECT document FROM codings WHERE coder = ? AND dictionaries = ? "
            "AND document IN (SELECT unnest(CAST(? AS VARCHAR[])))"
        )
        known = {row[0] for row in self._connection.execute(sql, [coder, dictionaries, ids]).fetchall()}
        return [document for document in block if document.id not in known]

    def reports(self, filters: Filters | None = None) -> Iterator[Report]:
        """Reports by publication date, document and place in the text."""
        where, values = (filters or Filters()).where()
        yield from self._records(Report, "reports", where, values, asking.REPORT_ORDER)

    def interests(self, document: str | None = None) -> Iterator[Interest]:
        """Interests by publication date, document and place in the text."""
        where, values = ("evidence.document = ?", [document]) if document else ("true", [])
        yield from self._records(Interest, "interests", where, values, asking.INTEREST_ORDER)

    def documents(self, ids: Sequence[str] | None = None) -> Iterator[Document]:
        """Documents by date and id; only those named, if `ids` are given."""
        where, values = ("true", []) if ids is None else ("id IN (SELECT unnest(?))", [list(ids)])
        yield from self._records(Document, "documents", where, values, "published NULLS LAST, id")

    def sentences(self, document: str) -> tuple[Sentence, ...]:
        """The sentences of a document, in order."""
        return tuple(self._records(Sentence, "sentences", "document = ?", [document], '"index"'))

    def coded(self, document: str) -> Coded:
        """All that the store holds of one document. Raises StoreError if it holds nothing."""
        found = next(self.documents([document]), None)
        if found is None:
            raise StoreError(f"{self.path}: no document {document!r}.", hint="List them with `store info`.")
        learned = self._records(LearnedActor, "actors_seen", "document = ?", [document], "name, country")
        unknown = self._query("SELECT name FROM unknown_names WHERE document = ? ORDER BY name", [document])
        return Coded(
            found,
            self.sentences(document),
            tuple(self.reports(Filters(document=document))),
            tuple(self.interests(document)),
            (),
            tuple(learned),
            tuple(row[0] for row in unknown),
        )

    def events(self) -> Iterator[Event]:
        """Events by date and id; grouped anew first if reports, decisions or rules came or went."""
        decisions = self.decisions()
        if asking.stale(self._written(), fingerprint(decisions)):
            if self.read_only:
                found = regrouped(self, decisions)
                yield from sorted(found, key=lambda event: (event.date.start or "9999", event.id))
                return
            self.regroup()
        yield from self._records(Event, "events", "true", [], '"date"."start" NULLS LAST, id')

    def regroup(self) -> int:
        """Groups all reports into events anew; returns how many events there are."""
        self._must_write()
        self.flush()
        decisions = self.decisions()
        return asking.write_events(self._connection, regrouped(self, decisions), fingerprint(decisions))

    def decisions(self) -> Decisions:
        """What people decided on merges, from the file beside the store."""
        return read_decisions(path_beside(self.path))

    def runs(self) -> list[Run]:
        """Runs, in the order in which they began."""
        return asking.runs(self._written())

    def rejects(self) -> Iterator[Reject]:
        """Inputs that were set aside, by source and line."""
        yield from self._records(Reject, "rejects", "true", [], "source, line NULLS FIRST, reason, detail")

    def info(self) -> StoreInfo:
        """Counts, coverage by month, reports by type (all modalities) and by modality."""
        return asking.info(self._written(), self.path)

    def coverage(self, by: Period = "month") -> list[Coverage]:
        """Documents, sentences, publishers and reports of each period in which something was read."""
        return asking.coverage(self._written(), by)

    def learned(self, min_documents: int = 1) -> list[LearnedName]:
        """Names learned from texts, the best supported first."""
        return asking.learned(self._written(), min_documents)

    def learned_actors(self, min_documents: int = 2) -> list[LearnedActor]:
        """Learned names with enough support to be used in later documents, one entry a name.

        A name that texts give to several countries is left out unless one has twice the support.
        """
        return asking.learned_actors(self._written(), min_documents)

    def unknown(self, limit: int = 100) -> list[UnknownName]:
        """The most frequent names without a country, most documents first."""
        return asking.unknown(self._written(), limit)

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query over the tables. Raises StoreError where DuckDB refuses it."""
        import duckdb

        self.flush()
        try:
            return list(self._query(query, list(parameters)))
        except duckdb.Error as error:
            raise StoreError(f"{self.path}: the query fails: {error}") from error

    def _written(self) -> duckdb.DuckDBPyConnection:
        """The connection, once what waits is written: an answer must not miss it."""
        self.flush()
        return self._connection

    def _records(self, kind: type[R], table: str, where: str, values: list[Any], order: str) -> Iterator[R]:
        """Records of a table, fetched in pieces."""
        self.flush()
        codec = Codec(kind)
        query = f"SELECT {codec.select} FROM {table} WHERE {where} ORDER BY {order}"
        for row in self._query(query, values):
            yield codec.record(row)

    def _query(self, query: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        """Rows over a cursor of their own, so that reading and writing can take turns."""
        cursor = self._connection.cursor().execute(query, values)
        while rows := cursor.fetchmany(FETCH):
            yield from rows

    def _must_write(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: is open for reading only.", hint="Open it with read_only=False.")


def _provenance(coded: Coded) -> tuple[str, str]:
    """Coder and dictionaries as the document's own records name them, empty where it has none."""
    records: tuple[Report | Interest, ...] = (*coded.reports, *coded.interests)
    return next(((record.coder, record.dictionaries) for record in records), ("", ""))
