"""A report in its sentence, and the predicate that is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.brief.names import Names
from dragoman.brief.wording import Wording
from dragoman.records import Actor, Report

Tense = Literal["past", "perfect", "present", "progressive"]
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A predicate: its verb's lemma and what follows; `own` where the words are the text's.

    `together` means that both parties are the subject; `quote` shows the text's words beside a plain wording.
    """

    lemma: str
    rest: str
    tense: Tense = "past"
    together: bool = False
    negated: bool = False
    modal: str | None = None
    own: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One report in its sentence: the text, where the sentence begins, and how actors are called."""

    report: Report
    text: str
    offset: int
    names: Names

    @property
    def wording(self) -> Wording:
        """The brief's words."""
        return self.names.wording

    @property
    def is_reciprocal(self) -> bool:
        """Whether the report's type makes both parties actors."""
        return self.report.type in RECIPROCAL

    @property
    def has_person(self) -> bool:
        """Whether a named person is among the sources."""
        return any(self.names.is_person(a) for a in self.report.source)

    @property
    def at(self) -> int:
        """The trigger's offset in the sentence; -1 where it is not inside."""
        at = self.report.trigger.start - self.offset
        inside = 0 <= at < len(self.text) and self.text[at:].startswith(self.report.trigger.text[:3])
        return at if inside else self.text.find(self.report.trigger.text)

    def find(self, actor: Actor) -> int:
        """Where the actor's span stands in the sentence, nearest to the trigger; -1 where it does not."""
        if not actor.text:
            return -1
        found = [m.start() for m in re.finditer(re.escape(actor.text) + r"(?!\w)", self.text)]
        return min(found, key=lambda i: abs(i - self.at), default=-1)

    def first(self, actors: tuple[Actor, ...]) -> int:
        """The first offset at which one of the actors stands; -1 where none does."""
        return min((i for a in actors if (i := self.find(a)) >= 0), default=-1)
