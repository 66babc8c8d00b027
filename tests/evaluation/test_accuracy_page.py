"""docs/accuracy.md is what its generator makes of the stored results."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_results_say() -> None:
    code = "import accuracy; print(accuracy.page(), end='')"
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(
        command, cwd=ROOT / "bench", capture_output=True, check=False, timeout=120, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    written = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert written == done.stdout, "run: python bench/accuracy.py"


def test_no_mark_is_left() -> None:
    written = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert "<!--" not in written
    assert "{version}" not in written
