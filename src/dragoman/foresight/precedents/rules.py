"""The numbers by which precedents are found, from `precedents.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from dragoman.errors import DictionaryError

DATA = Path(__file__).parent / "data" / "precedents.toml"
LIKENESS = ("acts", "conflict", "capabilities", "alliance", "votes")


@dataclass(frozen=True)
class Rules:
    """What `precedents.toml` says; each number is explained there."""

    around: int
    doublings: float
    least_days: int
    least_cases: int
    similar: int
    acts: int
    likeness: Mapping[str, float]


def load_rules(path: Path = DATA) -> Rules:
    """The rules of a `precedents.toml`. Raises DictionaryError where a number is absent, unknown or below 0."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    _check(path, "", table, {f.name for f in fields(Rules)})
    _check(path, "[likeness] ", table["likeness"], set(LIKENESS))
    return Rules(**table)


def _check(path: Path, part: str, table: Mapping[str, object], wanted: set[str]) -> None:
    for key in sorted(wanted ^ table.keys()):
        word = "lacks" if key in wanted else "does not know"
        raise DictionaryError(path, 1, f"{part}{word} {key}", hint=f"It holds {', '.join(sorted(wanted))}.")
    for key, value in table.items():
        number = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
        if not number and not isinstance(value, dict):
            raise DictionaryError(path, 1, f"{part}{key} is {value!r}", hint="Give a number from 0 on.")
