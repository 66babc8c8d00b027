"""Reading given ties from a CSV file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.relations.balance.ties import SignedTies, signed_ties

ENDS = (("a", "b"), ("from", "to"), ("source", "target"))
SIGNS = {"1": 1, "+1": 1, "+": 1, "1.0": 1, "-1": -1, "-": -1, "−1": -1, "−": -1, "-1.0": -1}
_LONGEST = 131_072


def read_ties(path: Path | str) -> SignedTies:
    """The ties of a file with columns `a,b,sign` (or `from,to,sign`); sign is 1 or -1, also written + or -.

    A bad row is left out and told, with file and line, in `aside`. Raises InputError where the file is absent, empty,
    no text, lacks a column or holds no tie.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}", hint="Name a CSV file of ties.") from error
    if not raw.strip() or b"\0" in raw[:4096]:
        problem = "is no text" if raw.strip() else "is empty"
        raise InputError(f"{path}: {problem}", hint="Give a CSV file with the columns a,b,sign.")
    csv.field_size_limit(_LONGEST)
    lines = csv.reader(raw.decode("utf-8-sig", errors="replace").splitlines())
    header = [cell.strip().lower() for cell in next(lines, [])]
    ends = next((pair for pair in ENDS if set(pair) <= set(header)), None)
    if ends is None or "sign" not in header:
        lacking = "sign" if ends else "a, b"
        raise InputError(
            f"{path}:1: the header {','.join(header)[:60]!r} lacks the column {lacking}",
            hint="Give the columns a,b,sign; sign is 1 or -1.",
        )
    ties = _rows(path, lines, tuple(header.index(name) for name in (*ends, "sign")))
    if not len(ties):
        told = f"; the first row: {ties.aside[0]}" if ties.aside else ""
        raise InputError(f"{path}: holds no tie{told}", hint="Give rows such as FRA,DEU,1.")
    return ties


def _rows(path: Path, reader: Any, columns: tuple[int, ...]) -> SignedTies:
    rows: list[tuple[str, str, int]] = []
    where: list[str] = []
    aside: list[str] = []
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            aside.append(f"{path}:{reader.line_num}: {error}")
            continue
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        at = f"{path}:{reader.line_num}"
        if len(cells) <= max(columns):
            aside.append(f"{at}: {len(cells)} cells, expected {max(columns) + 1} or more")
            continue
        a, b, sign = (cells[k].strip() for k in columns)
        if not a or not b:
            aside.append(f"{at}: a side without a name")
        elif sign not in SIGNS:
            aside.append(f"{at}: the sign {sign[:20]!r} is neither 1 nor -1")
        else:
            rows.append((a, b, SIGNS[sign]))
            where.append(at)
    return signed_ties(rows, where, aside)
