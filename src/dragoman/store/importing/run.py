"""An import: files of one source into the store, block by block, with a ledger."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import InputError, StoreError
from dragoman.records import Reject
from dragoman.store.importing.ahead import ahead
from dragoman.store.importing.archives import Part, parts
from dragoman.store.importing.blocks import Block, BlockWriter, Written
from dragoman.store.importing.chunks import BLOCK, Chunk, chunks, expected_rows
from dragoman.store.importing.crosswalk import Crosswalk, load_crosswalk
from dragoman.store.importing.event_codes import EventCodes, load_event_codes
from dragoman.store.importing.layouts import LOOK, Layout, layout_of, load_layouts
from dragoman.store.importing.ledger import FileLedger, Ledger
from dragoman.store.importing.meanings import Meanings
from dragoman.store.importing.source import Source
from dragoman.store.importing.staging import Staging, fields_select, mapping
from dragoman.store.importing.tables import make_tables

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.store import Store

Progress = Callable[[FileLedger], None]


def import_events(
    store: Store,
    source: Source,
    files: Sequence[Path | str],
    *,
    block: int = BLOCK,
    progress: Progress = lambda ledger: None,
) -> Ledger:
    """Takes the events of some files of a source into `imported_events`; returns the ledger.

    Each block of lines is one transaction. A block that the store has, and a row whose id it has, are not
    written again, so that the same command goes on where an interrupted one stopped. A file that cannot be
    read at all has its `problem` in the ledger, and the others are imported; InputError is raised where none can.
    Raises StoreError where the store cannot be written.
    """
    return _Import(store, source, block, progress).run([Path(file) for file in files])


@dataclass(frozen=True, slots=True)
class _Tools:
    """What the blocks of one file share."""

    part: Part
    account: FileLedger
    layout: Layout
    staging: Staging
    meanings: Meanings
    writer: BlockWriter
    source: Source
    run: str


class _Import:
    """The state of one import."""

    def __init__(self, store: Store, source: Source, block: int, progress: Progress) -> None:
        self._store, self._source, self._size, self._progress = store, source, block, progress
        self._crosswalk: Crosswalk = load_crosswalk()
        self._codes: EventCodes = load_event_codes()
        self._layouts = [one for one in load_layouts() if one.source == source.name]
        self._ledger = Ledger(source.name, str(store.path))
        self._blocks: list[int] = []

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return self._store._connection

    def run(self, files: Sequence[Path]) -> Ledger:
        """All files, in order."""
        import duckdb

        begun = self._store.begin_run(
            coder=f"import {self._source.name}", dictionaries="", inputs={str(file): "" for file in files}
        )
        try:
            make_tables(self._connection)
            with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
                for file in files:
                    self._file(file, Path(folder), begun.id)
            self._after()
        except duckdb.Error as error:
            raise StoreError(
                f"{self._store.path}: cannot be written: {error}",
                hint="What was stored before is unharmed; make room or name another store, and run again.",
            ) from error
        finally:
            self._store.flush()
        self._store.end_run()
        problems = [one for one in self._ledger.files if one.problem and not one.read]
        if problems and len(problems) == len(self._ledger.files):
            raise InputError(str(problems[0].problem), hint="No file could be read; nothing was imported.")
        return self._ledger

    def _file(self, path: Path, folder: Path, run: str) -> None:
        """A file, or each file of an archive; what makes it unreadable is its problem."""
        try:
            found = parts(path)
        except InputError as error:
            self._ledger.files.append(FileLedger(str(path), problem=error.message))
            return
        for part in found:
            account = FileLedger(part.name)
            self._ledger.files.append(account)
            try:
                self._part(part, account, folder, run)
            except InputError as error:
                account.problem = f"{error.message}. {error.hint}"
            if part.broken:
                account.problem = f"{part.name}:{part.lines}: {part.broken}"
                self._reject(Reject(part.name, part.lines, "archive breaks off", part.broken))

    def _part(self, part: Part, account: FileLedger, folder: Path, run: str) -> None:
        """The blocks of a file."""
        quoted = any(layout.quote for layout in self._layouts)
        blocks = chunks(part, quoted=quoted, block=self._size)
        first = next(blocks)
        layout = self._layout(part, first)
        if layout.quote != self._layouts[0].quote and not quoted and layout.quote:
            blocks = chunks(part, quoted=True, block=self._size)
            first = next(blocks)
        account.layout = f"{layout.name}{', with a header' if layout.header else ''}"
        source = self._source.of(part.path.name)
        meanings = Meanings(self._connection, source, self._crosswalk, self._codes)
        staging = Staging(self._connection, fields_select(source, layout), layout, folder)
        writer = BlockWriter(self._connection, dict(mapping(source)))
        for chunk, digest in ahead(self._digested(chain([first], blocks), layout, part)):
            self._chunk(chunk, digest, _Tools(part, account, layout, staging, meanings, writer, source, run))

    def _layout(self, part: Part, chunk: Chunk) -> Layout:
        lines = chunk.data[: 1 << 20].decode("utf-8", "replace").split("\n")[:LOOK]
        return layout_of(part.name, [line for line in lines if line] or [""], self._layouts)

    def _digested(self, blocks: Iterator[Chunk], layout: Layout, part: Part) -> Iterator[tuple[Chunk, str]]:
        for chunk in blocks:
            seal = hashlib.sha256(chunk.data)
            seal.update(f"{layout.columns} {'' if self._own_ids(layout) else part.path.name}".encode())
            yield chunk, seal.hexdigest()

    def _own_ids(self, layout: Layout) -> bool:
        return "id" in self._source.fields(layout.columns)

    def _chunk(self, chunk: Chunk, digest: str, tools: _Tools) -> None:
        """One block, unless the store has it."""
        account = tools.account
        account.expected += expected_rows(chunk, quoted=bool(tools.layout.quote))
        account.expected -= int(tools.layout.header and chunk.first == 1)
        account.recoded += len(chunk.recoded)
        seen = self._connection.execute(
            'SELECT block, "rows", kept, aside FROM imported_blocks WHERE origin = ? AND digest = ?',
            [self._source.name, digest],
        ).fetchone()
        if seen is not None:
            self._again(seen, account)
        else:
            self._fresh(chunk, digest, tools)
        self._progress(account)

    def _again(self, seen: tuple[int, int, int, str], account: FileLedger) -> None:
        """A block that was read before: its rows are known."""
        number, rows, _, aside = seen
        reasons = Counter(json.loads(aside))
        account.read += rows
        account.known += rows - sum(reasons.values())
        account.aside += reasons
        self._blocks.append(number)

    def _fresh(self, chunk: Chunk, digest: str, tools: _Tools) -> None:
        bad = tools.staging.read(chunk)
        tools.meanings.learn(dict(mapping(tools.source)))
        number = self._next_block()
        block = Block(
            number, self._source.name, tools.part.name, tools.part.path.name.split(".")[0], digest, chunk.first,
            tools.account.layout, tools.run, len(chunk.recoded),
        )  # fmt: skip
        done = tools.writer.write(block, bad)
        self._ledger.unknown += tools.meanings.unknown(dict(mapping(tools.source)))
        self._blocks.append(number)
        self._add(done, tools)

    def _next_block(self) -> int:
        row = self._connection.execute("SELECT coalesce(max(block), 0) + 1 FROM imported_blocks").fetchone()
        return int(row[0]) if row else 1

    def _add(self, done: Written, tools: _Tools) -> None:
        account = tools.account
        account.read += done.read
        account.kept += done.kept
        account.known += done.known
        account.aside += Counter(bad.reason for bad in done.aside)
        for bad in done.aside:
            self._reject(Reject(tools.part.name, bad.line, bad.reason, bad.detail))

    def _reject(self, reject: Reject) -> None:
        self._store.add_reject(reject)
        self._ledger.add_reject(reject)

    def _after(self) -> None:
        """What the rows in the store from these files look like."""
        row = self._connection.execute(
            "SELECT count(*) FILTER (NOT repeats), count(*) FILTER (repeats), count(DISTINCT url) "
            "FROM imported_events WHERE block IN (SELECT unnest(?))",
            [self._blocks],
        ).fetchone()
        self._ledger.events, self._ledger.repeats, self._ledger.urls = row or (0, 0, 0)
        rows = self._connection.execute(
            "SELECT misdated, count(*) FROM imported_events WHERE block IN (SELECT unnest(?)) AND misdated IS NOT NULL "
            "GROUP BY ALL ORDER BY ALL",
            [self._blocks],
        ).fetchall()
        self._ledger.misdated.update(dict(rows))
