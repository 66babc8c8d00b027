"""Every written form of every entry, and the automaton that finds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.entries import Entity, Noun, Person, PlaceEntry, Reading, State
from dragoman.actors.tables import no_collection
from dragoman.actors.text import fold

_STATE_FIELDS = (
    ("adjectives", "adjective"),
    ("demonyms", "people"),
    ("names", "country"),
    ("seats", "seat"),
    ("regions", "region"),
)


_SMALL = frozenset({"of", "the", "and", "for", "to"})


class Hit(NamedTuple):
    """A form found in a text: offsets, and what it can stand for."""

    start: int
    end: int
    form: str
    readings: list[Reading]


class Forms:
    """The forms of a dictionary, findable in time linear in the text."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        self._readings: dict[str, list[Reading]] = {}
        with no_collection():
            self._fill(dictionary)
            texts = len(self._readings)
            for noun in dictionary.asked.values():
                if noun.noun not in self._readings:
                    self._noun(noun)
            self._forms = list(self._readings)
            self._texts = texts  # the forms from here on are only found in a phrase asked about
            self._automaton = AhoCorasick(self._forms)

    def _fill(self, dictionary: ActorDictionary) -> None:
        for entity in dictionary.non_actors:
            self._add(entity.name, "block", entity)
        for state in dictionary.countries.values():
            self._state(state)
        for entity in dictionary.entities.values():
            kind = "group" if entity.table == "groups" else "organisation"
            for name in (entity.name, *entity.aliases):
                rest = name.removeprefix("The ")
                other = rest != name and (rest in dictionary.nouns or rest.lower() in dictionary.nouns)
                form = f"The {name}" if other else name  # "The Hindu" is no Hindu; one article falls away
                self._add(form, kind, entity, entity.since, entity.until)
        for person in dictionary.people.values():
            self._person(person)
        for noun in dictionary.nouns.values():
            self._noun(noun)
        for place in dictionary.places:
            self._add(place.name, "place", place)
        for kind, words in dictionary.words.items():
            owner = dictionary.countries.get(kind.removeprefix("prefix:"))
            if owner is not None:
                for word in words:
                    self._add(word, "adjective", owner)

    def readings(self, form: str) -> list[Reading]:
        """What a form can stand for; [] if it is unknown."""
        return self._readings.get(fold(form), [])

    def names(self) -> list[str]:
        """All forms, folded."""
        return self._forms

    def find(self, folded: str, *, alone: bool = False) -> list[Hit]:
        """The longest forms from left to right, at word boundaries, none over another.

        `alone` says that the text is a phrase asked about, in which more nouns are known.
        """
        forms, end = self._forms, len(folded)
        known = len(forms) if alone else self._texts
        spans = [
            (start, -stop, index)
            for index, start, stop in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if index < known
            and not (start and folded[start - 1].isalnum())
            and not (stop < end and folded[stop].isalnum())
        ]
        spans.sort()
        hits: list[Hit] = []
        free = 0
        for number, (start, minus, index) in enumerate(spans):
            if start >= free:
                form = forms[index]
                readings = self._readings[form]
                stop = -minus
                if stop - start > 9 and readings[0].kind == "organisation":
                    stop = self._before_noun(folded, spans, number)
                    form = folded[start:stop]
                    readings = self._readings[form]
                hits.append(Hit(start, stop, form, readings))
                free = stop
        return hits

    def _before_noun(self, folded: str, spans: Sequence[tuple[int, int, int]], number: int) -> int:
        """Where a body's name ends: "Kenyan military" ends with the state before the noun "military court"."""
        start, minus, index = spans[number]
        stop = -minus
        for at, to, other in spans[number + 1 :]:
            if at >= stop:
                break
            first = folded[start : at - 1].removesuffix("'s")
            noun = self._readings[self._forms[other]][0]
            if -to <= stop or noun.kind != "noun" or not isinstance(noun.ref, Noun) or not noun.ref.sector:
                continue
            body = self._readings[self._forms[index]][0].ref
            if first in self._readings and self._readings[first][0].kind in (
                "adjective",
                "country",
                "people",
            ):
                return (
                    stop
                    if isinstance(body, Entity) and body.sector == noun.ref.sector
                    else start + len(first)
                )
        return stop

    def _add(
        self,
        form: str,
        kind: str,
        ref: State | Entity | Person | Noun | PlaceEntry,
        since: str = "",
        until: str = "",
    ) -> None:
        if form[1:4] == "he " and form[0] in "tT":
            form = form[4:]
        if not form.isascii():
            form = fold(form)
        known = self._readings.get(form)
        if known is None:
            if len(form) > 1:
                self._readings[form] = [Reading(kind, ref, since, until)]
        elif not any(r.kind == kind and r.ref is ref for r in known):
            known.append(Reading(kind, ref, since, until))

    def _state(self, state: State) -> None:
        self._add(state.name, "country", state)
        loud = [state.name]
        for field, kind in _STATE_FIELDS:
            for name in getattr(state, field):
                self._add(name.text, kind, state, name.since, name.until)
                if kind in ("adjective", "seat", "country") and " " not in name.text:
                    loud.append(name.text)
        for form in loud:  # headlines and datelines in capitals
            if len(form) > 4 and form not in state.weak:
                self._add(form.upper(), self._readings[fold(form.removeprefix("the "))][0].kind, state)

    def _person(self, person: Person) -> None:
        for form in (person.name, *person.aliases):
            self._add(form, "person" if " " in form or "-" in form else "bare", person)
        for form in person.bare:
            self._add(form, "bare", person)

    def _noun(self, noun: Noun) -> None:
        text = noun.noun
        if noun.kind == "modifier":
            return
        self._add(text, "noun", noun)
        self._add(text[0].upper() + text[1:], "noun", noun)
        if "-" in text:
            self._add(text.title(), "noun", noun)
        if " " in text or "-" in text:
            self._add(
                " ".join(w if w in _SMALL else w[0].upper() + w[1:] for w in text.split(" ")), "noun", noun
            )
