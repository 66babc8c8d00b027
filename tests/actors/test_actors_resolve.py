from __future__ import annotations

import csv

from dragoman.actors import ActorDictionary, ActorFinder, PlaceIndex
from shared_data import shared

FLOOR = 0.78  # raised when the leaders of Asia and Africa are in


def test_the_keys_and_the_dates(finder: ActorFinder) -> None:
    row = finder.resolve("Sergei Shoigu", "2023-07-26").to_dict()
    assert list(row)[:8] == ["phrase", "country", "sector", "name", "role", "since", "until", "why"]
    assert (row["country"], row["sector"], row["since"][:4]) == ("RUS", "GOV", "2012")


def test_many_keep_their_order(finder: ActorFinder) -> None:
    rows: list[dict[str, str | None]] = [
        {"phrase": "Beijing", "date": ""},
        {"phrase": "Xqzzy", "date": None},
        {"phrase": "GRU"},
    ]
    found = list(finder.resolve_many(rows))
    assert [r.phrase for r in found] == ["Beijing", "Xqzzy", "GRU"]
    assert [(r.country, r.sector) for r in found] == [("CHN", "GOV"), (None, None), ("RUS", "SPY")]


def test_near_names_are_suggested(finder: ActorFinder) -> None:
    assert "Vladimir Putin" in finder.resolve("Vladimyr Puttin").suggestions


def test_places() -> None:
    index = PlaceIndex(ActorDictionary.load())
    found = [(p.name, p.country) for p in index.find("Shelling hit Kharkiv and Crimea near Romania.")]
    assert found == [("Kharkiv", "UKR"), ("Crimea", "UKR"), ("Romania", "ROU")]


def test_gold_phrases(finder: ActorFinder) -> None:
    with shared("gold/actor_phrases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row, found in zip(rows, finder.resolve_many(rows), strict=True):
        country = {"UNO": "IGOUNO"}.get(row["country"], row["country"])
        right += country in ("", found.country) and row["sector"] in ("", found.sector)
    assert right / len(rows) >= FLOOR
