"""The brief as one self-contained HTML page: inline style, inline pictures, nothing asked of another host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from dragoman.brief.acts import Key
from dragoman.brief.coverage import coverage_line, notes
from dragoman.brief.pictures import pictures
from dragoman.brief.statements import Block, Line, Section, spoken
from dragoman.brief.wording import DATA

if TYPE_CHECKING:
    from dragoman.brief.model import Brief, Source


Drawn = Mapping[str, tuple[str, str]]


def to_html(brief: Brief) -> str:
    """A whole page with its own style sheet."""
    title = escape(brief.title.text or "Brief")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n{_article(brief)}\n</body>\n</html>\n"
    )


def fragment(brief: Brief) -> str:
    """The brief without a page around it, for notebooks."""
    rules = "\n".join(line for line in _style().splitlines() if not line.startswith("body"))
    return f"<style>\n{rules}\n</style>\n{_article(brief)}"


def _style() -> str:
    return (DATA / "page.css").read_text(encoding="utf-8")


def _article(brief: Brief) -> str:
    numbers = brief.numbers()
    drawn = pictures(brief)
    out = ['<article class="dragoman">', f"<h1>{escape(brief.title.text or 'Brief')}</h1>"]
    out.append(f'<p class="coverage">{escape(coverage_line(brief.findings.coverage))}</p>')
    for section in spoken(brief.sections):
        out.append("\n".join(_section(section, numbers, drawn)))
    out.append('<section id="evidence">\n<h2>Evidence</h2>\n<ol class="evidence">')
    out += [_source(s) for s in brief.evidence]
    out.append("</ol>")
    out += [f'<p class="note">{escape(n)}</p>' for n in notes(brief.withheld, brief.findings.coverage)]
    out.append("</section>\n</article>")
    return "\n".join(out)


def _section(section: Section, numbers: Mapping[Key, int], drawn: Drawn) -> Iterator[str]:
    yield f'<section id="{section.key}">'
    if section.key == "in_short":
        words = _paragraph(section.blocks[0], numbers)
        yield f'<p class="lead"><strong>{section.heading}.</strong> {words}</p>'
    else:
        yield f"<h2>{escape(section.heading)}</h2>"
        for block in section.blocks:
            yield from _block(block, numbers, section.key)
    if section.key in drawn:
        svg, caption = drawn[section.key]
        yield f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>"
    yield "</section>"


def _block(block: Block, numbers: Mapping[Key, int], key: str) -> Iterator[str]:
    if block.kind == "table":
        head = "".join(f'<th scope="col">{escape(c)}</th>' for c in block.columns)
        yield f'<div class="wide"><table class="{key}"><thead><tr>{head}</tr></thead><tbody>'
        for row in block.rows:
            yield "<tr>" + "".join(f"<td>{_line(c, numbers)}</td>" for c in row) + "</tr>"
        yield "</tbody></table></div>"
    elif block.kind == "list" and not _is_note(block):
        yield "<ul>"
        for item in block.lines:
            yield f"<li>{_line(item, numbers)}</li>"
        yield "</ul>"
    else:
        style = ' class="note"' if _is_note(block) else ""
        yield f"<p{style}>{_paragraph(block, numbers)}</p>"


def _is_note(block: Block) -> bool:
    return len(block.lines) == 1 and all(p.kind == "note" for p in block.lines[0].parts)


def _paragraph(block: Block, numbers: Mapping[Key, int]) -> str:
    return " ".join(_line(x, numbers) for x in block.lines)


def _line(text: Line, numbers: Mapping[Key, int]) -> str:
    out = []
    for part in text.parts:
        words = (f"<strong>{escape(part.head)}:</strong> " if part.head else "") + escape(part.text)
        out.append(words + _cites(part.keys if part.show else (), numbers) + escape(part.after))
    return "".join(out)


def _cites(keys: tuple[Key, ...], numbers: Mapping[Key, int]) -> str:
    found = sorted({numbers[k] for k in keys if k in numbers})
    return "".join(f'<a class="cite" href="#e{n}">[{n}]</a>' for n in found)


def _source(source: Source) -> str:
    where = [source.source_id] if source.source_id != "text" else []
    where += [f"sentence {source.sentence}", source.publisher or "", source.published or "", source.url or ""]
    place = escape(" · ".join(w for w in where if w))
    return (
        f'<li id="e{source.number}"><span class="number">[{source.number}]</span>'
        f'<span>{escape(source.text)} <span class="where">{place}</span></span></li>'
    )
