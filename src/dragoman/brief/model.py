"""The brief itself: one object that every output shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.brief.acts import Key
from dragoman.brief.checking import Checker, Failure
from dragoman.brief.findings import Findings
from dragoman.brief.gather import gather
from dragoman.brief.names import Names
from dragoman.brief.sections import sections, title
from dragoman.brief.statements import Block, Line, Section, note
from dragoman.brief.wording import load_wording
from dragoman.records import Coded

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered sentence of the evidence list."""

    number: int
    document: str
    source_id: str
    published: str | None
    publisher: str | None
    url: str | None
    sentence: int
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Findings in order, worded and checked; `evidence` numbers the sentences that are cited."""

    title: Line
    sections: tuple[Section, ...]
    evidence: tuple[Source, ...]
    findings: Findings
    withheld: tuple[Failure, ...]
    coded: tuple[Coded, ...]
    names: Names

    def numbers(self) -> Mapping[Key, int]:
        """The citation number of each cited sentence."""
        return {(s.document, s.sentence): s.number for s in self.evidence}

    def lines(self) -> Iterable[Line]:
        """Every printed line, the title first."""
        yield self.title
        for section in self.sections:
            for block in section.blocks:
                yield from block.lines
                for row in block.rows:
                    yield from row

    def to_markdown(self) -> str:
        """The brief as Markdown; citations as `[1]`, the numbered evidence at the end."""
        from dragoman.brief.markdown import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """The brief as one self-contained HTML page with its pictures as inline SVG."""
        from dragoman.brief.html import to_html

        return to_html(self)

    def to_dict(self) -> dict[str, Any]:
        """The brief as plain data for JSON: the same sentences, numbers and evidence."""
        from dragoman.brief.twin import to_dict

        return to_dict(self)

    def to_pdf(self, path: Path | str) -> Path:
        """Write the HTML page as PDF and return its path. Raises MissingExtraError without WeasyPrint."""
        from dragoman.brief.pdf import to_pdf

        return to_pdf(self, Path(path))

    def to_terminal(self, console: Console) -> None:
        """Print the brief with Rich."""
        from dragoman.brief.terminal import to_terminal

        to_terminal(self, console)

    def _repr_html_(self) -> str:
        from dragoman.brief.html import fragment

        return fragment(self)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def brief(coded: Coded | Sequence[Coded], *, about: Iterable[str] = ()) -> Brief:
    """The brief of one coded document or several.

    `about` (codes such as `RUS`, `PRK`) keeps the acts and interests in which one of them takes part.
    Sentences that the checker rejects are not in it; `withheld` lists them with the reason.
    """
    items = (coded,) if isinstance(coded, Coded) else tuple(coded)
    names = Names.build(items, load_wording())
    found = gather(items, names, about)
    head = title(found, names)
    given = items[0].document.title if len(items) == 1 else None
    if not found.lead and given:
        head = note(given)
    return assemble(head, sections(found, names), found, items, names)


def assemble(
    head: Line, worded: Iterable[Section], found: Findings, coded: Sequence[Coded], names: Names
) -> Brief:
    """Check every sentence, leave out what fails, and number the evidence of what is left."""
    checker = Checker(coded, names)
    kept, withheld = _checked(worded, checker, names)
    failure = None if not head.keys else checker.line(head)
    if failure is not None:
        withheld.append(failure)
        head = Line(())
    lines = [head, *(x for s in kept for b in s.blocks for x in (*b.lines, *(c for r in b.rows for c in r)))]
    return Brief(head, tuple(kept), _evidence(coded, lines), found, tuple(withheld), tuple(coded), names)


def _checked(
    worded: Iterable[Section], checker: Checker, names: Names
) -> tuple[list[Section], list[Failure]]:
    """Sections without what fails, each still saying so where nothing is left."""
    kept: list[Section] = []
    failures: list[Failure] = []
    for section in worded:
        blocks = [_block(block, checker, failures) for block in section.blocks]
        blocks = [b for b in blocks if b.lines or b.rows]
        if not blocks:
            blocks = [
                Block(
                    "paragraph",
                    (
                        note(
                            names.wording.empty.get(
                                _EMPTY.get(section.key, section.key), names.wording.empty["same"]
                            )
                        ),
                    ),
                )
            ]
        kept.append(replace(section, blocks=tuple(blocks)))
    return kept, failures


_EMPTY = {"in_short": "lead", "moves": "movements"}


def _block(block: Block, checker: Checker, failures: list[Failure]) -> Block:
    lines: list[Line] = []
    rows: list[tuple[Line, ...]] = []
    for line in block.lines:
        failure = checker.line(line)
        if failure is None:
            lines.append(line)
        else:
            failures.append(failure)
    for row in block.rows:
        failure = next((f for cell in row if (f := checker.line(cell))), None)
        if failure is None:
            rows.append(row)
        else:
            failures.append(failure)
    return replace(block, lines=tuple(lines), rows=tuple(rows))


def _evidence(coded: Sequence[Coded], lines: Iterable[Line]) -> tuple[Source, ...]:
    """The cited sentences in the documents' order, numbered from 1."""
    cited = {key for line in lines for key in line.keys}
    found: list[Source] = []
    for item in coded:
        document = item.document
        for sentence in item.sentences:
            if (document.id, sentence.index) in cited:
                found.append(
                    Source(
                        len(found) + 1,
                        document.id,
                        document.source_id,
                        document.published,
                        document.publisher,
                        document.url,
                        sentence.index,
                        " ".join(sentence.text.split()),
                    )
                )
    return tuple(found)
