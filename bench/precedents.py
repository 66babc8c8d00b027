"""Precedents over KEDS: seconds a query, and whether 95 % intervals cover 1 where nothing follows from anything.

Usage: python bench/precedents.py [--placebos 200] [--seed 0] [--data ../shared/data]
A placebo takes days with an act of one pair at random, as if they were cases, and an outcome at random: what follows
does not depend on the draw, so the lift is 1. Prints the share of intervals that cover it, of 90 to 99 % wanted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from dragoman.foresight.precedents import Pairs, count, load_rules, odds, precedents, read_kind, read_pattern
from dragoman.store import Store
from dragoman.store.dyads import Which, dyadic_events
from dragoman.store.importing.run import import_events
from dragoman.store.importing.sources import source_named

DATA = Path(__file__).resolve().parents[2] / "shared/data"
QUERIES = (
    ("CONSULT ISR PSE", "AGREE,ASSAULT", 30), ("THREATEN USA IRQ", "ASSAULT,CONSULT", 60), ("ASSAULT * LBN", "AGREE", 90),
    ("AGREE EGY ISR", "COOPERATION,CONFLICT", 90),
)  # fmt: skip
KINDS = (
    "ASSAULT",
    "CONSULT",
    "AGREE",
    "SUPPORT",
    "ACCUSE",
    "THREATEN",
    "REQUEST",
    "AID",
    "SANCTION",
    "COERCE",
)
WITHIN = (14, 30, 60, 90, 180)


def main() -> int:
    """Prints both; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--placebos", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    files = sorted((options.data / "events/keds").glob("keds_*.tsv.gz"))
    if not files:
        print(f"{options.data}/events/keds: not there", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "keds.duckdb") as store:
        for file in files:
            import_events(store, source_named("keds"), [file])
        rows = store.sql("SELECT count(*) FROM imported_events")[0][0]
        began = time.perf_counter()
        pairs = Pairs(dyadic_events(store, Which()))
    pairs.pairs()
    print(
        f"{rows:,} rows, {len(pairs.day):,} acts between two states, loaded in {time.perf_counter() - began:.2f} s"
    )
    for text, then, within in QUERIES:
        began = time.perf_counter()
        found = precedents(pairs, read_pattern(text), [read_kind(k) for k in then.split(",")], within)
        spent = time.perf_counter() - began
        print(f"{text:<20} then {then:<22} within {within:>3} d: {len(found.cases):>5} cases, {spent:.2f} s")
    covered, above, cases = placebos(pairs, options.placebos, np.random.default_rng(options.seed))
    print(
        f"placebos: {covered:.3f} of {options.placebos} intervals cover 1, {above:.3f} lie above; median {cases:.0f} cases"
    )
    return 0


def placebos(pairs: Pairs, number: int, rng: np.random.Generator) -> tuple[float, float, float]:
    """The shares of intervals that cover 1 and that lie above it, and the median number of cases."""
    rules, columns = load_rules(), pairs.columns
    busy = sorted(pairs.pairs(), key=lambda pair: -len(pairs.rows(*pair)))[:60]
    found = []
    while len(found) < number:
        rows = pairs.rows(*busy[rng.integers(len(busy))])
        day, within = pairs.day[rows], int(rng.choice(WITHIN))
        outcome = day[columns.type[rows] == rng.choice(KINDS)]
        days = np.unique(day)
        drawn = rng.choice(days, min(int(rng.integers(8, 60)), len(days)), replace=False)
        told = count(drawn, outcome, day, (int(day[0]), int(day[-1])), within, rules)
        good = told.matched
        if len(outcome) >= 5 and good.sum() >= rules.least_cases:
            one = odds(told.followed[good], told.base[good], told.days[good])
            found.append(
                (one.lift_interval[0] <= 1 <= one.lift_interval[1], one.lift_interval[0] > 1, one.cases)
            )
    covered, above, cases = (np.asarray(column, dtype=float) for column in zip(*found, strict=True))
    return float(covered.mean()), float(above.mean()), float(np.median(cases))


if __name__ == "__main__":
    sys.exit(main())
