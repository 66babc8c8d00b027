"""The commands with `--coder llm`, as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loopback_model import Loopback, act, says, who, wish

ROOT = Path(__file__).parents[3]
FIRST, SECOND = "Norway sent Ukraine two air defence systems.", "France condemned Russia."


@pytest.fixture
def items(server: Loopback, tmp_path: Path) -> Path:
    pytest.importorskip("openai", reason="the extra llm is not installed")
    server.told = {
        FIRST: [act("sent", "AID", who("Norway", "NOR"), who("Ukraine", "UKR")),
                wish(who("Ukraine", "UKR"), "holds", "air defence systems", "air_defence"),
                act("gave", "AID", who("Norway", "NOR"), who("Ukraine", "UKR"))],
        SECOND: [act("condemned", "ACCUSE", who("France", "FRA"), who("Russia", "RUS"))],
    }  # fmt: skip
    rows = [{"id": f"a{n}", "date": "2024-02-08", "text": text} for n, text in enumerate((FIRST, SECOND))]
    path = tmp_path / "items.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def dragoman(server: Loopback, *args: object, **env: str) -> subprocess.CompletedProcess[str]:
    where = {"DRAGOMAN_LLM_BASE_URL": server.url, "DRAGOMAN_LLM_MODEL": "scripted"} | env
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args), "--coder", "llm"],
        capture_output=True, check=False, encoding="utf-8", timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100", **where},
    )  # fmt: skip


def test_code_writes_lines_and_tells_what_was_refused(server: Loopback, items: Path) -> None:
    done = dragoman(
        server, "code", items, "--to", "-", "--api-key", "sesame-51", "--cache", items.parent / "kept"
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["kind"], r["explain"]["by"]) for r in rows] == [
        ("report", "llm"),
        ("interest", "llm"),
        ("report", "llm"),
    ]
    assert "words that the sentence does not have" in done.stderr
    assert server.headers[0]["authorization"] == "Bearer sesame-51"
    assert "sesame" not in done.stdout + done.stderr
    assert len(list((items.parent / "kept").rglob("*.json"))) == 2


def test_what_the_budget_leaves_is_coded_by_the_next_run(server: Loopback, items: Path) -> None:
    store = items.parent / "s.duckdb"
    server.then(says('{"reports": [], "interests": []}', tokens=900_000))
    command = ("code", items, "--store", store, "--json")
    done = dragoman(server, *command, "--token-budget", 8_000, "-p", 1)
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)
    assert (first["coded"], first["known"]) == (1, 0)
    assert first["rejects"] == {"document not coded: token budget spent": 1}
    done = dragoman(server, *command)
    assert done.returncode == 0, done.stderr
    second = json.loads(done.stdout)
    assert (second["coded"], second["known"], second["reports"]) == (1, 1, 1)
    run = subprocess.run(
        [sys.executable, "-m", "dragoman", "store", "rejects", "--store", str(store)],
        capture_output=True, encoding="utf-8", check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert "token budget spent" in run.stdout


def test_evaluate_and_brief(server: Loopback, items: Path) -> None:
    gold = items.parent / "gold.jsonl"
    told = [
        {"type": "AID", "source": [{"country": "NOR"}], "target": [{"country": "UKR"}], "modality": "actual"}
    ]
    rows = [{"id": "a0", "events": told}, {"id": "a1", "events": []}]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = dragoman(server, "evaluate", gold, "--items", items, "--json")
    assert done.returncode == 0, done.stderr
    done = dragoman(server, "brief", items)
    assert done.returncode == 0, done.stderr
    assert "Norway" in done.stdout


def test_without_an_address_or_an_answer_it_says_what_to_do(server: Loopback, items: Path) -> None:
    done = dragoman(server, "code", items, "--to", "-", DRAGOMAN_LLM_MODEL="")
    assert done.returncode == 1
    assert "--base-url and --model" in done.stderr
    server.always = says("no")
    done = dragoman(server, "code", items, "--to", "-")
    assert done.returncode == 1
    assert "no document was coded, of 2" in done.stderr
    assert "Traceback" not in done.stderr
