"""A store's record beside an article: sentences over data, with their basis, and nothing that no data gave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.brief import brief
from dragoman.brief.record import Recorded, beside
from dragoman.coding import Coder
from shared_data import shared

ROOT = Path(__file__).parents[2]
TEXT = "JERUSALEM, May 3, 2004 - Israel and the Palestinians held talks on Monday. Israel attacked Gaza."


def test_a_figure_that_no_data_gave_is_withheld() -> None:
    made = brief(Coder(by="rules").code(TEXT))
    good = Recorded("israel has 12.5 acts in 30% of months", "made data", ("12.5", "30"))
    bad = Recorded("Israel has 99 acts", "made data", ("98",))
    shown = beside(made, [good, bad])
    assert shown.sections[-1].key == "record"
    assert "- Israel has 12.5 acts in 30% of months (made data)." in shown.to_markdown()
    assert [f.reason for f in shown.withheld[len(made.withheld) :]] == [
        "99 is not among the figures of the data"
    ]
    assert beside(made, []).sections == made.sections


def test_a_brief_with_a_store_tells_the_record(tmp_path: Path) -> None:
    pytest.importorskip("ruptures", reason="ruptures is not installed (extra relations)")

    def dragoman(*args: object) -> subprocess.CompletedProcess[str]:
        settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
        return subprocess.run(
            [sys.executable, "-m", "dragoman", *map(str, args)],
            capture_output=True, check=False, cwd=tmp_path, env=settings, encoding="utf-8", timeout=300,
        )  # fmt: skip

    (tmp_path / "news.txt").write_text(TEXT)
    assert dragoman("import", "keds", shared("events/keds/keds_levant.tsv.gz"), "--quiet").returncode == 0
    done = dragoman("brief", "news.txt", "--store", "dragoman.duckdb", "--json")
    assert done.returncode == 0, done.stderr
    (section,) = [s for s in json.loads(done.stdout)["sections"] if s["key"] == "record"]
    told = [sentence["text"] for block in section["blocks"] for sentence in block["sentences"]]
    assert any(t.startswith("Since ") and "between Israel and Palestine" in t for t in told)
    assert any("1999-01 to 1999-12: a gap in reporting" in t for t in told)
    assert all("2004-06" not in t for t in told), "nothing from after the article"
    none = dragoman("brief", "news.txt", "--store", "none.duckdb")
    assert none.returncode == 1 and "none.duckdb" in none.stderr
