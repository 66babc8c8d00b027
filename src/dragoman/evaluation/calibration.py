"""Fitting confidence to the share that is right: isotonic, Platt and beta maps, as knots of one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Method = Literal["isotonic", "platt", "beta"]
METHODS: tuple[Method, ...] = ("isotonic", "platt", "beta")
_EDGE = 1e-3
_RIDGE = 1e-3
_KNOTS = 41


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising piecewise linear map of raw confidence to probability, flat outside its knots.

    `raw` rises strictly and `probability` never falls; both are from 0 to 1. `n` is how many judged
    reports it was fitted on.
    """

    method: Method
    n: int
    raw: tuple[float, ...]
    probability: tuple[float, ...]

    def __call__(self, confidence: Sequence[float]) -> Floats:
        """The probabilities, in the order of the confidences."""
        import numpy as np

        return np.interp(np.asarray(confidence, dtype=np.float64), self.raw, self.probability)

    def to_dict(self) -> dict[str, Any]:
        """The map as a JSON object; `numpy.interp(x, raw, probability)` is all that a reader of it needs."""
        return {
            "method": self.method,
            "n": self.n,
            "raw": list(self.raw),
            "probability": list(self.probability),
        }


def fit_calibration(confidence: Sequence[float], right: Sequence[bool], method: Method) -> Calibration:
    """The map of one method, fitted on judged reports.

    Isotonic: the rising step function of least squared error, by pooling adjacent violators (Zadrozny &
    Elkan 2002, "Transforming classifier scores into accurate multiclass probability estimates"), its steps
    joined at their mean confidences. Platt: a logistic curve over the logit of the confidence (Platt 1999,
    "Probabilistic outputs for support vector machines"). Beta: a logistic curve over ln p and -ln(1-p)
    with slopes of at least 0 (Kull, Silva Filho & Flach 2017, "Beta calibration"). Raises ValueError
    without any report.
    """
    import numpy as np

    if not len(confidence):
        raise ValueError("no judged reports to fit on")
    x, y = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    knots, values = _isotonic(x, y) if method == "isotonic" else _logistic(x, y, method)
    rounded = np.round(knots, 6), np.round(np.maximum.accumulate(values), 6)
    return Calibration(method, len(x), tuple(rounded[0].tolist()), tuple(rounded[1].tolist()))


def _isotonic(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The pooled blocks' mean confidence and share right."""
    import numpy as np

    blocks: list[tuple[float, float, float]] = []  # sum of x, sum of y, n
    for value in np.unique(x):
        at = x == value
        blocks.append((float(x[at].sum()), float(y[at].sum()), float(at.sum())))
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return np.array([b[0] / b[2] for b in blocks]), np.array([_share(b) for b in blocks])


def _share(block: tuple[float, float, float]) -> float:
    return block[1] / block[2]


def _logistic(x: Floats, y: Floats, method: Method) -> tuple[Floats, Floats]:
    """The curve of Platt or beta, at even knots over the confidences seen."""
    import numpy as np

    features = _platt_features if method == "platt" else _beta_features
    keep = list(range(features(x).shape[1]))
    weights = _newton(features(x)[:, keep], y)
    while (weights[:-1] < 0).any():  # a falling slope is held at 0 and the rest fitted again
        keep.pop(int(np.argmin(weights[:-1])))
        weights = _newton(features(x)[:, keep], y)
    knots = np.unique(np.linspace(x.min(), x.max(), _KNOTS))
    return knots, _sigmoid(_with_one(features(knots)[:, keep]) @ weights)


def _platt_features(x: Floats) -> Floats:
    """[n,1]: the logit."""
    p = _inner(x)
    import numpy as np

    return np.log(p / (1 - p))[:, None]


def _beta_features(x: Floats) -> Floats:
    """[n,2]: ln p and -ln(1-p)."""
    import numpy as np

    p = _inner(x)
    return np.stack([np.log(p), -np.log(1 - p)], axis=1)


def _inner(x: Floats) -> Floats:
    import numpy as np

    return np.clip(x, _EDGE, 1 - _EDGE)


def _newton(features: Floats, y: Floats, steps: int = 50) -> Floats:
    """Weights [k+1] of a logistic regression with a slight ridge on the slopes; the last is the constant.

    The targets are smoothed as Platt does, so that a set all right or all wrong has a finite fit.
    """
    import numpy as np

    design = _with_one(features)
    right = y.sum()
    goal = np.where(y > 0, (right + 1) / (right + 2), 1 / (len(y) - right + 2))
    ridge = np.diag([*[_RIDGE] * features.shape[1], 1e-9])
    weights = np.zeros(design.shape[1])
    for _ in range(steps):
        p = _sigmoid(design @ weights)
        slope = design.T @ (p - goal) + ridge @ weights
        curve = (design * (p * (1 - p))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def _with_one(features: Floats) -> Floats:
    import numpy as np

    return np.concatenate([features, np.ones((len(features), 1))], axis=1)


def _sigmoid(z: Floats) -> Floats:
    import numpy as np

    out: Floats = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return out
