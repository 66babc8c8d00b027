"""The joined probability as it turned out: a rising line through knots fitted on judged reports."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Sureness:
    """Knots of a piecewise linear map from the joined probability to the share that judges found right.

    Without knots a probability stays as it is. Fitted by `training/fit_confidence.py`.
    """

    raw: Sequence[float] = ()
    right: Sequence[float] = ()

    @classmethod
    def load(cls, path: Path) -> Sureness:
        """The map of a `confidence.toml`; the identity where there is no such file."""
        return cls(**tomllib.loads(path.read_text(encoding="utf-8"))) if path.is_file() else cls()

    def __call__(self, probability: float) -> float:
        """The share of reports of this probability that are right, from 0 to 1."""
        return float(np.interp(probability, self.raw, self.right)) if len(self.raw) else probability
