"""The numbers of ../shared/reference_values.md on votes, ideal points, capabilities, arms and risk."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.relations.alignment import Ballots, IdealPoints, ideal_points, similarity
from dragoman.relations.capabilities import cinc
from dragoman.store import Store
from dragoman.store.states import import_states, load_states
from dragoman.store.states.asking import votes
from dragoman.store.states.capabilities import COMPONENTS
from shared_data import shared

VOTES, ROLL_CALLS = "states/unga/un_votes.csv.gz", "states/unga/un_roll_calls.csv.gz"
CODES = load_states()


def table(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with votes, capabilities, arms transfers and the risk index."""
    files = {
        "roll-calls": shared(ROLL_CALLS),
        "votes": shared(VOTES),
        "capabilities": shared("states/cow/cow_nmc_cinc_v6.csv.gz"),
        "transfers": shared("states/sipri/sipri_tiv_dyad_year_1950_2021.csv.gz"),
        "risk": shared("states/gpr/gpr_monthly_1900_2024-07.csv.gz"),
    }
    with Store.open(tmp_path_factory.mktemp("reference") / "s.duckdb") as opened:
        for name, path in files.items():
            ledger = import_states(opened, name, path)
            assert ledger.kept == ledger.read == ledger.expected, ledger.to_dict()
        yield opened


@pytest.fixture(scope="module")
def ballots(store: Store) -> Ballots:
    return Ballots(**votes(store))


@pytest.fixture(scope="module")
def points(ballots: Ballots) -> IdealPoints:
    return ideal_points(ballots)


def pair(ballots: Ballots, a: str, b: str, year: int) -> dict[str, Any]:
    return dict(next(similarity(ballots.only([a, b], year, year)).rows()))


@pytest.mark.parametrize(
    ("a", "b", "year", "expected"),
    [
        (
            "KOR", "USA", 1995,
            {"n": 73, "agree": 0.2877, "s_abs": -0.0822, "s_sq": 0.0890, "kappa": 0.0257, "pi": -0.1902,
             "kappa_sq": 0.1200, "pi_sq": -0.1811},
        ),
        (
            "PRK", "CHN", 1995,
            {"n": 61, "agree": 0.8689, "s_abs": 0.8689, "s_sq": 0.9344, "kappa": 0.5829, "pi": 0.5779,
             "kappa_sq": 0.7930, "pi_sq": 0.7929},
        ),
    ],
)  # fmt: skip
def test_similarity_of_votes(ballots: Ballots, a: str, b: str, year: int, expected: dict[str, float]) -> None:
    assert len(ballots) == 870_109
    found = pair(ballots, a, b, year)
    assert {name: round(found[name], 4) for name in expected} == expected


def test_why_chance_correction_matters(ballots: Ballots) -> None:
    found = pair(ballots, "RUS", "CHN", 1985)
    assert (round(found["agree"], 2), round(found["kappa"], 2)) == (0.72, -0.01)


def test_koreas_published_dyads(ballots: Ballots) -> None:
    """All of 1991 to 1996 as published, but for four of 1993; where no vote is in common, theirs is 0 or empty."""
    ours = {
        (row["year"], row["a"] if row["b"] == "KOR" else row["b"]): row
        for row in similarity(ballots.only(since=1991, until=1996)).rows()
        if "KOR" in (row["a"], row["b"])
    }
    compared, agreements, kappas = 0, set(), set()
    for row in table(shared("states/unga/rok_unga_reference_dyads.csv.gz")):
        key = (int(row["year"]), CODES.cow(row["ccode2"]))
        found = ours.get(key)
        if found is None:
            assert row["agree"] in ("", "0.0"), row
            continue
        compared += 1
        if found["agree"] != pytest.approx(float(row["agree"]), abs=1e-9):
            agreements.add(key)
        theirs = pytest.approx(float(row["kappa"]), abs=1e-9) if row["kappa"] else None
        if found["kappa_sq"] != theirs:
            kappas.add(key)
    assert compared == 1040
    assert agreements == {(1993, "MCO"), (1993, "AND"), (1993, "ERI")}
    assert kappas == {(1993, "VUT")}


def published() -> dict[int, dict[str, float]]:
    out: dict[int, dict[str, float]] = defaultdict(dict)
    for row in table(shared("states/unga/unvoting_idealpoints_1946_2012.csv.gz")):
        out[int(row["Year"])][
            CODES.abbreviation(row["CountryAbb"]) if row["CountryAbb"] != "SSUD" else "SSD"
        ] = float(row["idealpoint"])
    return out


def test_ideal_points_rank_states_as_published(points: IdealPoints) -> None:
    assert points.settled
    ours = {(state, year): position for state, year, _, position, _ in points.rows()}
    found = {}
    for year, theirs in published().items():
        both = [code for code in theirs if (code, year) in ours]
        if len(both) > 10:
            x = np.argsort(np.argsort([ours[code, year] for code in both]))
            y = np.argsort(np.argsort([theirs[code] for code in both]))
            found[year] = float(np.corrcoef(x, y)[0, 1])
    years = [value for year, value in found.items() if 1950 <= year <= 2012]
    assert len(years) > 55 and np.median(years) >= 0.98  # asked: 0.95
    assert min(found.values()) > 0.9, "a year is turned round, or nearly"


def test_ideal_points_keep_the_signs_of_the_great_powers(points: IdealPoints) -> None:
    ours = {(state, year): position for state, year, _, position, _ in points.rows()}
    for year, (usa, rus, chn) in {
        1980: (2.318, -2.353, -0.1392),
        1991: (2.754, 0.4055, -0.3604),
        2001: (2.576, 0.1667, -0.6741),
        2012: (2.681, 0.0673, -0.8516),
    }.items():
        for code, value in (("USA", usa), ("RUS", rus), ("CHN", chn)):
            assert ours[code, year] * value > 0, (code, year)


def test_capabilities(store: Store) -> None:
    columns = ", ".join(COMPONENTS)
    expected = {
        1914: {2: 0.206364, 255: 0.158201, 200: 0.137909},
        1938: {2: 0.170771, 365: 0.164359},
        1990: {2: 0.141448, 365: 0.129461, 710: 0.111816},
        1816: {},
    }
    for year, known in expected.items():
        rows = store.sql(f"SELECT cow, cinc, {columns} FROM capabilities WHERE year = ?", [year])
        found = cinc({row[0]: dict(zip(COMPONENTS, row[2:], strict=True)) for row in rows})
        assert {code: round(found[code], 6) for code in known} == known
        assert max(abs(found[row[0]] - row[1]) for row in rows) < 1.2e-8 + 1e-10
        if year == 1816:
            assert round(sum(found.values()), 4) == 1.0535


@pytest.mark.parametrize(
    ("party", "where", "expected"),
    [
        (
            "supplier",
            "year BETWEEN 2017 AND 2021",
            {"USA": 52_512, "RUS": 25_300, "FRA": 14_496, "CHN": 6_271},
        ),
        (
            "supplier",
            "year BETWEEN 2012 AND 2021 AND recipient = 'IND'",
            {"RUS": 20_386, "FRA": 4_591, "USA": 4_412, "ISR": 2_799},
        ),
        ("supplier_name", "recipient = 'IRQ'", {"Soviet Union": 31_469}),
    ],
)
def test_sums_of_arms(store: Store, party: str, where: str, expected: dict[str, int]) -> None:
    found = dict(store.sql(f"SELECT {party}, sum(tiv) FROM transfers WHERE {where} GROUP BY ALL"))
    assert {code: round(found[code]) for code in expected} == expected


def test_geopolitical_risk(store: Store) -> None:
    mean = store.sql(
        "SELECT series, avg(value), count(*) FROM risk WHERE state = '' AND series IN ('GPR', 'GPRT', 'GPRA') "
        "AND month BETWEEN '1985-01' AND '2019-12' GROUP BY ALL"
    )
    assert len(mean) == 3 and all(value == pytest.approx(100, abs=1e-4) and n == 420 for _, value, n in mean)
    world = dict(store.sql("SELECT month, round(value, 2) FROM risk WHERE state = '' AND series = 'GPR'"))
    assert (world["2001-10"], world["1991-01"], world["2022-03"]) == (512.53, 379.25, 318.95)
    assert max(world.values()) == 512.53
