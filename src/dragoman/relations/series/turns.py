"""Where a relation turned, how sure that is, and which acts mark it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import MissingExtraError
from dragoman.relations.series.gaps import Gap
from dragoman.relations.series.rules import TurnRules, load_rules

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Turn:
    """From period `at` on the level is another: `before` and `after` are mean counts of a period.

    `support` is the share of bootstrap samples that turn there too (0 to 1); `gap` says that it begins or ends a gap in
    reporting, and shows nothing of the relation.
    """

    at: int
    before: float
    after: float
    support: float
    gap: bool

    @property
    def rises(self) -> bool:
        """Whether there is more afterwards."""
        return self.after > self.before


def turns(
    counts: NDArray[np.int64], without: Sequence[Gap] = (), rules: TurnRules | None = None, seed: int = 0
) -> tuple[Turn, ...]:
    """The turns of a series of counts [p], in order.

    Exact least-squares segments of the square roots of counts (PELT: Killick, Fearnhead and Eckley 2012), with the
    penalty of `series.toml`. How sure: residuals are drawn anew in blocks around the fitted levels (moving-block
    bootstrap: Künsch 1989), and the share of samples is told that turn within `near` periods. A turn beside one of the
    gaps `without` is marked. Raises MissingExtraError without the extra `relations`.
    """
    rules = rules or load_rules().turns
    roots = np.sqrt(counts.astype(np.float64))
    if len(roots) < 2 * rules.shortest:
        return ()
    penalty = rules.factor * float(np.log(len(roots))) * max(_step(roots), rules.least_step) ** 2
    found = _segments(roots, penalty, rules)
    if not found:
        return ()
    edges = [0, *found, len(roots)]
    means = [float(counts[i:j].mean()) for i, j in itertools.pairwise(edges)]
    support = _support(roots, edges, penalty, rules, seed)
    return tuple(
        Turn(at, means[k], means[k + 1], support[k], _beside(at, without, rules.near))
        for k, at in enumerate(found)
    )


def marking(
    turn: Turn,
    date: NDArray[np.datetime64],
    chosen: NDArray[np.bool_],
    start: Any,
    end: Any,
    strength: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Places of the acts that mark a turn: those `chosen` in its first period, the strongest first.

    `start` and `end` are the first and last day of that period, `strength` what ranks an act. A turn to less has none:
    what stopped is in the period before.
    """
    inside = chosen & (date >= start) & (date <= end)
    places = np.flatnonzero(inside)
    return places[np.argsort(-strength[places], kind="stable")] if turn.rises else places[:0]


def _step(roots: NDArray[np.float64]) -> float:
    """The median absolute difference of neighbours."""
    return float(np.median(np.abs(np.diff(roots))))


def _segments(roots: NDArray[np.float64], penalty: float, rules: TurnRules) -> list[int]:
    """Where segments begin, the first aside."""
    try:
        import ruptures
    except ImportError as error:
        raise MissingExtraError(
            "turns of a relation need ruptures", hint="Install it: pip install 'dragoman[relations]'"
        ) from error
    model = ruptures.KernelCPD(kernel="linear", min_size=rules.shortest)
    return [int(k) for k in model.fit(roots[:, None]).predict(pen=penalty)[:-1]]


def _support(
    roots: NDArray[np.float64], edges: Sequence[int], penalty: float, rules: TurnRules, seed: int
) -> list[float]:
    rng = np.random.default_rng(seed)
    level = np.concatenate([np.full(j - i, roots[i:j].mean()) for i, j in itertools.pairwise(edges)])
    left, n = roots - level, len(roots)
    hits = np.zeros(len(edges) - 2)
    blocks = -(-n // rules.block)
    for _ in range(rules.samples):
        begins = rng.integers(0, max(n - rules.block, 0) + 1, blocks)
        drawn = np.concatenate([left[b : b + rules.block] for b in begins])[:n]
        drawn = np.resize(drawn, n) * rng.choice((-1.0, 1.0))
        again = np.asarray(_segments(np.maximum(level + drawn, 0.0), penalty, rules))
        if len(again):
            near = np.abs(np.asarray(edges[1:-1])[:, None] - again[None]).min(axis=1)
            hits += near <= rules.near
    return [round(float(h) / rules.samples, 3) for h in hits]


def _beside(at: int, without: Sequence[Gap], near: int) -> bool:
    return any(abs(at - gap.first) <= near or abs(at - gap.last - 1) <= near for gap in without)
