"""What the network reads in a sentence: for each pair of its actors a type, a modality and a trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman.coding.learned.candidates import spans_of, syntax_of
from dragoman.coding.learned.encoding import TYPES, Floats, Span, Syntax, modality_name
from dragoman.coding.learned.network import Network, Scores, trigger_span
from dragoman.coding.parties import Scene
from dragoman.coding.predicates import Draft
from dragoman.records import Modality

_MOST = 24


@dataclass(frozen=True)
class Reading:
    """The network's scores for the ordered pairs of one sentence's spans; `computed` waits for them."""

    spans: Sequence[Span]
    pairs: Sequence[tuple[int, int]]
    computed: Callable[[], Scores]

    @cached_property
    def scores(self) -> Scores:
        """The probabilities, once they are there."""
        return self.computed()

    @cached_property
    def rows(self) -> dict[tuple[int, int], int]:
        """The row of each pair."""
        return {pair: k for k, pair in enumerate(self.pairs)}

    def probability(self, pair: tuple[int, int], kind: str) -> float | None:
        """How likely `pair` is related by an act of this type; None where the pair was not asked about."""
        row = self.rows.get(pair)
        return None if row is None else float(self.scores.types[row, TYPES.index(kind)])

    def kind(self, pair: tuple[int, int]) -> tuple[str, float]:
        """The likeliest type of the pair, none aside, and its probability."""
        row = self.scores.types[self.rows[pair]]
        k = 1 + int(row[1:].argmax())
        return TYPES[k], float(row[k])

    def modalities(self, pair: tuple[int, int], kind: str) -> Floats:
        """Probabilities of the six modalities, were the pair's act of this type."""
        row: Floats = self.scores.modalities[self.rows[pair], TYPES.index(kind)]
        return row

    def modality(self, pair: tuple[int, int], kind: str) -> tuple[Modality, float]:
        """The likeliest modality, and its probability."""
        row = self.modalities(pair, kind)
        k = int(row.argmax())
        return modality_name(k), float(row[k])

    def trigger(self, pair: tuple[int, int]) -> tuple[int, int]:
        """Where, within the sentence, the word stands that tells the act."""
        return trigger_span(self.scores.trigger[self.rows[pair]], self.scores.tokens)


class LearnedReader:
    """Reads scenes with one network."""

    def __init__(self, directory: Path, threads: int = 1) -> None:
        self.network = Network(directory, threads)

    def read(
        self, scene: Scene, read: Iterable[tuple[Draft, Modality]], modality: Callable[[int], Modality]
    ) -> Reading | None:
        """The reading of a sentence; None where no two actors, one of them of a known country, stand in it.

        `read` is what the rules read, with its modality; `modality` theirs of an act told by a token.
        """
        spans = spans_of(scene)[:_MOST]
        pairs = pairs_of(spans)
        if not pairs:
            return None
        return self.relations(scene.parse.text, spans, pairs, syntax_of(scene, spans, read, modality))

    def relations(
        self, text: str, spans: Sequence[Span], pairs: Sequence[tuple[int, int]], syntax: Syntax | None = None
    ) -> Reading:
        """The reading of given pairs of spans (-1: nobody) of any sentence."""
        return Reading(spans, pairs, self.network.scores(text, spans, pairs, syntax))


def pairs_of(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The ordered pairs worth asking about, and each actor alone; none where no country is named."""
    if not any(s.country for s in spans):
        return []
    out = []
    for i, s in enumerate(spans):
        out.append((i, -1))
        for j, t in enumerate(spans):
            apart = s.end <= t.start or t.end <= s.start
            if i != j and apart:
                out.append((i, j))
    return out
