"""What a person stood for on a day: the office held, or what is left of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from dragoman.actors.entries import Person, Spell

_HEADS = ("president", "prime minister", "king", "queen", "emperor", "chancellor", "supreme leader", "emir",
          "sultan", "pope", "general secretary", "secretary-general", "secretary general", "leader",
          "taoiseach", "premier", "crown prince", "chairman of the sovereignty council", "head of state",
          "captain regent", "chief executive", "prince")  # fmt: skip
_MINISTERS = (
    "minister",
    "secretary",
    "vice",
    "deputy prime",
    "director",
    "chief",
    "commander",
    "high",
    "envoy",
)
_LASTING = frozenset(
    {"REB", "PTY", "OPP", "REL", "BUS", "SOC", "CRM", "PRM", "UAF", "CVL", "JRN", "NGO", "IMG"}
)
_AFTER, _BEFORE = 365, 120


class Standing(NamedTuple):
    """Country, sector and office on a day, the office's days, and the reason."""

    country: str
    sector: str | None
    role: str | None
    since: str
    until: str
    why: str


class Choice(NamedTuple):
    """The person whom a short name means, and why it is he."""

    person: Person
    why: str


def standing(person: Person, on: str | None) -> Standing:
    """The office held on the day `on` (the latest one when no day is given).

    Between or after offices a former office holder is ELI; up to 400 days before the first office he
    counts as of the office to come.
    """
    if on is None:
        last = max(person.spells, key=lambda s: (not s.until, s.until or s.since, rank(s)))
        return _of(last, "latest office known" if last.since else "introduced in a text")
    held = [s for s in person.spells if s.since <= on and (not s.until or on <= s.until)]
    if held:
        best = max(held, key=lambda s: (rank(s), s.since))
        return _of(best, f"{best.role} on {on}" if best.role else "introduced in a text")
    soon = [s for s in person.spells if s.since > on and days(on, s.since) <= _BEFORE]
    if soon:
        return _of(soon[0], f"{soon[0].role} from {soon[0].since}")
    past = [s for s in person.spells if s.until and s.until < on]
    if past:
        last = max(past, key=lambda s: (s.until, rank(s)))
        sector = last.sector if last.sector in _LASTING else "ELI"
        return _of(last, f"{last.role} until {last.until}")._replace(
            sector=sector, role=f"former {last.role}"
        )
    first = min(person.spells, key=lambda s: s.since)
    if days(on, first.since) <= 400 or first.sector in _LASTING:
        return _of(first, f"{first.role} from {first.since}")
    return _of(first, f"not in office until {first.since}")._replace(sector=None, role=None)


def _of(spell: Spell, why: str) -> Standing:
    return Standing(spell.country, spell.sector or None, spell.role or None, spell.since, spell.until, why)


def rank(spell: Spell) -> int:
    """3 for a head of state, of government or of an organisation, 2 for a minister, 1 for others."""
    role = spell.role
    if role in _HEADS or role.startswith(
        ("acting president", "interim president", "de facto", "transitional")
    ):
        return 3
    return 2 if any(word in role for word in _MINISTERS) else 1


def days(first: str, last: str) -> int:
    """Days from one ISO day to another, day 31 of any month being its last."""
    return _ordinal(last) - _ordinal(first)


def _ordinal(day: str) -> int:
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    return date(year, month, min(number, 28)).toordinal() + max(0, number - 28)


def nearness(person: Person, on: str | None) -> tuple[int, int]:
    """How near to an office on that day: (2 in office, 1 shortly before or after, 0 not), and the rank."""
    if on is None:
        last = person.spells[-1]
        return (2 if not last.until else 1), max(rank(s) for s in person.spells)
    best = (0, 0)
    for spell in person.spells:
        if spell.since <= on and (not spell.until or on <= spell.until):
            near = 2
        elif spell.until and spell.until < on:
            near = 1 if days(spell.until, on) <= _AFTER else 0
        else:
            near = 1 if days(on, spell.since) <= _BEFORE else 0
        best = max(best, (near, rank(spell)))
    return best


def choose(
    people: Iterable[Person], on: str | None, countries: Collection[str], *, weak: bool
) -> Choice | None:
    """The person whom a surname alone means on that day, or None where nobody is near enough.

    A minister, or a surname that is also another word (`weak`), counts only where the text names his
    country too.
    """
    best: tuple[tuple[int, bool, int], Person] | None = None
    number = 0
    for person in people:
        near, level = nearness(person, on)
        here = any(s.country in countries for s in person.spells)
        if not near or ((weak or level < 3) and not here) or (near == 1 and level < 3):
            continue
        number += 1
        key = (near, here, level)
        if best is None or key > best[0]:
            best = key, person
    if best is None:
        return None
    (near, here, _), person = best
    why = ("in office" if near == 2 else "shortly out of or before office") + (f" on {on}" if on else "")
    if number > 1:
        why += f", chosen of {number}" + (
            " because the text names the country" if here else " by date and rank"
        )
    return Choice(person, why)
