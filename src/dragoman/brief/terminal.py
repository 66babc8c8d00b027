"""The brief in the terminal, with Rich."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.brief.acts import Key
from dragoman.brief.coverage import coverage_line, notes
from dragoman.brief.markdown import cites
from dragoman.brief.statements import Block, Line, Section, spoken

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dragoman.brief.model import Brief

_WIDTH = 100


def to_terminal(brief: Brief, console: Console) -> None:
    """Print title, sections and evidence; no wider than 100 columns, so that lines stay readable."""
    from rich.text import Text

    numbers = brief.numbers()
    width = min(console.width, _WIDTH)
    console.print(Text(brief.title.text or "Brief", style="bold"), width=width)
    console.print(Text(coverage_line(brief.findings.coverage), style="dim"), width=width)
    for section in spoken(brief.sections):
        _section(section, numbers, console, width)
    _heading("Evidence", console, width)
    for source in brief.evidence:
        line = Text(f"[{source.number}] ", style="cyan").append(source.text, style="default")
        where = " · ".join(
            w for w in (source.source_id, f"sentence {source.sentence}", source.published) if w
        )
        console.print(line.append(f" ({where})", style="dim"), width=width)
    for text in notes(brief.withheld, brief.findings.coverage):
        console.print(Text(text, style="dim italic"), width=width)


def _heading(text: str, console: Console, width: int) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(text, style="bold blue"), width=width)


def _section(section: Section, numbers: Mapping[Key, int], console: Console, width: int) -> None:
    _heading(section.heading, console, width)
    for block in section.blocks:
        _block(block, numbers, console, width)


def _block(block: Block, numbers: Mapping[Key, int], console: Console, width: int) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if block.kind == "table":
        table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), width=width)
        for index, column in enumerate(block.columns):
            table.add_column(
                column, ratio=None if index == 0 or (block.columns[0] == "when" and index > 1) else 1
            )
        for row in block.rows:
            table.add_row(*(_line(c, numbers) for c in row))
        console.print(table)
    elif block.kind == "list" and block.lines[0].parts[0].kind != "note":
        for item in block.lines:
            grid = Table.grid(padding=(0, 1))
            grid.add_row(Text("•"), _line(item, numbers))
            console.print(Padding(grid, (0, 0, 0, 1)), width=width)
    else:
        console.print(Text(" ").join(_line(x, numbers) for x in block.lines), width=width)


def _line(line: Line, numbers: Mapping[Key, int]) -> Text:
    from rich.text import Text

    text = Text()
    for part in line.parts:
        if part.head:
            text.append(f"{part.head}: ", style="bold")
        text.append(part.text)
        text.append(cites(part.keys if part.show else (), numbers), style="cyan")
        text.append(part.after)
    return text
