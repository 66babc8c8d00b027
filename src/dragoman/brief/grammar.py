"""Closed word classes of English, from `data/grammar.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from dragoman.errors import DictionaryError


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes, all lower case."""

    auxiliaries: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    possible: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    determiners: frozenset[str]
    subjects: frozenset[str]
    prepositions: frozenset[str]
    finite: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]
    cancelling: frozenset[str]
    verbal_nouns: frozenset[str]
    announcing: frozenset[str]
    intransitive: frozenset[str]
    dangling: frozenset[str]
    breaks: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Grammar:
        """Read the classes. Raises DictionaryError where one is missing or unknown."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        wanted = {f.name for f in fields(cls)}
        if wanted != set(data):
            odd = ", ".join(sorted(wanted ^ set(data)))
            raise DictionaryError(path, 1, f"missing or unknown word classes: {odd}")
        return cls(**{name: frozenset(words) for name, words in data.items()})

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between an auxiliary and its verb."""
        low = word.lower()
        return low in self.adverbs or (low.endswith("ly") and len(low) > 4)

    def is_finite(self, word: str) -> bool:
        """Whether a word looks like a finite verb; capitalised words are names."""
        return word[:1].islower() and (word in self.finite or (word.endswith("ed") and len(word) > 4))
