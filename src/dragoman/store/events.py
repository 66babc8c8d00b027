"""Groups reports that tell the same event, each with the reason why it was joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.ontology import load_ontology
from dragoman.records import Actor, DateSpan, Document, Event, Report, content_id
from dragoman.store.codec import Codec
from dragoman.store.likeness import Words

if TYPE_CHECKING:
    from dragoman.store.store import Store

NEAR_DAYS = 3
"""How many days two tellings of one event may lie apart."""
ALIKE = 0.4
"""Share of content words that two tellings must have in common (of the shorter one)."""
ALIKE_ELSEWHERE = 0.7
"""The same, where they name different places or modes."""
ALIKE_SAME_DAY = 0.3
"""The same, where day and trigger are the same and nothing contradicts."""
_BLOCKS = """
    SELECT {columns}, d.publisher, d.url, d.duplicate_of
    FROM reports r JOIN documents d ON d.id = r.evidence.document
    ORDER BY "type", modality,
             list_sort(list_distinct(list_transform(list_concat("source", "target"),
                                                    lambda a: coalesce(a.country, a.id))))
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """A report with what is needed to compare it: its words, its day, where it was published."""

    report: Report
    words: frozenset[str]
    day: int | None
    publisher: str
    root: str


@dataclass(slots=True)
class _Group:
    """An event in the making: its members, and why each was joined."""

    members: list[Telling]
    reasons: list[str] = field(default_factory=lambda: ["First report of the event."])


def group_reports(reports: Iterable[Report], documents: Iterable[Document]) -> list[Event]:
    """Events by date and id: each report is a member of exactly one.

    Two reports tell one event when type, modality and parties are the same (without direction for
    reciprocal types), their days lie at most three apart, neither place nor mode contradicts, and
    they share words; near-duplicate documents count as one publisher. Reasons stand beside members.
    """
    known = {document.id: document for document in documents}
    words = Words.load(files("dragoman.store") / "data" / "common_words.txt")
    reciprocal = frozenset(entry.name for entry in load_ontology().types.values() if entry.reciprocal)
    tellings = [_telling(report, _origin(report, known), words) for report in reports]
    events = [event for block in _blocks(tellings, reciprocal) for event in _events(block)]
    return sorted(events, key=lambda event: (event.date.start or "9999", event.id))


def regrouped(store: Store) -> Iterator[list[Event]]:
    """The events of a store, a block of reports with the same parties at a time."""
    codec = Codec(Report)
    words = Words.load(files("dragoman.store") / "data" / "common_words.txt")
    reciprocal = frozenset(entry.name for entry in load_ontology().types.values() if entry.reciprocal)
    columns = ", ".join(f'r."{name}"' for name in codec.columns)
    width = len(codec.columns)
    rows = store._query(_BLOCKS.format(columns=columns), [])
    tellings = (
        _telling(codec.record(row[:width]), _publisher(row[width], row[width + 1], row[width + 2]), words)
        for row in rows
    )
    for _, same in groupby(
        tellings, key=lambda t: (t.report.type, t.report.modality, _all_parties(t.report))
    ):
        for block in _blocks(same, reciprocal):
            yield _events(block)


def _telling(report: Report, origin: tuple[str, str | None], words: Words) -> Telling:
    publisher, root = origin
    names = " ".join(f"{actor.text} {actor.name}" for actor in (*report.source, *report.target))
    start = report.date.start or report.evidence.published
    day = (
        date.fromisoformat(start).toordinal() if start and report.date.precision in ("day", "week") else None
    )
    return Telling(
        report,
        words.of(report.evidence.text, without=names),
        day,
        publisher,
        root or report.evidence.document,
    )


def _origin(report: Report, documents: Mapping[str, Document]) -> tuple[str, str | None]:
    """Publisher and root document of a report, where its document is known."""
    document = documents.get(report.evidence.document)
    if document is None:
        return _publisher(report.evidence.publisher, report.evidence.url, None)
    seen = {document.id}
    root = document
    while root.duplicate_of and root.duplicate_of in documents and root.duplicate_of not in seen:
        seen.add(root.duplicate_of)
        root = documents[root.duplicate_of]
    return _publisher(document.publisher, document.url, root.duplicate_of or root.id)


def _publisher(name: str | None, url: str | None, root: str | None) -> tuple[str, str | None]:
    """Publisher (or the host it came from; all unnamed ones count as one) and root document."""
    host = urlsplit(url).netloc.removeprefix("www.") if url else ""
    return (name or host).lower(), root


def _all_parties(report: Report) -> tuple[str, ...]:
    return tuple(sorted({party(actor) for actor in (*report.source, *report.target)}))


def party(actor: Actor) -> str:
    """What an actor counts as when parties are compared: its country, or itself without one."""
    return actor.country or actor.id


def _blocks(tellings: Iterable[Telling], reciprocal: frozenset[str]) -> Iterator[list[Telling]]:
    """Tellings with the same type, modality and parties, each block by day."""
    blocks: dict[tuple[object, ...], list[Telling]] = {}
    for telling in tellings:
        report = telling.report
        sides = (tuple(sorted({party(a) for a in side})) for side in (report.source, report.target))
        parties = (_all_parties(report),) if report.type in reciprocal else tuple(sides)
        blocks.setdefault((report.type, report.modality, parties), []).append(telling)
    for block in blocks.values():
        yield sorted(block, key=_order)


def _order(telling: Telling) -> tuple[int, str, str, int, int, str]:
    report, evidence = telling.report, telling.report.evidence
    day = telling.day if telling.day is not None else 10**9
    return (
        day,
        evidence.published or "9999",
        evidence.document,
        evidence.sentence,
        report.trigger.start,
        report.id,
    )


def _events(block: Sequence[Telling]) -> list[Event]:
    """Joins each telling to the first group that it fits, or begins one."""
    closed: list[_Group] = []
    active: list[_Group] = []
    for telling in block:
        keep = [group for group in active if _near(group.members[0], telling)]
        closed += [group for group in active if not _near(group.members[0], telling)]
        active = keep
        for group in active:
            reason = next((r for member in group.members if (r := _why(member, telling))), None)
            if reason:
                group.members.append(telling)
                group.reasons.append(reason)
                break
        else:
            active.append(_Group([telling]))
    return [_event(group) for group in (*closed, *active)]


def _near(first: Telling, later: Telling) -> bool:
    """Whether a telling may still belong to the event that `first` began."""
    if first.day is None or later.day is None:
        return first.day is later.day
    return abs(later.day - first.day) <= NEAR_DAYS


def _why(one: Telling, other: Telling) -> str | None:
    """Why two tellings are of one event, as a sentence; None if they are not."""
    a, b = one.report, other.report
    shared = one.words & other.words
    shorter = min(len(one.words), len(other.words))
    share = len(shared) / shorter if shorter else 0.0
    enough = ALIKE
    if _contradicts(a, b):
        enough = ALIKE_ELSEWHERE
    elif one.day is not None and one.day == other.day and a.trigger.text.lower() == b.trigger.text.lower():
        enough = ALIKE_SAME_DAY
    if one.root == other.root and a.evidence.document != b.evidence.document:
        enough = min(enough, ALIKE)
    if share < enough:
        return None
    when = _apart(one, other)
    said = ", ".join(sorted(shared)[:5]) or "no words"
    copy = " The documents are near-duplicates." if one.root == other.root and one is not other else ""
    if a.evidence.document == b.evidence.document:
        copy = " Both stand in one document."
    return (
        f"Same parties, type and modality as {a.id}, {when}; {len(shared)} of {shorter} content words "
        f"shared ({said}).{copy}"
    )


def _contradicts(a: Report, b: Report) -> bool:
    """Whether two reports name different modes or places."""
    modes = a.mode and b.mode and a.mode != b.mode
    places = a.place and b.place and a.place.name != b.place.name
    return bool(modes or places)


def _apart(one: Telling, other: Telling) -> str:
    if one.day is None or other.day is None:
        return "both without a day"
    days = abs(one.day - other.day)
    return "on the same day" if days == 0 else f"{days} day{'s' if days > 1 else ''} apart"


def _event(group: _Group) -> Event:
    """The event of a group, told by its first report."""
    first = group.members[0].report
    spans = [member.report.date for member in group.members]
    publishers = {member.publisher for member in _roots(group.members)}
    return Event(
        content_id("e", first.id),
        first.type,
        first.source,
        first.target,
        _best(spans),
        first.modality,
        tuple(member.report.id for member in group.members),
        tuple(group.reasons),
        len(publishers),
    )


def _roots(members: Sequence[Telling]) -> list[Telling]:
    """One telling for each root document: copies are not independent."""
    return list({member.root: member for member in reversed(members)}.values())


def _best(spans: Sequence[DateSpan]) -> DateSpan:
    """The first date that is precise to the day, else the first."""
    return next((span for span in spans if span.precision == "day" and span.start), spans[0])
