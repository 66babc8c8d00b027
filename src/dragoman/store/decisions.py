"""People's decisions on what is one event: an append-only file beside the store, one JSON object a line.

A split says that some reports are not of one event with others, a join that they are. Decisions count in their
order, the later over the earlier; one can be undone by another line. None is ever removed from the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import StoreError
from dragoman.records import content_id

Act = Literal["split", "join", "undo"]
NONE_YET = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `one` and `other` are report ids; for `undo`, `of` is the decision that no longer holds."""

    id: str
    act: Act
    when: str
    why: str
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    of: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The decision as the JSON object of the file."""
        return {**asdict(self), "one": list(self.one), "other": list(self.other)}


class Decisions:
    """The decisions of a file, and which pairs of reports they keep apart or together."""

    def __init__(self, every: Sequence[Decision] = ()) -> None:
        self.every = tuple(every)
        undone = {decision.of for decision in self.every if decision.act == "undo"}
        self.holding = tuple(d for d in self.every if d.act != "undo" and d.id not in undone)
        self._bars: dict[str, dict[str, Decision]] = {}
        self._joins: dict[str, dict[str, Decision]] = {}
        for decision in self.holding:
            for a, b in ((a, b) for a in decision.one for b in decision.other if a != b):
                self._set(a, b, decision)
                self._set(b, a, decision)

    def _set(self, a: str, b: str, decision: Decision) -> None:
        here, there = (self._bars, self._joins) if decision.act == "split" else (self._joins, self._bars)
        here.setdefault(a, {})[b] = decision
        there.get(a, {}).pop(b, None)

    @property
    def digest(self) -> str:
        """Changes with every decision."""
        return content_id("g", *(d.id for d in self.holding)) if self.holding else NONE_YET

    def bars(self, report: str, others: Iterable[str]) -> bool:
        """Whether a split keeps the report from one of the others."""
        barred = self._bars.get(report, {})
        return bool(barred) and any(other in barred for other in others)

    def barring(self, one: str, other: str) -> Decision | None:
        """The split that keeps two reports apart; where it names the event's other members, any that does."""
        found = self._bars.get(one, {})
        return found.get(other) or next(iter(found.values()), None)

    def joins(self) -> Mapping[str, Mapping[str, Decision]]:
        """For each report, those with which a join puts it into one event."""
        return {report: others for report, others in self._joins.items() if others}


def path_beside(store: Path) -> Path:
    """The file of decisions of a store."""
    return store.with_name(store.name + ".decisions.jsonl")


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file, none if it is absent. Raises StoreError for a line that cannot be read."""
    if not path.is_file():
        return Decisions()
    lines = path.read_text(encoding="utf-8").splitlines()
    return Decisions([_decision(path, i, line) for i, line in enumerate(lines, 1) if line.strip()])


def _decision(path: Path, number: int, line: str) -> Decision:
    try:
        row = json.loads(line)
        if row["act"] not in ("split", "join", "undo"):
            raise ValueError(f"act: got {row['act']!r}, expected split, join or undo")
        return Decision(**{**row, "one": tuple(row["one"]), "other": tuple(row["other"])})
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path}:{number}: is no decision: {error}", hint="Mend the line, or take it out of the file."
        ) from error


def decide(
    path: Path,
    act: Act,
    *,
    one: Sequence[str] = (),
    other: Sequence[str] = (),
    of: str | None = None,
    why: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Decision:
    """Adds a decision to the file and returns it. Raises StoreError where it cannot be written."""
    when = now().isoformat(timespec="microseconds")
    key = content_id("c", act, when, list(one), list(other), of)
    decision = Decision(key, act, when, why, tuple(one), tuple(other), of)
    line = json.dumps(decision.to_dict(), ensure_ascii=False)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror}", hint="Check its permissions."
        ) from error
    return decision
