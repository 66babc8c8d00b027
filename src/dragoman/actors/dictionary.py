"""The dictionary of actors: what our files and a user's say, checked, as one value that is passed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dragoman.actors import loading
from dragoman.actors.entries import Cue, Entity, Noun, Person, PlaceEntry, State
from dragoman.actors.states import load_states
from dragoman.actors.tables import ORGANISATION_CODES, Complain, no_collection, raise_it
from dragoman.errors import DictionaryError

_ORGANISATION_NAMES = {
    "IGOUNO": "United Nations",
    "IGOEUR": "European Union",
    "IGONAT": "NATO",
    "IGO": "an intergovernmental organisation",
    "NGO": "a non-governmental organisation",
    "MNC": "a multinational company",
    "IMG": "an international armed group",
}
_FILES = (
    "states.toml", *loading.ENTITY_FILES, "sector_nouns.csv", "asked_nouns.csv", "titles.csv", "places.csv",
    "non_actors.csv", "ambiguous.csv", "name_endings.csv", "words.csv",
)  # fmt: skip


@dataclass(frozen=True)
class ActorDictionary:
    """Who is who. `digest` names the exact content of every file that was read."""

    countries: Mapping[str, State]
    entities: Mapping[str, Entity]
    people: Mapping[str, Person]
    nouns: Mapping[str, Noun]
    asked: Mapping[str, Noun]
    places: tuple[PlaceEntry, ...]
    non_actors: tuple[Entity, ...]
    cues: Mapping[str, Cue]
    endings: Mapping[str, tuple[str, str]]
    words: Mapping[str, frozenset[str]]
    weak: frozenset[str]
    digest: str
    directories: tuple[Path, ...] = field(default=())

    @classmethod
    def load(cls, extra: Path | None = None) -> ActorDictionary:
        """Our dictionary, with a user's directory of files of the same names over it.

        Raises DictionaryError at the first line that does not hold.
        """
        ours = Path(__file__).parent / "data"
        return cls.read((ours,) if extra is None else (ours, Path(extra)))

    @classmethod
    def read(cls, directories: tuple[Path, ...], complain: Complain = raise_it) -> ActorDictionary:
        """The dictionary of these directories, later ones over earlier; missing files are passed over."""
        build = _Build(complain)
        with no_collection():
            for directory in directories:
                if not directory.is_dir():
                    raise DictionaryError(directory, 0, "no such directory", hint="Check the path.")
                build.add(directory)
            return build.done(directories)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that an actor's country can have."""
        return frozenset(self.countries) | ORGANISATION_CODES

    def country_name(self, code: str) -> str:
        """The usual English name for a country's or organisation's code; the code if it is unknown."""
        state = self.countries.get(code)
        return state.name if state else _ORGANISATION_NAMES.get(code, code)


def check(directory: Path) -> list[DictionaryError]:
    """Every problem in a directory of dictionary files, read over ours; [] if there is none."""
    problems: list[DictionaryError] = []
    ours = Path(__file__).parent / "data"
    directories = (ours,) if directory.resolve() == ours.resolve() else (ours, directory)
    ActorDictionary.read(directories, problems.append)
    return problems


class _Build:
    """Gathers the files' rows, directory after directory."""

    def __init__(self, complain: Complain) -> None:
        self.complain = complain
        self.states: dict[str, State] = {}
        self.entities: dict[str, Entity] = {}
        self.people: dict[str, Person] = {}
        self.nouns: dict[str, Noun] = {}
        self.asked: dict[str, Noun] = {}
        self.places: dict[tuple[str, str, str], PlaceEntry] = {}
        self.non_actors: dict[str, Entity] = {}
        self.cues: dict[str, Cue] = {}
        self.endings: dict[str, tuple[str, str]] = {}
        self.words: dict[str, set[str]] = {}
        self.weak: set[str] = set()
        self.hash = hashlib.sha256()

    def add(self, where: Path) -> None:
        complain = self.complain
        leaders = sorted((where / "leaders").glob("*.csv"))
        present = [where / name for name in _FILES if (where / name).is_file()]
        for path in (*present, *leaders):
            self.hash.update(path.name.encode() + b"\0" + path.read_bytes())
        names = {path.name for path in present}
        self.states = load_states(where / "states.toml", self.states, complain)
        codes = frozenset(self.states)
        for name in loading.ENTITY_FILES:
            if name in names:
                found = loading.entities(where / name, codes, self.weak, complain)
                self.entities.update((entity.id, entity) for entity in found)
        self.people = loading.people(leaders, codes, self.people, complain)
        self._words(where, names, codes)

    def _words(self, where: Path, names: set[str], codes: frozenset[str]) -> None:
        complain = self.complain
        if "sector_nouns.csv" in names:
            self.nouns.update((n.noun, n) for n in loading.nouns(where / "sector_nouns.csv", complain))
        if "asked_nouns.csv" in names:
            self.asked.update((n.noun, n) for n in loading.nouns(where / "asked_nouns.csv", complain))
        if "titles.csv" in names:
            self.nouns.update((n.noun, n) for n in loading.titles(where / "titles.csv", complain))
        if "places.csv" in names:
            found = loading.places(where / "places.csv", codes, complain)
            self.places.update(((p.name, p.country, p.kind), p) for p in found)
        if "non_actors.csv" in names:
            phrases = loading.non_actors(where / "non_actors.csv", codes, complain)
            self.non_actors.update((e.name, e) for e in phrases)
        if "ambiguous.csv" in names:
            self.cues.update((c.form, c) for c in loading.cues(where / "ambiguous.csv", complain))
        if "name_endings.csv" in names:
            path = where / "name_endings.csv"
            self.endings.update((e, (s, k)) for e, s, k in loading.endings(path, complain))
        if "words.csv" in names:
            for word, kind in loading.words(where / "words.csv", complain):
                self.words.setdefault(kind, set()).add(word)

    def done(self, directories: tuple[Path, ...]) -> ActorDictionary:
        weak = self.weak.union(*(state.weak for state in self.states.values()))
        return ActorDictionary(
            countries=self.states,
            entities=self.entities,
            people=self.people,
            nouns=self.nouns,
            asked=self.asked,
            places=tuple(self.places.values()),
            non_actors=tuple(self.non_actors.values()),
            cues=self.cues,
            endings=self.endings,
            words={kind: frozenset(found) for kind, found in self.words.items()},
            weak=frozenset(weak),
            digest="sha256:" + self.hash.hexdigest()[:16],
            directories=directories,
        )
