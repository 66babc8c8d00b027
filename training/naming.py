"""Names for the slots of training frames: states, leaders, towns, numbers, days, drawn from the dictionaries."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.actors import ActorDictionary

ROOT = Path(__file__).parent
_FIRST = "Anna Peter Samuel Maria Ibrahim Chen Yusuf Elena Rajesh Tomas Grace Ahmed Laura Viktor Mei Carlos".split()
_LAST = (
    "Okello Novak Haddad Silva Brandt Tanaka Mensah Petrov Lund Rossi Karimi Duarte Singh Moreau Kaya".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_FAMOUS = ["USA", "RUS", "CHN", "UKR", "ISR", "IRN", "GBR", "FRA", "DEU", "IND", "PAK", "TUR", "PRK", "KOR", "JPN",
           "PSE", "SYR", "SAU", "VEN", "EGY"]  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A phrase for a slot and what the dictionaries would say of it; `tail` follows it outside the mention."""

    text: str
    country: str | None
    sector: str | None
    kind: str
    tail: str = ""


@dataclass(frozen=True)
class Country:
    """The words for one state."""

    code: str
    name: str
    adjective: str
    seats: tuple[str, ...]
    capital: str
    people: str
    leaders: tuple[str, ...]
    towns: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """Every state that has a name, an adjective and a capital."""
    dictionary = ActorDictionary.load()
    leaders: dict[str, list[str]] = {}
    for person in dictionary.people.values():
        for spell in person.spells[:1]:
            if spell.role in {"president", "prime minister", "king", "chancellor"}:
                leaders.setdefault(spell.country, []).append(person.name)
    towns: dict[str, list[str]] = {}
    for place in dictionary.places:
        if place.kind == "city":
            towns.setdefault(place.country, []).append(place.name)
    out = {}
    for code, s in dictionary.countries.items():
        if s.adjectives and s.capital and not s.dependency_of:
            seats = tuple(n.text for n in s.seats if not n.text.startswith("the "))
            plural = next((n.text for n in s.demonyms if n.text.endswith(("s", "ese"))), None)
            out[code] = Country(
                code, s.name, s.adjectives[0].text, seats or (s.capital,), s.capital,
                plural or f"{s.adjectives[0].text} people",
                tuple(leaders.get(code, ())), tuple(towns.get(code, ())[:25]) or (s.capital,),
            )  # fmt: skip
    return out


@cache
def kinds() -> dict[str, Any]:
    """The kinds of slot (`vocabulary/kinds.toml`)."""
    return tomllib.loads((ROOT / "vocabulary" / "kinds.toml").read_text(encoding="utf-8"))


def load_vocabulary(directory: Path) -> dict[str, list[str]]:
    """The word lists of all vocabulary files but the kinds."""
    out: dict[str, list[str]] = {}
    for path in sorted(directory.glob("*.toml")):
        if path.name != "kinds.toml":
            out |= tomllib.loads(path.read_text(encoding="utf-8"))
    return out


class Namer:
    """Names the actors of one sentence; letters in `same` share another letter's country."""

    def __init__(self, rng: random.Random, same: dict[str, str]) -> None:
        self.rng = rng
        self.same = same
        self.country_of: dict[str, Country] = {}
        self.organisation_of: dict[str, tuple[str, str]] = {}

    def country(self, letter: str) -> Country:
        """The country of a letter, different from those of unrelated letters."""
        seen: set[str] = set()
        while letter in self.same and letter not in seen:
            seen.add(letter)
            letter = self.same[letter]
        if letter not in self.country_of:
            taken = {c.code for c in self.country_of.values()}
            pool = _FAMOUS if self.rng.random() < 0.55 else sorted(countries())
            free = [c for c in pool if c not in taken and c in countries()]
            self.country_of[letter] = countries()[self.rng.choice(free)]
        return self.country_of[letter]

    def actor(self, letter: str, kind: str) -> Named:
        """A phrase for the slot."""
        rule = kinds().get(kind)
        if rule is None:
            raise KeyError(f"unknown kind of actor: {kind}")
        if kind == "organisation":
            code, text = self._organisation(letter)
            return Named(text, code, "IGO", "organisation")
        text = self.rng.choice(rule["forms"])
        fixed = rule.get("country")
        country = fixed or (self.country(letter).code if "{" in text.replace("{number}", "").replace("{big}", "")
                            .replace("{person}", "") else None)  # fmt: skip
        tail = self.rng.choice(rule["tail"]) if "tail" in rule else ""
        return Named(self._fill(text, letter).rstrip(","), country, rule.get("sector"), rule["kind"], tail)

    def _organisation(self, letter: str) -> tuple[str, str]:
        if letter not in self.organisation_of:
            taken = {c for c, _ in self.organisation_of.values()}
            free = [o for o in kinds()["organisations"] if o["code"] not in taken or o["code"] == "IGO"]
            group = self.rng.choice(free)
            self.organisation_of[letter] = (group["code"], self.rng.choice(group["names"]))
        return self.organisation_of[letter]

    def _fill(self, text: str, letter: str) -> str:
        if "{" not in text:
            return text
        c = self.country(letter)
        leader = self.rng.choice(c.leaders) if c.leaders else self.person()
        if self.rng.random() < 0.4:
            leader = leader.split()[-1]
        out = text.format(
            name=c.name, adj=c.adjective, seat=self.rng.choice(c.seats), capital=c.capital, leader=leader,
            person=self.person(), town=self.rng.choice(c.towns), number=self.filler("number", None),
            big=self.filler("big", None), people=c.people,
        )  # fmt: skip
        return _article(out)

    def person(self) -> str:
        """An invented full name."""
        return f"{self.rng.choice(_FIRST)} {self.rng.choice(_LAST)}"

    def attribute(self, letter: str, what: str) -> str:
        """Text about the letter's country that is no party."""
        if letter in self.organisation_of:
            return self.organisation_of[letter][1]
        c = self.country(letter)
        if what in {"adj", "adjective"}:
            return c.adjective
        if what == "people":
            return c.people
        return c.capital if what in {"capital", "seat"} else c.name

    def filler(self, what: str, letter: str | None) -> str:
        """A day, date, number, sum of money or town."""
        r = self.rng
        if what == "town":
            c = self.country(letter) if letter else countries()[r.choice(sorted(countries()))]
            return r.choice(c.towns)
        if what == "number":
            return r.choice(
                ["two", "three", "four", "five", "six", "seven", "eight", "11", "14", "23", "30", "dozens of"]
            )
        if what == "big":
            return r.choice(
                ["hundreds of", "thousands of", "300", "2,500", "10,000", "more than 1,000", "some 700"]
            )
        if what == "money":
            return r.choice(
                ["$50 million", "$2.5 billion", "200 mln dlrs", "€300 million", "$600m", "£40 million"]
            )
        if what == "month":
            return r.choice(_MONTHS)
        if what == "year":
            return str(r.randint(1985, 2025))
        if what == "date":
            return (
                f"{r.choice(_MONTHS)} {r.randint(1, 28)}"
                if r.random() < 0.6
                else f"{r.randint(1, 28)} {r.choice(_MONTHS)}"
            )
        return r.choice(_DAYS)


def _article(text: str) -> str:
    """`a` before a vowel becomes `an`."""
    words = text.split(" ")
    for i in range(len(words) - 1):
        if words[i] in {"a", "A"} and words[i + 1][:1].lower() in "aeio":
            words[i] += "n"
    return " ".join(words)
