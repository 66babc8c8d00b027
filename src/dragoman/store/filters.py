"""What to select reports by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.records import Modality


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports to take; what is empty does not filter.

    `source` and `target` name a country, organisation or actor id; `about` names parties of which
    each must take part on either side; `since` and `until` are publication dates, both inclusive;
    `modality` defaults to every modality; `duplicates` False leaves out near-duplicate documents.
    """

    types: Sequence[str] = ()
    source: str | None = None
    target: str | None = None
    about: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    modality: Sequence[Modality] = ()
    document: str | None = None
    duplicates: bool = True

    def where(self) -> tuple[str, list[Any]]:
        """The SQL condition over `reports`, and its parameters."""
        parts: list[str] = ["true"]
        values: list[Any] = []
        for column, chosen in (("type", self.types), ("modality", self.modality)):
            if chosen:
                parts.append(f'list_contains(?, "{column}")')
                values.append(list(chosen))
        for side, who in (("source", self.source), ("target", self.target)):
            if who:
                parts.append(_takes_part(f'"{side}"'))
                values += [who, who]
        for who in self.about:
            parts.append(_takes_part('list_concat("source", "target")'))
            values += [who, who]
        for sign, day in ((">=", self.since), ("<=", self.until)):
            if day:
                parts.append(f"evidence.published {sign} ?")
                values.append(day)
        if self.document:
            parts.append("evidence.document = ?")
            values.append(self.document)
        if not self.duplicates:
            parts.append("evidence.document NOT IN (SELECT id FROM documents WHERE duplicate_of IS NOT NULL)")
        return " AND ".join(parts), values


def _takes_part(actors: str) -> str:
    """The condition that one of a list of actors has an id or a country."""
    return f"len(list_filter({actors}, lambda a: a.id = ? OR a.country = ?)) > 0"
