"""The checker: nothing is printed that its cited evidence does not carry.

A part of a sentence passes when it cites evidence, when every name, number, date and verb in it occurs in
or follows from the cited sentences and the reports and interests coded there, when each act it tells has
that act's own source as its subject, and when no act that the text calls planned, possible, conditional,
demanded or denied is worded as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.brief.acts import Key
from dragoman.brief.licence import Licence, marked, words_of
from dragoman.brief.names import Names
from dragoman.brief.setting import RECIPROCAL
from dragoman.brief.statements import Line, Part
from dragoman.records import Actor, Coded, Interest, Report

_QUOTE = re.compile(r"“([^”]*)”")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cited:
    """One sentence that may be cited, and what was coded there."""

    text: str
    reports: tuple[Report, ...]
    interests: tuple[Interest, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A part that was not printed, and why."""

    text: str
    reason: str


class Checker:
    """Checks parts against the sentences of some coded documents."""

    def __init__(self, coded: Sequence[Coded], names: Names) -> None:
        self._names = names
        self._cited = index(coded)
        self._licences: dict[tuple[Key, ...], Licence] = {}
        self._fixed = frozenset(names.wording.empty.values())

    def line(self, line: Line) -> Failure | None:
        """The first failure in a line, None where all its parts hold."""
        for part in line.parts:
            reason = self.part(part)
            if reason is not None:
                return Failure(line.text, reason)
        return None

    def part(self, part: Part) -> str | None:
        """Why a part may not be printed, None where it may."""
        if part.kind == "note":
            return None if self._is_note(part.text) else "not one of the brief's fixed sentences"
        if part.kind == "label" and not part.keys and part.text in {"–", "undated"}:
            return None
        if not part.keys:
            return "no evidence is cited"
        missing = [k for k in part.keys if k not in self._cited]
        if missing:
            return f"evidence {missing[0]} does not exist"
        cited = [self._cited[k] for k in part.keys]
        return next((r for r in self._reasons(part, cited) if r), None)

    def _reasons(self, part: Part, cited: Sequence[Cited]) -> Iterator[str | None]:
        licence = self._licence(part.keys)
        yield self._quotes(part, cited)
        plain = _QUOTE.sub(" ", part.text)
        said = plain if self._is_heading(part.head, cited) else f"{part.head} {plain}"
        yield next((f"{w!r} is not in the evidence" for w in words_of(said) if not licence.allows(w)), None)
        yield self._claims(part, cited)
        if part.kind == "claim" and "?" not in part.text and not any(not c.asserted for c in part.claims):
            yield licence.unmarked(plain)

    def _quotes(self, part: Part, cited: Sequence[Cited]) -> str | None:
        texts = [_squeeze(c.text) for c in cited]
        for quote in _QUOTE.findall(part.text):
            if not any(_squeeze(quote) in text for text in texts):
                return f"“{quote}” is not in the evidence word for word"
        return None

    def _claims(self, part: Part, cited: Sequence[Cited]) -> str | None:
        reports = {r.id: r for c in cited for r in c.reports}
        for claim in part.claims:
            if claim.text not in part.text:
                return "the words that tell the act were changed"
            behind = [reports[i] for i in claim.reports if i in reports]
            if claim.asserted and behind and not marked(claim.text, behind, self._names.wording):
                return "an act that the text does not call done is told as a fact"
            if claim.reports and not behind:
                return "the cited evidence has no such report"
            if behind and not any(self._has_subject(claim.text, r) for r in behind):
                return "the one who acts is not the report's source"
        return None

    def _has_subject(self, text: str, report: Report) -> bool:
        low = text.lower()
        called = [n.lower() for a in report.source for n in (*self._called(a), a.text) if n]
        both = [n.lower() for a in report.target for n in self._called(a) if n]
        return any(low.startswith(n) for n in (*called, *both[: len(both) * self._is_reciprocal(report)]))

    def _called(self, actor: Actor) -> tuple[str, str, str]:
        return self._names.actor(actor), self._names.actor(actor, full=True), actor.name

    def _is_reciprocal(self, report: Report) -> bool:
        return report.type in RECIPROCAL

    def _licence(self, keys: tuple[Key, ...]) -> Licence:
        """What some sentences allow, remembered: many parts cite the same ones."""
        if keys not in self._licences:
            self._licences[keys] = Licence.build([self._cited[k] for k in keys], self._names)
        return self._licences[keys]

    def _is_heading(self, head: str, cited: Sequence[Cited]) -> bool:
        """Whether a bullet's head names institutions that the cited sentences bring in."""
        if head in self._names.wording.head.values():
            return True
        text = " ".join(c.text for c in cited)
        institutions = self._names.wording.institutions
        known = [n for n in institutions if n.lower() in head.lower()]
        left = head.lower()
        for name in sorted(known, key=len, reverse=True):
            left = left.replace(name.lower(), "")
        in_text = all(any(term in text for term in institutions[n]) for n in known)
        return bool(known) and in_text and not set(left.replace(",", " ").split()) - {"and"}

    def _is_note(self, text: str) -> bool:
        return (
            text in self._fixed
            or text + "." in self._fixed
            or bool(re.fullmatch(r"\d+ lesser acts? (?:is|are) in the data and not in this table\.", text))
        )


def index(coded: Iterable[Coded]) -> Mapping[Key, Cited]:
    """Every sentence of the documents by document id and number."""
    found: dict[Key, Cited] = {}
    for item in coded:
        for sentence in item.sentences:
            found[(item.document.id, sentence.index)] = Cited(sentence.text, (), ())
        coded_there = [r.evidence for r in item.reports] + [i.evidence for i in item.interests]
        for evidence in coded_there:
            key = (item.document.id, evidence.sentence)
            reports = tuple(r for r in item.reports if r.evidence.sentence == key[1])
            interests = tuple(i for i in item.interests if i.evidence.sentence == key[1])
            found[key] = Cited(found[key].text if key in found else evidence.text, reports, interests)
    return found


def _squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
