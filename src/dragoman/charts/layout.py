"""Where the nodes of a small network stand: spring layout after Fruchterman and Reingold (1991)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from dragoman.charts.ties import Tie

_ROUNDS = 160


def place(nodes: Sequence[str], ties: Sequence[Tie]) -> Mapping[str, tuple[float, float]]:
    """Positions in [-1, 1]²: friends near, all pushed apart; the same input gives the same picture."""
    count = len(nodes)
    if count < 2:
        return dict.fromkeys(nodes, (0.0, 0.0))
    spots = [
        [math.cos(2 * math.pi * i / count), math.sin(2 * math.pi * i / count) + 0.01 * i]
        for i in range(count)
    ]
    at = {node: i for i, node in enumerate(nodes)}
    edges = [(at[t.a], at[t.b], 0.5 if t.sign == "conflict" else 1.0) for t in ties]
    ideal = 1.1 / math.sqrt(count)
    for turn in range(_ROUNDS):
        _step(spots, edges, ideal, 0.12 * (1 - turn / _ROUNDS))
    return _scaled(nodes, spots)


def _step(
    spots: list[list[float]], edges: Sequence[tuple[int, int, float]], ideal: float, reach: float
) -> None:
    moves = [[0.0, 0.0] for _ in spots]
    for i in range(len(spots)):
        for j in range(i + 1, len(spots)):
            _push(spots, moves, i, j, lambda d: ideal * ideal / d)
    for i, j, weight in edges:
        _push(spots, moves, i, j, partial(_attraction, weight / ideal))
    for spot, move in zip(spots, moves, strict=True):
        length = math.hypot(*move) or 1.0
        spot[0] += move[0] / length * min(length, reach)
        spot[1] += move[1] / length * min(length, reach)


def _attraction(strength: float, distance: float) -> float:
    return -strength * distance * distance


def _push(
    spots: list[list[float]], moves: list[list[float]], i: int, j: int, force: Callable[[float], float]
) -> None:
    dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
    distance = math.hypot(dx, dy) or 0.01
    strength = force(distance) / distance
    moves[i][0] += dx * strength
    moves[i][1] += dy * strength
    moves[j][0] -= dx * strength
    moves[j][1] -= dy * strength


def _scaled(nodes: Sequence[str], spots: Sequence[Sequence[float]]) -> dict[str, tuple[float, float]]:
    """Fill the square in both directions, so that labels get room."""
    out: list[list[float]] = []
    for axis in (0, 1):
        low, high = min(s[axis] for s in spots), max(s[axis] for s in spots)
        span = (high - low) or 1.0
        out.append([2 * (s[axis] - low) / span - 1 for s in spots])
    return {node: (round(out[0][i], 4), round(out[1][i], 4)) for i, node in enumerate(nodes)}
