"""`dragoman balance` and `dragoman network` as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="SciPy is not installed (extra relations)")
ROOT = Path(__file__).parents[3]
KEYS = (
    "n",
    "m",
    "negative",
    "triads",
    "triangle_balance",
    "walk_balance",
    "frustration",
    "lower_bound",
    "proved",
)


def dragoman(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        capture_output=True, check=False, cwd=cwd, env=settings, encoding="utf-8", timeout=300,
    )  # fmt: skip


@pytest.fixture
def ties(tmp_path: Path) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text("a,b,sign\nA,B,1\nA,C,1\nB,C,-1\nA,D,-1\nB,D,-1\nC,D,x\n")
    return path


def test_json_begins_with_the_keys_of_the_contract(ties: Path) -> None:
    done = dragoman("balance", "--ties", ties, "--json", cwd=ties.parent)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert tuple(found)[:9] == KEYS
    assert (found["n"], found["m"], found["negative"], found["frustration"]) == (4, 5, 3, 1)
    assert found["triads"] == {"+++": 0, "++-": 1, "+--": 1, "---": 0} and found["proved"]
    assert found["aside"] and "ties.csv:7" in done.stderr


def test_a_dyad_in_words_and_as_a_picture(ties: Path) -> None:
    done = dragoman("balance", "A", "B", "--ties", ties, "--plot", "net.svg", cwd=ties.parent)
    assert done.returncode == 0, done.stderr
    assert "A and B: a positive tie, in 2 triangles, 1 at rest and 1 under strain" in done.stdout
    assert (ties.parent / "net.svg").read_text().startswith("<svg")


def test_one_state_is_no_dyad(ties: Path) -> None:
    done = dragoman("balance", "A", "--ties", ties, cwd=ties.parent)
    assert done.returncode == 1 and "two states or none" in done.stderr


def test_a_store_of_events_gives_ties_and_networks(tmp_path: Path) -> None:
    text = "".join(
        json.dumps(
            {"id": f"{who}-{k}", "date": f"2001-0{k}-03", "text": f"Russia and {who} signed a treaty in May."}
        )
        + "\n"
        for k in range(1, 7)
        for who in ("China", "India")
    )
    (tmp_path / "news.jsonl").write_text(text)
    assert dragoman("code", "news.jsonl", "--coder", "rules", "--quiet", cwd=tmp_path).returncode == 0
    done = dragoman("balance", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["n"], found["m"], found["frustration"]) == (3, 2, 0)
    net = dragoman("network", "--by", "month", "--to-file", "net.gexf", "--json", cwd=tmp_path)
    assert net.returncode == 0, net.stderr
    assert {t["a"] for p in json.loads(net.stdout)["periods"] for t in p["ties"]} >= {"CHN", "IND"}
    assert (tmp_path / "net.gexf").exists()
    late = dragoman("network", "--from", "2010", cwd=tmp_path)
    assert late.returncode == 1 and "no event between two states" in late.stderr
    wrong = dragoman("network", "--from", "2010-13", cwd=tmp_path)
    assert wrong.returncode == 1 and "is no date" in wrong.stderr
