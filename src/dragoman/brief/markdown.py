"""The brief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dragoman.brief.acts import Key
from dragoman.brief.coverage import coverage_line, notes
from dragoman.brief.statements import Block, Line, Section, spoken

if TYPE_CHECKING:
    from dragoman.brief.model import Brief, Source


def to_markdown(brief: Brief) -> str:
    """Title, coverage, sections and evidence as Markdown text that ends in a newline."""
    numbers = brief.numbers()
    out = [
        f"# {_escape(brief.title.text or 'Brief')}",
        "",
        f"*{_escape(coverage_line(brief.findings.coverage))}*",
        "",
    ]
    for section in spoken(brief.sections):
        out += [*_section(section, numbers), ""]
    out += ["## Evidence", "", *(_source(s) for s in brief.evidence)]
    if not brief.evidence:
        out.append("No sentence is cited.")
    out += ["", *(f"*{_escape(n)}*" for n in notes(brief.withheld, brief.findings.coverage))]
    return "\n".join(out).rstrip() + "\n"


def _section(section: Section, numbers: Mapping[Key, int]) -> Iterator[str]:
    first = section.blocks[0]
    if section.key == "in_short":
        yield f"**{section.heading}.** {_paragraph(first, numbers)}"
        return
    yield f"## {section.heading}"
    yield ""
    for index, block in enumerate(section.blocks):
        if index:
            yield ""
        yield from _block(block, numbers)


def _block(block: Block, numbers: Mapping[Key, int]) -> Iterator[str]:
    if block.kind == "table":
        yield f"| {' | '.join(block.columns)} |"
        yield "| " + " | ".join("---" for _ in block.columns) + " |"
        for row in block.rows:
            yield "| " + " | ".join(line(c, numbers).replace("|", "\\|") for c in row) + " |"
    elif block.kind == "list" and not (len(block.lines) == 1 and block.lines[0].parts[0].kind == "note"):
        for item in block.lines:
            yield f"- {line(item, numbers)}"
    else:
        yield _paragraph(block, numbers)


def _paragraph(block: Block, numbers: Mapping[Key, int]) -> str:
    return " ".join(line(x, numbers) for x in block.lines)


def line(text: Line, numbers: Mapping[Key, int]) -> str:
    """One line with its citations, escaped for Markdown."""
    out = []
    for part in text.parts:
        words = (f"**{_escape(part.head)}:** " if part.head else "") + _escape(part.text)
        out.append(words + cites(part.keys if part.show else (), numbers) + part.after)
    return "".join(out)


def cites(keys: tuple[Key, ...], numbers: Mapping[Key, int]) -> str:
    """` [1][4]` for the sentences cited, empty for none."""
    found = sorted({numbers[k] for k in keys if k in numbers})
    return " " + "".join(f"[{n}]" for n in found) if found else ""


def _source(source: Source) -> str:
    where = [f"sentence {source.sentence}"]
    if source.source_id != "text":
        where.insert(0, source.source_id)
    if source.publisher:
        where.append(source.publisher)
    if source.published:
        where.append(source.published)
    if source.url:
        where.append(source.url)
    return f"- [{source.number}] {_escape(source.text)} ({_escape(', '.join(where))})"


def _escape(text: str) -> str:
    return re.sub(r"([*_`<>\\])", r"\\\1", text)
