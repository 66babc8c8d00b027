"""One block from `stage` into the store: what is set aside, what is there already, what is new; one transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.store.importing.staging import Bad
from dragoman.store.importing.tables import EVENTS

if TYPE_CHECKING:
    import duckdb

NO_DATE, NO_ID, NO_CODE, UNKNOWN_ACT = (
    "impossible or missing date", "no id", "no event code", "unknown event code"
)  # fmt: skip
CUT_SHORT = "row is cut short"
FIRST_DAY, LAST_DAY = "1500-01-01", "2100-01-01"
_LINE = (
    "SELECT s.rowid AS row, s.*, s.rowid + t.add AS line FROM stage s ASOF JOIN steps t ON s.rowid >= t.row"
)
_MISDATED = (
    "CASE WHEN s.date > s.reported + 1 THEN 'future' WHEN s.date + INTERVAL 1 YEAR = s.reported THEN 'year' "
    "WHEN s.date + INTERVAL 1 MONTH = s.reported THEN 'month' END"
)


@dataclass(slots=True)
class Written:
    """What became of a block's rows."""

    read: int = 0
    kept: int = 0
    known: int = 0
    events: int = 0
    repeats: int = 0
    aside: list[Bad] = field(default_factory=list)
    misdated: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Block:
    """Which block it is: its number in the store, origin, file, stem for ids, digest, first line, layout, run."""

    number: int
    origin: str
    file: str
    stem: str
    digest: str
    first: int
    layout: str
    run: str
    recoded: int


class BlockWriter:
    """Writes blocks of events over one connection; `key` names the column of each side's key in `stage`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, key: dict[str, str]) -> None:
        self._connection, self._key = connection, key

    def write(self, block: Block, bad: Sequence[Bad]) -> Written:
        """Writes the rows of `stage` that the store lacks, and the block's own row, or nothing at all."""
        run = self._connection.execute
        done = Written(read=self._one("SELECT count(*) FROM stage") + len(bad))
        run("BEGIN")
        try:
            self._number(block)
            done.aside = sorted([*bad, *self._set_aside()], key=lambda one: one.line)
            done.known = self._drop_known(block)
            self._mark_events(block)
            done.kept = self._insert(block)
            self._count(block, done)
            run("COMMIT")
        except BaseException:
            run("ROLLBACK")
            raise
        return done

    def _one(self, query: str, values: Sequence[object] = ()) -> int:
        row = self._connection.execute(query, list(values)).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def _number(self, block: Block) -> None:
        """Gives rows ids where the source has none: the file's stem and the line."""
        if self._one("SELECT count(*) FROM stage WHERE id IS NOT NULL") == 0:
            self._connection.execute(
                "UPDATE stage SET id = ? || ':' || l.line FROM "
                f"(SELECT row, line FROM ({_LINE})) l WHERE stage.rowid = l.row",
                [block.stem],
            )

    def _set_aside(self) -> list[Bad]:
        """Takes out rows without a date that can be, without an id, without a code, or with one nobody knows."""
        wrong = (
            f"CASE WHEN s.date IS NULL OR s.date < '{FIRST_DAY}' OR s.date >= '{LAST_DAY}' THEN '{NO_DATE}' "
            f"WHEN s.id IS NULL THEN '{NO_ID}' WHEN s.code IS NULL THEN '{NO_CODE}' "
            f"WHEN NOT EXISTS (SELECT 1 FROM acts a WHERE a.code = s.code) THEN '{UNKNOWN_ACT}' END"
        )
        rows = self._connection.execute(
            f"SELECT line, row, why, code, id, source_actor, target_actor FROM (SELECT s.*, {wrong} AS why FROM ({_LINE}) s) "
            "WHERE why IS NOT NULL ORDER BY line"
        ).fetchall()
        if rows:
            self._connection.execute(
                "DELETE FROM stage WHERE rowid IN (SELECT unnest(?))", [[row[1] for row in rows]]
            )
        return [
            Bad(line, why, f"code {code!r}" if why == UNKNOWN_ACT else f"id {id_}, {source} {code} {target}")
            for line, _, why, code, id_, source, target in rows
        ]

    def _drop_known(self, block: Block) -> int:
        """Takes out rows whose id the store has, and a second row of one id in the block; returns how many."""
        before = self._one("SELECT count(*) FROM stage")
        if self._one("SELECT count(DISTINCT id) FROM stage") < before:
            self._connection.execute(
                "DELETE FROM stage WHERE rowid NOT IN (SELECT min(rowid) FROM stage GROUP BY id)"
            )
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE present AS SELECT s.rowid AS row FROM stage s SEMI JOIN "
            "(SELECT id FROM imported_events WHERE origin = ?) x ON x.id = s.id",
            [block.origin],
        )
        if self._one("SELECT count(*) FROM present"):
            self._connection.execute("DELETE FROM stage WHERE rowid IN (SELECT row FROM present)")
        return before - self._one("SELECT count(*) FROM stage")

    def _mark_events(self, block: Block) -> None:
        """The temporary table `firsts`: the row that first tells each event; none where the store has it."""
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE firsts AS SELECT event, min(rowid) AS row FROM stage GROUP BY event"
        )
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE present AS SELECT f.event FROM firsts f SEMI JOIN "
            "(SELECT event FROM imported_events WHERE origin = ?) x ON x.event = f.event",
            [block.origin],
        )
        if self._one("SELECT count(*) FROM present"):
            self._connection.execute("DELETE FROM firsts WHERE event IN (SELECT event FROM present)")

    def _insert(self, block: Block) -> int:
        """Writes the rows with what their codes mean; returns how many."""
        picked = {
            "origin": f"'{block.origin}'", "modality": "'actual'", "block": str(block.number),
            "source": "p.country", "target": "q.country", "source_sector": "p.sector", "target_sector": "q.sector",
            "type": 'a."type"', "mode": "a.mode", "cameo": "a.cameo", "weis": "a.weis", "quad": "a.quad",
            "intensity": "a.intensity", "country": "w.country", "misdated": _MISDATED,
            "repeats": "f.row IS NULL", "line": "CAST(s.rowid + t.add AS INTEGER)",
        }  # fmt: skip
        columns = ", ".join(f'{picked.get(name, f"s.{name}")} AS "{name}"' for name in EVENTS)
        self._connection.execute(
            f"INSERT INTO imported_events SELECT {columns} FROM (SELECT rowid, * FROM stage) s "
            f"{self._lines()} JOIN acts a ON a.code = s.code "
            f"{self._party('p', 'source')} {self._party('q', 'target')} "
            "LEFT JOIN places w ON w.own = s.place_own LEFT JOIN firsts f ON f.row = s.rowid"
        )
        return self._one("SELECT count(*) FROM imported_events WHERE block = ?", [block.number])

    def _lines(self) -> str:
        """The join that gives each row its line; one step needs no search."""
        if self._one("SELECT count(*) FROM steps") == 1:
            return "CROSS JOIN steps t"
        return "ASOF JOIN steps t ON s.rowid >= t.row"

    def _party(self, name: str, side: str) -> str:
        return (
            f"LEFT JOIN parties {name} ON {name}.key = {self._key[side]} "
            f"AND s.date >= {name}.since AND s.date < {name}.until"
        )

    def _count(self, block: Block, done: Written) -> None:
        """Counts flags, and writes the block's own row."""
        rows = self._connection.execute(
            "SELECT misdated, repeats, count(*) FROM imported_events WHERE block = ? GROUP BY ALL",
            [block.number],
        ).fetchall()
        for misdated, repeats, n in rows:
            done.repeats += n if repeats else 0
            if misdated:
                done.misdated[misdated] += n
        done.events = done.kept - done.repeats
        aside = json.dumps(dict(Counter(bad.reason for bad in done.aside)))
        self._connection.execute(
            "INSERT INTO imported_blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                block.number, block.origin, block.file, block.digest, block.first, block.layout,
                done.read, done.kept, aside, block.recoded, block.run,
            ],
        )  # fmt: skip
