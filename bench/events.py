"""How well reports are merged into events, on pairs that were read and judged.

Usage: python bench/events.py [--coded FILE] [--json bench/results/events.json]
Codes the two corpora (minutes; `--coded` keeps what that gave, for the next run), groups their reports, and
compares with bench/judged_events.jsonl: pairs of reports of one type within three days, drawn at random in
strata, told apart by reading. Prints and stores precision and recall of merging with bootstrap intervals.
Of a pair, `weight` says how many pairs of the corpus it stands for. The half "held out, merged only" was drawn
from pairs that the final rules had merged: it has a precision, and no recall.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.coding import Coder
from dragoman.documents import Duplicates, read_documents
from dragoman.records import Document, Event, Report
from dragoman.store import group_reports
from scoring import DATA, ROOT

JUDGED = ROOT / "bench" / "judged_events.jsonl"
CORPORA = {"current_events_2025_2026.jsonl.gz": 8000, "reuters21578.jsonl.gz": 6000}
"""Each corpus with how many of its first documents are read."""
SAMPLES = 2000
Found = tuple[list[Document], list[Report]]


def main() -> int:
    """Prints the figures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with news/")
    parser.add_argument("--coded", type=Path, help="where the coded corpora are kept between runs")
    parser.add_argument("--json", type=Path, help="where the figures go")
    options = parser.parse_args()
    absent = [name for name in CORPORA if not (options.data / "news" / name).exists()]
    if absent:
        print(f"{', '.join(absent)} absent below {options.data}: not part of the repository", file=sys.stderr)
        return 1
    results = measure(coded(options.data, options.coded))
    text = json.dumps(results, indent=1, sort_keys=True)
    print(text)
    if options.json:
        options.json.parent.mkdir(exist_ok=True)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def coded(data: Path, cache: Path | None) -> dict[str, Found]:
    """The documents of each corpus and their reports."""
    if cache and cache.exists():
        return dict(pickle.loads(cache.read_bytes()))
    coder = Coder()
    found: dict[str, Found] = {}
    for name, limit in CORPORA.items():
        links = Duplicates()
        read = (d for d in read_documents([str(data / "news" / name)]) if isinstance(d, Document))
        documents = [links.check(document) for document in islice(read, limit)]
        found[name] = (documents, [r for one in coder.code_many(documents) for r in one.reports])
    if cache:
        cache.write_bytes(pickle.dumps(found))
    return found


def measure(corpora: dict[str, Found]) -> dict[str, Any]:
    """Counts of each corpus, and the figures of each half of the judged pairs."""
    events = {name: group_reports(reports, documents) for name, (documents, reports) in corpora.items()}
    judged = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    places = {name: Places(reports, events[name]) for name, (_, reports) in corpora.items()}
    pairs = [(row, places[row["corpus"]].merged(row["one"], row["other"])) for row in judged]
    return {
        "corpora": {name: counts(events[name], corpora[name]) for name in corpora},
        "judged": dict(Counter(row["verdict"] for row in judged)),
        "not coded any more": sum(merged is None for _, merged in pairs),
        **{
            part: figures([(r, m) for r, m in pairs if r["half"] == half and inside(r) in which])
            for half in ("tuning", "held out", "tuning, merged only", "held out, merged only")
            for part, which in (
                (half, (True, False)),
                (f"{half}: across documents", (False,)),
                (f"{half}: within one document", (True,)),
            )
        },
    }


class Places:
    """Which event each judged report is in; reports are found by document, type and offset."""

    def __init__(self, reports: list[Report], events: list[Event]) -> None:
        of = {report: event.id for event in events for report in event.reports}
        self._of = {self._key(r): of[r.id] for r in reports} | {r.id: of[r.id] for r in reports}

    @staticmethod
    def _key(report: Report) -> tuple[str, str, int]:
        return (report.evidence.source_id, report.type, report.trigger.start)

    def merged(self, one: dict[str, Any], other: dict[str, Any]) -> bool | None:
        """Whether two reports are in one event; None where one is not coded any more."""
        a, b = (
            self._of.get(x["report"]) or self._of.get((x["document"], x["type"], x["at"]))
            for x in (one, other)
        )
        return None if a is None or b is None else a == b


def inside(row: dict[str, Any]) -> bool:
    """Whether both reports stand in one document."""
    return bool(row["one"]["document"] == row["other"]["document"])


def counts(events: list[Event], found: Found) -> dict[str, int]:
    """Reports, events, and how large these are."""
    several = [event for event in events if len(event.reports) > 1]
    return {
        "documents": len(found[0]),
        "near-duplicates": sum(d.duplicate_of is not None for d in found[0]),
        "reports": sum(len(event.reports) for event in events),
        "events": len(events),
        "events of several reports": len(several),
        "largest": max((len(event.reports) for event in events), default=0),
        "events of several publishers": sum(event.publishers > 1 for event in events),
    }


def figures(pairs: list[tuple[dict[str, Any], bool | None]]) -> dict[str, Any]:
    """Precision and recall of merging, of the pairs as drawn and weighted to the corpus, with 95 % intervals."""
    sure = [
        (r["verdict"] == "same", bool(m), r["weight"])
        for r, m in pairs
        if r["verdict"] != "unsure" and m is not None
    ]
    draw = random.Random(20261124)
    samples = [draw.choices(sure, k=len(sure)) for _ in range(SAMPLES)] if sure else []
    out: dict[str, Any] = {
        "pairs": len(sure),
        "merged": sum(merged for _, merged, _ in sure),
        "same": sum(same for same, _, _ in sure),
        "both": sum(same and merged for same, merged, _ in sure),
    }
    for name, weighted in (("as drawn", False), ("weighted", True)):
        values = [rates(sample, weighted) for sample in samples]
        for k, what in enumerate(("precision", "recall")):
            known = sorted(v[k] for v in values if v[k] is not None)
            here = rates(sure, weighted)[k]
            low, high = (known[int(len(known) * q)] for q in (0.025, 0.975)) if known else (None, None)
            out[f"{what}, {name}"] = {"value": rounded(here), "low": rounded(low), "high": rounded(high)}
    return out


def rates(pairs: list[tuple[bool, bool, float]], weighted: bool) -> tuple[float | None, float | None]:
    """Precision and recall, None where nothing was merged, or nothing should be."""
    both = merged = same = 0.0
    for is_same, is_merged, weight in pairs:
        one = weight if weighted else 1.0
        both += one * (is_same and is_merged)
        merged += one * is_merged
        same += one * is_same
    return (both / merged if merged else None), (both / same if same else None)


def rounded(value: float | None) -> float | None:
    """Three digits."""
    return None if value is None else round(value, 3)


if __name__ == "__main__":
    sys.exit(main())
