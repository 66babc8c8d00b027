"""The lines of interests.csv, checked and indexed by the words that start them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.coding.lexicon import SPECIAL_CLASSES, Lexicon, checked_pattern
from dragoman.coding.patterns import Element, Pattern
from dragoman.coding.tables import DATA, rows
from dragoman.errors import DictionaryError
from dragoman.records import MODALITIES, STANCES, Modality, Stance


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of interests.csv; `id` is the head lemma and a running number, `seek.i2`.

    `clause_only`: the thing must be an infinitive (the note begins with that word).
    """

    id: str
    pattern: Pattern
    stance: Stance
    modality: Modality | None
    objects: tuple[Element, ...]
    clause_only: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Interest rules by head verb, by predicate adjective and by noun; the most specific first."""

    verbs: Mapping[str, tuple[Rule, ...]]
    adjectives: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]


def load_rules(lexicon: Lexicon, extra: Path | None = None) -> Rules:
    """The shipped rules with a user's `interests.csv` added.

    Raises DictionaryError for the first line that does not hold.
    """
    files = [DATA / "interests.csv", *([extra / "interests.csv"] if extra else [])]
    return _indexed(r for path in files if path.is_file() for r in _rules(path, lexicon))


def _rules(path: Path, lexicon: Lexicon) -> Iterable[Rule]:
    numbers: dict[str, int] = defaultdict(int)
    known = lexicon.classes.keys() | SPECIAL_CLASSES
    for line, row in rows(path, ("pattern", "stance", "modality", "note")):
        pattern = checked_pattern(path, line, row["pattern"], known)
        stance = next((s for s in STANCES if s == row["stance"]), None)
        modality = next((m for m in MODALITIES if m == row["modality"]), None)
        if stance is None:
            raise DictionaryError(path, line, f"stance: {row['stance']!r} is none of {', '.join(STANCES)}")
        if row["modality"] and modality is None:
            raise DictionaryError(
                path, line, f"modality: {row['modality']!r} is none of {', '.join(MODALITIES)}"
            )
        head = pattern.heads[0]
        numbers[head] += 1
        yield Rule(
            f"{head}.i{numbers[head]}",
            pattern,
            stance,
            modality,
            pattern.objects,
            row["note"].startswith("infinitive"),
        )


def _indexed(rules: Iterable[Rule]) -> Rules:
    verbs: dict[str, list[Rule]] = defaultdict(list)
    adjectives: dict[str, list[Rule]] = defaultdict(list)
    nouns: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        pattern = rule.pattern
        first = pattern.objects[0] if pattern.objects else None
        if pattern.heads == ("be",) and first is not None and first.words:
            for word in first.words:
                adjectives[word].append(replace(rule, objects=pattern.objects[1:]))
            continue
        for head in pattern.heads:
            (nouns if pattern.noun else verbs)[head].append(rule)
    return Rules(*({k: _ordered(v) for k, v in index.items()} for index in (verbs, adjectives, nouns)))


def _ordered(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda r: -r.pattern.weight))
