"""From reports to events: reports that tell one act become one event, each with the reason why it was joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.records import DateSpan, Document, Event, Report, content_id
from dragoman.store.codec import Codec
from dragoman.store.decided import with_joins
from dragoman.store.decisions import Decisions
from dragoman.store.grouping import Group, Grouping, order, publishers
from dragoman.store.rules import Rules
from dragoman.store.telling import Rarity, Source, Telling, party, publisher, telling

if TYPE_CHECKING:
    from dragoman.store.store import Store

_ORDERED = """
    SELECT {columns}, d.publisher, d.url, coalesce(d.duplicate_of, d.id),
           concat(coalesce(d.title, ''), ' ', left(d.text, {context}))
    FROM reports r JOIN documents d ON d.id = r.evidence.document
    ORDER BY coalesce(r."date"."start", r.evidence.published) NULLS LAST,
             r.evidence.published NULLS LAST, r.evidence.document, r.evidence.sentence, r."trigger"."start", r.id
"""
_SENTENCES = """
    SELECT DISTINCT evidence.text, "type",
           list_sort(list_distinct(list_transform("source", lambda a: coalesce(a.country, a.id))))
    FROM reports
"""


def group_reports(
    reports: Iterable[Report], documents: Iterable[Document], decisions: Decisions | None = None
) -> list[Event]:
    """Events by date and id: each report is a member of exactly one, whatever the order of the input.

    Two reports tell one event when modality and type are the same, each side's parties are the same, a part
    of the other's or left open, their days lie near, and their score (words, names, numbers, places, ...)
    is high enough; `data/grouping.toml` has the weights. Copies of a document count as one publisher.
    """
    rules, decided = Rules.load(), decisions or Decisions()
    known = {document.id: document for document in documents}
    every = list({report.id: report for report in reports}.values())
    said = {(r.evidence.text, r.type, tuple(sorted({party(a) for a in r.source}))) for r in every}
    rarity = Rarity(said, rules)
    tellings = sorted((telling(r, _source(r, known, rules), rules, rarity) for r in every), key=order)
    events = map(event_of, _decided(tellings, rules, decided))
    return sorted(events, key=lambda event: (event.date.start or "9999", event.id))


def regrouped(store: Store, decisions: Decisions | None = None) -> Iterator[Event]:
    """The events of a store as they are found; only a window of days is in memory."""
    rules, decided = Rules.load(), decisions or Decisions()
    rarity = Rarity(store._query(_SENTENCES, []), rules)
    yield from map(event_of, _decided(_stored(store, rules, rarity), rules, decided))


def fingerprint(decisions: Decisions) -> str:
    """What the grouping of the same reports depends on: the rules and the decisions."""
    return f"{Rules.load().digest} {decisions.digest}"


def _decided(tellings: Iterable[Telling], rules: Rules, decisions: Decisions) -> Iterator[Group]:
    return with_joins(Grouping(rules, decisions).groups(tellings), decisions)


def _stored(store: Store, rules: Rules, rarity: Rarity) -> Iterator[Telling]:
    """The tellings of a store in the order in which they are grouped."""
    codec = Codec(Report)
    columns = ", ".join(f'r."{name}"' for name in codec.columns)
    width = len(codec.columns)
    for row in store._query(_ORDERED.format(columns=columns, context=rules.context), []):
        by, url, root, context = row[width:]
        yield telling(codec.record(row[:width]), Source(publisher(by, url), root, context), rules, rarity)


def _source(report: Report, documents: Mapping[str, Document], rules: Rules) -> Source:
    """Publisher, root document and subject of a report, where its document is known."""
    document = documents.get(report.evidence.document)
    if document is None:
        evidence = report.evidence
        return Source(publisher(evidence.publisher, evidence.url), evidence.document, evidence.text)
    context = f"{document.title or ''} {document.text[: rules.context]}"
    return Source(publisher(document.publisher, document.url), document.duplicate_of or document.id, context)


def event_of(group: Group) -> Event:
    """The event of a group; its first report names it, its first one with both sides tells the parties."""
    first = group.members[0].report
    full = next((m.report for m in group.members if m.sources and m.targets), first)
    return Event(
        content_id("e", first.id),
        full.type,
        full.source,
        full.target,
        _best([member.report.date for member in group.members]),
        first.modality,
        tuple(member.report.id for member in group.members),
        tuple(group.reasons),
        publishers(group.members),
    )


def _best(spans: Sequence[DateSpan]) -> DateSpan:
    """The first date that is precise to the day, else the first."""
    return next((span for span in spans if span.precision == "day" and span.start), spans[0])
