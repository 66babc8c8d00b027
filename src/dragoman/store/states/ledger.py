"""What an import did: expected, read, kept, set aside and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.records import Reject

EXAMPLES = 1000
"""At most so many rows that were set aside are listed with their line; all are counted."""


@dataclass(slots=True)
class Ledger:
    """The account of one import into one table; every count is of the file's records.

    `expected` is counted from the file's lines, apart from the parser (None where the archive breaks off);
    `read` is what the parser gave, `kept` the records of which a row was written, `known` those whose rows
    stood in the store already; `aside` counts by reason, `notes` counts what was kept and deserves a word.
    `rows` of the table were new, `changed` replaced a row of the same key. read = kept + known + aside.
    """

    source: str
    table: str
    files: Mapping[str, str]
    expected: int | None = None
    read: int = 0
    kept: int = 0
    known: int = 0
    rows: int = 0
    changed: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    examples: list[Reject] = field(default_factory=list)

    def set_aside(self, file: str, line: int, reason: str, detail: str = "") -> None:
        """Counts a record that is not kept, and lists it if not too many are listed yet."""
        self.aside[reason] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(Reject(file, line, reason, detail))

    def to_dict(self) -> dict[str, Any]:
        """The ledger as the JSON object that `--json` prints."""
        return {
            "source": self.source,
            "table": self.table,
            "files": dict(self.files),
            "expected": self.expected,
            "read": self.read,
            "kept": self.kept,
            "known": self.known,
            "rows": self.rows,
            "changed": self.changed,
            "set_aside": dict(self.aside.most_common()),
            "notes": dict(self.notes.most_common()),
            "examples": [
                {"file": one.source, "line": one.line, "reason": one.reason, "detail": one.detail}
                for one in self.examples[:20]
            ],
        }
