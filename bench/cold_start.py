"""Cold starts: `dragoman --help` and the brief of one article, each in a new process, in seconds.

Usage: python bench/cold_start.py [--times 5]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

ARTICLE = Path(__file__).resolve().parents[1] / "examples" / "singapore_summit_2018-06-13.txt"
COMMANDS = (("--help",), ("actor", "Putin"), ("brief", str(ARTICLE)))
GOALS = (0.3, None, 4.0)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    print(f"{'command':<12}{'best':>8}{'worst':>8}{'goal':>8}")
    for command, goal in zip(COMMANDS, GOALS, strict=True):
        seconds = [once(command) for _ in range(times)]
        print(f"{command[0]:<12}{min(seconds):>8.2f}{max(seconds):>8.2f}{goal or '':>8}")


def once(command: tuple[str, ...]) -> float:
    """Seconds that one run takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "dragoman", *command], capture_output=True, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
