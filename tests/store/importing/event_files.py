"""Files of the samples, written as each source writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from dragoman.store import Store
from dragoman.store.importing import Ledger, import_events, source_named
from dragoman.store.importing.layouts import load_layouts

HEADED = frozenset({"icews", "keds", "polecat", "acled", "ucdp"})


def text_of(source: str, rows: Sequence[Sequence[str]], *, header: bool | None = None) -> str:
    """Rows as the text of a file; with a header where the source's files have one, or as told."""
    layout = next(one for one in load_layouts() if one.source == source)
    every = [list(layout.columns), *rows] if (source in HEADED if header is None else header) else list(rows)
    if not layout.quote:
        return "".join("\t".join(row) + "\n" for row in every)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(every)
    return out.getvalue()


def written(folder: Path, source: str, rows: Sequence[Sequence[str]], name: str = "sample.txt") -> Path:
    """A file of rows."""
    path = folder / name
    path.write_text(text_of(source, rows), encoding="utf-8")
    return path


def take(folder: Path, source: str, *files: Path, block: int = 1 << 20) -> Ledger:
    """The ledger of an import into the store of a folder."""
    with Store.open(folder / "s.duckdb") as store:
        return import_events(store, source_named(source), files, block=block)


def stored(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Rows of a query over the store of a folder."""
    with Store.open(folder / "s.duckdb", read_only=True) as store:
        return store.sql(query)
