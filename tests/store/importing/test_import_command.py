"""`dragoman import gdelt`: the ledger on standard output, narration on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from event_files import written
from event_samples import ROWS, gdelt


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", "import", *words], capture_output=True, text=True, check=False
    )


def test_json_is_the_ledger(tmp_path: Path) -> None:
    rows = gdelt()
    rows[2][1] = "20231399"
    path = written(tmp_path, "gdelt", rows)
    done = run("gdelt", str(path), "--store", str(tmp_path / "s.duckdb"), "--json")
    assert done.returncode == 0, done.stderr
    ledger = json.loads(done.stdout)
    assert (ledger["expected"], ledger["read"], ledger["kept"], ledger["known"]) == (ROWS, ROWS, ROWS - 1, 0)
    assert ledger["set_aside"] == {"rows": 1, "reasons": {"impossible or missing date": 1}}
    assert [(one["file"], one["line"]) for one in ledger["rows_set_aside"]] == [(str(path), 3)]
    assert str(path) in done.stderr


def test_a_file_that_is_none_is_a_data_error(tmp_path: Path) -> None:
    done = run("icews", str(tmp_path / "absent.tab"), "--store", str(tmp_path / "s.duckdb"))
    assert done.returncode == 1
    assert "absent.tab: there is no such file" in done.stderr
    assert done.stdout == ""
