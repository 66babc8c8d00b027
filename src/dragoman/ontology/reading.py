"""Reading data files with complaints that name file and line."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.errors import DictionaryError


def data_dir() -> Path:
    """The folder of the ontology's shipped data files."""
    return Path(str(files("dragoman.ontology") / "data"))


def csv_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row; `#` lines are comments.

    Raises DictionaryError for another header line or a row with too few or too many cells.
    """
    numbered = _data_lines(path)
    numbers = [n for n, _ in numbered]
    reader = csv.reader(line for _, line in numbered)
    header = next(reader, [])
    if header != list(columns):
        line = numbers[0] if numbers else 1
        raise DictionaryError(path, line, f"header: expected {','.join(columns)}, got {','.join(header)}")
    for cells in reader:
        line = numbers[reader.line_num - 1]
        if len(cells) != len(columns):
            raise DictionaryError(path, line, f"expected {len(columns)} cells, got {len(cells)}: {cells}")
        yield line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))


class TomlFile:
    """A TOML file with the line of each table. Raises DictionaryError where it is not TOML."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8")
        try:
            self.values: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            raise DictionaryError(path, int(found[1]) if found else 1, f"not TOML: {error}") from error
        self._lines: dict[str, list[int]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("[["):
                self._lines.setdefault(line.strip("[] "), []).append(number)

    def line(self, header: str, index: int) -> int:
        """Line number of the `index`-th (from 0) `[[header]]`, 1 if there is none."""
        lines = self._lines.get(header, [])
        return lines[index] if index < len(lines) else 1


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list (`a|b`)."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _data_lines(path: Path) -> list[tuple[int, str]]:
    """Numbered lines without comments and empty ones."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DictionaryError(
            path, 1, f"not UTF-8: {error.reason}", hint="Save the file as UTF-8."
        ) from error
    lines = enumerate(text.splitlines(), 1)
    return [(n, line) for n, line in lines if line.strip() and not line.startswith("#")]
