"""Reports to judge by hand, and what judges said: `python bench/judging.py sample|record|again`.

`sample OUT.txt` draws reports of the shared news outside gold and training, and writes them to read, one a line, with
`OUT.jsonl` beside it. `record OUT.jsonl VERDICTS.txt` adds what a judge said to bench/judged_reports.jsonl: a line
`NUMBER` with letters for the fields that are wrong (t type, s source, g target, m modality, d date), or `?` where the
sentence cannot be judged; reports without a line are right. `again` codes the judged documents anew and gives each
judged report that is still read its confidence of today. No text is stored: the ids name items in ../shared/data/news.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.coding import Coder
from dragoman.coding.learned.model_files import load_joined
from dragoman.coding.learned.sureness import Sureness
from dragoman.records import Report

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
JUDGED = ROOT / "bench" / "judged_reports.jsonl"
FIELDS = {"t": "type", "s": "source", "g": "target", "m": "modality", "d": "date"}
WANTED = {"wpce": 340, "kremlin": 160, "reut": 160}
MOST = 3


def raw_coder() -> Coder:
    """The joined coder, its confidence as joined, before the map that is fitted on judgements."""
    coder = Coder(by="rules")
    reader, joiner = load_joined(coder.steps.policy)
    joiner.sureness = Sureness()
    coder.join(reader, joiner)
    return coder


def documents(corpus: str, seed: int) -> Iterator[Any]:
    """The corpus's documents outside gold and training, in random order."""
    from training.examples import held_out
    from training.labels import document_of, texts

    gold, labelled = set(), set()
    for name in ("current_events_dev", "modality_dev"):
        path = ROOT.parent / "shared/data/gold" / f"{name}.items.jsonl"
        gold |= set(
            re.findall(r"wpce-\d{4}-\d\d-\d\d-\d+|kremlin-\d+|reut-\d+", path.read_text(encoding="utf-8"))
        )
    for path in (ROOT / "training" / "labels").glob("*.jsonl"):
        rows = map(json.loads, path.open(encoding="utf-8"))
        labelled |= {r["id"] for r in rows if not held_out(r["id"])}  # what lies in tuning/ is not trained on
    ids = sorted(texts(corpus).keys() - gold - labelled)
    random.Random(seed).shuffle(ids)
    return (d for i in ids if texts(corpus)[i]["text"].strip() and (d := document_of(i)) is not None)


def row_of(report: Report) -> dict[str, Any]:
    """A report as it is judged."""
    return {
        "document": report.evidence.source_id, "start": report.trigger.start, "end": report.trigger.end,
        "type": report.type, "source": [a.country for a in report.source],
        "target": [a.country for a in report.target], "modality": report.modality,
        "confidence": report.confidence,
    }  # fmt: skip


def sample(out: Path, seed: int) -> None:
    """Write the reports of a sample to read, and beside them as data."""
    coder, rng = raw_coder(), random.Random(seed)
    lines, rows = [], []
    for corpus, wanted in WANTED.items():
        found: list[Report] = []
        for document in documents(corpus, seed):
            reports = list(coder.code(document).reports)
            found += rng.sample(reports, min(MOST, len(reports)))
            if len(found) >= wanted:
                break
        for r in found[:wanted]:
            sides = " -> ".join(
                "+".join(f"{a.country or '?'}:{a.text}" for a in side) for side in (r.source, r.target)
            )
            text = " ".join(r.evidence.text.split())
            rows.append(row_of(r))
            lines.append(f"{len(rows)} [{r.evidence.published}] {text}\n   {r.type} {r.modality} {sides} | "
                         f"{r.trigger.text} | {r.date.start if r.date else '-'}")  # fmt: skip
    out.write_text("\n".join([*lines, ""]), encoding="utf-8")
    out.with_suffix(".jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    print(f"{out}: {len(rows)} reports")


def record(rows: Path, verdicts: Path) -> None:
    """Add a judge's verdicts to the judged reports."""
    wrong = dict(
        re.findall(r"^(\d+)\s+([tsgmd]+|\?)\s*$", verdicts.read_text(encoding="utf-8"), re.MULTILINE)
    )
    with JUDGED.open("a", encoding="utf-8") as out:
        for number, line in enumerate(rows.read_text(encoding="utf-8").splitlines(), 1):
            said = wrong.get(str(number), "")
            if said != "?":
                right = {name: letter not in said for letter, name in FIELDS.items()}
                out.write(json.dumps({**json.loads(line), "right": right}) + "\n")


def again() -> None:
    """Give the judged reports that are still read the confidence of today; the others go."""
    from training.labels import document_of

    coder = raw_coder()
    judged = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    sure: dict[str, float] = {}
    for identity in sorted({j["document"] for j in judged}):
        if (document := document_of(identity)) is not None:
            sure |= {_key(row_of(r)): r.confidence for r in coder.code(document).reports}
    kept = [{**j, "confidence": sure[_key(j)]} for j in judged if _key(j) in sure]
    JUDGED.write_text("".join(json.dumps(j) + "\n" for j in kept), encoding="utf-8")
    print(f"{JUDGED}: {len(kept)} of {len(judged)} judged reports are still read")


def _key(row: dict[str, Any]) -> str:
    return json.dumps([row[k] for k in ("document", "start", "type", "source", "target", "modality")])


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = parser.add_subparsers(dest="what", required=True)
    one = what.add_parser("sample")
    one.add_argument("out", type=Path)
    one.add_argument("--seed", type=int, default=1)
    two = what.add_parser("record")
    two.add_argument("rows", type=Path)
    two.add_argument("verdicts", type=Path)
    what.add_parser("again")
    a = parser.parse_args()
    if a.what == "sample":
        sample(a.out, a.seed)
    elif a.what == "record":
        record(a.rows, a.verdicts)
    else:
        again()


if __name__ == "__main__":
    main()
