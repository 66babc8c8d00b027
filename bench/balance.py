"""The frustration index of states' networks 1946 to 1999: `python bench/balance.py [FILE.csv.gz]`.

Reads columns from, to, sign, window. Prints each window's size, index and seconds, and the whole.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time
from collections import defaultdict
from pathlib import Path

from dragoman.relations.balance import frustration, signed_ties

FILE = Path(__file__).resolve().parents[2] / "shared/data/networks/cow_signed_51_windows_1946_1999.csv.gz"


def main() -> int:
    """Prints the table; returns the exit status."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    if not path.exists():
        print(f"{path}: not there", file=sys.stderr)
        return 1
    windows = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            windows[int(row["window"])].append((row["from"], row["to"], int(row["sign"])))
    print(f"{'window':>6}{'n':>6}{'m':>7}{'index':>7}{'proved':>8}{'seconds':>9}")
    spent, proved = [], 0
    for window, rows in sorted(windows.items()):
        ties = signed_ties(rows)
        began = time.perf_counter()
        found = frustration(ties)
        spent.append(time.perf_counter() - began)
        proved += found.proved
        print(
            f"{window:>6}{len(ties.nodes):>6}{len(ties):>7}{found.index:>7}{found.proved!s:>8}{spent[-1]:>9.2f}"
        )
    print(f"{proved} of {len(windows)} proved in {sum(spent):.1f} s, at most {max(spent):.2f} s for one")
    return 0


if __name__ == "__main__":
    sys.exit(main())
