"""What a store's record says beside an article: sentences over data, each with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.brief.checking import Failure
from dragoman.brief.statements import Block, Line, Part, Section, capital

if TYPE_CHECKING:
    from dragoman.brief.model import Brief

HEADING = "Beside the record"
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sentence over imported and stored data, what it rests on, and the figures that it may use, as written."""

    text: str
    basis: str
    figures: tuple[str, ...]


def beside(brief: Brief, recorded: Sequence[Recorded]) -> Brief:
    """The brief with a section on the record behind it; a sentence with a figure that no data gave is withheld."""
    lines, withheld = [], list(brief.withheld)
    for one in recorded:
        strange = [n for n in _NUMBER.findall(one.text) if n not in one.figures]
        if strange:
            withheld.append(Failure(one.text, f"{strange[0]} is not among the figures of the data"))
        else:
            lines.append(Line((Part(f"{capital(one.text)} ({one.basis}).", kind="label", show=False),)))
    if not lines:
        return replace(brief, withheld=tuple(withheld))
    section = Section("record", HEADING, (Block("list", tuple(lines)),))
    return replace(brief, sections=(*brief.sections, section), withheld=tuple(withheld))
