"""The relation of two marked spans of a sentence, as the learned reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.coding.assembling import Assembler
from dragoman.coding.learned.candidates import syntax_of
from dragoman.coding.learned.encoding import TYPES, Span, Syntax, modality_name
from dragoman.coding.learned.model_files import model_directory
from dragoman.coding.learned.reader import LearnedReader
from dragoman.coding.parties import Scene
from dragoman.coding.steps import Steps, load_steps
from dragoman.records import Mention


class Relation(NamedTuple):
    """A type, its modality, and how probable the pair is (0 to 1)."""

    type: str
    modality: str
    probability: float


class PairReader:
    """Asks the network about one marked pair a sentence; the dictionaries say who the two are."""

    def __init__(self, reader: LearnedReader, steps: Steps) -> None:
        self.reader = reader
        self.steps = steps
        self._rules = Assembler(steps)

    def relations(
        self, sentence: str, source: tuple[int, int] | None, target: tuple[int, int] | None
    ) -> Sequence[Relation]:
        """All 16 types in all modalities, with probabilities that sum to 1; none where no source is marked."""
        if source is None:
            return ()
        mentions = self.steps.finder.find(sentence, None)
        spans = [_span(source, mentions)] + ([_span(target, mentions)] if target else [])
        pair = (0, 1 if target else -1)
        reading = self.reader.relations(sentence, spans, [pair], self._syntax(sentence, mentions, spans))
        told = float(reading.scores.types[0, 1:].sum()) or 1.0
        return [
            Relation(kind, modality_name(k), (reading.probability(pair, kind) or 0.0) / told * float(p))
            for kind in TYPES[1:]
            for k, p in enumerate(reading.modalities(pair, kind))
        ]

    def _syntax(self, sentence: str, mentions: Sequence[Mention], spans: Sequence[Span]) -> Syntax:
        names = [(m.start, m.end) for m in mentions if m.kind in {"person", "organisation", "group"}]
        parse = next(self.steps.parser.parse([(sentence, names)]))
        scene = Scene(parse, 0, mentions)
        read = [(d, self._rules.ruled_modality(scene, d)) for d in self.steps.predicates.read(scene)]
        return syntax_of(scene, spans, read, lambda token: self.steps.modality.read(parse, token).modality)


def _span(at: tuple[int, int], mentions: Sequence[Mention]) -> Span:
    """The marked span with what the first actor found in it stands for."""
    for m in mentions:
        if m.start < at[1] and m.end > at[0] and m.kind != "place":
            return Span(*at, m.actor.country, m.actor.sector, m.kind)
    return Span(*at, None, None, "other")


def load_relation_reader(dictionaries: Path | None = None) -> PairReader:
    """The reader of the shipped model. Raises InputError where no model is installed."""
    return PairReader(LearnedReader(model_directory(), threads=2), load_steps(dictionaries))
