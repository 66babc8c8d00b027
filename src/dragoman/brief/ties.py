"""Who moves where: signed sums by dyad, and the triangles they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.brief.acts import Act
from dragoman.brief.findings import Direction, Movement, Triangle
from dragoman.brief.names import UNNAMED
from dragoman.brief.wording import Wording

THRESHOLD = 1.0
MIXED = 0.4
Pair = tuple[str, str]


def pull(act: Act, wording: Wording) -> float:
    """How far an act draws its parties together (positive) or apart (negative), in intensity points."""
    if (act.mode or "") in wording.weightless.get(act.type, ()):
        return 0.0
    return act.intensity * wording.pull[act.modality]


def by_dyad(acts: Iterable[Act]) -> Mapping[Pair, tuple[Act, ...]]:
    """Acts by unordered pair of countries, each pair in alphabetical order."""
    found: dict[Pair, list[Act]] = defaultdict(list)
    for act in acts:
        pairs = {tuple(sorted(pair)) for pair in act.dyads()}
        for a, b in sorted(pairs):
            if a not in UNNAMED and b not in UNNAMED:
                found[(a, b)].append(act)
    return {pair: tuple(told) for pair, told in found.items()}


def movements(acts: Sequence[Act], wording: Wording) -> tuple[Movement, ...]:
    """Closer, apart or unsettled by dyad, strongest first; dyads that hardly move are left out."""
    found = []
    for (a, b), told in by_dyad(a for a in acts if not a.background or a.recent).items():
        pulls = [pull(act, wording) for act in told]
        plus, minus = sum(p for p in pulls if p > 0), -sum(p for p in pulls if p < 0)
        total = round(plus - minus, 2)
        if max(plus, minus) < THRESHOLD:
            continue
        direction: Direction = "closer" if total > 0 else "apart"
        if min(plus, minus) >= MIXED * max(plus, minus):
            direction = "unsettled"
        found.append(Movement(a, b, direction, total, told))
    return tuple(sorted(found, key=lambda m: (-abs(m.score), m.a, m.b)))


def signs(acts: Sequence[Act], wording: Wording) -> Mapping[Pair, int]:
    """The sign of each dyad over its actual acts, background included: +1, -1, or 0 near nothing."""
    found = {}
    for pair, told in by_dyad(acts).items():
        total = sum(pull(act, wording) for act in told if act.modality == "actual")
        found[pair] = 1 if total >= THRESHOLD else -1 if total <= -THRESHOLD else 0
    return found


def triangles(acts: Sequence[Act], wording: Wording) -> tuple[Triangle, ...]:
    """Signed triads: strained ones (with both of two in conflict) and fronts (two against a third)."""
    dyads, sign = by_dyad(acts), signs(acts, wording)
    countries = sorted({c for pair, s in sign.items() if s for c in pair})
    found = []
    for triad in combinations(countries, 3):
        triple = [(pair, sign.get(pair, 0)) for pair in combinations(triad, 2)]
        values = [s for _, s in triple]
        if 0 in values:
            continue
        odd = next((pair for pair, s in triple if values.count(s) == 1), None)
        if odd is None:
            continue
        hub = next(c for c in triad if c not in odd)
        told = tuple(act for pair, _ in triple for act in dyads[pair])
        if values.count(-1) == 1:
            found.append(Triangle(hub, odd[0], odd[1], "strain", told))
        else:
            found.append(Triangle(hub, odd[0], odd[1], "front", told))
    return tuple(sorted(found, key=lambda t: -sum(abs(pull(a, wording)) for a in t.acts)))
