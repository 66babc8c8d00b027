"""What the store answers: runs, coverage, learned names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """One coding run: what with, what over, and what came of it. Times are ISO 8601 in UTC.

    `status` is `running`, `done` or `interrupted`; `inputs` maps each input to its digest.
    """

    id: str
    started: str
    ended: str | None
    status: str
    coder: str
    ontology: str
    dictionaries: str
    versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The run as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was read in a period: documents, sentences and publishers; and the reports they gave.

    `period` is the month (`2023-11`) or other period's name, None for documents without a date.
    """

    period: str | None
    documents: int
    sentences: int
    publishers: int
    reports: int


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What is in a store: counts of rows, first and last date, coverage by month, reports by type.

    `events` is None where reports came or went since they were last grouped into events.
    """

    path: str
    schema: int
    documents: int
    sentences: int
    reports: int
    interests: int
    events: int | None
    runs: int
    rejects: int
    duplicates: int
    publishers: int
    first: str | None
    last: str | None
    months: tuple[Coverage, ...]
    types: Mapping[str, int]
    modalities: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return {**asdict(self), "months": [asdict(month) for month in self.months]}


@dataclass(frozen=True, slots=True)
class LearnedName:
    """A name learned from texts, with its support: documents, first and last date, sentences."""

    name: str
    country: str
    sector: str | None
    role: str | None
    documents: int
    first: str | None
    last: str | None
    sentences: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A frequent name without a country: in how many documents, and when first and last."""

    name: str
    documents: int
    first: str | None
    last: str | None

    def to_dict(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return asdict(self)
