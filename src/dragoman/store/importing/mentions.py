"""GDELT's mentions: each telling of an event in an article, beside the events and joined by their ids."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import InputError, StoreError
from dragoman.records import Reject
from dragoman.store.importing.archives import Part, parts
from dragoman.store.importing.chunks import BLOCK, Chunk, chunks
from dragoman.store.importing.layouts import LOOK, layout_of, load_layouts
from dragoman.store.importing.ledger import FileLedger, Ledger
from dragoman.store.importing.staging import Bad, Staging
from dragoman.store.importing.tables import make_tables

if TYPE_CHECKING:
    from dragoman.store.store import Store

ORIGIN = "gdelt-mentions"
NO_EVENT = "no event, time or address"
_TIME = (
    "TRY(make_timestamp({0} // 10000000000, {0} // 100000000 % 100, {0} // 1000000 % 100, "
    "{0} // 10000 % 100, {0} // 100 % 100, {0} % 100))"
)
_COLUMNS = {
    "event": "globaleventid", "event_time": _TIME.format("eventtimedate"), "time": _TIME.format("mentiontimedate"),
    "kind": "mentiontype", "publisher": "mentionsourcename", "url": "mentionidentifier", "sentence": "sentenceid",
    "confidence": "confidence", "tone": "mentiondoctone", "translated": "nullif(mentiondoctranslationinfo, '')",
}  # fmt: skip
_SELECT = "SELECT " + ", ".join(f'{sql} AS "{name}"' for name, sql in _COLUMNS.items())


def import_mentions(
    store: Store, files: Sequence[Path | str], *, progress: Callable[[FileLedger], None] = lambda ledger: None
) -> Ledger:
    """Takes files of mentions into `imported_mentions`; returns the ledger.

    A mention is known by event, address and sentence. In the ledger `events` counts the events that are mentioned,
    `repeats` the further mentions of them, `urls` the addresses. Raises InputError where no file can be read.
    """
    make_tables(store._connection)
    ledger = Ledger(ORIGIN, str(store.path))
    store.begin_run(coder=f"import {ORIGIN}", dictionaries="", inputs={str(file): "" for file in files})
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        for file in files:
            _file(store, Path(file), Path(folder), ledger)
            progress(ledger.files[-1])
    row = store._connection.execute(
        "SELECT count(DISTINCT event), count(*) - count(DISTINCT event), count(DISTINCT url) FROM imported_mentions"
    ).fetchone()
    ledger.events, ledger.repeats, ledger.urls = row or (0, 0, 0)
    store.end_run()
    if all(file.problem and not file.read for file in ledger.files):
        raise InputError(str(ledger.files[0].problem), hint="No file could be read; nothing was imported.")
    return ledger


def _file(store: Store, path: Path, folder: Path, ledger: Ledger) -> None:
    try:
        found = parts(path)
    except InputError as error:
        ledger.files.append(FileLedger(str(path), problem=error.message))
        return
    for part in found:
        account = FileLedger(part.name)
        ledger.files.append(account)
        try:
            _part(store, part, folder, ledger)
        except InputError as error:
            account.problem = f"{error.message}. {error.hint}"
        if part.broken:
            account.problem = f"{part.name}:{part.lines}: {part.broken}"


def _part(store: Store, part: Part, folder: Path, ledger: Ledger) -> None:
    layouts = [one for one in load_layouts() if one.source == ORIGIN]
    staging = None
    for chunk in chunks(part, quoted=False, block=BLOCK):
        if staging is None:
            lines = chunk.data[: 1 << 20].decode("utf-8", "replace").split("\n")[:LOOK]
            layout = layout_of(part.name, [line for line in lines if line] or [""], layouts)
            ledger.files[-1].layout = layout.name
            staging = Staging(store._connection, _SELECT, layout, folder)
        _chunk(store, part, chunk, staging, ledger)


def _chunk(store: Store, part: Part, chunk: Chunk, staging: Staging, ledger: Ledger) -> None:
    """One block in one transaction."""
    import duckdb

    account, run = ledger.files[-1], store._connection.execute
    bad = staging.read(chunk)
    digest = hashlib.blake2b(chunk.data, digest_size=16).hexdigest()
    run("BEGIN")
    try:
        bad += [
            Bad(line, NO_EVENT, f"event {event}")
            for line, event in run(
                "SELECT s.rowid + t.add, event FROM stage s ASOF JOIN steps t ON s.rowid >= t.row "
                "WHERE event IS NULL OR time IS NULL OR url IS NULL"
            ).fetchall()
        ]
        read = _one(
            store,
            "SELECT count(*) FROM stage WHERE event IS NOT NULL AND time IS NOT NULL AND url IS NOT NULL",
        )
        block = _one(store, "SELECT coalesce(max(block), 0) + 1 FROM imported_blocks")
        run(_INSERT, [block])
        kept = _one(store, "SELECT count(*) FROM imported_mentions WHERE block = ?", block)
        run(
            "INSERT INTO imported_blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}', 0, '')",
            [block, ORIGIN, part.name, digest, chunk.first, account.layout, read, kept],
        )
        run("COMMIT")
    except duckdb.Error as error:
        run("ROLLBACK")
        raise StoreError(f"{store.path}: cannot be written: {error}") from error
    account.expected += read + len(bad)
    account.read += read + len(bad)
    account.kept += kept
    account.known += read - kept
    account.aside += Counter(one.reason for one in bad)
    for one in bad:
        store.add_reject(reject := Reject(part.name, one.line, one.reason, one.detail))
        ledger.add_reject(reject)


_INSERT = """
    INSERT INTO imported_mentions
    SELECT s.event, s.event_time, s.time, s.kind, s.publisher, s.url, s.sentence, s.confidence, s.tone, s.translated,
           ?, CAST(s.rowid + t.add AS INTEGER)
    FROM (SELECT rowid, * FROM stage WHERE event IS NOT NULL AND time IS NOT NULL AND url IS NOT NULL
          QUALIFY row_number() OVER (PARTITION BY event, url, sentence ORDER BY rowid) = 1) s
    ASOF JOIN steps t ON s.rowid >= t.row
    ANTI JOIN imported_mentions m ON m.event = s.event AND m.url = s.url AND m.sentence IS NOT DISTINCT FROM s.sentence
"""


def _one(store: Store, query: str, *values: object) -> int:
    row = store._connection.execute(query, list(values)).fetchone()
    return int(row[0]) if row else 0
