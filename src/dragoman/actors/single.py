"""One part of a text by itself: what a state, a person, an organisation or a place stands for there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.entries import Entity, Person, PlaceEntry, State
from dragoman.actors.people import standing
from dragoman.actors.phrases import Part, Phrase

OF = re.compile(r" (?:of|for) (?:the |its |their |all )?")
FORMER = re.compile(
    r"(?:\b(?:[Ff]ormer|[Rr]etired|[Oo]usted|[Dd]eposed|[Ee]xiled|[Oo]ne-?time|[Dd]isgraced) (?:\w+ )?"
    r"|\b[Ee]x-)$"
)
TALK = re.compile(r"(?:\b[Pp]ro|\b[Aa]nti|\b[Nn]on)-$")
_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|[Oo]ver|[Tt]hrough|[Dd]owntown"
    r"|[Cc]entral|[Ww]estern|[Ee]astern|[Nn]orthern|[Ss]outhern|[Aa]bove|city of|capital|city|including) $"
)


class Singles:
    """The parts of one text, each by itself."""

    def __init__(
        self, dictionary: ActorDictionary, folded: str, parts: Sequence[Part], on: str | None
    ) -> None:
        self._dictionary = dictionary
        self._text = folded
        self._parts = parts
        self._on = on
        self._things = dictionary.words.get("thing", frozenset())
        self._modifiers = dictionary.words.get("modifier", frozenset())

    def alone(self, i: int) -> Phrase:
        """The phrase that part `i` is without its neighbours; not for nouns."""
        part = self._parts[i]
        ref = part.ref
        if isinstance(ref, State):
            return self._state(i, part, ref)
        if isinstance(ref, Person):
            return self._person(i, part, ref)
        if isinstance(ref, PlaceEntry):
            return self._make(i, part, "place", ref.country, ref.name, ref.country, None, "a place")
        assert isinstance(ref, Entity)
        kind = part.kind
        if kind == "block":
            kind = "place" if ref.kind == "place" else "organisation"
        return self._make(i, part, kind, ref.id, ref.name, ref.country, ref.sector, part.why or ref.kind)

    def _make(
        self,
        i: int,
        part: Part,
        kind: str,
        key: str,
        name: str,
        country: str | None,
        sector: str | None,
        why: str,
    ) -> Phrase:
        head = self._text.rfind(" ", part.start, part.end) + 1 or part.start
        if kind in ("organisation", "group"):
            head = self._entity_head(part)
        return Phrase(part.start, part.end, head, kind, key, name, country, sector, None, why, i + 1)

    def _entity_head(self, part: Part) -> int:
        """The word before "of" or "for" in an organisation's name, else its last."""
        cut = OF.search(self._text, part.start, part.end)
        stop = cut.start() if cut else part.end
        return max(self._text.rfind(" ", part.start, stop) + 1, part.start)

    def _state(self, i: int, part: Part, state: State) -> Phrase:
        before = self._text[max(0, part.start - 16) : part.start]
        sector, kind, why = None, part.kind, part.why
        if kind == "people":
            kind, sector, why = "sector", "CVL", why or "the people of the state"
        elif kind == "seat":
            listed = before.endswith(", ") and self._text[part.end : part.end + 1] in (",", ".", ";", ")", "")
            if listed or _LOCATIVE.search(before):
                kind, why = "place", "seat of government, named as a place"
            else:
                kind, sector, why = "country", "GOV", why or "seat of government"
        elif kind == "region":
            kind, why = "place", "a part of the state"
            if self._text[part.start : part.end] in self._dictionary.words.get("breakaway", ()):
                sector, why = "PRE", "a breakaway part of the state"
            if self._text[part.start : part.end] in self._dictionary.words.get("breakaway", ()):
                sector, why = "PRE", "a breakaway part of the state"
        elif TALK.search(before):
            kind, why = "adjective", TALK.search(before)[0]  # type: ignore[index]
        code = state.code
        return self._make(i, part, kind, code, state.name, code, sector, why or "name of the state")

    def _person(self, i: int, part: Part, person: Person) -> Phrase:
        now = standing(person, self._on)
        why = f"{part.why}; {now.why}" if part.why else now.why
        phrase = self._make(i, part, "person", person.id, person.name, now.country or None, now.sector, why)
        phrase.role, phrase.person = now.role, person
        if FORMER.search(self._text[max(0, part.start - 20) : part.start]) and "on " not in now.why:
            phrase.sector = "ELI"
        return phrase
