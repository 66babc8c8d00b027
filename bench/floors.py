"""Holds the coder's accuracy to its floors: `python bench/floors.py check`, or `write [--lower]`.

`check` scores all the gold and exits 1 where a measure is below its floor in bench/floors.toml or a data
file is not the one that the floor was measured on; where the data are absent it says so and exits 0.
`write` raises the floors to what is reached now; lowering one takes --lower.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.errors import InputError
from dragoman.evaluation.floors import Floors, check_floors, floors_text, new_floors, read_floors
from dragoman.evaluation.measuring import measures
from scoring import ROOT, absent, data_option, score_all

FLOORS = ROOT / "bench" / "floors.toml"


def main() -> int:
    """Checks or writes; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("check", "write"))
    parser.add_argument("--lower", action="store_true", help="let floors sink, or the data change")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    data_option(parser)
    options = parser.parse_args()
    reason = absent(options.data)
    if reason:
        print(f"floors skipped: {reason}")
        return 0
    try:
        return write(options) if options.what == "write" else check(options)
    except InputError as error:
        print(error, file=sys.stderr)
        return 1


def check(options: argparse.Namespace) -> int:
    """Prints each measure with its floor; 1 if one does not hold."""
    floors = read_floors(options.floors)
    _, scores = score_all(options.data)
    found = measures(scores)
    problems = check_floors(floors, found, options.data)
    for name, one in found.items():
        floor = floors.floors.get(name)
        side = "" if floor is None else f"   at {floor.side} {floor.floor:.3f}"
        print(f"{name:32} {one.value:.3f} ({one.low:.3f}-{one.high:.3f}, n {one.n}){side}")
    print("\n".join(["", *problems] if problems else [f"all {len(floors.floors)} floors hold"]))
    return 1 if problems else 0


def write(options: argparse.Namespace) -> int:
    """Writes the floors of what is reached now."""
    old: Floors | None = read_floors(options.floors) if options.floors.exists() else None
    version, scores = score_all(options.data)
    made = new_floors(old, measures(scores), options.data, version, options.lower)
    options.floors.write_text(floors_text(made), encoding="utf-8")
    print(f"wrote {options.floors}: {len(made.floors)} floors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
