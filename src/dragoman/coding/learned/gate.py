"""Whether a sentence is worth asking the network about, told by its words alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"\w+")


def words_of(text: str) -> set[str]:
    """The lower-case words of a sentence."""
    return set(_WORD.findall(text.lower()))


@dataclass(frozen=True)
class Gate:
    """A weight for each word (fitted by `training/fit_gate.py`); their sum tells whether something was done.

    It must reach `least` where the rules read nothing, and `doubt` where they did.
    """

    words: Mapping[str, float]
    bias: float
    least: float
    doubt: float

    @classmethod
    def load(cls, path: Path) -> Gate:
        """The weights of a `gate.toml`."""
        return cls(**tomllib.loads(path.read_text(encoding="utf-8")))

    def score(self, words: Iterable[str]) -> float:
        """The sum of the words' weights; more speaks for an act."""
        weights = self.words
        return self.bias + sum(weights[w] for w in words if w in weights)

    def passes(self, words: Iterable[str]) -> bool:
        """Whether the network may find an act in a sentence of these words where the rules find none."""
        return self.score(words) >= self.least

    def asks(self, words: Iterable[str], *, told: bool) -> bool:
        """Whether the network is asked about a sentence; `told` says that the rules read an act there."""
        return self.score(words) >= (self.doubt if told else self.least)
