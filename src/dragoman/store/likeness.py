"""The content words of a sentence, for comparing tellings."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable

_WORD = re.compile(r"[^\W_]+")
SHORTEST = 4
STEM = 6
"""Words are cut to this length, so that `strike`, `strikes` and `striking` come near each other."""


class Words:
    """Content words: of four letters or more, or numbers, that are not common, cut to their first six."""

    def __init__(self, common: frozenset[str]) -> None:
        self._common = common

    @classmethod
    def load(cls, path: Traversable) -> Words:
        """With the common words of a file; lines that begin with `#` are comments."""
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(frozenset(word for line in lines if not line.startswith("#") for word in line.split()))

    def of(self, text: str, without: str = "") -> frozenset[str]:
        """The content words of a text, less those of `without` (the parties' names)."""
        names = set(_WORD.findall(without.lower()))
        found = set(_WORD.findall(text.lower())) - names - self._common
        return frozenset(word[:STEM] for word in found if len(word) >= SHORTEST or word.isdigit())
