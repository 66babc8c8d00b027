"""The panel of dyads and months of ten million acts, beside pandas: `python bench/panel.py [--acts 10000000]`.

Acts are drawn: 200 states of very unequal weight, 29 years. Prints seconds of both, the ratio, and whether the two
agree. pandas is needed for its side alone (`pip install pandas`).
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from dragoman.relations.series import panel

STATES, DAYS = 200, 365 * 29


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--acts", type=int, default=10_000_000)
    n = parser.parse_args().acts
    rng = np.random.default_rng(0)
    source, target = (rng.zipf(1.5, n) % STATES for _ in range(2))
    date = np.sort(np.datetime64("1995-01-01") + rng.integers(0, DAYS, n))  # as event data come
    quad, intensity = rng.integers(0, 5, n).astype(np.int8), rng.normal(0, 4, n)
    names = tuple(f"S{k:03}" for k in range(STATES))
    ours = []
    for _ in range(3):
        began = time.perf_counter()
        made = panel(names, source, target, date, quad, intensity)
        ours.append(time.perf_counter() - began)
    print(f"dragoman: {min(ours):.2f} s (best of 3), {len(made):,} rows from {n:,} acts")
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: its side is left out")
        return
    frame = pd.DataFrame({"s": source, "t": target, "d": date, "q": quad, "i": intensity})
    theirs = []
    for _ in range(2):
        began = time.perf_counter()
        frame["m"] = frame["d"].dt.to_period("M")
        frame["good"], frame["bad"] = frame["q"].isin((1, 2)), frame["q"].isin((3, 4))
        found = frame.groupby(["s", "t", "m"], observed=True).agg(
            n=("q", "size"), cooperation=("good", "sum"), conflict=("bad", "sum"), intensity=("i", "sum")
        )
        theirs.append(time.perf_counter() - began)
    same = (
        len(found) == len(made)
        and (found["n"].to_numpy() == made.n).all()
        and (found["conflict"].to_numpy() == made.conflict).all()
        and np.allclose(found["intensity"].to_numpy(), made.intensity)
    )
    print(f"pandas:   {min(theirs):.2f} s (best of 2), the same numbers: {same}")
    print(f"ratio:    {min(theirs) / min(ours):.1f}")


if __name__ == "__main__":
    main()
