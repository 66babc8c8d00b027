"""Pairs that the network relates, put together into acts: one trigger tells one act, in which each actor has one side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.learned.candidates import Pair
from dragoman.coding.learned.reader import Reading
from dragoman.coding.lexicon import RECIPROCAL

Found = tuple[Pair, float]
_BESIDE = 0.5


@dataclass(frozen=True)
class Act:
    """An act as the network tells it: parties as indexes of spans, its likeliest pair and that pair's probability."""

    type: str
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    pair: Pair
    probability: float


def acts_of(reading: Reading, found: Iterable[tuple[Pair, str, float]]) -> Iterator[Act]:
    """The acts behind related pairs. Pairs of one trigger share the type that most of their probability tells."""
    told: dict[int, dict[str, list[Found]]] = {}
    for pair, kind, p in found:
        told.setdefault(reading.trigger(pair)[0], {}).setdefault(kind, []).append((pair, p))
    for types in told.values():
        kind = max(types, key=lambda k: sum(p for _, p in types[k]))
        yield _act(reading, kind, types[kind])


def _act(reading: Reading, kind: str, hits: Sequence[Found]) -> Act:
    if kind in RECIPROCAL and any(j >= 0 for (_, j), _ in hits):
        return _mutual(reading, kind, hits)
    hits = _sided(hits)
    pair, p = max(hits, key=lambda h: h[1])
    beside = [h for h in hits if h[1] >= _BESIDE * p]
    sources = _one_each(reading, [(q, i) for (i, _), q in beside])
    targets = _one_each(reading, [(q, j) for (_, j), q in beside if j >= 0])
    return Act(kind, sources, targets, pair, p)


def _sided(hits: Sequence[Found]) -> list[Found]:
    """The pairs in which each actor stands on the side where most of its probability is."""
    side: dict[int, float] = {}
    for (i, j), p in hits:
        side[i] = side.get(i, 0.0) + p
        if j >= 0:
            side[j] = side.get(j, 0.0) - p
    best = max(hits, key=lambda h: h[1])
    kept = [h for h in hits if side[h[0][0]] > 0 and (h[0][1] < 0 or side[h[0][1]] < 0)]
    return kept if best in kept or kept else [best]


def _mutual(reading: Reading, kind: str, hits: Sequence[Found]) -> Act:
    pair, p = max(hits, key=lambda h: h[1])
    score: dict[int, float] = {}
    for both, q in hits:
        for k in both:
            if k >= 0 and q >= _BESIDE * p:
                score[k] = max(score.get(k, 0.0), q)
    parties = _one_each(reading, [(q, k) for k, q in score.items()])
    return Act(kind, parties[:1], parties[1:], pair, p)


def _one_each(reading: Reading, hits: Iterable[tuple[float, int]]) -> tuple[int, ...]:
    """The likeliest mention of each country, in the order of the text; of those without country the likeliest."""
    best: dict[str | None, tuple[float, int]] = {}
    for p, k in hits:
        country = reading.spans[k].country
        if country not in best or (p, -k) > (best[country][0], -best[country][1]):
            best[country] = (p, k)
    if len(best) > 1:
        best.pop(None, None)
    return tuple(sorted(k for _, k in best.values()))
