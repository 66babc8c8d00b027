"""What an import did: expected, read, kept, set aside and why; what is flagged; which codes nobody knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from dragoman.records import Reject

SHOWN = 1000
"""At most so many set-aside rows stand in a ledger; all are counted, and all are in the store's rejects."""


@dataclass(slots=True)
class FileLedger:
    """The account of one file: `expected` rows are its lines without header and empty ones.

    `kept` rows are new in the store, `known` stood there already under their id; `aside` counts by reason.
    Read = kept + known + aside, and expected = read unless a file breaks off within a record.
    """

    file: str
    layout: str = ""
    expected: int = 0
    read: int = 0
    kept: int = 0
    known: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    recoded: int = 0
    problem: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "file": self.file, "layout": self.layout, "expected": self.expected, "read": self.read,
            "kept": self.kept, "known": self.known, "set_aside": dict(self.aside.most_common()),
            "recoded": self.recoded, "problem": self.problem,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A code that should name a state and names none, or several; how many rows have it on either side."""

    code: str
    why: str
    rows: int


@dataclass(slots=True)
class Ledger:
    """The account of an import of one or more files of a source.

    Of the rows now in the store from these files: `events` is how many differ in day, actors, code and place,
    `repeats` how many tell an event over again, `urls` how many addresses they come from; `misdated` counts
    rows by what looks wrong in their date (`year`, `month`: exactly one too early; `future`: after it was reported).
    """

    source: str
    store: str
    files: list[FileLedger] = field(default_factory=list)
    events: int = 0
    repeats: int = 0
    urls: int = 0
    misdated: Counter[str] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    def add_reject(self, reject: Reject) -> None:
        """Lists a row that was set aside, if not too many are listed."""
        if len(self.rejects) < SHOWN:
            self.rejects.append(reject)

    def total(self, name: str) -> int:
        """Sum of a count over the files."""
        return sum(getattr(file, name) for file in self.files)

    @property
    def aside(self) -> Counter[str]:
        """Set-aside rows by reason, over the files."""
        return sum((file.aside for file in self.files), Counter())

    @property
    def unknown_codes(self) -> list[UnknownCode]:
        """Codes without a country, the most frequent first."""
        listed = sorted(self.unknown.items(), key=lambda one: (-one[1], one[0]))
        return [UnknownCode(code, why, rows) for (code, why), rows in listed]

    def to_dict(self) -> dict[str, Any]:
        """The ledger as the JSON object that `--json` prints."""
        return {
            "source": self.source,
            "store": self.store,
            **{name: self.total(name) for name in ("expected", "read", "kept", "known")},
            "set_aside": {"rows": sum(self.aside.values()), "reasons": dict(self.aside.most_common())},
            "recoded": self.total("recoded"),
            "events": self.events,
            "repeats": self.repeats,
            "urls": self.urls,
            "misdated": dict(self.misdated),
            "unknown_codes": [
                {"code": one.code, "why": one.why, "rows": one.rows} for one in self.unknown_codes
            ],
            "files": [file.to_dict() for file in self.files],
            "rows_set_aside": [
                {"file": one.source, "line": one.line, "reason": one.reason, "detail": one.detail}
                for one in self.rejects
            ],
        }
