"""The columns of exported tables, each with its type and meaning; the codebook is made from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.ontology import Ontology
from dragoman.records import Actor, Event, Interest, Report
from dragoman.store.ddl import columns as record_columns

Cell = str | int | float | None
QUAD_NAMES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its DuckDB type, and what it means in a sentence."""

    name: str
    type: str
    meaning: str


def panel_columns(ontology: Ontology) -> list[Column]:
    """The columns of the dyad panel."""
    columns = [
        Column("source", "VARCHAR", "Who acts: country or organisation code."),
        Column("target", "VARCHAR", "Whom it is done to: country or organisation code."),
        Column("period", "VARCHAR", "Day, ISO week (2023-W45), month, quarter (2023-Q4) or year."),
        Column("modality", "VARCHAR", "How real the texts say the events are."),
        Column("events", "BIGINT", "Events: reports that tell the same thing count once."),
        Column("reports", "BIGINT", "Reports: every telling counts."),
        Column("intensity_sum", "DOUBLE", "Sum of Goldstein intensities (-10 to 10)."),
        Column("intensity_mean", "DOUBLE", "Their mean; empty where nothing is counted."),
    ]
    for number, name in enumerate(QUAD_NAMES, 1):
        columns += _group(f"quad{number}", name)
    for entry in ontology.types:
        columns += _group(entry, entry)
    return [
        *columns,
        Column("documents", "BIGINT", "Coverage: documents published in the period, whatever they tell."),
        Column("sentences", "BIGINT", "Coverage: their sentences."),
        Column("publishers", "BIGINT", "Coverage: publishers that they name."),
    ]


def _group(key: str, name: str) -> list[Column]:
    return [
        Column(f"n_{key}", "BIGINT", f"How many are {name}."),
        Column(f"intensity_sum_{key}", "DOUBLE", f"Sum of intensities of {name}."),
        Column(f"intensity_mean_{key}", "DOUBLE", f"Mean intensity of {name}; empty where there is none."),
    ]


_ACTOR = (("", "codes or slugs"), ("_country", "countries"), ("_sector", "sectors"), ("_name", "names"))
_EVIDENCE = (
    Column("document", "VARCHAR", "Document's id."),
    Column("source_id", "VARCHAR", "The input's own id, or its file name."),
    Column("published", "VARCHAR", "Publication date."),
    Column("publisher", "VARCHAR", "Publisher, where the input names it."),
    Column("url", "VARCHAR", "Address, where the input gives it."),
    Column("sentence", "BIGINT", "Number of the sentence, from 0."),
    Column("start", "BIGINT", "First code point of the evidence in the document's text."),
    Column("end", "BIGINT", "Code point after its last."),
    Column("text", "VARCHAR", "The evidence's words."),
)
REPORT_COLUMNS = (
    Column("id", "VARCHAR", "Report's id: a hash of what it tells and where."),
    Column("type", "VARCHAR", "PLOVER event type."),
    Column("mode", "VARCHAR", "PLOVER mode."),
    Column("contexts", "VARCHAR", "PLOVER contexts, joined by |."),
    Column("cameo", "VARCHAR", "CAMEO code; text, as it may begin with 0."),
    Column("intensity", "DOUBLE", "Goldstein intensity, -10 to 10."),
    Column("quad", "BIGINT", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."),
    *(
        Column(f"{side}{end}", "VARCHAR", f"The {side} actors' {what}, joined by |.")
        for side in ("source", "target")
        for end, what in _ACTOR
    ),
    Column("date_start", "VARCHAR", "First day of the event."),
    Column("date_end", "VARCHAR", "Last day."),
    Column("date_precision", "VARCHAR", "day, week, month, quarter, year, decade or open."),
    Column("date_basis", "VARCHAR", "What the date rests on: published, text, context or unknown."),
    Column("place", "VARCHAR", "Place named."),
    Column("place_country", "VARCHAR", "Its country."),
    Column("modality", "VARCHAR", "How real the text says it is."),
    Column("attribution", "VARCHAR", "author or speaker."),
    Column("speaker", "VARCHAR", "The speaker's words."),
    Column("speaker_actor", "VARCHAR", "The speaker's code, where known."),
    Column("trigger", "VARCHAR", "The words that carry the type."),
    *_EVIDENCE,
    Column("confidence", "DOUBLE", "How sure the coder is, 0 to 1."),
    Column("rule", "VARCHAR", "The rule or model that spoke."),
    Column("coder", "VARCHAR", "Coder and version."),
    Column("ontology", "VARCHAR", "Ontology and version."),
    Column("dictionaries", "VARCHAR", "Digest of the dictionaries."),
)
INTEREST_COLUMNS = (
    Column("id", "VARCHAR", "Interest's id."),
    Column("actor", "VARCHAR", "Actor's code or slug."),
    Column("actor_country", "VARCHAR", "Its country."),
    Column("actor_sector", "VARCHAR", "Its sector."),
    Column("stance", "VARCHAR", "seeks, holds, lacks, offers, fears or opposes."),
    Column("class", "VARCHAR", "Class of the thing."),
    Column("what", "VARCHAR", "The words used for it."),
    Column("counterpart", "VARCHAR", "The other party's code, where named."),
    Column("modality", "VARCHAR", "How real the text says it is."),
    *_EVIDENCE,
    Column("confidence", "DOUBLE", "How sure the coder is, 0 to 1."),
    Column("rule", "VARCHAR", "The rule that spoke."),
    Column("coder", "VARCHAR", "Coder and version."),
    Column("dictionaries", "VARCHAR", "Digest of the dictionaries."),
)
EVENT_COLUMNS = (
    Column("id", "VARCHAR", "Event's id: that of its first report, hashed."),
    Column("type", "VARCHAR", "PLOVER event type."),
    *(
        Column(f"{side}{end}", "VARCHAR", f"The {side} actors' {what}, joined by |.")
        for side in ("source", "target")
        for end, what in _ACTOR
    ),
    Column("date_start", "VARCHAR", "First day of the event."),
    Column("date_end", "VARCHAR", "Last day."),
    Column("date_precision", "VARCHAR", "day, week, month, quarter, year, decade or open."),
    Column("modality", "VARCHAR", "How real the texts say it is."),
    Column("publishers", "BIGINT", "Independent publishers: copies and unnamed ones count once."),
    Column("reports", "VARCHAR", "Its reports' ids, joined by |."),
    Column("reasons", "VARCHAR", "Why each was joined, joined by |."),
)


def report_cells(report: Report) -> list[Cell]:
    """A report as one flat row, in the order of REPORT_COLUMNS."""
    place, said = report.place, report.attribution
    return [
        report.id,
        report.type,
        report.mode,
        "|".join(report.contexts),
        report.cameo,
        report.intensity,
        report.quad,
        *_actor_cells(report.source),
        *_actor_cells(report.target),
        report.date.start,
        report.date.end,
        report.date.precision,
        report.date.basis,
        place.name if place else None,
        place.country if place else None,
        report.modality,
        said.by,
        said.text,
        said.actor.id if said.actor else None,
        report.trigger.text,
        *_evidence_cells(report),
        report.confidence,
        report.explain.rule,
        report.coder,
        report.ontology,
        report.dictionaries,
    ]


def interest_cells(interest: Interest) -> list[Cell]:
    """An interest as one flat row, in the order of INTEREST_COLUMNS."""
    actor, other = interest.actor, interest.counterpart
    return [
        interest.id,
        actor.id,
        actor.country,
        actor.sector,
        interest.stance,
        interest.what.class_,
        interest.what.text,
        other.id if other else None,
        interest.modality,
        *_evidence_cells(interest),
        interest.confidence,
        interest.explain.rule,
        interest.coder,
        interest.dictionaries,
    ]


def event_cells(event: Event) -> list[Cell]:
    """An event as one flat row, in the order of EVENT_COLUMNS."""
    return [
        event.id,
        event.type,
        *_actor_cells(event.source),
        *_actor_cells(event.target),
        event.date.start,
        event.date.end,
        event.date.precision,
        event.modality,
        event.publishers,
        "|".join(event.reports),
        "|".join(event.reasons),
    ]


FLAT: Mapping[str, tuple[tuple[Column, ...], Callable[[Any], list[Cell]]]] = MappingProxyType(
    {
        "reports": (REPORT_COLUMNS, report_cells),
        "interests": (INTEREST_COLUMNS, interest_cells),
        "events": (EVENT_COLUMNS, event_cells),
    }
)
_NESTED = MappingProxyType(
    {
        "contexts": "PLOVER contexts.",
        "source": "Who acts: id, name, country, sector, role and the words of the text, one entry each.",
        "target": "Whom it is done to, in the same form.",
        "date": "First and last day, precision, and what the date rests on.",
        "place": "Place named, and its country.",
        "attribution": "Who says so: author or speaker, the speaker's words and actor.",
        "trigger": "The words that carry the type, and where they stand in the document.",
        "evidence": "Document, its source, date, publisher and address; sentence, span and words.",
        "explain": "Which part of the coder spoke, its rule, and the parts of the score.",
        "actor": "Whose interest it is: id, name, country, sector, role and the words of the text.",
        "what": "The thing: its class, and the words used.",
        "counterpart": "The other party, where named.",
        "reports": "Its reports' ids.",
        "reasons": "Why each was joined.",
    }
)


def nested_columns(table: str, record: type) -> list[Column]:
    """The columns of a table whose fields are nested, as Parquet and JSON lines have them."""
    flat = {column.name: column.meaning for column in FLAT[table][0]}
    pairs = (definition.split(" ", 1) for definition in record_columns(record))
    named = ((name.strip('"'), kind) for name, kind in pairs)
    return [Column(name, kind, _NESTED.get(name) or flat[name]) for name, kind in named]


def _actor_cells(actors: tuple[Actor, ...]) -> list[Cell]:
    return [
        "|".join(actor.id for actor in actors),
        "|".join(actor.country or "" for actor in actors),
        "|".join(actor.sector or "" for actor in actors),
        "|".join(actor.name for actor in actors),
    ]


def _evidence_cells(record: Report | Interest) -> list[Cell]:
    e = record.evidence
    return [e.document, e.source_id, e.published, e.publisher, e.url, e.sentence, e.start, e.end, e.text]
