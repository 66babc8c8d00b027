"""Which leaders of Archigos and REIGN since 1990 our dictionary does not hold, by name and country.

Usage: python bench/leader_gaps.py [DIRECTORY]   (default ../shared/data/leaders)
Their names are surnames or spelt otherwise than in today's news, so that a leader counts as held when a
person of ours of that state shares a word with him, or five first letters of one. The state of their codes
is the one most of whose leaders are ours.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import ActorDictionary
from dragoman.actors.text import fold

LEADERS = Path(__file__).resolve().parents[2] / "shared/data/leaders"


def main() -> None:
    """Prints how many spells there are and each leader who is lacking."""
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else LEADERS
    spells = [*_archigos(where), *_reign(where)]
    ours: dict[str, set[str]] = defaultdict(set)
    for person in ActorDictionary.load().people.values():
        for spell in person.spells:
            ours[spell.country] |= _words(" ".join((person.name, *person.aliases, *person.bare)))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for code, name, _ in spells:
        long = {word for word in _words(name) if len(word) > 3}
        votes[code].update(country for country, known in ours.items() if long and long <= known)
    lacking = {
        (code, name): year
        for code, name, year in spells
        if not _held(_words(name), ours[votes[code].most_common(1)[0][0]] if votes[code] else set())
    }
    print(f"{len(spells)} spells since 1990, {len(lacking)} names lacking")
    for (code, name), year in sorted(lacking.items()):
        print(f"  {code} {name} (until {year})")


def _held(words: set[str], known: set[str]) -> bool:
    starts = {word[:5] for word in known}
    return bool(words & known) or any(len(word) > 4 and word[:5] in starts for word in words)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", fold(text).lower().replace("'", "")) if len(word) > 2}


def _archigos(where: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(where / "archigos_v41_leaders.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["enddate"] >= "1990":
                yield "A" + row["gwcode"], row["leader"], row["enddate"][:4]


def _reign(where: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(where / "reign_leaderlist_3_21.csv.gz", "rt", encoding="cp850") as file:
        for row in csv.DictReader(file):
            if row["eyear"].isdigit() and int(row["eyear"]) >= 1990:
                yield "R" + row["ccode"], row["leader"], row["eyear"]


if __name__ == "__main__":
    main()
