"""Places by name, for the place of an event."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.text import fold


class PlaceHit(NamedTuple):
    """A place named in a text: offsets, name, and the state's code (None for the high seas)."""

    start: int
    end: int
    name: str
    country: str | None


class PlaceIndex:
    """Finds states, their parts and seats, cities, regions and waters as places."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        self._dictionary = dictionary

    @cached_property
    def _names(self) -> dict[str, tuple[str, str | None]]:
        names: dict[str, tuple[str, str | None]] = {}
        weights: dict[str, int] = {}
        for place in self._dictionary.places:
            form = fold(place.name)
            if place.population >= weights.get(form, -1):
                weights[form] = place.population
                names[form] = (place.name, place.country or None)
        for state in self._dictionary.countries.values():
            for region in state.regions:
                names.setdefault(fold(region.text.removeprefix("the ")), (region.text, state.code))
            if state.capital:
                names[fold(state.capital)] = (state.capital, state.code)
            for name in (state.name, *(n.text for n in state.names)):
                names[fold(name.removeprefix("the "))] = (state.name, state.code)
        return names

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[str]]:
        forms = list(self._names)
        return AhoCorasick(forms), forms

    def find(self, text: str) -> list[PlaceHit]:
        """The places of a text in order, the longest name first, none over another."""
        folded = fold(text)
        automaton, forms = self._automaton
        spans = sorted(
            (start, -end, index)
            for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (start and folded[start - 1].isalnum())
            and not (end < len(folded) and folded[end].isalnum())
        )
        hits: list[PlaceHit] = []
        for start, minus, index in spans:
            if not hits or start >= hits[-1].end:
                name, country = self._names[forms[index]]
                hits.append(PlaceHit(start, -minus, name, country))
        return hits
