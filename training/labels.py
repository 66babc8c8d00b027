"""Hand labels to offsets: `python -m training.labels RAW... > labels/current_events.jsonl`.

Raw label files quote the text, so they stay outside the repository; what is kept is, an item, its id and for
each event type, modality, and the spans of its actors and its trigger in the item's stored text.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.documents import make_document
from dragoman.errors import InputError
from dragoman.records import Document

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "news"
FILES = {
    "wpce": "current_events_2025_2026.jsonl.gz",
    "kremlin": "kremlin_en_1999_2019.jsonl.gz",
    "reut": "reuters21578.jsonl.gz",
}


@cache
def texts(corpus: str) -> dict[str, dict[str, Any]]:
    """The items of a corpus by id. Raises FileNotFoundError where the shared data are absent."""
    with gzip.open(SHARED / FILES[corpus], "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def item(identity: str) -> dict[str, Any]:
    """The item with this id."""
    return texts(identity.split("-", maxsplit=1)[0])[identity]


def document_of(identity: str) -> Document | None:
    """The item as the coder stores it, its title left out; None for the two with an impossible date."""
    row = item(identity)
    try:
        return make_document(row["text"], date=row.get("date") or "1987-03-01", source_id=identity)
    except InputError as error:
        print(f"{identity}: {error}, left out", file=sys.stderr)
        return None


def spans_of(words: str, text: str, near: int) -> list[int] | None:
    """The occurrence of `words` nearest to `near`; words stand alone where they can. None if there is none."""
    flexible = re.escape(words).replace(r"\ ", r"\s+")
    found = [m.span() for m in re.finditer(rf"(?<!\w){flexible}(?!\w)", text)]
    found = found or [m.span() for m in re.finditer(flexible, text)]
    if not found:
        return None
    return list(min(found, key=lambda s: abs(s[0] - near)))


def read_raw(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled items of one raw file, beside which lies the list of its ids."""
    inputs = Path(str(path).replace("/out/", "/in/")).with_suffix(".ids")
    ids = [line.split("\t") for line in inputs.read_text().splitlines()]
    rows: dict[int, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        m = re.match(r"(\d+)\s+(.*)", line.strip())
        if not m:
            continue
        rows.setdefault(int(m[1]), [])
        event = _event(m[2])
        if event is not None:
            rows[int(m[1])].append(event)
    for number, events in rows.items():
        identity = ids[number - 1]
        row = {"id": identity[0], "events": events}
        yield row if len(identity) == 1 else {**row, "start": int(identity[1])}


def _event(line: str) -> dict[str, Any] | None:
    fields = [f.strip() for f in line.split("|")]
    if len(fields) != 4 or len(fields[0].split()) != 2:
        return None
    kind, modality = fields[0].split()
    actors = []
    for cell in fields[1:3]:
        parts = [] if cell == "-" else [a.split(" ", 2) for a in cell.split(" & ")]
        if any(len(p) != 3 for p in parts):
            return None
        actors.append([{"country": None if c == "?" else c, "sector": None if s == "-" else s, "words": w}
                       for c, s, w in parts])  # fmt: skip
    if not actors[0]:
        return None
    return {"type": kind, "modality": modality, "source": actors[0], "target": actors[1], "words": fields[3]}


def located(row: dict[str, Any]) -> dict[str, Any] | None:
    """The row with spans for words, and a checksum of the text; an event whose words are not found is left out."""
    document = document_of(row["id"])
    if document is None:
        return None
    text, near = document.text, row.get("start", 0)
    events = []
    for event in row["events"]:
        trigger = spans_of(event["words"], text, near)
        if trigger is None:
            continue
        actors = {}
        for side in ("source", "target"):
            actors[side] = [
                {
                    "country": a["country"],
                    "sector": a["sector"],
                    "span": spans_of(a["words"], text, trigger[0]),
                }
                for a in event[side]
            ]
        if all(a["span"] for side in actors.values() for a in side):
            events.append(
                {"type": event["type"], "modality": event["modality"], **actors, "trigger": trigger}
            )
    place = {"start": near} if "start" in row else {}
    return {"id": row["id"], "text": zlib.crc32(text.encode()), **place, "events": events}


def main(paths: list[str]) -> None:
    """Print the labels of the raw files, sorted by id."""
    rows = [made for path in paths for row in read_raw(Path(path)) if (made := located(row)) is not None]
    for row in sorted(rows, key=lambda r: (r["id"], r.get("start", 0))):
        print(json.dumps(row, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(sys.argv[1:])
