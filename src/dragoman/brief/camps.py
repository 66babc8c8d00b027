"""Two camps: groups of states tied by cooperation within and by conflict across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from dragoman.brief.acts import Act
from dragoman.brief.findings import Camps
from dragoman.brief.ties import THRESHOLD, Pair, by_dyad, pull
from dragoman.brief.wording import Wording

_CROSS = 2


def find_camps(acts: Sequence[Act], wording: Wording) -> Camps | None:
    """The two pairs of friends with most conflict between them, and their further friends; None without."""
    dyads = by_dyad(acts)
    ties = {pair: sum(pull(a, wording) for a in told) for pair, told in dyads.items()}
    friends = [pair for pair, total in ties.items() if total >= THRESHOLD]
    rivals = [(p, q) for p, q in combinations(friends, 2) if not set(p) & set(q) and _opposed(p, q, ties)]
    if not rivals:
        return None
    first, second = min(rivals, key=lambda pq: (_cross(pq[0], pq[1], ties), pq))
    left, right = set(first), set(second)
    for code in sorted({c for pair in ties for c in pair} - left - right):
        if _joins(code, left, right, ties):
            left.add(code)
        elif _joins(code, right, left, ties):
            right.add(code)
    within = [a for pair, told in dyads.items() for a in told if set(pair) <= left or set(pair) <= right]
    across = [
        a
        for pair, told in dyads.items()
        for a in told
        if len(set(pair) & left) == len(set(pair) & right) == 1
    ]
    told_acts = tuple(dict.fromkeys(a for a in (*across, *within) if pull(a, wording)))
    return Camps(tuple(sorted(left)), tuple(sorted(right)), told_acts)


def _tie(a: str, b: str, ties: Mapping[Pair, float]) -> float:
    return ties.get((a, b) if a < b else (b, a), 0.0)


def _cross(p: Sequence[str], q: Sequence[str], ties: Mapping[Pair, float]) -> float:
    return sum(_tie(a, b, ties) for a in p for b in q)


def _opposed(p: Pair, q: Pair, ties: Mapping[Pair, float]) -> bool:
    across = [_tie(a, b, ties) for a in p for b in q]
    return max(across) < THRESHOLD and sum(t <= -THRESHOLD for t in across) >= _CROSS


def _joins(code: str, ours: set[str], theirs: set[str], ties: Mapping[Pair, float]) -> bool:
    """A friend of one of ours, at odds with one of theirs, friend of none of theirs."""
    with_ours = [_tie(code, c, ties) for c in ours]
    with_theirs = [_tie(code, c, ties) for c in theirs]
    kind = max(with_ours) >= THRESHOLD and min(with_ours) > -THRESHOLD
    return kind and max(with_theirs) < THRESHOLD and min(with_theirs) <= -THRESHOLD
