"""Signed ties between actors, summed from reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records import Report

_UNREAL = frozenset({"planned", "possible", "conditional"})


@dataclass(frozen=True, slots=True)
class Tie:
    """An unordered pair: intensity points of cooperation (positive) and conflict (negative), and the counts.

    `real` is False where no act between the two is actual: the text only plans or thinks possible.
    """

    a: str
    b: str
    plus: float
    minus: float
    acts: int
    real: bool

    @property
    def sign(self) -> str:
        """`cooperation`, `conflict`, or `mixed` where the weaker side has two fifths of the stronger."""
        strong, weak = max(self.plus, -self.minus), min(self.plus, -self.minus)
        if weak >= 0.4 * strong:
            return "mixed"
        return "cooperation" if self.plus > -self.minus else "conflict"


def signed_ties(reports: Iterable[Report]) -> tuple[Tie, ...]:
    """One tie a pair of countries; what is demanded or denied does not count. Strongest first."""
    kept: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.modality in {"demanded", "denied"}:
            continue
        for pair in _pairs(report):
            kept[pair].append(report)
    ties = [_tie(a, b, told) for (a, b), told in kept.items()]
    return tuple(sorted(ties, key=lambda t: (-(t.plus - t.minus), t.a, t.b)))


def _pairs(report: Report) -> set[tuple[str, str]]:
    found = set()
    for source in report.source:
        for target in report.target:
            if source.country and target.country and source.country != target.country:
                a, b = sorted((source.country, target.country))
                found.add((a, b))
    return found


def _tie(a: str, b: str, told: list[Report]) -> Tie:
    return Tie(
        a,
        b,
        sum(r.intensity for r in told if r.intensity > 0),
        sum(r.intensity for r in told if r.intensity < 0),
        len(told),
        any(r.modality not in _UNREAL for r in told),
    )
