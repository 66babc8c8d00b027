"""The numbers by which turns and gaps are found, from `series.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dragoman.errors import DictionaryError

DATA = Path(__file__).parent / "data" / "series.toml"


@dataclass(frozen=True, slots=True)
class TurnRules:
    """How turns are found; `series.toml` says what each number means."""

    shortest: int
    factor: float
    least_step: float
    samples: int
    block: int
    near: int


@dataclass(frozen=True, slots=True)
class GapRules:
    """How gaps are found; `series.toml` says what each number means."""

    window: int
    share: float
    least: int
    shortest: int
    between: int


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """Both."""

    turns: TurnRules
    gaps: GapRules


def load_rules(path: Path = DATA) -> SeriesRules:
    """The rules of a `series.toml`. Raises DictionaryError where a number is absent, unknown or below 0."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return SeriesRules(_part(path, table, "turns", TurnRules), _part(path, table, "gaps", GapRules))


def _part(path: Path, table: dict[str, Any], name: str, kind: Any) -> Any:
    given, wanted = table.get(name, {}), {f.name for f in fields(kind)}
    for key in wanted ^ given.keys():
        word = "lacks" if key in wanted else "does not know"
        raise DictionaryError(
            path, 1, f"[{name}] {word} {key}", hint=f"It holds {', '.join(sorted(wanted))}."
        )
    for key, value in given.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise DictionaryError(path, 1, f"[{name}] {key} is {value!r}", hint="Give a number from 0 on.")
    return kind(**given)
