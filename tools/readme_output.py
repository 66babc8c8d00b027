"""Puts the output of a real run into README.md: python tools/readme_output.py."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "examples/singapore_summit_2018-06-13.txt"


def run(*args: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "dragoman", *args]
    return subprocess.run(command, capture_output=True, check=True, cwd=ROOT, encoding="utf-8").stdout


def put(page: str, name: str, text: str) -> str:
    """The page with the text between the marks of that name."""
    return re.sub(
        rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda m: f"{m[1]}{text}\n{m[2]}", page, flags=re.S
    )


def main() -> None:
    """Writes the beginning of the brief and one report."""
    brief = run("brief", ARTICLE).split("\n## What each side")[0]
    lines = [json.loads(line) for line in run("code", ARTICLE, "--to", "-").splitlines()]
    line = next(row for row in lines if row.get("modality") == "planned" and row["kind"] == "report")
    path = ROOT / "README.md"
    page = put(
        path.read_text(encoding="utf-8"), "brief", "\n".join(f"> {x}".rstrip() for x in brief.splitlines())
    )
    path.write_text(
        put(page, "line", f"```json\n{json.dumps(line, ensure_ascii=False)}\n```"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
