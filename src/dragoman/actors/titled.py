"""People with their titles: names after an office, before an apposition, behind a state's name."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from dragoman.actors import names
from dragoman.actors.nouns import Nouns
from dragoman.actors.people import nearness
from dragoman.actors.phrases import Part, Phrase
from dragoman.actors.text import slug

_OUT_OF_OFFICE = ("OPP", "PTY", "CVL", "SOC", "BUS")  # what a former minister may be besides
_APPOSITION = re.compile(r", (?:the |an? |then )?(?:\w+ )?")


class Titles(Nouns, ABC):
    """The named people of one text."""

    @abstractmethod
    def phrase(self, i: int) -> Phrase | None:
        """The phrase that begins with part `i`; None where the part is no actor."""

    def person_of(self, own: Phrase, j: int) -> Phrase:
        """As in "Ukraine's Volodymyr Zelenskyy" is one mention when the person is of that state."""
        gap = self._text[own.end : self._parts[j].start]
        person = self.alone(j)
        if gap not in (" ", "'s ") or own.country != person.country:
            return own
        person.start = own.start
        return person

    def person_after(self, phrase: Phrase) -> Phrase:
        """Joins the name after a title: a known person, or a new one who takes the title's office."""
        if not phrase.singular:
            return phrase
        j = phrase.after
        text = self._text
        if j < len(self._parts) and self._parts[j].kind == "person":
            gap = text[phrase.end : self._parts[j].start]
            if gap in (" ", ", ") and (gap == " " or phrase.country):
                return self.titled(phrase, self.alone(j))
        set_off = text.startswith(", ", phrase.end)
        if set_off and not (phrase.office and phrase.country):
            return phrase
        if not set_off and not text.startswith(" ", phrase.end):
            return phrase
        span = names.ahead(text, phrase.end + 1 + set_off)
        if span is None:
            return phrase
        end = self._cut(span, j, office=phrase.office and phrase.country is not None and not set_off)
        words = text[span[0] : end].split(" ")
        if words[-1] in self._dictionary.endings:
            phrase.sector = None  # "Imam Khomeini International Airport" is no imam
            return phrase
        if end <= span[0] or (len(words) < 2 and (set_off or not phrase.office)):
            return phrase
        if set_off and text[end : end + 1] != ",":
            return phrase
        return self._new(phrase, span[0], end, phrase.start, end)

    def _cut(self, span: tuple[int, int], j: int, *, office: bool = False) -> int:
        """Where a new name ends: before a part that is an actor by itself."""
        while j < len(self._parts) and self._parts[j].start < span[1]:
            part = self._parts[j]
            whole = part.end >= span[1]
            inside = part.end < span[1] and self._text[part.end : part.end + 2].strip("' -")[:1].isupper()
            single = " " not in self._text[part.start : part.end]
            if part.start == span[0]:
                # "justice minister German Galushchenko", "president Duma Boko": an office stands right before
                first = self._given(part) or (office and single and inside)
                if whole or not first:
                    return part.start - 1
            elif part.kind in ("organisation", "group", "block", "adjective") or (
                part.kind == "noun" and not (single and inside)  # "Hassan Sheikh Mohamud"
            ):
                return part.start - 1
            j += 1
        return span[1]

    def _given(self, part: Part) -> bool:
        cue = self._dictionary.cues.get(self._text[part.start : part.end])
        return part.kind in ("person", "place") or (cue is not None and cue.rule in ("given", "both"))

    def titled(self, phrase: Phrase, person: Phrase) -> Phrase:
        """A known person with a title: the title decides where the dictionary has no office on the day."""
        current = bool(self._on) and person.role is not None and person.why.endswith(f"on {self._on}")
        person.start = phrase.start
        if phrase.country and phrase.country != person.country:
            if current and not phrase.office:
                return person
            person.country, person.sector, person.role = phrase.country, phrase.sector, phrase.role
            person.why = f"title in the text ({phrase.why})"
        elif phrase.sector == "ELI" and (not current or person.sector in _OUT_OF_OFFICE):
            person.sector, person.why = "ELI", f"{phrase.why}; {person.why}"
        elif not current and phrase.sector and phrase.office and (phrase.country or self._lately(person)):
            person.sector, person.role = phrase.sector, phrase.role or person.role
            person.why = f"title in the text ({phrase.why})"
        return self.apposition(person)

    def _lately(self, person: Phrase) -> bool:
        """Whether a person left office within a year: "Minister Name" may still be said of him."""
        return person.person is not None and bool(self._on) and nearness(person.person, self._on)[0] == 1

    def _new(self, title: Phrase, start: int, end: int, left: int, right: int) -> Phrase:
        name = self._text[start:end]
        after = title.after
        while after < len(self._parts) and self._parts[after].start < right:
            after += 1
        return Phrase(
            start=left, end=right, head=self._text.rfind(" ", start, end) + 1 or start, kind="person",
            id=slug(name), name=name, country=title.country, sector=title.sector, role=title.role,
            why=f"introduced as {self._text[title.start : title.end]} ({title.why})", after=after,
            introduced=True,
        )  # fmt: skip

    def introduced(self, phrase: Phrase, floor: int) -> Phrase:
        """As in "Name Surname, the Iranian foreign minister," : the name before joins its apposition."""
        if phrase.kind not in ("sector", "organisation", "group") or phrase.country is None:
            return phrase
        span = names.behind(self._text, phrase.start, floor)
        if span is None or not self._closes(phrase, span):
            return phrase
        return self._new(phrase, *span, span[0], phrase.end)

    def _closes(self, phrase: Phrase, span: tuple[int, int]) -> bool:
        between = self._text[span[1] : phrase.start]
        if " who " in between:
            return True
        rest = self._text[phrase.end : phrase.end + 2]
        return phrase.singular and phrase.kind == "sector" and (not rest.strip() or rest[0] in ",.;:)")

    def apposition(self, person: Phrase) -> Phrase:
        """As in "Surname, the Iranian foreign minister," : a known person takes in the apposition."""
        j = person.after
        if j >= len(self._parts) or self._parts[j].start - person.end > 40:
            return person
        if not re.fullmatch(
            r", (?:the |an? |then )?(?:\w+ )?", self._text[person.end : self._parts[j].start]
        ):
            return person
        if self._parts[j].kind not in ("country", "adjective", "noun"):
            return person
        title = self.phrase(j)
        if title is None or title.kind != "sector" or not (title.singular and title.office):
            return person
        if title.country not in (None, person.country) or not self._closes(title, (0, title.start)):
            return person
        person.end, person.after = title.end, title.after
        return person
