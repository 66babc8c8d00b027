"""Naming actors as news does: short for persons, with an article where English wants one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.brief.calling import Called, calls
from dragoman.brief.wording import Wording
from dragoman.records import Actor, Coded

ORGANISATIONS: Mapping[str, str] = {
    "IGOUNO": "United Nations",
    "IGOEUR": "European Union",
    "IGONAT": "NATO",
}
UNNAMED = frozenset({"IGO", "NGO", "MNC", "IMG"})
_QUANTIFIER = re.compile(r"^(?:some|several|many|most|its|their|his|the|other|an?|any|all)\s+", re.I)
# Words that a sentence may begin with, and a name not: they lose their capital within a sentence.
_SMALL = frozenset(
    {
        "at",
        "about",
        "around",
        "nearly",
        "over",
        "more",
        "some",
        "many",
        "several",
        "most",
        "all",
        "other",
        "tens",
    }
    | {
        "dozens",
        "hundreds",
        "thousands",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    }
    | {"families", "members", "supporters", "soldiers", "troops", "police", "protesters"}
)
_PLURAL_SECTORS = ("s", "people", "police", "military forces", "men", "women")


@dataclass(frozen=True, slots=True)
class Names:
    """How the actors of some documents are called in the brief; built once, passed along."""

    wording: Wording
    called: Mapping[str, Called]
    kinds: Mapping[str, str]
    countries: Mapping[str, str]

    @classmethod
    def build(cls, coded: Sequence[Coded], wording: Wording) -> Names:
        """Learn short names, kinds and country names from the documents' mentions and records."""
        actors = list(_actors(coded))
        kinds = {
            m.actor.id: m.kind
            for c in coded
            for m in c.mentions[::-1]
            if m.kind not in {"reference", "place"}
        }
        countries = dict(ORGANISATIONS)
        for actor in actors:
            if actor.country is not None and actor.id == actor.country:
                countries.setdefault(actor.country, actor.name)
        missing = {a.country for a in actors if a.country and a.country not in countries} - UNNAMED
        countries.update(_look_up(missing))
        return cls(wording, calls(coded), kinds, countries)

    def country(self, code: str) -> str:
        """The country's or organisation's name with its article; the code itself where no name is known."""
        return self.article(self.countries.get(code, code))

    def actor(self, actor: Actor, full: bool = False) -> str:
        """The actor's name in running text, persons by their short form unless `full`."""
        known = self.called.get(actor.id)
        if self.is_person(actor):
            return (known.long if full else known.short) if known else actor.name
        if actor.id == actor.country or not actor.name:
            return self.country(actor.country or actor.id)
        if self.kinds.get(actor.id) == "sector" or actor.name == actor.name.lower():
            return self._sector(actor)
        return self.article(_small(known.long if known else actor.name))

    def is_person(self, actor: Actor) -> bool:
        """Whether the actor is a named person."""
        kind = self.kinds.get(actor.id)
        return kind == "person" or (kind is None and actor.role is not None and " " in actor.name)

    def is_plural(self, actor: Actor) -> bool:
        """Whether a verb after the actor's name is plural."""
        name = self.actor(actor)
        if self.is_person(actor) or actor.id == actor.country:
            return False
        head = name.partition(" of ")[0]
        if head != name and head[:1].isdigit():
            return True
        last = head.rsplit(" ", 1)[-1]
        return last in self.wording.plural or (last.islower() and last.endswith(_PLURAL_SECTORS))

    def join(self, actors: Iterable[Actor]) -> str:
        """`Kim, Putin and China`, each name once."""
        return join_words(list(dict.fromkeys(self.actor(a) for a in actors)))

    def _sector(self, actor: Actor) -> str:
        """A common noun with its owner or article: `Turkey's ministers`, `the Turkish defence ministry`."""
        text = _small(_QUANTIFIER.sub("", actor.text or actor.name))
        if all(w[0].isupper() for w in text.split() if w not in {"of", "the", "for", "and"}):
            return self.article(text)
        owned = text.partition(" ")[0].endswith(("'s", "’s"))
        bare = text if owned or text.partition(" of ")[0].endswith(_PLURAL_SECTORS) else f"the {text}"
        if any(w[0].isupper() for w in text.split()) or text[0].isdigit():
            return bare
        if not actor.country or actor.country in UNNAMED or text.startswith(tuple(f"{w} " for w in _SMALL)):
            return bare
        owner = self.country(actor.country)
        return f"{bare} of {owner}" if owner.startswith("the ") else f"{possessive(owner)} {text}"

    def article(self, name: str) -> str:
        """The name with `the` where English wants it."""
        words = name.split()
        if not words or words[0].lower() == "the" or words[0].endswith(("'s", "’s")):
            return name
        if len(words) > 1 and words[-1].islower() and not words[-1].endswith(_PLURAL_SECTORS):
            return f"the {name}"
        head = name.partition(" of ")[0].rsplit(" ", 1)[-1]
        wants = name in self.wording.article or (len(words) > 1 and head in self.wording.article_ends)
        return f"the {name}" if wants and name not in self.wording.article_without else name


def _small(text: str) -> str:
    """A name that a sentence began with (`At least 28 people`) as it stands within one."""
    return text[0].lower() + text[1:] if text.partition(" ")[0].lower() in _SMALL else text


def possessive(name: str) -> str:
    """`Turkey` gives `Turkey's`, `the Philippines` gives `the Philippines'`."""
    return name + ("'" if name.endswith("s") else "'s")


def join_words(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _actors(coded: Iterable[Coded]) -> Iterable[Actor]:
    for item in coded:
        for report in item.reports:
            yield from report.source
            yield from report.target
        for interest in item.interests:
            yield interest.actor
            if interest.counterpart is not None:
                yield interest.counterpart
        yield from (m.actor for m in item.mentions)


def _look_up(codes: Iterable[str]) -> dict[str, str]:
    """Names of countries that the records give only by code, from the dictionary of states."""
    wanted = sorted(codes)
    if not wanted:
        return {}
    from dragoman.brief.states import state_names

    known = state_names()
    return {code: known[code] for code in wanted if code in known}
