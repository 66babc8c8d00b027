"""How the files of each source look, and which of the known layouts a file has."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dragoman.errors import DictionaryError, InputError
from dragoman.ontology.reading import TomlFile

TYPES = frozenset({"VARCHAR", "TINYINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DATE", "TIMESTAMP"})
LOOK = 200
"""Lines of the beginning of a file from which its layout is told."""
_KEYS = frozenset({"source", "name", "delimiter", "quote", "needs", "cut", "absent", "also", "columns"})


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file in their order, with their DuckDB types; `header` tells whether it begins with their names.

    `lacking` are columns of the published layout that a header leaves out: they have no values.
    """

    source: str
    name: str
    delimiter: str
    quote: str
    columns: Mapping[str, str]
    needs: tuple[str, ...]
    cut: int
    absent: tuple[str, ...]
    also: Mapping[str, str]
    header: bool = False
    lacking: Mapping[str, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns a row has."""
        return len(self.columns)


def load_layouts(path: Path | None = None) -> tuple[Layout, ...]:
    """The shipped layouts, or those of another file. Raises DictionaryError with file and line."""
    file = TomlFile(path or Path(__file__).parent / "data" / "layouts.toml")
    return tuple(
        _layout(file.path, file.line("layout", index), table)
        for index, table in enumerate(file.values.get("layout", []))
    )


def _layout(path: Path, line: int, table: Mapping[str, Any]) -> Layout:
    if table.keys() != _KEYS:
        wrong = sorted(table.keys() ^ _KEYS)
        raise DictionaryError(path, line, f"layout: missing or unknown {', '.join(wrong)}")
    pairs = [word.partition(":") for word in str(table["columns"]).split()]
    columns = {name: kind or "VARCHAR" for name, _, kind in pairs}
    unknown = {kind for kind in columns.values() if kind not in TYPES}
    needs = tuple(str(table["needs"]).split())
    if unknown or len(columns) != len(pairs) or not set(needs) <= set(columns):
        raise DictionaryError(
            path, line, f"columns: a type, a repeated name or a need is wrong {unknown or ''}"
        )
    return Layout(
        table["source"], table["name"], table["delimiter"], table["quote"], columns, needs,
        int(table["cut"]), tuple(part for part in str(table["absent"]).split("|") if part),
        dict(pair.split("=", 1) for pair in str(table["also"]).split()),
    )  # fmt: skip


def layout_of(name: str, first: Sequence[str], layouts: Sequence[Layout]) -> Layout:
    """The layout of a file called `name` whose first lines are given.

    A first line of column names decides by names; without one, the width of most lines does.
    Raises InputError, with file and line, for a header that lacks a needed column and for another width.
    """
    for delimiter in ("\t", ",", ";", "|"):
        cells = next(csv.reader([first[0]], delimiter=delimiter))
        names = [plain(cell) for cell in cells]
        best = max(layouts, key=lambda layout: len(set(layout.columns) & set(_own(names, layout))))
        names = _own(names, best)
        known = len(set(best.columns) & set(names))
        if known >= max(2, len(best.needs) - 1) and known >= len(names) / 3:
            return _headed(name, best, names, delimiter)
    for layout in layouts:
        widths = Counter(_width(line, layout) for line in first if line)
        if sum(widths[layout.width - n] for n in range(layout.cut + 1)) * 2 > sum(widths.values()):
            return layout
    raise _refusal(name, first, layouts)


def _headed(name: str, best: Layout, names: Sequence[str], delimiter: str) -> Layout:
    """The layout in the order of a header. Raises InputError where a needed column is lacking or stands twice."""
    lacking = [need for need in best.needs if need not in names]
    twice = [one for one, n in Counter(names).items() if n > 1 and one in best.columns]
    if lacking or twice:
        what = f"lacks {', '.join(lacking)}" if lacking else f"has {', '.join(twice)} twice"
        raise InputError(
            f"{name}:1: the header {what}",
            hint=f"Columns of {best.source} ({best.name}): {', '.join(best.columns)}.",
        )
    columns = {one or f"column_{n}": best.columns.get(one, "VARCHAR") for n, one in enumerate(_apart(names))}
    absent = {one: kind for one, kind in best.columns.items() if one not in columns}
    quote = '"' if delimiter == "," or best.quote else ""
    return replace(
        best, columns=columns, delimiter=delimiter, quote=quote, header=True, cut=0, lacking=absent
    )


def _own(names: Sequence[str], layout: Layout) -> list[str]:
    """Names as the layout calls them."""
    return [layout.also.get(name, name) for name in names]


def _apart(names: Sequence[str]) -> list[str]:
    """Names, each once: a second one gets its number."""
    seen: Counter[str] = Counter()
    out = []
    for name in names:
        seen[name] += 1
        out.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return out


def _width(line: str, layout: Layout) -> int:
    if layout.quote:
        return len(next(csv.reader([line], delimiter=layout.delimiter)))
    return line.count(layout.delimiter) + 1


def _refusal(name: str, first: Sequence[str], layouts: Sequence[Layout]) -> InputError:
    width = Counter(_width(line, layouts[0]) for line in first if line).most_common(1)[0][0]
    wanted = " or ".join(f"{layout.width} ({layout.name})" for layout in layouts)
    return InputError(
        f"{name}:1: most lines have {width} columns; {layouts[0].source} has {wanted}",
        hint="Is it a file of another source? `dragoman import --help` lists them.",
    )


def plain(cell: str) -> str:
    """A column's name in lower case, with _ for what is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "_", cell.strip().lower()).strip("_")
