"""Which reading a form has in its text: by case, neighbours, cues, date and the countries named."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.entries import Cue, Entity, Person, PlaceEntry, Reading, State
from dragoman.actors.forms import Hit
from dragoman.actors.people import Choice, choose, nearness
from dragoman.actors.phrases import Part

_ORDER = {
    kind: number
    for number, kind in enumerate(
        [
            "known",
            "block",
            "country",
            "adjective",
            "people",
            "person",
            "organisation",
            "group",
            "seat",
            "noun",
            "region",
            "bare",
            "place",
        ]
    )
}
_WORD_BEFORE = re.compile(r"([\w'.-]+) $")
_WORD_AFTER = re.compile(r" ((?:(?:al|bin|ibn|de|da|di|el|la|le|van|von|du) )?[A-Z][\w'-]*)")
_JOINED = re.compile(r"\w+-$")
_INITIAL = re.compile(r"(?:\b[A-Z]\.|\bal-)$")
_END = re.compile(r"[.!?:;\"(]\s*$|^\s*$|\n\s*$")


class Reader:
    """Chooses readings; knows the dictionary's cues and words, nothing of any one text."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        self._dictionary = dictionary
        self._function = dictionary.words.get("function", frozenset())
        self._given = dictionary.words.get("given", frozenset())
        ends = sorted(dictionary.endings, key=len, reverse=True)
        words = "|".join(re.escape(e) for e in ends) or "(?!)"
        self._tail = re.compile(rf"(?: (?:and|of|for|&)? ?[A-Z][\w&.'-]*){{0,3}}? ({words})(?![\w-])")

    def parts(self, folded: str, hits: Sequence[Hit], on: str | None, *, alone: bool = False) -> list[Part]:
        """The hits that stand for actors, each with one reading, in order."""
        starts = {hit.start: hit for hit in hits}
        ends = {hit.end: hit for hit in hits}
        text = _Text(folded, starts, ends, _countries(hits, self._dictionary.weak), alone)
        out: list[Part] = []
        free = 0
        for hit in hits:
            if hit.start < free:
                continue
            part = self._part(text, hit, on)
            if part is not None:
                part = self._longer(text, part)
                out.append(part)
                free = part.end
        return out

    def _part(self, text: _Text, hit: Hit, on: str | None) -> Part | None:
        readings = _dated(hit.readings, on)
        kind = min((r.kind for r in readings), key=_ORDER.__getitem__)
        if kind == "known":
            return self._surname(text, hit, readings[0].ref)
        if kind in ("person", "bare"):
            return self._people(text, hit, readings, kind, on)
        refs = [r.ref for r in readings if r.kind == kind]
        ref = refs[0] if len(refs) == 1 else self._best(refs, text, hit.form)
        if kind == "noun":
            if _JOINED.search(text.folded[max(0, hit.start - 20) : hit.start]) and hit.form[0].isupper():
                return None  # "General" of an unknown "Inspector-General"
            return Part(hit.start, hit.end, "noun", ref)
        if kind == "block":
            return Part(hit.start, hit.end, "block", ref)
        why = self._allowed(text, hit, ref, kind)
        return None if why is None else Part(hit.start, hit.end, kind, ref, why)

    def _best(self, refs: Sequence[object], text: _Text, form: str) -> object:
        """Of things with one name: that of a state the text names, else the weightiest, else that of this very name."""
        here = [r for r in refs if _country(r) in text.countries]
        if here:
            return here[0]
        places = [r for r in refs if isinstance(r, PlaceEntry)]
        if places:
            return max(places, key=lambda p: p.population)
        exact = [r for r in refs if isinstance(r, Entity) and r.name == form]
        return exact[0] if exact else refs[0]

    # ambiguous forms

    def _allowed(self, text: _Text, hit: Hit, ref: object, kind: str) -> str | None:
        """The reason why a form counts ("" where none is needed), or None where it does not."""
        if text.folded[hit.end : hit.end + 1] == "$":
            return None
        cue = self._dictionary.cues.get(hit.form)
        if cue is not None:
            return self._cued(text, hit, cue)
        if kind == "place":
            return None if self._inside_name(text, hit, before=True, after=True) else ""
        if hit.form in self._dictionary.weak and not text.alone:
            code = _country(ref)
            return f"the text names {code} elsewhere" if text.strong(code, hit) else None
        return ""

    def _cued(self, text: _Text, hit: Hit, cue: Cue) -> str | None:
        near = text.folded[max(0, hit.start - 80) : hit.end + 80]
        found = next((c for c in cue.cues if c in near or c in text.folded), None)
        if cue.rule == "needs":
            if not found and text.alone and not self._inside_name(text, hit, before=True, after=True):
                return "asked about alone"
            return f'because of "{found}"' if found else None
        if cue.rule == "plain":
            return "usual meaning"
        if found and cue.rule != "not":
            return None
        if cue.rule == "not":
            return None if found else "nothing speaks against it"
        before = cue.rule in ("surname", "both")
        after = cue.rule in ("given", "both")
        return (
            None if self._inside_name(text, hit, before=before, after=after) else "no part of a personal name"
        )

    def _inside_name(self, text: _Text, hit: Hit, *, before: bool, after: bool) -> bool:
        """Whether a capitalised word that is no actor, title or little word stands right beside the form."""
        return (before and self._name_before(text, hit)) or (after and self._name_after(text, hit))

    def _name_before(self, text: _Text, hit: Hit) -> bool:
        if text.folded[max(0, hit.start - 1) : hit.start] == "-":
            other = text.ends.get(hit.start - 1)
            joined = _JOINED.search(text.folded[max(0, hit.start - 20) : hit.start])
            return other is None and joined is not None and joined[0][0].isupper()
        window = text.folded[max(0, hit.start - 30) : hit.start]
        match = _WORD_BEFORE.search(window)
        if match is None or text.ends.get(hit.start - 1) is not None:
            return False
        if window.rstrip().endswith((".", "!", "?")) and len(match[1].rstrip(".")) > 3:
            return False
        word = match[1].rstrip("'s") if match[1].endswith("'s") else match[1]
        if match[1].endswith("'s") or not word or not word[0].isupper() or word in self._given:
            return word in self._given and not match[1].endswith("'s")
        if _INITIAL.search(word):
            return True
        first = _END.search(window[: match.start()]) is not None
        if word.lower() in self._function or word.endswith(("ing", "ly")):
            return False
        return not (first and word.endswith("ed"))

    def _name_after(self, text: _Text, hit: Hit) -> bool:
        if text.folded[hit.end : hit.end + 1] == "-":
            rest = text.folded[hit.end + 1 : hit.end + 2]
            return rest.isupper() and text.starts.get(hit.end + 1) is None
        match = _WORD_AFTER.match(text.folded, hit.end)
        if match is None or text.starts.get(hit.end + 1) is not None:
            return False
        word = match[1].split(" ")[-1]
        return word.lower() not in self._function

    # people

    def _surname(self, text: _Text, hit: Hit, person: object) -> Part | None:
        if " " not in hit.form and self._inside_name(text, hit, before=True, after=True):
            return None
        why = "" if " " in hit.form else "surname of a person named in the text"
        return Part(hit.start, hit.end, "person", person, why)

    def _people(
        self, text: _Text, hit: Hit, readings: Sequence[Reading], kind: str, on: str | None
    ) -> Part | None:
        people = [r.ref for r in readings if r.kind == kind and isinstance(r.ref, Person)]
        if kind == "person":
            if self._inside_name(text, hit, before=False, after=True):
                return None
            key = lambda p: (nearness(p, on), any(s.country in text.countries for s in p.spells))  # noqa: E731
            return Part(hit.start, hit.end, "person", people[0] if len(people) == 1 else max(people, key=key))
        cue = self._dictionary.cues.get(hit.form)
        if self._inside_name(text, hit, before=True, after=True):
            return None
        weak = cue is not None or hit.form in self._given or hit.form in self._dictionary.weak
        titled = text.titled(hit)
        countries: Collection[str] = text.countries
        choice: Choice | None = choose(people, on, countries, weak=weak and not titled)
        if choice is None:
            others = [r for r in readings if r.kind == "place"]
            return Part(hit.start, hit.end, "place", others[0].ref, "a place") if others else None
        return Part(hit.start, hit.end, "person", choice.person, choice.why)

    # longer names

    def _longer(self, text: _Text, part: Part) -> Part:
        """As in "Turkish Airlines", "Korea Herald", "Australian Open": the ending says what the name is."""
        if part.kind not in ("country", "adjective", "seat", "region", "place"):
            return part
        folded = text.folded
        if folded[part.end : part.end + 1] != " " or not folded[part.end + 1 : part.end + 2].isupper():
            return part
        match = self._tail.match(folded, part.end)
        if match is None:
            return part
        other = text.starts.get(part.end + 1)
        if other is not None and other.end >= match.end():
            return part
        sector, kind = self._dictionary.endings[match[1]]
        name = folded[part.start : match.end()]
        country = (_country(part.ref) or "") if sector else ""
        entity = Entity(name, name, country, sector or None, (), "", "", kind, "endings")
        return Part(part.start, match.end(), "block", entity, f"a name that ends in {match[1]}")


class _Text:
    """One text as the reader sees it."""

    def __init__(
        self,
        folded: str,
        starts: dict[int, Hit],
        ends: dict[int, Hit],
        countries: dict[str, int],
        alone: bool,
    ) -> None:
        self.alone = alone
        self.folded = folded
        self.starts = starts
        self.ends = ends
        self.countries = countries

    def strong(self, code: str | None, hit: Hit) -> bool:
        """Whether the text names the state by a form that needs no reason."""
        return code is not None and code in self.countries

    def titled(self, hit: Hit) -> bool:
        """Whether a title stands right before."""
        before = self.ends.get(hit.start - 1)
        return before is not None and before.readings[0].kind == "noun"


def _country(ref: object) -> str | None:
    if isinstance(ref, State):
        return ref.code
    return ref.country if isinstance(ref, Entity | PlaceEntry) else None


def _countries(hits: Sequence[Hit], weak: frozenset[str]) -> dict[str, int]:
    """How often the text names each country by a form that needs no reason."""
    found: dict[str, int] = {}
    for hit in hits:
        if hit.form in weak:
            continue
        for reading in hit.readings:
            if reading.kind in ("country", "adjective", "people", "seat", "organisation", "group", "region"):
                code = _country(reading.ref)
                if code:
                    found[code] = found.get(code, 0) + 1
    return found


def _dated(readings: list[Reading], on: str | None) -> list[Reading]:
    """The readings that hold on the day; all of them where none does."""
    if on is None or len(readings) == 1:
        return readings
    held = [r for r in readings if (not r.since or r.since <= on) and (not r.until or on <= r.until)]
    return held or readings
