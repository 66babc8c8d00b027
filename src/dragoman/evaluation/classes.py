"""Scoring one label an item: macro-F1, each class, the confusion of classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.evaluation.sampling import Interval, interval_of

if TYPE_CHECKING:
    from dragoman.evaluation.sampling import Floats, Statistic

NONE = "unread"
"""How an item without a predicted label is shown; it counts as wrong."""


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class: shares (0 to 1), and how often the gold and the prediction have it."""

    precision: float
    recall: float
    f1: float
    gold: int
    coded: int


@dataclass(frozen=True, slots=True)
class ClassScores:
    """The mean F1 over the gold's classes (0 to 1) with its 95 % bootstrap interval, and what it rests on.

    `confusion` counts gold label, then predicted label; unread items stand under `unread`.
    """

    n: int
    macro_f1: float
    interval: Interval
    accuracy: float
    classes: Mapping[str, ClassScore]
    confusion: Mapping[str, Mapping[str, int]]


def score_classes(gold: Sequence[str], predicted: Sequence[str | None]) -> ClassScores:
    """Predicted labels against gold ones, in the same order; None is an item that got no label.

    The mean is over the classes that the gold has, each with the same weight (macro-averaging, Yang 1999,
    "An evaluation of statistical approaches to text categorization").
    """
    labels = sorted(set(gold))
    pairs = Counter(zip(gold, predicted, strict=True))
    classes = {label: _one(label, pairs) for label in labels}
    hits = sum(count for (has, said), count in pairs.items() if has == said)
    return ClassScores(
        n=len(gold),
        macro_f1=sum(s.f1 for s in classes.values()) / len(labels) if labels else 0.0,
        interval=_interval(labels, gold, predicted),
        accuracy=hits / len(gold) if gold else 0.0,
        classes=classes,
        confusion={label: _row(label, pairs) for label in labels},
    )


def _one(label: str, pairs: Counter[tuple[str, str | None]]) -> ClassScore:
    """One class's score."""
    hits = pairs[label, label]
    gold = sum(count for (has, _), count in pairs.items() if has == label)
    coded = sum(count for (_, said), count in pairs.items() if said == label)
    f1 = 2 * hits / (gold + coded) if gold + coded else 0.0
    return ClassScore(hits / coded if coded else 0.0, hits / gold if gold else 0.0, f1, gold, coded)


def _row(label: str, pairs: Counter[tuple[str, str | None]]) -> dict[str, int]:
    """What the items of one gold label were called, the commonest first."""
    found = [(said or NONE, count) for (has, said), count in pairs.items() if has == label]
    return dict(sorted(found, key=lambda x: (-x[1], x[0])))


def _interval(labels: Sequence[str], gold: Sequence[str], predicted: Sequence[str | None]) -> Interval:
    """The 95 % interval of the mean F1 over bootstrap samples of the items."""
    rows = [
        [2.0 * (has == said == x) for x in labels] + [float(has == x) + float(said == x) for x in labels]
        for has, said in zip(gold, predicted, strict=True)
    ]
    return interval_of(rows, _macro(len(labels)))


def _macro(k: int) -> Statistic:
    """The mean over k classes of doubled hits over sums."""

    def mean(sums: Floats) -> Floats:
        import numpy as np

        hits, of = sums[:, :k], sums[:, k:]
        shares: Floats = np.divide(hits, of, out=np.zeros_like(hits), where=of > 0).mean(axis=1)
        return shares

    return mean
