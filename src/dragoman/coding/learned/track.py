"""How often the acts that each rule reads were right, counted on labelled sentences (`training/fit_joining.py`)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from dragoman.coding.predicates import Draft
from dragoman.coding.tables import rows
from dragoman.errors import DictionaryError

_PRIOR = 6.0
Key = tuple[str, str]


def key_of(kind: str, rule: str) -> Key:
    """What is counted together: the type and the rule's head, verb (`kill`) or noun (`support.n`)."""
    head, _, number = rule.rpartition(".")
    return kind, f"{head}.n" if number.startswith("n") else head or rule


class TrackRecord:
    """Counts of acts read and right by type and head; what was seldom read leans on its type, that on all."""

    def __init__(self, read: Mapping[Key, int], right: Mapping[Key, int]) -> None:
        self.read, self.right = Counter(read), Counter(right)
        self._of_type: Counter[str] = Counter()
        self._right_of_type: Counter[str] = Counter()
        for (kind, _), n in self.read.items():
            self._of_type[kind] += n
        for (kind, _), n in self.right.items():
            self._right_of_type[kind] += n
        total = self.read.total()
        self._share = (self.right.total() + 0.5) / (total + 1.0)

    @classmethod
    def load(cls, path: Path) -> TrackRecord:
        """The counts of a table with the columns type, head, right, read. Raises DictionaryError, naming the line."""
        read, right = dict[Key, int](), dict[Key, int]()
        for line, row in rows(path, ("type", "head", "right", "read")):
            if not row["right"].isdigit() or not row["read"].isdigit():
                raise DictionaryError(
                    path, line, f"right, read: {row['right']!r}, {row['read']!r} are no numbers"
                )
            key = (row["type"], row["head"])
            right[key], read[key] = int(row["right"]), int(row["read"])
        return cls(read, right)

    def odds(self, draft: Draft) -> float:
        """The log odds that an act read by this rule is right."""
        key = key_of(draft.type, draft.rule)
        share = _leaning(self._right_of_type[draft.type], self._of_type[draft.type], self._share)
        share = _leaning(self.right[key], self.read[key], share)
        return math.log(share / (1.0 - share))


def _leaning(right: int, read: int, share: float) -> float:
    return (right + _PRIOR * share) / (read + _PRIOR)
