"""Reading the coding room's CSV tables, with complaints that name file, line and field."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import DictionaryError

DATA = Path(__file__).parent / "data"


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row; comment lines (`#`) and empty lines are passed over.

    Raises DictionaryError where the header is not `columns` or a row has another number of cells.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader, [])
        if header != list(columns):
            raise DictionaryError(path, 1, f"header is {','.join(header)!r}, expected {','.join(columns)!r}")
        for cells in reader:
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                raise DictionaryError(
                    path,
                    reader.line_num,
                    f"{len(cells)} cells, expected {len(columns)}",
                    hint="Quote a cell that holds a comma.",
                )
            yield reader.line_num, dict(zip(columns, (c.strip() for c in cells), strict=True))
