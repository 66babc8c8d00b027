"""The rules of grouping: windows, thresholds and weights, from `data/grouping.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dragoman.errors import DictionaryError
from dragoman.ontology import load_ontology
from dragoman.records import content_id
from dragoman.store.parts import PARTS

_NUMBERS = {
    "window": ("days", "candidates", "remembered"),
    "join": ("least", "whole", "members"),
    "words": ("shortest", "stem", "common", "familiar", "context"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """When two reports tell one event; `weights` has one entry for each part of a score, and `bias`."""

    days: int
    candidates: int
    remembered: int
    least: float
    whole: float
    members: int
    shortest: int
    stem: int
    common: int
    familiar: int
    context: int
    family: Mapping[str, str]
    weights: Mapping[str, float]
    stop: frozenset[str]
    back: re.Pattern[str]
    reciprocal: frozenset[str]
    digest: str

    @classmethod
    def load(cls, path: Traversable | None = None) -> Rules:
        """The shipped rules, or those of another file.

        Raises DictionaryError for a key that is missing or unknown, for what is no number, and for a type
        that the ontology does not have.
        """
        folder = files("dragoman.store") / "data"
        path = path or folder / "grouping.toml"
        text = path.read_text(encoding="utf-8")
        common = (folder / "common_words.txt").read_text(encoding="utf-8")
        table = _Table(str(path), text)
        numbers = {key: table.number(section, key) for section, keys in _NUMBERS.items() for key in keys}
        types = load_ontology().types
        return cls(
            **{key: value if key in ("least", "whole") else int(value) for key, value in numbers.items()},  # type: ignore[arg-type]
            family=table.families(types),
            weights={part: table.number("weights", part) for part in ("bias", *PARTS)},
            stop=frozenset(
                word for line in common.splitlines() if not line.startswith("#") for word in line.split()
            ),
            back=table.looking_back(),
            reciprocal=frozenset(entry.name for entry in types.values() if entry.reciprocal),
            digest=content_id("g", text, common),
        )


class _Table:
    """A file of rules, with complaints that name the file, the line and the key."""

    def __init__(self, path: str, text: str) -> None:
        self._path, self._lines = path, text.splitlines()
        try:
            self._data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DictionaryError(path, 0, str(error)) from error
        known = {**_NUMBERS, "words": (*_NUMBERS["words"], "back"), "weights": ("bias", *PARTS)}
        for section, keys in known.items():
            for key in self._data.get(section, {}):
                if key not in keys:
                    raise self._problem(key, f"{section}.{key}: is no rule; known are {', '.join(keys)}")

    def number(self, section: str, key: str) -> float:
        """A number that must be there."""
        value = self._data.get(section, {}).get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._problem(key, f"{section}.{key}: got {value!r}, expected a number")
        return float(value)

    def looking_back(self) -> re.Pattern[str]:
        """What finds a word that looks back on an act told before."""
        words = self._data.get("words", {}).get("back")
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            raise self._problem("back", f"words.back: got {words!r}, expected a list of words")
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)

    def families(self, types: Mapping[str, object]) -> dict[str, str]:
        """Each type with the type that stands for it and those near to it."""
        family = {name: name for name in types}
        for entry in self._data.get("near_types", ()):
            names = entry.get("types", ())
            for name in names:
                if name not in types:
                    raise self._problem(name, f"near_types: {name!r} is no event type")
                family[name] = family[names[0]]
        return family

    def _problem(self, word: str, problem: str) -> DictionaryError:
        line = next((i for i, text in enumerate(self._lines, 1) if word in text), 0)
        return DictionaryError(self._path, line, problem)
