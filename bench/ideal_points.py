"""Ideal points against the published ones, and how long they take: python bench/ideal_points.py

Prints seconds, rounds, the Spearman correlation per year with the published release (to 2012), and its median.
"""

from __future__ import annotations

import csv
import gzip
import tempfile
import time
from pathlib import Path

import numpy as np

from dragoman.relations.alignment import Ballots, ideal_points
from dragoman.store import Store
from dragoman.store.states import import_states, load_states
from dragoman.store.states.asking import votes

UNGA = Path(__file__).parents[2] / "shared" / "data" / "states" / "unga"


def stored() -> Ballots:
    """The votes, imported into a store of their own."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.duckdb") as store:
        for name, file in (("roll-calls", "un_roll_calls.csv.gz"), ("votes", "un_votes.csv.gz")):
            import_states(store, name, UNGA / file)
        return Ballots(**votes(store))


def published() -> dict[int, dict[str, float]]:
    """Positions by year and our code."""
    codes, out = load_states(), {}
    with gzip.open(UNGA / "unvoting_idealpoints_1946_2012.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            short = row["CountryAbb"]
            code = "SSD" if short == "SSUD" else codes.abbreviation(short)
            out.setdefault(int(row["Year"]), {})[code] = float(row["idealpoint"])
    return out


def spearman(x: list[float], y: list[float]) -> float:
    """The correlation of ranks."""
    one, other = (np.argsort(np.argsort(values)) for values in (x, y))
    return float(np.corrcoef(one, other)[0, 1])


def main() -> None:
    ballots = stored()
    clock, work = time.perf_counter(), time.process_time()
    found = ideal_points(ballots)
    clock, work = time.perf_counter() - clock, time.process_time() - work
    ours = {(state, year): position for state, year, _, position, _ in found.rows()}
    years = {}
    for year, theirs in sorted(published().items()):
        both = [code for code in theirs if (code, year) in ours]
        if len(both) > 10:
            years[year] = (
                spearman([ours[code, year] for code in both], [theirs[code] for code in both]),
                len(both),
            )
    print("\n".join(f"{year}  {value:6.3f}  n {n}" for year, (value, n) in years.items()))
    some = [value for year, (value, _) in years.items() if 1950 <= year <= 2012]
    print(
        f"{len(ballots):,} votes, {len(ballots.states)} states, {found.rounds} rounds, at rest: {found.settled}"
    )
    print(f"{clock:.1f} s on the clock, {work:.1f} s of work (at most 60)")
    print(f"median Spearman 1950-2012 {np.median(some):.3f} (at least 0.95)")
    least = min(value for value, _ in years.values())
    print(f"least of any year {least:.3f} (above 0: no year is turned round)")


if __name__ == "__main__":
    main()
