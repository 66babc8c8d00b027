"""The brief's text as parts: words, and the sentences they rest on. A renderer adds the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.brief.acts import Act, Key


@dataclass(frozen=True, slots=True)
class Claim:
    """The words inside a part that tell one act, and the reports they must follow from."""

    text: str
    reports: tuple[str, ...]
    asserted: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence with its own evidence; `head` stands bold before it.

    `kind` note: a fixed sentence that claims nothing; label: a cell or name that rests on its row's evidence.
    """

    text: str
    keys: tuple[Key, ...] = ()
    claims: tuple[Claim, ...] = ()
    kind: Literal["claim", "label", "note"] = "claim"
    after: str = ""
    show: bool = True
    head: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, bullet or cell: parts in order."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The words without citations."""
        return "".join((f"{p.head}: " if p.head else "") + p.text + p.after for p in self.parts)

    @property
    def keys(self) -> tuple[Key, ...]:
        """All sentences cited, each once."""
        return tuple(dict.fromkeys(k for p in self.parts for k in p.keys))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`lines` run on), a list (one line an item), or a table (rows of cells)."""

    kind: Literal["paragraph", "list", "table"]
    lines: tuple[Line, ...] = ()
    label: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks; `key` is stable for links and the JSON twin."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


def is_silent(section: Section) -> bool:
    """Whether a section only says that the text tells nothing of its kind."""
    lines = [x for b in section.blocks for x in b.lines]
    tables = any(b.rows for b in section.blocks)
    return not tables and all(p.kind == "note" for x in lines for p in x.parts)


def spoken(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Sections as a page shows them: those with nothing to tell stand together at the end."""
    shown = [s for s in sections if s.key == "in_short" or not is_silent(s)]
    silent = [s for s in sections if s.key not in {"in_short", "happened"} and is_silent(s)]
    lines = tuple(x for s in silent for b in s.blocks for x in b.lines)
    if not lines:
        return tuple(shown)
    return (*shown, Section("silent", "What the text does not tell", (Block("paragraph", lines),)))


def note(text: str) -> Line:
    """A fixed sentence that claims nothing about the world."""
    return Line((Part(text, kind="note"),))


def label(text: str, keys: Iterable[Key] = ()) -> Line:
    """A cell that names its row; it rests on the row's evidence, whose numbers are not repeated."""
    return Line((Part(text, tuple(keys), kind="label", show=False),))


def told(act: Act, words: str, after: str = "", template: str = "{}") -> Part:
    """A part that tells one act in `words`, inside a template."""
    asserted = not template.rstrip().endswith("?")
    return Part(template.format(words), act.keys, (Claim(words, act.reports, asserted),), after=after)


def capital(text: str) -> str:
    """The text with its first letter upper case."""
    return text[:1].upper() + text[1:]


def chain(parts: Sequence[Part], between: str = "; ", end: str = ".") -> Line:
    """Parts as one sentence: the first capitalised, `between` them, `end` after the last."""
    from dataclasses import replace

    if not parts:
        return Line(())
    first = replace(
        parts[0],
        text=capital(parts[0].text),
        claims=tuple(
            replace(c, text=capital(c.text)) if parts[0].text.startswith(c.text) else c
            for c in parts[0].claims
        ),
    )
    rest = [first, *parts[1:]]
    return Line(
        tuple(
            replace(p, after=p.after or (end if i == len(rest) - 1 else between)) for i, p in enumerate(rest)
        )
    )
