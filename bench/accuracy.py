"""Writes docs/accuracy.md: `python bench/accuracy.py` measures and writes, `--render` writes only.

What is measured goes to bench/results/accuracy.json: figures and intervals, no gold. The page is
bench/accuracy.template.md with its marks filled in: a line `<!-- table: NAME -->` becomes that table, and
`{version}`, `{date}` the coder and the day. Speed and memory stand in bench/results/speed.json, written by
`python bench/speed.py --json bench/results/speed.json`; without it the page says that they were not measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import learned_persons
from accuracy_tables import TABLES
from dragoman.evaluation import read_judged, score_confidence
from dragoman.evaluation.measuring import measures
from scoring import ROOT, absent, data_option, score_all

RESULTS = ROOT / "bench" / "results"
TEMPLATE = ROOT / "bench" / "accuracy.template.md"
PAGE = ROOT / "docs" / "accuracy.md"
JUDGED = ROOT / "bench" / "judged_reports.jsonl"


def main() -> int:
    """Measures, unless told only to render, and writes the page; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--render", action="store_true", help="write the page from the stored results")
    data_option(parser)
    options = parser.parse_args()
    if not options.render:
        reason = absent(options.data)
        if reason:
            print(reason, file=sys.stderr)
            return 1
        store("accuracy.json", measure(options.data))
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


def measure(data: Path) -> dict[str, Any]:
    """Every figure of the page, as a JSON object."""
    version, scores = score_all(data)
    return {
        "coder": version,
        "date": datetime.now(UTC).date().isoformat(),
        "measures": {
            name: {"value": m.value, "low": m.low, "high": m.high, "n": m.n}
            for name, m in measures(scores).items()
        },
        "persons": {
            "shipped": persons(data, leaders=True),
            "without leaders": persons(data, leaders=False),
        },
        "confidence": score_confidence(read_judged(JUDGED)).to_dict() if JUDGED.exists() else None,
        **scores.to_dict(),
    }


def persons(data: Path, leaders: bool) -> dict[str, float]:
    """The share of learned persons with the right country."""
    found = learned_persons.measure(data / "news" / learned_persons.NEWS.name, leaders=leaders)
    return {"value": found.right, "low": found.interval[0], "high": found.interval[1], "n": found.n}


def page() -> str:
    """The page, from the template and the stored results."""
    results = json.loads((RESULTS / "accuracy.json").read_text(encoding="utf-8"))
    speed = RESULTS / "speed.json"
    results["speed"] = json.loads(speed.read_text(encoding="utf-8")) if speed.exists() else None
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, table in TABLES.items():
        text = text.replace(f"<!-- table: {name} -->", "\n".join(table(results)))
    return text.replace("{version}", results["coder"]).replace("{date}", results["date"])


def store(name: str, results: dict[str, Any]) -> None:
    """Write results as JSON, figures to six digits."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(rounded(results), ensure_ascii=False, indent=1, sort_keys=True)
    (RESULTS / name).write_text(text + "\n", encoding="utf-8")


def rounded(value: Any) -> Any:
    """The same with every float to six digits."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    sys.exit(main())
