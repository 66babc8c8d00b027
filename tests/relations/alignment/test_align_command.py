"""`dragoman import votes` and `dragoman align` as a user runs them, on a few invented votes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATES = {
    "United States": "nnyaynnayn",
    "South Korea": "yayaynyayn",
    "France": "nnaaynnayn",
    "Cuba": "yynynyyyny",
}
WORDS = {"y": "yes", "a": "abstain", "n": "no"}


def dragoman(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        capture_output=True, check=False, cwd=cwd, env=settings, encoding="utf-8", timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("aligned")
    calls = [f"{n},46,{1991 + n // 5}-10-0{1 + n % 5},0,R/{n},A,B" for n in range(10)]
    (folder / "calls.csv").write_text(
        "\n".join(["rcid,session,date,importantvote,unres,short,descr", *calls]) + "\n"
    )
    votes = [f"{n},{name},{WORDS[said]}" for name, all_ in STATES.items() for n, said in enumerate(all_)]
    (folder / "votes.csv").write_text("\n".join(["rcid,country,vote", *votes, "1,Atlantis,yes"]) + "\n")
    done = dragoman("import", "votes", "votes.csv", "--roll-calls", "calls.csv", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "ledger.json").write_text(done.stdout)
    return folder


def test_the_ledger(filled: Path) -> None:
    ledger = json.loads((filled / "ledger.json").read_text())
    assert (ledger["expected"], ledger["read"], ledger["kept"]) == (41, 41, 40)
    assert ledger["set_aside"] == {"unknown state": 1} and ledger["examples"][0]["line"] == 42
    assert ledger["before"][0]["kept"] == 10
    again = dragoman("import", "votes", "votes.csv", cwd=filled)
    assert "known     40" in again.stdout and "1  unknown state" in again.stdout


def test_align_as_json(filled: Path) -> None:
    done = dragoman("align", "KOR", "USA", "--from", "1991", "--to", "1991", "--json", cwd=filled)
    assert done.returncode == 0, done.stderr
    (year,) = json.loads(done.stdout)["years"]
    assert (
        year["year"] == 1991
        and year["votes"]["n"] == 5
        and set(year["votes"]["ideal_point"]) == {"KOR", "USA"}
    )
    assert year["votes"]["agree"] == pytest.approx(0.6)
    quiet = dragoman("align", "KOR", "USA", "--json", cwd=filled)
    assert "computing" in done.stderr and "computing" not in quiet.stderr, "ideal points are kept"
    assert [one["year"] for one in json.loads(quiet.stdout)["years"]] == [1991, 1992]


def test_align_as_table_and_pictures(filled: Path) -> None:
    for name in ("p.svg", "p.png", "p.html"):
        done = dragoman("align", "USA", "FRA", "--plot", name, cwd=filled)
        assert done.returncode == 0 and (filled / name).stat().st_size > 1000
    assert "only 5 roll calls" in done.stdout and "1992" in done.stdout
    page = (filled / "p.html").read_text()
    assert "<script" not in page and "USA and FRA, 1991 to 1992" in page
    group = dragoman("align", "USA", "FRA", "CUB", cwd=filled)
    assert "USA-CUB" in group.stdout


def test_all_pairs_to_a_file(filled: Path) -> None:
    done = dragoman("align", "--all", "pairs.csv", cwd=filled)
    lines = (filled / "pairs.csv").read_text().splitlines()
    assert done.returncode == 0 and lines[0] == "year,a,b,n,agree,s_abs,s_sq,kappa,kappa_sq,pi,pi_sq"
    assert len(lines) == 1 + 2 * 6 and lines[1].startswith("1991,CUB,FRA,5,")
    assert dragoman("align", "--all", "pairs.parquet", cwd=filled).returncode == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["KOR"], "two states"),
        (["KOR", "USX"], "no state has the code 'USX'"),
        (["KOR", "USA", "FRA", "--plot", "x.svg"], "two states"),
        (["KOR", "USA", "--plot", "x.gif"], "ending '.gif'"),
        (["--all", "x.doc"], "no format '.doc'"),
    ],
)
def test_errors_say_what_to_do(filled: Path, args: list[str], said: str) -> None:
    done = dragoman("align", *args, cwd=filled)
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr


def test_an_empty_store_says_what_to_import(tmp_path: Path) -> None:
    from dragoman.store import Store

    Store.open(tmp_path / "dragoman.duckdb").close()
    done = dragoman("align", "KOR", "USA", cwd=tmp_path)
    assert done.returncode == 1 and "import votes" in done.stderr
