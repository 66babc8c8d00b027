from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluation.floors import Measured, check_floors, floors_text, new_floors, read_floors
from dragoman.evaluation.measuring import NEEDED
from shared_data import SHARED, shared

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "bench" / "floors.py"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "gold.jsonl").write_text("one\n", encoding="utf-8")
    return tmp_path


GOOD = {
    "right": Measured(0.8, 0.7, 0.9, 1000, ("gold.jsonl",)),
    "wrong": Measured(0.1, 0.0, 0.2, 50, ("gold.jsonl",), side="most"),
}


def changed(**values: float) -> dict[str, Measured]:
    return {name: replace(found, value=values.get(name, found.value)) for name, found in GOOD.items()}


def test_floors_are_written_and_read(data: Path) -> None:
    floors = new_floors(None, GOOD, data, "rules 9")
    path = data / "floors.toml"
    path.write_text(floors_text(floors), encoding="utf-8")
    assert read_floors(path) == floors
    assert (floors.floors["right"].floor, floors.floors["wrong"].floor) == pytest.approx((0.795, 0.12))
    assert check_floors(floors, GOOD, data) == []


def test_what_falls_below_is_told(data: Path) -> None:
    floors = new_floors(None, GOOD, data, "rules 9")
    problems = check_floors(floors, changed(right=0.5, wrong=0.3), data)
    assert len(problems) == 2
    assert "right: 0.500 (95 % interval 0.700-0.900), must be at least 0.795" in problems[0]
    assert "wrong: 0.300" in problems[1]
    assert "at most 0.120" in problems[1]
    assert check_floors(floors, {"right": GOOD["right"]}, data) == ["wrong: has a floor and is not measured"]


def test_changed_data_are_told(data: Path) -> None:
    floors = new_floors(None, GOOD, data, "rules 9")
    (data / "gold.jsonl").write_text("two\n", encoding="utf-8")
    assert "gold.jsonl: its SHA-256 is" in check_floors(floors, GOOD, data)[0]
    (data / "gold.jsonl").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        check_floors(floors, GOOD, data)


def test_floors_rise_and_sink_only_when_asked(data: Path) -> None:
    floors = new_floors(None, GOOD, data, "rules 9")
    assert new_floors(floors, changed(right=0.9), data, "rules 9").floors["right"].floor == pytest.approx(
        0.895
    )
    assert new_floors(floors, changed(right=0.797), data, "x").floors["right"].floor == pytest.approx(0.795)
    with pytest.raises(InputError, match="--lower"):
        new_floors(floors, changed(right=0.5), data, "rules 9")
    with pytest.raises(InputError, match="not measured"):
        new_floors(floors, {"right": GOOD["right"]}, data, "rules 9")
    lowered = new_floors(floors, changed(right=0.5), data, "rules 9", lower=True)
    assert lowered.floors["right"].floor == pytest.approx(0.495)


@pytest.mark.parametrize("text", ["", "x = ", '[floor."a"]\nfloor = 1\n[sha256]\n'])
def test_a_file_without_floors_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"floors\.toml: no floors"):
        read_floors(path)


def test_the_check_is_skipped_with_its_reason_where_the_data_are_absent(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH), "check", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "floors skipped: gold/current_events_dev.jsonl" in done.stdout
    assert "the shared data are not part of the repository" in done.stdout


def test_the_floors_of_the_repository_are_of_the_shared_data() -> None:
    for name in NEEDED:
        shared(name)
    floors = read_floors(ROOT / "bench" / "floors.toml")
    measured = {
        name: Measured(f.measured, 0.0, 1.0, f.n, f.data, f.side) for name, f in floors.floors.items()
    }
    assert check_floors(floors, measured, SHARED / "data") == []
