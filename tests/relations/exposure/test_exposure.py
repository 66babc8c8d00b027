"""What a state rests on, from made rows and from SIPRI's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.relations.exposure import Known, between, exposure
from shared_data import shared

ROOT = Path(__file__).parents[3]


def dragoman(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        capture_output=True, check=False, cwd=cwd, env=settings, encoding="utf-8", timeout=300,
    )  # fmt: skip


def known(state: str, other: str) -> Known:
    return Known(
        state, "2020-12-31", (2011, 2020), [(other, 30.0), ("FRA", 10.0)], [("GAB", 5.0)], 2018,
        [(other, "defence"), ("FRA", "defence")], "2005-10-28", [(other, "2001-02-01", True)], [], 2019,
        [(other, 60, 0.5), ("FRA", 60, 0.9), ("USA", 3, 1.0)], 2016, {"AAA": 0.02, "BBB": 0.01, "USA": 0.2}, [other],
        [(other, 2, 2003, 4)],
    )  # fmt: skip


def test_shares_sum_to_one_and_ranks_count_from_the_strongest() -> None:
    found = exposure(known("AAA", "BBB"))
    assert sum(s.share for s in found.suppliers) == pytest.approx(1.0)
    assert found.concentration == pytest.approx(0.75**2 + 0.25**2)
    assert (found.rank, found.power) == (2, 0.02)
    assert [w for w, _, _ in found.nearest_votes] == ["FRA", "BBB"], "three common votes are too few"


def test_both_sides_losses_are_told() -> None:
    found = between(exposure(known("AAA", "BBB")), exposure(known("BBB", "AAA")))
    told = {(x.who, x.what): x.share for x in found.losses}
    assert told["AAA", "arms received"] == told["BBB", "arms received"] == pytest.approx(0.75)
    assert ("AAA", "a pledge: defence") in told and found.pledge == "defence"
    assert found.power_ratio == pytest.approx(2.0) and found.contiguous and found.disputes == (2, 2003, 4)
    assert found.common_suppliers == ("FRA",) and found.votes == (60, 0.5)
    assert found.a_sanctions_b == found.b_sanctions_a == ("2001-02-01",)


def test_nothing_known_is_nothing_told() -> None:
    found = exposure(Known("AAA", "2020-12-31"))
    assert found.suppliers == () and found.concentration is None and found.rank is None
    assert between(found, exposure(Known("BBB", "2020-12-31"))).losses == ()


def test_arms_of_india_as_in_the_reference_values(tmp_path: Path) -> None:
    file = shared("states/sipri/sipri_tiv_dyad_year_1950_2021.csv.gz")
    assert dragoman("import", "transfers", file, "--quiet", cwd=tmp_path).returncode == 0
    done = dragoman("exposure", "IND", "--as-of", "2021", "--json", "--plot", "arms.svg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    told = {row["who"]: row["tiv"] for row in found["arms"]["suppliers"]}
    assert [round(told[who]) for who in ("RUS", "FRA", "USA", "ISR")] == [20386, 4591, 4412, 2799]
    assert (found["arms"]["from"], found["arms"]["to"]) == (2012, 2021)
    assert "votes" in found["missing"] and found["allies"] is None
    assert (tmp_path / "arms.svg").read_text().startswith("<svg")
    both = dragoman("exposure", "IND", "RUS", "--as-of", "2021", cwd=tmp_path)
    assert "IND has arms received from RUS: 20,386, 59% of its own (2012–2021)" in both.stdout
    old = dragoman("exposure", "IND", "--as-of", "1960", "--json", cwd=tmp_path)
    assert json.loads(old.stdout)["arms"]["to"] <= 1960
    none = dragoman("exposure", "TUV", "--as-of", "1949", cwd=tmp_path)
    assert none.returncode == 1 and "no data on TUV" in none.stderr, none.stdout
    wrong = dragoman("exposure", "IND", "RUS", "CHN", cwd=tmp_path)
    assert wrong.returncode == 1 and "one state or two" in wrong.stderr
