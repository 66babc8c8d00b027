"""What lies beside an exported table: the codebook, and run.json, by which another can repeat it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.store.ddl import SCHEMA_VERSION
from dragoman.store.exporting.writing import write_text

if TYPE_CHECKING:
    from dragoman.store.exporting.columns import Column
    from dragoman.store.store import Store

MARK = "<!-- written by dragoman export -->"
_PANEL_NOTES = """
## How it counts

- One row is an ordered pair of codes in a period, for one modality. Only `actual` events are counted
  unless the export says otherwise; the column names the modality of each row.
- `n_…` and the intensities are of {unit}. An event is what one or more reports tell: the same parties,
  type and modality within three days and in like words; its intensity is the mean of its reports'.
  `reports` counts every telling.
- AGREE, CONSULT and COOPERATE have no direction. All their parties are paired, and each pair counts in
  both directions: sums over all rows count such an event twice or more. Every other type pairs each
  source with each target.
- Actors count as their country or organisation. A pair of a code with itself is what happened within
  a country.
- The period is that of the event's date, if that date is at least as precise as the period.
- Coverage is by publication date: documents read in the period, whatever they tell. A period without
  a document is missing, not peaceful; a count is to be read against the coverage beside it.
- Intensity is the Goldstein value of the CAMEO code, from -10 to 10. Means are empty where there is
  nothing to take the mean of.
"""


def write_codebook(path: Path, title: str, columns: Sequence[Column], *, unit: str | None = None) -> Path:
    """Writes `codebook.md` beside the table; returns where."""
    lines = [MARK, f"# {title}", "", "| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{c.name}` | {c.type.lower()} | {c.meaning.replace('|', chr(92) + '|')} |" for c in columns]
    text = "\n".join(lines) + "\n" + (_PANEL_NOTES.format(unit=unit) if unit else "")
    target = _free(path, "codebook.md", f"{MARK}\n# {title}\n")
    write_text(target, [text])
    return target


def write_run(
    path: Path, store: Store, settings: Mapping[str, Any], rows: int, left_out: Mapping[str, int]
) -> Path:
    """Writes `run.json` beside the table; returns where. The same store and settings give the same bytes."""
    runs = store.runs()
    info = store.info()
    content = {
        "program": "dragoman",
        "version": program_version(),
        "export": dict(settings),
        "output": {"file": path.name, "sha256": _digest(path), "rows": rows, "left_out": dict(left_out)},
        "inputs": dict(sorted({name: digest for run in runs for name, digest in run.inputs.items()}.items())),
        "coders": sorted({run.coder for run in runs if run.coder}),
        "ontologies": sorted({run.ontology for run in runs if run.ontology}),
        "dictionaries": sorted({run.dictionaries for run in runs if run.dictionaries}),
        "store": {
            "schema": SCHEMA_VERSION,
            "documents": info.documents,
            "sentences": info.sentences,
            "reports": info.reports,
            "rejects": info.rejects,
            "first": info.first,
            "last": info.last,
        },
        "runs": [run.to_dict() for run in runs],
    }
    target = _free(path, "run.json", f'"file": {json.dumps(path.name, ensure_ascii=False)},')
    write_text(target, [json.dumps(content, ensure_ascii=False, indent=2) + "\n"])
    return target


def program_version() -> str:
    """The version of the installed package, `unknown` where it runs from a folder."""
    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "unknown"


def _free(path: Path, name: str, mark: str) -> Path:
    """`name` beside the table, or `TABLE.name` where a file of another table or owner stands there.

    `mark` is what a file of this table holds: nothing else is overwritten.
    """
    target = path.with_name(name)
    if not target.exists() or mark in target.read_text(encoding="utf-8", errors="replace"):
        return target
    return path.with_name(f"{path.stem}.{name}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
