"""Precision against recall as the least confidence rises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.evaluation.counting import Counts, Score, score, score_with_intervals
from dragoman.evaluation.dyads import View, event_tuples, views
from dragoman.evaluation.reading import Event, Items

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What is left with `--min-confidence` at this value: shares (0 to 1), and the tuples still coded."""

    min_confidence: float
    precision: float
    recall: float
    f1: float
    coded: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The points by rising confidence, and the one that keeps half of the recall of the first.

    `half` is the score, with intervals, at the highest confidence whose recall is at least half of the
    recall without a threshold; `half_confidence` is that confidence. None where nothing was found.
    """

    level: str
    points: tuple[CurvePoint, ...]
    half_confidence: float | None
    half: Score | None

    def to_dict(self) -> dict[str, Any]:
        """The curve as a JSON object."""
        return asdict(self)

    def to_lines(self) -> list[str]:
        """The curve for people: at most a dozen points, evenly over the recall."""
        head = f"{'--min-confidence':20} precision recall     F1   coded   ({self.level})"
        lines = [
            f"{p.min_confidence:<20.2f} {p.precision:9.3f} {p.recall:6.3f} {p.f1:6.3f}  {p.coded:6}"
            for p in self._shown()
        ]
        if self.half and self.half.precision_interval:
            low, high = self.half.precision_interval
            lines.append(
                f"half of the recall is kept at {self.half_confidence:.2f}: "
                f"precision {self.half.precision:.3f} ({low:.3f}-{high:.3f}), recall {self.half.recall:.3f}"
            )
        return [head, *lines]

    def _shown(self) -> list[CurvePoint]:
        step = max(1, -(-len(self.points) // _SHOWN))
        return [
            p for i, p in enumerate(self.points) if i % step == 0 or p.min_confidence == self.half_confidence
        ]


def precision_recall_curve(gold: Mapping[str, Sequence[Event]], predicted: Items, level: str) -> Curve:
    """The curve at one level; a tuple is as confident as the surest event that tells it.

    Events without a confidence count as certain (1).
    """
    view = views()[level]
    wanted = {key: {view(x) for x in event_tuples(events)} for key, events in gold.items()}
    coded = {key: _confident(predicted.get(key, []), view) for key in gold}
    steps = sorted({confidence for found in coded.values() for confidence in found.values()})
    points = []
    for step in steps:
        s = score(_counts(wanted, coded, step))
        points.append(CurvePoint(step, s.precision, s.recall, s.f1, s.predicted))
    if not points or not points[0].recall:
        return Curve(level, tuple(points), None, None)
    half = max(p.min_confidence for p in points if p.recall >= points[0].recall / 2)
    return Curve(level, tuple(points), half, score_with_intervals(_counts(wanted, coded, half)))


def at_least(items: Mapping[str, Sequence[Event]], confidence: float) -> Items:
    """The same items with the events of at least that confidence; those without any are kept."""
    return {key: [e for e in events if _confidence(e) >= confidence] for key, events in items.items()}


def _confident(events: Sequence[Event], view: View) -> dict[object, float]:
    """Each tuple's highest confidence."""
    best: dict[object, float] = {}
    for event in events:
        for found in map(view, event_tuples([event])):
            best[found] = max(best.get(found, 0.0), _confidence(event))
    return best


def _counts(
    wanted: Mapping[str, set[object]], coded: Mapping[str, Mapping[object, float]], least: float
) -> list[Counts]:
    """Each item's counts of what is at least that confident."""
    kept = {key: {x for x, c in found.items() if c >= least} for key, found in coded.items()}
    return [(len(kept[key] & gold), len(kept[key]), len(gold)) for key, gold in wanted.items()]


def _confidence(event: Event) -> float:
    return float(event.get("confidence", 1.0))
