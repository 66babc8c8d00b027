"""How fast GDELT is imported: the slice many times over with fresh ids and dates, beside DuckDB's own read_csv of it.

    python bench/import_gdelt.py [--rows 2000000] [--slice FILE] [--folder DIR] [--keep]

Prints a table of seconds, rows a second, CPU seconds and peak memory, each step in a process of its own, in one run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

SLICE = Path(__file__).resolve().parents[2] / "shared/data/events/gdelt/20191024143000.export.CSV.gz"
STEPS = ("read_csv, counted", "read_csv into a table", "dragoman import gdelt", "the same again")


def make(path: Path, source: Path, rows: int) -> None:
    """The slice over and over; each time with ids that go on and all dates a day later."""
    lines = [line.split(b"\t") for line in gzip.decompress(source.read_bytes()).split(b"\n") if line]
    days: dict[bytes, date] = {}
    for cells in lines:
        days[cells[1]] = date(int(cells[1][:4]), int(cells[1][4:6]), int(cells[1][6:]))
    number, shift = 1_000_000_000, 0
    with path.open("wb") as out:
        while rows > 0:
            block = lines[:rows]
            moved = {key: f"{day + timedelta(shift):%Y%m%d}".encode() for key, day in days.items()}
            added = f"{date(2019, 10, 24) + timedelta(shift):%Y%m%d}143000".encode()
            for n, cells in enumerate(block):
                day = moved[cells[1]]
                head = b"\t".join((b"%d" % (number + n), day, day[:6], day[:4]))
                out.write(b"\t".join((head, *cells[4:59], added, cells[60])) + b"\n")
            number, shift, rows = number + len(block), shift + 1, rows - len(block)


def step(name: str, path: Path, folder: Path) -> int:
    """Does one step; returns how many rows it read."""
    import duckdb

    if name == STEPS[0]:
        found = (
            duckdb.connect()
            .execute(f"SELECT count(*) FROM read_csv('{path}', delim='\t', header=false)")
            .fetchone()
        )
        return int(found[0]) if found else 0
    if name == STEPS[1]:
        with duckdb.connect(str(folder / "plain.duckdb")) as connection:
            connection.execute(
                f"CREATE TABLE t AS SELECT * FROM read_csv('{path}', delim='\t', header=false)"
            )
            found = connection.execute("SELECT count(*) FROM t").fetchone()
        return int(found[0]) if found else 0
    from dragoman.store import Store
    from dragoman.store.importing import import_events, source_named

    with Store.open(folder / "store.duckdb") as store:
        return import_events(store, source_named("gdelt"), [path]).total("read")


def measured(name: str, path: Path, folder: Path) -> dict[str, float]:
    """One step in a process of its own."""
    call = [sys.executable, __file__, "--step", name, "--file", str(path), "--folder", str(folder)]
    begun = time.perf_counter()
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found | {"whole": time.perf_counter() - begun}


def one(name: str, path: Path, folder: Path) -> None:
    """The step, with what it took, as JSON."""
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    rows = step(name, path, folder)
    used, seconds = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - begun
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"rows": rows, "seconds": seconds, "cpu": cpu, "megabytes": used.ru_maxrss / 1024}))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--slice", type=Path, default=SLICE)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step")
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    if asked.step:
        one(asked.step, asked.file, asked.folder)
        return
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        path = Path(folder) / "gdelt.csv"
        make(path, asked.slice, asked.rows)
        print(f"{asked.rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB\n")
        print(f"{'step':<24} {'seconds':>8} {'rows/s':>10} {'CPU s':>7} {'rows/CPU s':>11} {'MB':>6}")
        for name in STEPS:
            got = measured(name, path, Path(folder))
            speed, per_cpu = got["rows"] / got["seconds"], got["rows"] / got["cpu"]
            took = f"{got['seconds']:>8.2f} {speed:>10,.0f} {got['cpu']:>7.2f}"
            print(f"{name:<24} {took} {per_cpu:>11,.0f} {got['megabytes']:>6,.0f}")


if __name__ == "__main__":
    main()
