"""Precision, recall and F1 from counts, with a bootstrap interval over items."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

SAMPLES = 500
_LOW, _HIGH = 12, 487

Counts = tuple[int, int, int]
"""Of one item: tuples found in both, in the prediction, in the gold."""


@dataclass(frozen=True, slots=True)
class Score:
    """Micro-averaged precision, recall and F1 (shares, 0 to 1) and the counts they rest on.

    `low` and `high` bound F1's 95 % interval from 500 bootstrap samples of items (Efron 1979, "Bootstrap
    methods"); None where none was drawn.
    """

    precision: float
    recall: float
    f1: float
    hits: int
    predicted: int
    gold: int
    low: float | None = None
    high: float | None = None

    def to_dict(self) -> dict[str, float | int | None]:
        """The score as a JSON object."""
        return asdict(self)


def score(per_item: Iterable[Counts]) -> Score:
    """The score of the items' counts taken together; 0 where nothing can be divided."""
    counts = list(per_item)
    hits, predicted, gold = (sum(c[i] for c in counts) for i in range(3))
    precision, recall = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Score(precision, recall, f1, hits, predicted, gold)


def interval(per_item: Sequence[Counts], rng: random.Random) -> tuple[float, float]:
    """F1's 95 % interval over bootstrap samples of the items."""
    drawn = sorted(_f1([per_item[rng.randrange(len(per_item))] for _ in per_item]) for _ in range(SAMPLES))
    return drawn[_LOW], drawn[_HIGH]


def _f1(counts: Sequence[Counts]) -> float:
    """F1 alone, computed as `score` does, so that intervals agree to the last digit."""
    return score(counts).f1
