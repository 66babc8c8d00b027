"""The parts that the grammar reads and the phrases that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from dragoman.actors.text import slug
from dragoman.records import Actor, Mention


class Part(NamedTuple):
    """One form found in the text with the reading chosen for it."""

    start: int
    end: int
    kind: str
    ref: Any
    why: str = ""


@dataclass(slots=True)
class Phrase:
    """A mention in the making; `after` is the number of the part that follows it."""

    start: int
    end: int
    head: int
    kind: Any
    id: str
    name: str
    country: str | None
    sector: str | None
    role: str | None
    why: str
    after: int
    singular: bool = False
    office: bool = False
    person: Any = None
    introduced: bool = False

    def mention(self, text: str) -> Mention:
        """The finished record; the name is the words themselves where nothing better is known."""
        words = text[self.start : self.end]
        actor = Actor(
            id=self.id or self.country or slug(words) or "unknown",
            name=self.name or words,
            country=self.country,
            sector=self.sector,
            role=self.role,
            text=words,
        )
        return Mention(self.start, self.end, words, actor, self.kind, self.head, self.why)
