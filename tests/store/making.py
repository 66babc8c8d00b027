"""Small records for the store's tests."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import (
    Actor,
    Attribution,
    Coded,
    DateSpan,
    Document,
    Evidence,
    Explanation,
    Interest,
    LearnedActor,
    Modality,
    Place,
    Quad,
    Report,
    Sentence,
    Trigger,
    What,
    content_id,
)

CODER, DICTIONARIES = "rules 0.1.0", "sha256:91ab"
QUADS: dict[str, Quad] = {"AID": 2, "CONSULT": 1, "ACCUSE": 3, "ASSAULT": 4, "SANCTION": 4, "AGREE": 1}
INTENSITY = {"AID": 8.3, "CONSULT": 1.0, "ACCUSE": -2.0, "ASSAULT": -10.0, "SANCTION": -8.0, "AGREE": 4.0}


def actor(country: str | None, sector: str | None = None, name: str | None = None) -> Actor:
    name = name or {"PRK": "Korea", "RUS": "Russia"}.get(country or "")
    return Actor(
        country or "somebody", name or country or "somebody", country, sector, None, name or country or "they"
    )


def document(
    text: str,
    day: str | None = "2023-11-09",
    source_id: str = "item-1",
    publisher: str | None = None,
    duplicate_of: str | None = None,
) -> Document:
    return Document(
        id=content_id("d", source_id, day, text),
        source_id=source_id,
        text=text,
        published=day,
        date_basis="field" if day else "none",
        publisher=publisher,
        duplicate_of=duplicate_of,
        duplicate_kind="near" if duplicate_of else None,
    )


def report(
    doc: Document,
    type_: str = "AID",
    source: Sequence[str] = ("PRK",),
    target: Sequence[str] = ("RUS",),
    modality: Modality = "actual",
    trigger: str | None = None,
    day: str | None = "",
    mode: str | None = None,
    place: Place | None = None,
    dictionaries: str = DICTIONARIES,
) -> Report:
    word = trigger or doc.text.split()[1]
    start = doc.text.index(word)
    on = doc.published if day == "" else day
    span = DateSpan(on, on, "day", "published") if on else DateSpan(None, None, "open", "unknown")
    return Report(
        id=content_id("r", doc.id, start, type_, mode, modality, list(source), list(target)),
        type=type_,
        mode=mode,
        contexts=("military",),
        cameo="072",
        intensity=INTENSITY[type_],
        quad=QUADS[type_],
        source=tuple(actor(c, "GOV") for c in source),
        target=tuple(actor(c) for c in target),
        date=span,
        place=place,
        modality=modality,
        attribution=Attribution("author"),
        trigger=Trigger(word, start, start + len(word)),
        evidence=Evidence(
            doc.id, doc.source_id, doc.published, doc.publisher, doc.url, 0, 0, len(doc.text), doc.text
        ),
        confidence=0.71,
        explain=Explanation("rules", "supply.2", {"frame": 0.5, "actors": 0.9}),
        coder=CODER,
        ontology="plover-2.0",
        dictionaries=dictionaries,
    )


def interest(doc: Document) -> Interest:
    return Interest(
        id=content_id("i", doc.id),
        actor=actor("RUS", "GOV"),
        stance="seeks",
        what=What("arms", "munitions"),
        counterpart=actor("PRK"),
        modality="actual",
        evidence=report(doc).evidence,
        confidence=0.5,
        explain=Explanation("rules", "seek.1", {}),
        coder=CODER,
        dictionaries=DICTIONARIES,
    )


def coded(
    doc: Document, *reports: Report, learned: Sequence[LearnedActor] = (), unknown: Sequence[str] = ()
) -> Coded:
    sentence = Sentence(0, 0, len(doc.text), doc.text)
    return Coded(
        doc, (sentence,), reports or (report(doc),), (interest(doc),), (), tuple(learned), tuple(unknown)
    )
