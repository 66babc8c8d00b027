"""How large the core is: installs it into a new environment and prints its size and its largest parts.

Usage: python bench/install_size.py
Needs a package index that pip can reach.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 850


def main() -> None:
    """Prints the table; exits with 1 if the core is larger than the limit."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        before = size(Path(folder))
        pip = [
            str(Path(folder) / "bin" / "pip"),
            "install",
            "-q",
            "-c",
            str(ROOT / "constraints.txt"),
            str(ROOT),
        ]
        subprocess.run(pip, check=True)
        seconds = time.perf_counter() - began
        total = size(Path(folder)) - before
        site = next(Path(folder).glob("lib/python*/site-packages"))
        parts = sorted(((size(p), p.name) for p in site.iterdir() if p.is_dir()), reverse=True)
    for part, name in parts[:12]:
        print(f"{part:>8.1f} MB  {name}")
    print(f"{total:>8.1f} MB  the core, installed in {seconds:.0f} s (limit {LIMIT} MB)")
    sys.exit(total > LIMIT)


def size(path: Path) -> float:
    """Megabytes of the files below a directory."""
    return sum(f.stat().st_size for f in path.rglob("*") if f.is_file() and not f.is_symlink()) / 2**20


if __name__ == "__main__":
    main()
