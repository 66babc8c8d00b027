"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "singapore_summit_2018-06-13.txt"
ROW = '{"id": "a1", "date": "2024-06-19", "text": "Russia and North Korea signed a treaty in Pyongyang."}'
OTHER = '{"id": "a2", "date": "2024-06-20", "text": "France accused Iran of supplying Russia with drones."}'


def dragoman(*args: object, cwd: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        capture_output=True, check=False, cwd=cwd, env=settings, input=stdin, encoding="utf-8", timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with two items, a line that is broken, and the store that coding them gave."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "items.jsonl").write_text(f"{ROW}\nnot json\n{OTHER}\n", encoding="utf-8")
    done = dragoman("code", "items.jsonl", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "summary.json").write_text(done.stdout, encoding="utf-8")
    return folder


def test_help_is_quick_and_names_every_command() -> None:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        done = dragoman("--help")
        times.append(time.perf_counter() - began)
    assert done.returncode == 0
    for name in ("brief", "code", "actor", "explain", "export", "evaluate", "check", "store"):
        assert f"  {name}" in done.stdout
    assert min(times) < 1.0, f"{min(times):.2f} s; the goal, 0.3 s, is measured by bench/cold_start.py"


def test_help_loads_nothing_slow() -> None:
    slow = "spacy duckdb altair trafilatura numpy pydantic rich dragoman.records".split()
    code = f"import sys, dragoman, dragoman.cli.app; print([m for m in {slow} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    done = dragoman("--version")
    assert (done.returncode, done.stdout) == (0, "dragoman 0.1.0\n")


@pytest.mark.parametrize("args", [("nonsense",), ("brief",), ("code", "--processes", "0", "x"), ("actor",)])
def test_wrong_use_exits_with_2(args: tuple[str, ...]) -> None:
    done = dragoman(*args)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("brief", "absent.txt"), "nothing to read in absent.txt"),
        (("brief", "absent.txt", "--to", "x.doc"), "no such kind of brief"),
        (("code", "absent.txt", "--date", "2127-01-01"), "2127"),
        (("code", "absent.txt", "--to", "-"), "nothing to read"),
        (("code", "absent.txt", "--to", "x.xml"), "no such kind of file"),
        (("explain", "AIDE"), "AID"),
        (("explain", "r_0000000000000000"), "no store"),
        (("export", "--to", "-"), "there is no store"),
        (("store", "info"), "there is no store"),
        (("check", "absent"), "is no directory"),
        (("evaluate", "absent.jsonl", "--predicted", "absent.jsonl"), "absent.jsonl"),
        (("actor", "Zzyzx Qwfp"), "Zzyzx"),
        (("brief", "absent.txt", "--about", "XXQ"), "XXQ"),
    ],
)
def test_a_data_error_is_a_sentence_and_exits_with_1(
    args: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    done = dragoman(*args, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_brief_goes_as_markdown_through_a_pipe(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    done = dragoman("brief", ARTICLE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# ")
    assert "## Evidence" in done.stdout
    assert dragoman("brief", ARTICLE, "--to", page, "--about", "USA").returncode == 0
    assert "<svg" in page.read_text(encoding="utf-8")


def test_two_articles_are_compared() -> None:
    other = ROOT / "examples" / "dayton_1995-11-22.txt"
    done = dragoman("brief", ARTICLE, other, "--compare", "--json")
    assert done.returncode == 0, done.stderr
    assert "evidence" in json.loads(done.stdout)


def test_code_prints_json_lines(filled: Path) -> None:
    done = dragoman("code", "-", "--to", "-", cwd=filled, stdin=f"{ROW}\n{OTHER}\n")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["kind"] for row in rows} <= {"report", "interest"}
    assert {row["evidence"]["source_id"] for row in rows} == {"a1", "a2"}
    assert any(row.get("type") == "AGREE" for row in rows)


def test_code_fills_the_store_once(filled: Path) -> None:
    first = json.loads((filled / "summary.json").read_text(encoding="utf-8"))
    assert (first["coded"], sum(first["rejects"].values())) == (2, 1)
    assert first["reports"] > 0
    again = json.loads(dragoman("code", "items.jsonl", "--json", "-q", cwd=filled).stdout)
    assert (again["coded"], again["known"]) == (0, 2)
    assert again["reports"] == first["reports"]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet"])
def test_code_writes_files(name: str, filled: Path) -> None:
    done = dragoman("code", "items.jsonl", "--to", name, cwd=filled)
    assert done.returncode == 0, done.stderr
    assert (filled / name).stat().st_size > 0


@pytest.mark.parametrize(
    "args",
    [
        ("export",),
        ("export", "--as", "dyads", "--by", "month", "--to", "panel.csv"),
        ("export", "--as", "events", "--to", "events.csv"),
        ("export", "--as", "interests", "--to", "interests.jsonl"),
        ("export", "--to", "network.graphml", "--modality", "all"),
        ("export", "--about", "RUS", "--modality", "actual", "--to", "rus.csv"),
        ("store", "info"),
        ("store", "runs", "--json"),
        ("store", "rejects"),
        ("actor", "--learned"),
        ("actor", "--unknown", "--json"),
    ],
)
def test_the_store_answers(args: tuple[str, ...], filled: Path) -> None:
    done = dragoman(*args, cwd=filled)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_is_explained(filled: Path) -> None:
    row = json.loads(dragoman("export", cwd=filled).stdout.splitlines()[0])
    done = dragoman("explain", row["id"], cwd=filled)
    assert done.returncode == 0, done.stderr
    assert row["evidence"]["text"] in done.stdout


def test_a_term_is_explained() -> None:
    assert "material cooperation" in dragoman("explain", "AID").stdout
    assert json.loads(dragoman("explain", "072", "--json").stdout)["kind"] == "cameo"


def test_an_actor_is_named_with_the_dates_of_the_office(tmp_path: Path) -> None:
    done = dragoman("actor", "Sergei Shoigu", "--on", "2023-07-26", "--json")
    row = json.loads(done.stdout)
    assert (row["country"], row["sector"], row["role"]) == ("RUS", "GOV", "defence minister")
    (tmp_path / "phrases.csv").write_text("phrase,date\nSouth Korea's military,\nZzyzx Qwfp,2020-01-01\n")
    lines = dragoman("actor", "--from", "phrases.csv", "--to", "-", cwd=tmp_path).stdout.splitlines()
    assert [json.loads(line)["country"] for line in lines] == ["KOR", None]


def test_shipped_dictionaries_have_no_problem() -> None:
    done = dragoman("check")
    assert done.returncode == 0, done.stdout


def test_a_bad_dictionary_line_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text(
        "id,name,country,sector,aliases,since,until,kind,note\nx,X,QQQ,GOV,,,,,\n"
    )
    done = dragoman("check", tmp_path)
    assert done.returncode == 1
    assert "bodies.csv:2:" in done.stdout


def test_gold_is_scored(filled: Path) -> None:
    actor = {"country": "RUS"}
    event = {"type": "AGREE", "source": [actor], "target": [{"country": "PRK"}], "modality": "actual"}
    (filled / "gold.jsonl").write_text(json.dumps({"id": "a1", "events": [event]}) + "\n")
    (filled / "clean.jsonl").write_text(ROW + "\n")
    done = dragoman("evaluate", "gold.jsonl", "--items", "clean.jsonl", "--json", cwd=filled)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
