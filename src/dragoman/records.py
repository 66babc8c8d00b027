"""The nouns of Dragoman: frozen, typed, and nothing else.

Offsets are code points into a document's stored (repaired) text, half open. Sentences count from 0.
Dates are ISO 8601 text (`YYYY-MM-DD`). The JSON form of a record is the public contract: its keys,
their order and their values are checked by the conformance test.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Modality = Literal["actual", "planned", "possible", "conditional", "demanded", "denied"]
Stance = Literal["seeks", "holds", "lacks", "offers", "fears", "opposes"]
Precision = Literal["day", "week", "month", "quarter", "year", "decade", "open"]
Quad = Literal[1, 2, 3, 4]

MODALITIES: tuple[Modality, ...] = ("actual", "planned", "possible", "conditional", "demanded", "denied")
STANCES: tuple[Stance, ...] = ("seeks", "holds", "lacks", "offers", "fears", "opposes")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as it stood on the document's date.

    `id` is the country or organisation code, or a slug for a person, group or ministry; `country` is
    ISO 3166 alpha-3 or an organisation code, None where the text does not tell; `text` is the span.
    """

    id: str
    name: str
    country: str | None
    sector: str | None = None
    role: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When: first and last day (both inclusive), how precise, and what it rests on."""

    start: str | None
    end: str | None
    precision: Precision
    basis: Literal["published", "text", "context", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text says it happened; `country` is None where only a name is known."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the author, or a speaker (with the actor, where he is one)."""

    by: Literal["author", "speaker"]
    text: str | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that carry the event type; offsets into the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the text says it: document, sentence, span, and the span's words."""

    document: str
    source_id: str
    published: str | None
    publisher: str | None
    url: str | None
    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Which part of the coder spoke: rules, model or both; the rule's id; the parts of the score."""

    by: str
    rule: str
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One text's telling of an event. Immutable; `id` hashes what it tells and where."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    intensity: float
    quad: Quad
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    date: DateSpan
    place: Place | None
    modality: Modality
    attribution: Attribution
    trigger: Trigger
    evidence: Evidence
    confidence: float
    explain: Explanation
    coder: str
    ontology: str
    dictionaries: str

    def to_dict(self) -> dict[str, Any]:
        """The record as the JSON object of the public contract, `kind` first."""
        return {"kind": "report", **_plain(asdict(self))}


@dataclass(frozen=True, slots=True)
class What:
    """The thing an interest is about: its class in the resource vocabulary, and the words used."""

    class_: str
    text: str


@dataclass(frozen=True, slots=True)
class Interest:
    """What the text says that an actor seeks, holds, lacks, offers, fears or opposes."""

    id: str
    actor: Actor
    stance: Stance
    what: What
    counterpart: Actor | None
    modality: Modality
    evidence: Evidence
    confidence: float
    explain: Explanation
    coder: str
    dictionaries: str

    def to_dict(self) -> dict[str, Any]:
        """The record as the JSON object of the public contract, `kind` first."""
        row = _plain(asdict(self))
        row["what"] = {"class": self.what.class_, "text": self.what.text}
        return {"kind": "interest", **row}


@dataclass(frozen=True, slots=True)
class Document:
    """A dated text with its source. `id` hashes source id, date and text."""

    id: str
    source_id: str
    text: str
    published: str | None
    date_basis: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    duplicate_of: str | None = None
    duplicate_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document."""

    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor; `kind` says how, `head` is the offset of its head word's first letter."""

    start: int
    end: int
    text: str
    actor: Actor
    kind: Literal["country", "adjective", "person", "organisation", "group", "sector", "place", "reference"]
    head: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class LearnedActor:
    """A name that no dictionary has, learned from the text that introduces it."""

    name: str
    country: str
    sector: str | None
    role: str | None
    document: str
    published: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that was set aside, where it stood, and why."""

    source: str
    line: int | None
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one or more reports tell; `reports` are its members, `reasons` why each was joined."""

    id: str
    type: str
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    date: DateSpan
    modality: Modality
    reports: tuple[str, ...]
    reasons: tuple[str, ...]
    publishers: int


@dataclass(frozen=True, slots=True)
class Coded:
    """What coding one document gave."""

    document: Document
    sentences: tuple[Sentence, ...]
    reports: tuple[Report, ...]
    interests: tuple[Interest, ...]
    mentions: tuple[Mention, ...] = ()
    learned: tuple[LearnedActor, ...] = ()
    unknown: tuple[str, ...] = ()


def content_id(prefix: str, *parts: object) -> str:
    """A stable id: `prefix_` and the first 16 hexadecimal digits of the SHA-256 of the parts as JSON."""
    payload = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{prefix}_{hashlib.sha256(payload.encode()).hexdigest()[:16]}"


def _plain(value: Any) -> Any:
    """Tuples to lists, mappings to dicts, deep; leaves stay as they are."""
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value
