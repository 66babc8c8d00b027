"""Speed of the similarity of all pairs and years in the General Assembly: python bench/alignment.py [VOTES ROLL_CALLS]

Prints, from one run: ours, the best plain NumPy version, and a pandas group-by on some years; seconds on the
clock and of the processors, pairs, and the largest difference from ours. Each runs in a process of its own,
so that its peak of memory is its own. pandas is needed here alone: pip install pandas
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).parents[1]
UNGA = ROOT.parent / "shared" / "data" / "states" / "unga"
FILES = (UNGA / "un_votes.csv.gz", UNGA / "un_roll_calls.csv.gz")
PANDAS_YEARS = (1994, 1995, 1996)
ROUNDS = 3


def load(votes: Path, roll_calls: Path) -> Any:
    """The votes, with the states as the file names them."""
    import duckdb

    from dragoman.relations.alignment import Ballots

    rows = duckdb.execute(
        "SELECT year(r.date::DATE)::SMALLINT AS year, v.rcid::BIGINT AS roll_call, (dense_rank() OVER (ORDER BY "
        "v.country) - 1)::SMALLINT AS state, CASE v.vote WHEN 'yes' THEN 1 WHEN 'abstain' THEN 2 ELSE 3 END"
        "::TINYINT AS vote FROM read_csv(?) v JOIN read_csv(?) r USING (rcid) ORDER BY 1, 2, 3",
        [str(votes), str(roll_calls)],
    ).fetchnumpy()
    count = int(rows["state"].max()) + 1
    return Ballots(
        tuple(f"{i:03d}" for i in range(count)), **{key: np.asarray(column) for key, column in rows.items()}
    )


def ours(ballots: Any) -> dict[str, Any]:
    """Dragoman's."""
    from dragoman.relations.alignment import similarity

    found = similarity(ballots)
    return {"year": found.year, "a": found.a, "b": found.b, "n": found.n, **found.values}


def plain_numpy(ballots: Any) -> dict[str, Any]:
    """The direct way with NumPy: the 3 by 3 table of every pair from one product of indicator matrices a year."""
    parts = []
    for year in np.unique(ballots.year):
        rows = ballots.year == year
        states, i = np.unique(ballots.state[rows], return_inverse=True)
        calls, r = np.unique(ballots.roll_call[rows], return_inverse=True)
        cube = np.zeros((3, len(states), len(calls)), np.float32)
        cube[ballots.vote[rows] - 1, i, r] = 1
        flat = cube.reshape(-1, len(calls))
        joint = (flat @ flat.T).reshape(3, len(states), 3, len(states)).astype(np.float64)
        a, b = np.triu_indices(len(states), 1)
        table = joint[:, a, :, b]
        n = table.sum((1, 2))
        keep = n > 0
        parts.append(
            (
                np.full(keep.sum(), year),
                states[a[keep]],
                states[b[keep]],
                n[keep],
                *from_tables(table[keep] / n[keep, None, None]),
            )
        )
    names = ("year", "a", "b", "n", "agree", "s_abs", "s_sq", "kappa", "kappa_sq", "pi", "pi_sq")
    return {
        name: np.concatenate(column) for name, column in zip(names, zip(*parts, strict=True), strict=True)
    }


def from_tables(share: Any) -> tuple[Any, ...]:
    """All measures from shares (pairs, 3, 3)."""
    apart = np.abs(np.arange(3)[:, None] - np.arange(3))
    p, q = share.sum(2), share.sum(1)
    m = (p + q) / 2
    agree = np.trace(share, axis1=1, axis2=2)
    absolute, squared = (np.einsum("nij,ij->n", share, apart**power) for power in (1, 2))
    out = [agree, 1 - absolute, 1 - squared / 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        for x, y in ((p, q), (m, m)):
            for seen, weight in ((1 - agree, apart > 0), (squared, apart**2)):
                chance = np.einsum("ni,ij,nj->n", x, weight.astype(float), y)
                out.append(np.where(chance > 1e-12, 1 - seen / chance, np.nan))
    return tuple(out)


def with_pandas(ballots: Any) -> dict[str, Any]:
    """What one writes with pandas: a self-join by roll call, grouped by pair, the measures by aggregation."""
    import pandas as pd

    frame = pd.DataFrame(
        {"roll_call": ballots.roll_call, "state": ballots.state, "vote": ballots.vote, "year": ballots.year}
    )
    both = frame.merge(frame[["roll_call", "state", "vote"]], on="roll_call")
    both = both[both.state_x < both.state_y]
    d = (both.vote_x - both.vote_y).abs()
    both = both.assign(same=d == 0, apart=d, squared=d**2)
    for k in (1, 2, 3):
        both[f"x{k}"], both[f"y{k}"] = both.vote_x == k, both.vote_y == k
    columns = ["same", "apart", "squared", *(f"{side}{k}" for side in "xy" for k in (1, 2, 3))]
    grouped = both.groupby(["year", "state_x", "state_y"])
    mean = grouped[columns].mean()
    p, q = mean[["x1", "x2", "x3"]].to_numpy(), mean[["y1", "y2", "y3"]].to_numpy()
    m = (p + q) / 2
    weight = np.abs(np.arange(3)[:, None] - np.arange(3)) ** 2.0
    out = {
        "agree": mean.same.to_numpy(),
        "s_abs": 1 - mean.apart.to_numpy(),
        "s_sq": 1 - mean.squared.to_numpy() / 2,
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        for name, x, y in (("kappa", p, q), ("pi", m, m)):
            plain, square = 1 - (x * y).sum(1), (x @ weight * y).sum(1)
            out[name] = np.where(plain > 1e-12, 1 - (1 - out["agree"]) / plain, np.nan)
            out[name + "_sq"] = np.where(square > 1e-12, 1 - mean.squared.to_numpy() / square, np.nan)
    index = mean.index.to_frame()
    return {
        "year": index.year.to_numpy(),
        "a": index.state_x.to_numpy(),
        "b": index.state_y.to_numpy(),
        "n": grouped.size().to_numpy(),
        **out,
    }


WAYS: dict[str, Callable[[Any], dict[str, Any]]] = {"ours": ours, "numpy": plain_numpy, "pandas": with_pandas}


def measure(way: str, some: bool, files: tuple[Path, Path]) -> dict[str, Any]:
    """One way in this process: the best of some rounds, the peak of memory, the difference from ours."""
    ballots = load(*files)
    if some:
        ballots = ballots.only(since=PANDAS_YEARS[0], until=PANDAS_YEARS[-1])
    best, found = (float("inf"), float("inf")), {}
    for _ in range(1 if way == "pandas" else ROUNDS):
        clock, work = time.perf_counter(), time.process_time()
        with threadpool_limits(limits=1, user_api="blas"):  # faster for both than handing small products out
            found = WAYS[way](ballots)
        best = min(best, (time.process_time() - work, time.perf_counter() - clock))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "votes": len(ballots),
        "pairs": len(found["n"]),
        "work": best[0],
        "clock": best[1],
        "peak": peak,
        "apart": apart(found, ours(ballots)),
    }


def apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The largest difference between two results, infinite where they are not of the same pairs."""
    order = [np.lexsort((each["b"], each["a"], each["year"])) for each in (one, other)]
    if len(one["n"]) != len(other["n"]):
        return float("inf")
    worst = 0.0
    for name in other:
        x, y = np.asarray(one[name], float)[order[0]], np.asarray(other[name], float)[order[1]]
        if (np.isnan(x) != np.isnan(y)).any():
            return float("inf")
        worst = max(worst, float(np.nanmax(np.abs(x - y), initial=0)))
    return worst


def main(files: tuple[Path, Path]) -> None:
    """Runs every way in a process of its own and prints the table."""
    print(f"{'way':<22}{'votes':>9}{'pairs':>9}{'s clock':>9}{'s work':>8}{'GB peak':>9}{'apart':>10}")
    done = {}
    for way, some in (("ours", False), ("numpy", False), ("ours", True), ("pandas", True)):
        code = [sys.executable, __file__, "--one", way, "some" if some else "all", *map(str, files)]
        run = subprocess.run(code, capture_output=True, text=True, check=False)
        label = f"{way}, {f'{PANDAS_YEARS[0]}-{PANDAS_YEARS[-1]}' if some else 'all years'}"
        if run.returncode:
            print(f"{label:<22}{run.stderr.strip().splitlines()[-1]}")
            continue
        one = done[way, some] = json.loads(run.stdout)
        print(
            f"{label:<22}{one['votes']:>9,}{one['pairs']:>9,}{one['clock']:>9.2f}{one['work']:>8.2f}"
            f"{one['peak']:>9.2f}{one['apart']:>10.0e}"
        )
    if ("pandas", True) in done:
        print(
            f"pandas takes {done['pandas', True]['work'] / done['ours', True]['work']:,.0f} times as long (floor 20)"
        )
    if ("numpy", False) in done:
        print(
            f"plain NumPy takes {done['numpy', False]['work'] / done['ours', False]['work']:.1f} times as long (floor 1)"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3] == "some", (Path(sys.argv[4]), Path(sys.argv[5])))))
    else:
        given = [Path(name) for name in sys.argv[1:3]]
        main((given[0], given[1]) if len(given) == 2 else FILES)
