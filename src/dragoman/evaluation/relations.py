"""What a sentence tells between two marked spans: the interface, and the coder's own reports behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from dragoman.documents import make_document
from dragoman.evaluation.dyads import UNDIRECTED
from dragoman.records import Actor, Coded, Document, Report

Span = tuple[int, int]
"""Code points of a span in its sentence, half open."""


class Relation(NamedTuple):
    """A type (one of the 16, or NONE), its modality, and how probable the pair is (0 to 1)."""

    type: str
    modality: str
    probability: float


class RelationReader(Protocol):
    """Whoever can say what a sentence tells between two spans."""

    def relations(
        self, sentence: str, source: Span | None, target: Span | None
    ) -> Sequence[tuple[str, str, float]]:
        """Relations from source to target, in any order; none where the reader finds none.

        A span is None where the data mark none. Probabilities need not sum to 1: the scorer adds up
        those that mean the same label.
        """


class ReportReader:
    """Reads relations from the reports of a coder, whichever coder that is.

    It takes the reports whose source and target are the marked ones; if there are none, those with one of
    both in its place; if there are none, all of the sentence. Their confidence, halved for each marked actor
    that is not in its place, is their probability, and an act that took place (`actual`) comes before one
    that is only spoken of.
    """

    def __init__(self, code_many: Callable[[Iterable[Document]], Iterable[Coded]]) -> None:
        self._code_many = code_many

    def relations(self, sentence: str, source: Span | None, target: Span | None) -> list[Relation]:
        """Relations by the reports of the sentence; empty where it has none or could not be coded."""
        coded = next(iter(self._code_many([make_document(sentence)])), None)
        if coded is None:  # a language model may give no answer
            return []
        a, b = _marked(coded, sentence, source), _marked(coded, sentence, target)
        ranked = [(_nearness(report, a, b), report) for report in coded.reports]
        best = max((rank for rank, _ in ranked), default=0)
        chosen = [report for rank, report in ranked if rank == best]
        told = [r for r in chosen if r.modality == "actual"] or chosen
        return [Relation(r.type, r.modality, r.confidence / 2 ** (2 - best)) for r in told]


class JoinedReader:
    """What several readers find, put together: the scorer adds up what they agree on."""

    def __init__(self, *readers: RelationReader) -> None:
        self._readers = readers

    def relations(self, sentence: str, source: Span | None, target: Span | None) -> list[Relation]:
        """All readers' relations, in the readers' order."""
        return [
            Relation(*found)
            for reader in self._readers
            for found in reader.relations(sentence, source, target)
        ]


def _marked(coded: Coded, sentence: str, span: Span | None) -> frozenset[str]:
    """The words and ids of the actors that share a letter with a marked span."""
    if span is None:
        return frozenset()
    start, end = _moved(coded.document.text, sentence, span)
    found = [m for m in coded.mentions if m.start < end and start < m.end]
    return frozenset(x for m in found for x in (m.text, m.actor.id) if x)


def _moved(text: str, sentence: str, span: Span) -> Span:
    """The span in the document's text, which reading may have repaired."""
    start, end = span
    words = sentence[start:end]
    if text[start:end] == words:
        return span
    found = text.find(words)
    return (found, found + len(words)) if found >= 0 else span


def _nearness(report: Report, source: frozenset[str], target: frozenset[str]) -> int:
    """How many of both marked actors stand in the report where they are marked; reciprocal acts may turn."""
    straight = _is(report.source, source) + _is(report.target, target)
    turned = _is(report.target, source) + _is(report.source, target)
    return max(straight, turned) if report.type in UNDIRECTED else straight


def _is(actors: Sequence[Actor], marked: frozenset[str]) -> bool:
    return any(a.text in marked or a.id in marked for a in actors)
