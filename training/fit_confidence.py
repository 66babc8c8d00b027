"""Fit what a report's confidence says: `python -m training.fit_confidence JUDGED.jsonl OUT.toml [--method platt]`.

The judged reports carry the confidence as joined, before any map. The map is fitted on one half of their documents, as
`dragoman evaluate JUDGED.jsonl --format calibration` does, which measures it on the other.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.evaluation.calibration import METHODS
from dragoman.evaluation.confidence import fit_judged
from dragoman.evaluation.judged import halves, read_judged


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judged", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--method", choices=METHODS, default="platt")
    a = parser.parse_args()
    made = fit_judged(halves(read_judged(a.judged))[0], a.method)
    a.out.write_text(
        f"# Written by training/fit_confidence.py ({made.method}, {made.n} judged reports); do not edit.\n"
        f"raw = {list(made.raw)}\nright = {list(made.probability)}\n",
        encoding="utf-8",
    )
    print(f"{a.out}: {made.method} on {made.n} reports")


if __name__ == "__main__":
    main()
