"""Records built by hand: a short way to say what a coder would have found in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records import (
    Actor,
    Attribution,
    Coded,
    DateSpan,
    Document,
    Evidence,
    Explanation,
    Interest,
    Mention,
    Modality,
    Report,
    Sentence,
    Stance,
    Trigger,
    What,
    content_id,
)

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
INTENSITY = {
    **{
        "AGREE": 4.0,
        "CONSULT": 1.5,
        "SUPPORT": 4.5,
        "CONCEDE": 5.0,
        "COOPERATE": 6.5,
        "AID": 8.0,
        "RETREAT": 7.0,
    },
    **{"REQUEST": -1.0, "ACCUSE": -3.0, "REJECT": -4.0, "THREATEN": -5.0, "PROTEST": -6.0, "SANCTION": -6.0},
    **{"MOBILIZE": -7.0, "COERCE": -7.0, "ASSAULT": -10.0},
}


@dataclass(frozen=True)
class Who:
    """An actor as a text names it: code, name, span, and the kind of mention."""

    country: str
    name: str
    text: str
    kind: str = "country"
    sector: str | None = "GOV"
    role: str | None = None

    def actor(self) -> Actor:
        plain = self.kind in {"country", "adjective", "reference"}
        slug = self.country if plain else re.sub(r"\W+", "-", self.name.lower())
        return Actor(slug, self.name, self.country, self.sector, self.role, self.text)


@dataclass(frozen=True)
class Told:
    """A report to be: type, parties, trigger word, modality, sentence, date."""

    sentence: int
    type: str
    source: tuple[Who, ...]
    target: tuple[Who, ...]
    trigger: str
    modality: Modality = "actual"
    date: DateSpan | None = None
    mode: str | None = None


@dataclass(frozen=True)
class Wants:
    """An interest to be."""

    sentence: int
    actor: Who
    stance: Stance
    class_: str
    text: str


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """A plain sentence splitter, enough for test texts."""
    found, index = [], 0
    for match in re.finditer(r"\S.*?(?:(?<!U\.S)[.?!](?=\s|$)|\n\n|$)", text, re.S):
        if match.group().strip():
            found.append(Sentence(index, match.start(), match.end(), match.group().strip()))
            index += 1
    return tuple(found)


def coded(
    text: str,
    date: str | None,
    told: Sequence[Told],
    wants: Sequence[Wants] = (),
    *,
    source_id: str = "text",
    publisher: str | None = None,
    title: str | None = None,
) -> Coded:
    """The records that a coder would give for `text`."""
    document = Document(
        content_id("d", source_id, date, text),
        source_id,
        text,
        date,
        "given",
        title=title,
        publisher=publisher,
    )
    sentences = sentences_of(text)
    whos = [w for t in told for w in (*t.source, *t.target)] + [w.actor for w in wants]
    return Coded(
        document,
        sentences,
        tuple(_report(document, sentences[t.sentence], t) for t in told),
        tuple(_interest(document, sentences[w.sentence], w) for w in wants),
        tuple(_mention(text, who) for who in dict.fromkeys(whos)),
    )


def _mention(text: str, who: Who) -> Mention:
    at = max(text.find(who.text), 0)
    return Mention(at, at + len(who.text), who.text, who.actor(), who.kind, at)  # type: ignore[arg-type]


def _evidence(document: Document, sentence: Sentence) -> Evidence:
    return Evidence(
        document.id,
        document.source_id,
        document.published,
        document.publisher,
        document.url,
        sentence.index,
        sentence.start,
        sentence.end,
        sentence.text,
    )


def _report(document: Document, sentence: Sentence, told: Told) -> Report:
    at = sentence.text.index(told.trigger) + sentence.start
    source, target = tuple(w.actor() for w in told.source), tuple(w.actor() for w in told.target)
    day = told.date or DateSpan(document.published, document.published, "day", "published")
    key = (told.type, told.modality, told.trigger, at, [a.id for a in source], [a.id for a in target])
    return Report(
        content_id("r", document.id, *key),
        told.type,
        told.mode,
        (),
        None,
        INTENSITY[told.type],
        QUAD[told.type],  # type: ignore[arg-type]
        source,
        target,
        day,
        None,
        told.modality,
        Attribution("author"),
        Trigger(told.trigger, at, at + len(told.trigger)),
        _evidence(document, sentence),
        0.7,
        Explanation("rules", "test"),
        "rules 0.1.0",
        "plover-2.0",
        "sha256:test",
    )


def _interest(document: Document, sentence: Sentence, wants: Wants) -> Interest:
    key = (document.id, wants.sentence, wants.actor.name, wants.stance, wants.text)
    return Interest(
        content_id("i", *key),
        wants.actor.actor(),
        wants.stance,
        What(wants.class_, wants.text),
        None,
        "actual",
        _evidence(document, sentence),
        0.7,
        Explanation("rules", "test"),
        "rules 0.1.0",
        "sha256:test",
    )
