from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.actors import ActorDictionary, ActorFinder, PlaceIndex
from shared_data import shared

FLOOR = 0.85
FLOOR_DEV = 0.98  # our own phrases, on which the rules were mended
FLOOR_WIDE = 0.97  # our own too: all regions and sectors, any case and word order
HERE = Path(__file__).parent


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


def share_right(finder: ActorFinder, path: Path) -> float:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row, found in zip(rows, finder.resolve_many(rows), strict=True):
        country = {"UNO": "IGOUNO"}.get(row["country"], row["country"])
        sectors = {row["sector"], row["secondary_sector"]} - {""}
        right += country in ("", found.country) and (not row["sector"] or found.sector in sectors)
    return right / len(rows)


def test_gold_phrases(finder: ActorFinder) -> None:
    assert share_right(finder, shared("gold/actor_phrases.csv")) >= FLOOR


def test_own_phrases(finder: ActorFinder) -> None:
    assert share_right(finder, HERE / "data/phrases_dev.csv") >= FLOOR_DEV


def test_wide_phrases(finder: ActorFinder) -> None:
    assert share_right(finder, HERE / "data/phrases_wide.csv") >= FLOOR_WIDE


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("boko haram", "NGA", "REB"),
        ("u.s. president", "USA", "GOV"),
        ("FRENCH PRESIDENT", "FRA", "GOV"),
        ("the israeli army", "ISR", "MIL"),
        ("Rwandan patriotic front", "RWA", "PTY"),
        ("car drivers", None, "CVL"),  # no one of the Central African Republic (CAR)
        ("us troops", "USA", "MIL"),
        ("USS Nimitz", "USA", "MIL"),
        ("Turkish F-16s", "TUR", "MIL"),
        ("displaced Iraqis", "IRQ", "REF"),
        ("Ghanaian lobstermongers", "GHA", "UNK"),
        ("Ghanaian shrimpworkers", "GHA", "LAB"),
        ("Bhutan's yak wool chief", "BTN", "GOV"),
        ("Catholic Church in Nicaragua", "NIC", "REL"),
        ("Russia's ambassador to the UN", "RUS", "GOV"),
        ("Kenyan military court", "KEN", "JUD"),
        ("former Chilean teacher", "CHL", "EDU"),
        ("a Kabul mourner", "AFG", "CVL"),
        ("WHO experts", "IGOUNO", "IGO"),
    ],
)
def test_what_a_phrase_says_beside_names(
    finder: ActorFinder, phrase: str, country: str | None, sector: str
) -> None:
    found = finder.resolve(phrase)
    assert (found.country, found.sector) == (country, sector)


def test_more_nouns_are_known_in_a_phrase_than_in_a_text(finder: ActorFinder) -> None:
    assert finder.resolve("Peruvian beekeepers").sector == "AGR"
    (mention,) = finder.find("Peruvian beekeepers marched.", "2025-06-01")
    assert (mention.text, mention.kind) == ("Peruvian", "adjective")


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("lawmakers from Serbia", "SRB", "LEG"),
        ("fishermen from Vietnam", "VNM", "AGR"),
        ("Cape Town", "ZAF", None),
        ("Cape Town police", "ZAF", "COP"),
        ("howitzers", None, "MIL"),
    ],
)
def test_a_phrase_is_its_head(
    finder: ActorFinder, phrase: str, country: str | None, sector: str | None
) -> None:
    found = finder.resolve(phrase)
    assert found.country == country and (sector is None or found.sector == sector)
