"""`dragoman relations` on KEDS: the turns of ../shared/reference_values.md, and bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared_data import shared

pytest.importorskip("ruptures", reason="ruptures is not installed (extra relations)")
ROOT = Path(__file__).parents[3]


def dragoman(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        capture_output=True, check=False, cwd=cwd, env=settings, encoding="utf-8", timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def keds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keds")
    done = dragoman("import", "keds", shared("events/keds/keds_levant.tsv.gz"), "--quiet", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def months(label: str) -> int:
    return int(label[:4]) * 12 + int(label[5:7])


@pytest.mark.parametrize("directed", [(), ("--directed",)])
def test_the_known_turns_are_found_and_1999_is_coverage(keds: Path, directed: tuple[str, ...]) -> None:
    done = dragoman("relations", "ISR", "PSE", *directed, "--json", cwd=keds)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    real = [t for t in found["turns"] if not t["coverage"]]
    for known in ("1982-06", "1987-12", "2000-10"):
        near = [t for t in real if abs(months(t["period"]) - months(known)) <= 1 and t["direction"] == "rise"]
        assert near and near[0]["support"] > 0.5 and near[0]["acts"], known
    fall = next(t for t in found["turns"] if t["period"] == "1999-01")
    assert fall["coverage"] and fall["direction"] == "fall"
    (gap,) = found["gaps"]
    assert (gap["from"], gap["to"][:4]) == ("1999-01", "1999")
    acts = [act for t in real for act in t["acts"]]
    assert all(act["id"].startswith("keds_levant:") and act["url"] is None for act in acts)
    assert sum(p["n"] for p in found["series"]) == int(found["basis"].split()[0].replace(",", ""))


def test_a_picture_and_other_periods(keds: Path) -> None:
    done = dragoman(
        "relations", "ISR", "LBN", "--by", "quarter", "--from", "1980", "--plot", "t.svg", cwd=keds
    )
    assert done.returncode == 0, done.stderr
    assert (keds / "t.svg").read_text().startswith("<svg") and "since " in done.stdout


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (("ISR",), "two states"),
        (("ISR", "QQQ"), "no state has the code 'QQQ'"),
        (("ISR", "TON"), "no act between ISR and TON"),
        (("ISR", "PSE", "--by", "decade"), "no period is called 'decade'"),
        (("ISR", "PSE", "--from", "2020"), "no event between two states"),
        (("ISR", "PSE", "--modality", "sure"), "no modality is called 'sure'"),
    ],
)
def test_what_cannot_be_told_is_said(keds: Path, args: tuple[str, ...], problem: str) -> None:
    done = dragoman("relations", *args, cwd=keds)
    assert done.returncode == 1 and problem in done.stderr, done.stderr
