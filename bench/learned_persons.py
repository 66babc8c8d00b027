"""How many people whom the dictionary lacks get the right country from the texts that introduce them.

Usage: python bench/learned_persons.py [NEWS.jsonl.gz] [--shipped] [--misses N]
Reads items with `text`, `date` and `entities` (surface, title) in order of date, and learns names. Without
`--shipped` the dictionary is read without any leader, and the people are the linked ones whom our leaders'
files know: their country there is the truth. With `--shipped` the dictionary is the whole one, and the
people are those of learned_persons.csv (title, country; written by hand) whom it lacks. A person is asked
for when at least two items name him with an office or a nationality within 60 characters.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dragoman.actors import ActorDictionary, ActorFinder, LearnedNames, learn_names
from dragoman.actors.entries import Noun
from dragoman.actors.text import fold
from dragoman.evaluation.sampling import Interval, share_interval

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared/data/news/current_events_2025_2026.jsonl.gz"
NEAR = 60


def main() -> None:
    """Prints the share that resolves to the right country, and the misses with what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--misses", type=int, default=40)
    options = parser.parse_args()
    report(*_learning(options.news, options.shipped), options.misses)


@dataclass(frozen=True)
class Found:
    """The share of asked people whose country is right, of `n`, with its 95 % bootstrap interval."""

    right: float
    n: int
    interval: Interval


def measure(news: Path, leaders: bool, least: int = 1) -> Found:
    """The people of a news file, learned from `least` or more documents; `leaders` reads the whole dictionary."""
    asked, wanted, names, finder = _learning(news, leaders)
    learned = names.supported(least)
    hits = [finder.resolve(name, None, learned).country in wanted[name] for name in asked]
    return Found(sum(hits) / max(len(hits), 1), len(hits), share_interval(hits))


def _learning(
    news: Path, shipped: bool
) -> tuple[dict[str, list[str]], dict[str, frozenset[str]], LearnedNames, ActorFinder]:
    """The people asked for with where they stand, their true countries, the names learned, and the finder."""
    full = ActorDictionary.load()
    finder = ActorFinder(full if shipped else replace(full, people={}))
    items = sorted(_items(news), key=lambda item: item["date"])
    wanted = _written(finder) if shipped else _known(full)
    return _asked(items, wanted, finder), wanted, _learned(items, finder), finder


def report(
    asked: Mapping[str, list[str]],
    wanted: Mapping[str, frozenset[str]],
    names: LearnedNames,
    finder: ActorFinder,
    misses: int,
) -> None:
    """Prints shares by how many documents a name needs, then the misses at one document."""
    for least in (1, 2, 3):
        learned = names.supported(least)
        got = {name: finder.resolve(name, None, learned).country for name in asked}
        right = sum(got[name] in wanted[name] for name in asked)
        found = sum(country is not None for country in got.values())
        print(
            f"learned from {least}+: {right} of {len(asked)} right {right / len(asked):.3f}, "
            f"of the {found} found {right / max(found, 1):.3f}"
        )
    learned = names.supported(1)
    for name, contexts in sorted(asked.items(), key=lambda pair: -len(pair[1])):
        country = finder.resolve(name, None, learned).country
        if country not in wanted[name] and misses > 0:
            misses -= 1
            print(f"  {name} ({'|'.join(sorted(wanted[name]))}, got {country}): {' ## '.join(contexts[:4])}")


def _known(full: ActorDictionary) -> dict[str, frozenset[str]]:
    """Our leaders by every full name, with the countries of their offices."""
    known: dict[str, frozenset[str]] = {}
    for person in full.people.values():
        codes = frozenset(spell.country for spell in person.spells)
        for form in (person.name, *person.aliases):
            if " " in form:
                known[fold(form)] = codes | known.get(fold(form), frozenset())
    return known


def _written(finder: ActorFinder) -> dict[str, frozenset[str]]:
    """The people of learned_persons.csv whom the dictionary lacks."""
    with (HERE / "learned_persons.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {
        fold(row["title"]): frozenset(row["country"].split("|"))
        for row in rows
        if not finder.forms.readings(row["title"])
    }


def _asked(
    items: list[dict[str, Any]], wanted: Mapping[str, frozenset[str]], finder: ActorFinder
) -> dict[str, list[str]]:
    """The linked names with what stands around them where an office or a nationality is near."""
    near: dict[str, dict[str, str]] = defaultdict(dict)
    for item in items:
        text = fold(item["text"])
        for entity in item["entities"]:
            title = re.sub(r" \(.*\)$", "", unquote(entity["title"]).replace("_", " "))
            form = fold(entity["surface"])
            if form in wanted and fold(title).split(" ")[-1] == form.split(" ")[-1] and form in text:
                at = text.find(form)
                around = text[max(0, at - NEAR) : at] + "[" + form + "]"
                around += text[at + len(form) : at + len(form) + NEAR]
                if any(_introduces(hit.readings[0]) for hit in finder.forms.find(around)):
                    near[form][item["id"]] = around
    return {name: list(found.values()) for name, found in near.items() if len(found) > 1}


def _introduces(reading: Any) -> bool:
    if isinstance(reading.ref, Noun):
        return reading.ref.kind in ("office", "person")
    return reading.kind in ("country", "adjective", "people")


def _learned(items: list[dict[str, Any]], finder: ActorFinder) -> LearnedNames:
    names = LearnedNames()
    for item in items:
        mentions = finder.find(item["text"], item["date"])
        names.add(learn_names(item["text"], mentions, item["date"], item["id"]))
    return names


def _items(news: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
