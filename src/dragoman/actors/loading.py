"""Loading the CSV files of the dictionary: one function a file, each over what is already known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman.actors.entries import NOUN_KINDS, Cue, Entity, Noun, Person, PlaceEntry, Spell
from dragoman.actors.tables import SECTORS, Complain, cells, check_code, check_sector, rows, span
from dragoman.actors.text import slug
from dragoman.errors import DictionaryError

ENTITY_FILES = ("organisations.csv", "bodies.csv", "groups.csv", "parties.csv", "companies.csv")
CUE_RULES = ("not", "needs", "given", "surname", "both", "plain")
_ENTITY = ("id", "name", "country", "sector", "aliases", "since", "until", "kind", "note")
_LEADER = ("name", "country", "sector", "role", "since", "until", "aliases", "bare")
_WEAK = re.compile(r"\bweak: ([^;]*)")


def entities(path: Path, codes: frozenset[str], weak: set[str], complain: Complain) -> Iterator[Entity]:
    """The organisations, bodies, groups, parties or companies of one file; `weak` gains their weak forms."""
    table = path.stem
    for line, (key, name, country, sector, aliases, since, until, kind, note) in rows(
        path, _ENTITY, complain
    ):
        if country not in codes or sector not in SECTORS:
            check_code(path, line, country, codes, complain)
            check_sector(path, line, sector, complain)
        if not key or not name:
            complain(DictionaryError(path, line, f"{'id' if not key else 'name'}: empty"))
        first, last = span(path, line, since, until, complain) if since or until else ("", "")
        if "weak:" in note:
            weak.update(cells(_WEAK.findall(note)[0]))
        others = cells(aliases)
        if name[-1:] == ")" and table == "parties":  # "Labour Party (Norway)": the short form needs a reason
            short = name.partition(" (")[0]
            if short not in others:
                others = (*others, short)
                weak.add(short)
        yield Entity(key, name, country, sector or None, others, first, last, kind, table)


def people(
    paths: list[Path], codes: frozenset[str], ours: Mapping[str, Person], complain: Complain
) -> dict[str, Person]:
    """Everybody in the leaders' files by name, over `ours`: a name that stands in both is theirs alone."""
    spells: dict[str, list[Spell]] = {}
    forms: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for path in paths:
        for line, (name, country, sector, role, since, until, aliases, bare) in rows(path, _LEADER, complain):
            if country not in codes or sector not in SECTORS:  # the calls cost time in many thousand rows
                check_code(path, line, country, codes, complain)
                check_sector(path, line, sector, complain)
            if not name or not role:
                complain(DictionaryError(path, line, f"{'name' if not name else 'role'}: empty"))
            first, last = span(path, line, since, until, complain)
            spell = Spell(country, sector, role, first, last)
            if name in spells:
                spells[name].append(spell)
            else:
                spells[name], forms[name] = [spell], ({}, {})
            if aliases:
                forms[name][0].update(dict.fromkeys(cells(aliases)))
            if bare:
                forms[name][1].update(dict.fromkeys(cells(bare)))
    found = dict(ours)
    for name, held in spells.items():
        if len(held) > 1:
            held.sort(key=_since)
        alias, bare_forms = forms[name]
        found[name] = Person(slug(name), name, tuple(alias), tuple(bare_forms), tuple(held))
    return found


def _since(spell: Spell) -> str:
    return spell.since


def nouns(path: Path, complain: Complain) -> Iterator[Noun]:
    """Words for people, bodies and forces of sector_nouns.csv; a plural is a Noun of its own."""
    for line, (noun, plural, sector, kind) in rows(path, ("noun", "plural", "sector", "kind"), complain):
        check_sector(path, line, sector, complain)
        if kind not in NOUN_KINDS:
            problem = f"kind: unknown kind {kind!r}"
            complain(DictionaryError(path, line, problem, hint="Use one of " + ", ".join(NOUN_KINDS) + "."))
        if noun:
            yield Noun(noun, sector or None, kind, None, False)
        if plural and plural != noun:
            yield Noun(plural, sector or None, kind, None, True)


def titles(path: Path, complain: Complain) -> Iterator[Noun]:
    """Offices of titles.csv: what stands before a name, with the role that it gives."""
    for line, (title, sector, role) in rows(path, ("title", "sector", "role"), complain):
        check_sector(path, line, sector, complain)
        yield Noun(title, sector or None, "office", role or None, False)


def places(path: Path, codes: frozenset[str], complain: Complain) -> Iterator[PlaceEntry]:
    """Cities, regions, waters, bases and borders of places.csv."""
    for line, (name, country, kind, population) in rows(
        path, ("name", "country", "kind", "population"), complain
    ):
        if country and country not in codes:
            check_code(path, line, country, codes, complain)
        if population and not population.isdigit():
            complain(DictionaryError(path, line, f"population: {population!r} is not a whole number"))
        number = int(population) if population.isdigit() else 0
        yield PlaceEntry(name, country, kind, number)


def non_actors(path: Path, codes: frozenset[str], complain: Complain) -> Iterator[Entity]:
    """Phrases that hold a state's name and are not that state (non_actors.csv)."""
    columns = ("phrase", "country", "sector", "kind")
    for line, (phrase, country, sector, kind) in rows(path, columns, complain):
        if country:
            check_code(path, line, country, codes, complain)
        check_sector(path, line, sector, complain)
        yield Entity(slug(phrase), phrase, country, sector or None, (), "", "", kind, "non_actors")


def cues(path: Path, complain: Complain) -> Iterator[Cue]:
    """Rules of ambiguous.csv on forms that can mean something else."""
    for line, (form, rule, words) in rows(path, ("form", "rule", "cues"), complain):
        if rule not in CUE_RULES:
            problem = f"rule: unknown rule {rule!r}"
            complain(DictionaryError(path, line, problem, hint="Use one of " + ", ".join(CUE_RULES) + "."))
        yield Cue(form, rule, cells(words))


def endings(path: Path, complain: Complain) -> Iterator[tuple[str, str, str]]:
    """Last words of names that make of a country's name a company, a newspaper, a cup (name_endings.csv)."""
    for line, (ending, sector, kind) in rows(path, ("ending", "sector", "kind"), complain):
        check_sector(path, line, sector, complain)
        yield ending, sector, kind


def words(path: Path, complain: Complain) -> Iterator[tuple[str, str]]:
    """Words of words.csv with their list: given, function, prefix:XXX."""
    for _, (word, kind) in rows(path, ("word", "list"), complain):
        yield word, kind
