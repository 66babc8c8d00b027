"""Precision, recall and F1 from counts, with bootstrap intervals over items."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dragoman.evaluation.sampling import Interval, interval_of, ratio

SAMPLES = 500
_LOW, _HIGH = 12, 487

Counts = tuple[int, int, int]
"""Of one item: tuples found in both, in the prediction, in the gold."""


@dataclass(frozen=True, slots=True)
class Score:
    """Micro-averaged precision, recall and F1 (shares, 0 to 1) and the counts they rest on.

    `low` and `high` bound F1's 95 % interval from 500 bootstrap samples of items (Efron 1979, "Bootstrap
    methods"), the other two fields those of precision and recall; None where none was drawn.
    """

    precision: float
    recall: float
    f1: float
    hits: int
    predicted: int
    gold: int
    low: float | None = None
    high: float | None = None
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None

    def to_dict(self) -> dict[str, Any]:
        """The score as a JSON object."""
        return asdict(self)


def score(per_item: Iterable[Counts]) -> Score:
    """The score of the items' counts taken together; 0 where nothing can be divided."""
    counts = list(per_item)
    hits, predicted, gold = (sum(c[i] for c in counts) for i in range(3))
    precision, recall = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Score(precision, recall, f1, hits, predicted, gold)


def score_with_intervals(per_item: Sequence[Counts], rng: random.Random | None = None) -> Score:
    """The same with intervals; F1's is that of the shared scorer if its generator is given."""
    doubled = [(2 * hits, predicted, gold, predicted + gold) for hits, predicted, gold in per_item]
    low, high = interval(per_item, rng) if rng else interval_of(doubled, ratio(0, 3))
    return replace(
        score(per_item),
        low=low,
        high=high,
        precision_interval=interval_of(per_item, ratio(0, 1)),
        recall_interval=interval_of(per_item, ratio(0, 2)),
    )


def interval(per_item: Sequence[Counts], rng: random.Random) -> Interval:
    """F1's 95 % interval over bootstrap samples of the items, drawn as the shared scorer draws them."""
    drawn = sorted(_f1([per_item[rng.randrange(len(per_item))] for _ in per_item]) for _ in range(SAMPLES))
    return drawn[_LOW], drawn[_HIGH]


def _f1(counts: Sequence[Counts]) -> float:
    """F1 alone, computed as `score` does, so that intervals agree to the last digit."""
    return score(counts).f1
