"""The brief's words, read from `data/wording.toml` and `data/verbs.toml` and checked on the way in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.brief.grammar import Grammar
from dragoman.brief.verbs import Verbs
from dragoman.errors import DictionaryError
from dragoman.records import MODALITIES, STANCES

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one type or noun is worded: with a target, without one, and with both parties as subject."""

    with_: str
    alone: str
    together: str | None
    modes: Mapping[str, str] = field(default_factory=dict)
    now: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """All the words that the brief may add to the text's own; a value that is passed."""

    verbs: Verbs
    words: Grammar
    types: Mapping[str, Pattern]
    nouns: Mapping[str, tuple[str, Pattern]]
    light: frozenset[str]
    clause_ends: frozenset[str]
    clause_soft: frozenset[str]
    sure: Mapping[str, str]
    markers: Mapping[str, tuple[str, ...]]
    stances: Mapping[str, str]
    fits: Mapping[str, frozenset[str]]
    article: frozenset[str]
    article_ends: frozenset[str]
    article_without: frozenset[str]
    plural: frozenset[str]
    institutions: Mapping[str, tuple[str, ...]]
    exchange_cues: tuple[str, ...]
    least: Mapping[str, float]
    weight: Mapping[str, float]
    certainty: Mapping[str, float]
    pull: Mapping[str, float]
    weightless: Mapping[str, tuple[str, ...]]
    say: Mapping[str, str]
    head: Mapping[str, str]
    empty: Mapping[str, str]
    grammar: frozenset[str]
    numbers: frozenset[str]

    def pattern(self, type_: str) -> Pattern:
        """The wording of a PLOVER type; a plain one where the table has no entry."""
        return self.types.get(type_) or Pattern("act towards {t}", "act", None)


@cache
def load_wording() -> Wording:
    """The shipped wording. Raises DictionaryError where a table lacks a key that the brief needs."""
    path = DATA / "wording.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    verbs = tomllib.loads((DATA / "verbs.toml").read_text(encoding="utf-8"))
    _check(path, data)
    return Wording(
        verbs=Verbs.build(verbs["irregular"], verbs["doubling"], verbs["silent_e"]),
        words=Grammar.load(DATA / "grammar.toml"),
        types={name: _pattern(row) for name, row in data["type"].items()},
        nouns={name: (row["type"], _pattern(row)) for name, row in data["noun"].items()},
        light=frozenset(data["light"]["verbs"]),
        clause_ends=frozenset(data["clause"]["ends"]),
        clause_soft=frozenset(data["clause"]["soft"]),
        sure=data["sure"],
        markers={k: tuple(v) for k, v in data["marker"].items()},
        stances=data["stance"],
        fits={k: frozenset(v) for k, v in data["fits"].items()},
        article=frozenset(data["article"]["names"]),
        article_ends=frozenset(data["article"]["ends"]),
        article_without=frozenset(data["article"]["without"]),
        plural=frozenset(data["article"]["plural"]),
        institutions={k: tuple(v) for k, v in data["institution"].items()},
        exchange_cues=tuple(data["exchange"]["cues"]),
        least=data["least"],
        weight=data["weight"],
        certainty=data["certainty"],
        pull=data["pull"],
        weightless={k: tuple(v) for k, v in data["weightless"].items()},
        say=data["say"],
        head=data["head"],
        empty=data["empty"],
        grammar=frozenset(data["grammar"]["words"]),
        numbers=frozenset(data["grammar"]["numbers"]),
    )


def _pattern(row: Mapping[str, Any]) -> Pattern:
    alone = row.get("alone") or str(row["with"]).replace(" {t}", "").rsplit(" with", 1)[0].strip()
    return Pattern(
        str(row["with"]), str(alone), row.get("together"), row.get("mode", {}), bool(row.get("now"))
    )


def _check(path: Path, data: Mapping[str, Any]) -> None:
    for table, keys in (
        ("sure", MODALITIES),
        ("stance", STANCES),
        ("certainty", MODALITIES),
        ("pull", MODALITIES),
    ):
        missing = [key for key in keys if key not in data.get(table, {})]
        if missing:
            raise DictionaryError(path, 1, f"[{table}] lacks {', '.join(missing)}")
    for group in ("type", "noun"):
        for name, row in data[group].items():
            if "{t}" not in str(row.get("with", "")):
                raise DictionaryError(path, 1, f"[{group}.{name}] with: no {{t}} for the target")
    unknown = set(data["weight"]) - set(data["type"])
    if unknown:
        raise DictionaryError(
            path, 1, f"[weight] names types that [type] lacks: {', '.join(sorted(unknown))}"
        )
