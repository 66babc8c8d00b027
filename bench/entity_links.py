"""How many hand-made links to states and to heads of state or government resolve to the right country.

Usage: python bench/entity_links.py [NEWS.jsonl.gz] [--misses N]
Reads items with `text`, `date` and `entities` (surface, title). A link counts as right when the mention
that overlaps its words in the text has the country of the title; states come from our own names of
states, heads from our leaders in office on the item's day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dragoman.actors import ActorDictionary, ActorFinder
from dragoman.actors.people import rank
from dragoman.actors.text import fold
from dragoman.records import Mention

NEWS = Path(__file__).resolve().parents[2] / "shared/data/news/current_events_2025_2026.jsonl.gz"
_GOVERNMENT = re.compile(r"^(?:Government|Cabinet|Federal government) of (?:the )?")


def main() -> None:
    """Prints the share that is right, by kind of link, and the commonest misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--misses", type=int, default=25)
    options = parser.parse_args()
    right, seen, misses = measure(options.news)
    for kind in sorted(seen):
        print(f"{kind:22}{right[kind]:6} of {seen[kind]:6}  {right[kind] / seen[kind]:.4f}")
    total, hits = sum(seen.values()), sum(right.values())
    print(f"{'all':22}{hits:6} of {total:6}  {hits / total:.4f}")
    for (surface, title, got), count in misses.most_common(options.misses):
        print(f"  missed {count} x {surface!r} ({title}): {got}")


def measure(news: Path) -> tuple[Counter[str], Counter[str], Counter[tuple[str, str, str]]]:
    """Right and seen links by kind, and the misses (surface, title, what was found)."""
    finder = ActorFinder(ActorDictionary.load())
    titles = Titles(finder.dictionary)
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    misses: Counter[tuple[str, str, str]] = Counter()
    for item in _items(news):
        wanted = list(titles.links(item))
        mentions = finder.find(item["text"], item["date"]) if wanted else []
        used: Counter[str] = Counter()
        for kind, surface, title, country in wanted:
            got = _countries(item["text"], surface, mentions, used)
            seen[kind] += 1
            if country in got:
                right[kind] += 1
            else:
                misses[surface, title, ",".join(sorted(str(c) for c in got)) or "nothing"] += 1
    return right, seen, misses


class Titles:
    """Which titles are states, their governments, or heads in office."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        self._states: dict[str, str] = {}
        for state in dictionary.countries.values():
            for name in (state.name, *(n.text for n in state.names)):
                self._states.setdefault(fold(name.removeprefix("the ")), state.code)
        self._people = {fold(person.name): person for person in dictionary.people.values()}
        for person in dictionary.people.values():
            for alias in person.aliases:
                self._people.setdefault(fold(alias), person)

    def links(self, item: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
        """Kind, surface, title and country of each link that is measured."""
        for entity in item["entities"]:
            title = re.sub(r" \(.*\)$", "", unquote(entity["title"]).replace("_", " "))
            form = fold(title)
            seat = _GOVERNMENT.sub("", form)
            if form in self._states and "(U.S. state)" not in unquote(entity["title"]).replace("_", " "):
                yield "state", entity["surface"], title, self._states[form]
            elif seat != form and seat in self._states:
                yield "government", entity["surface"], title, self._states[seat]
            elif form in self._people:
                on = item["date"]
                for spell in self._people[form].spells:
                    if rank(spell) == 3 and spell.since <= on and (not spell.until or on <= spell.until):
                        yield "head", entity["surface"], title, spell.country
                        break


def _items(news: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _countries(text: str, surface: str, mentions: list[Mention], used: Counter[str]) -> set[str | None]:
    """The countries of the mentions over the next occurrence of a surface in the text."""
    places = [m.start() for m in re.finditer(re.escape(surface), text)]
    at = places[min(used[surface], len(places) - 1)] if places else -1
    used[surface] += 1
    if at < 0:
        return set()
    return {m.actor.country for m in mentions if m.start < at + len(surface) and at < m.end}


if __name__ == "__main__":
    main()
