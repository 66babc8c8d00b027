"""What the dictionary holds: states, organisations, people with their offices, nouns, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Name(NamedTuple):
    """A form of a name and the days between which it holds ("" means open)."""

    text: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state, dependency or territory with the words that news uses for it."""

    code: str
    name: str
    names: tuple[Name, ...] = ()
    adjectives: tuple[Name, ...] = ()
    demonyms: tuple[Name, ...] = ()
    seats: tuple[Name, ...] = ()
    regions: tuple[Name, ...] = ()
    weak: frozenset[str] = frozenset()
    capital: str | None = None
    dependency_of: str | None = None
    region: str | None = None
    policy: str | None = None


class Entity(NamedTuple):
    """An organisation, body, group, party or company; `table` is the file it stands in."""

    id: str
    name: str
    country: str
    sector: str | None
    aliases: tuple[str, ...]
    since: str
    until: str
    kind: str
    table: str


class Spell(NamedTuple):
    """One spell of office; `since` and `until` are whole ISO days, "" where open."""

    country: str
    sector: str
    role: str
    since: str
    until: str


class Person(NamedTuple):
    """A person with every spell of office known, in order of time."""

    id: str
    name: str
    aliases: tuple[str, ...]
    bare: tuple[str, ...]
    spells: tuple[Spell, ...]


class Noun(NamedTuple):
    """A word for people, bodies or forces; `kind` is one of KINDS, `role` the office if it is one."""

    noun: str
    sector: str | None
    kind: str
    role: str | None
    plural: bool


class PlaceEntry(NamedTuple):
    """A place and the state whose it is."""

    name: str
    country: str
    kind: str
    population: int


class Cue(NamedTuple):
    """A rule on a form that can mean something else; see data/README.md."""

    form: str
    rule: str
    cues: tuple[str, ...]


class Reading(NamedTuple):
    """One thing that a form can stand for."""

    kind: str
    ref: State | Entity | Person | Noun | PlaceEntry
    since: str
    until: str


Forms = Mapping[str, list[Reading]]
NOUN_KINDS = ("office", "person", "body", "force", "generic", "quantity", "modifier")
