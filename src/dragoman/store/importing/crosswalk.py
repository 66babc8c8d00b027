"""Whose code or name is it, and when: COW, GW, FIPS, CAMEO, ISO, KEDS and names; nothing is guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dragoman.errors import DictionaryError
from dragoman.ontology.reading import csv_rows
from dragoman.store.states.codes import load_states, plain

FIRST, LAST = "0001-01-01", "9999-12-31"
SCHEMES = frozenset({"iso2", "iso3", "cow", "gw", "fips", "cameo", "keds", "keds-balkan", "name"})
AMBIGUOUS = "?"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means from `since` to before `until` (ISO days).

    `country` is our code, None where the code is known to be no state's, or is ambiguous: `why` then says
    between which.
    """

    country: str | None
    since: str = FIRST
    until: str = LAST
    why: str | None = None


class Crosswalk:
    """Meanings by scheme and code, and sectors by scheme and code."""

    def __init__(
        self, meanings: Mapping[tuple[str, str], list[Meaning]], sectors: Mapping[tuple[str, str], str]
    ) -> None:
        self._meanings, self._sectors = meanings, sectors

    def meanings(self, scheme: str, code: str) -> tuple[Meaning, ...]:
        """All that a code means, by date; empty for a code that nobody has.

        >>> [m.country for m in load_crosswalk().meanings("cow", "365")]
        ['RUS']
        """
        key = plain(code) if scheme == "name" else code.upper()
        return tuple(self._meanings.get((scheme, key), ()))

    def country(self, scheme: str, code: str, day: str | None = None) -> str | None:
        """Our code for a code or name on an ISO day (without one: where it has one meaning); None if it has none."""
        found = {m.country for m in self.meanings(scheme, code) if day is None or m.since <= day < m.until}
        return found.pop() if len(found) == 1 else None

    def sector(self, scheme: str, code: str) -> str | None:
        """PLOVER's sector for another scheme's word; None if there is none."""
        return self._sectors.get((scheme, code))

    @property
    def sectors(self) -> frozenset[str]:
        """PLOVER's sectors."""
        return frozenset(self._sectors.values())


def load_crosswalk(folder: Path | None = None) -> Crosswalk:
    """The shipped lists. Raises DictionaryError with file and line for a bad row, or codes that clash."""
    folder = folder or Path(__file__).parent / "data"
    meanings: dict[tuple[str, str], list[Meaning]] = defaultdict(list)
    _add_countries(folder / "countries.csv", meanings)
    _add_states(meanings)
    _add_codes(folder / "codes.csv", meanings)
    return Crosswalk(dict(meanings), _sectors(folder / "sectors.csv"))


def _add_countries(path: Path, meanings: dict[tuple[str, str], list[Meaning]]) -> None:
    seen: set[tuple[str, str]] = set()
    for line, row in csv_rows(path, ("code", "iso2", "fips", "name")):
        code = row["code"]
        keys = [("iso3", code), ("cameo", code), ("iso2", row["iso2"]), ("fips", row["fips"])]
        for key in (one for one in keys if one[1]):
            if key in seen:
                raise DictionaryError(path, line, f"{key[0]}: {key[1]} stands twice")
            seen.add(key)
            meanings[key] = [Meaning(code)]
        meanings["name", plain(row["name"])] = [Meaning(code)]


def _add_states(meanings: dict[tuple[str, str], list[Meaning]]) -> None:
    """Numbers, alpha-2 codes and names of the list of states."""
    named: dict[str, dict[str, Meaning]] = defaultdict(dict)
    for state in load_states().states:
        whole = Meaning(state.code)
        dated = Meaning(state.code, state.since or FIRST, state.until or LAST)
        if state.cow is not None:
            meanings["cow", str(state.cow)] = [whole]
            meanings["gw", str(state.cow)] = [whole]
        if state.iso2:
            meanings.setdefault(("iso2", state.iso2), [whole])
        for name in state.names:
            named[plain(name)].setdefault(state.code, dated)
    for name, found in named.items():
        meanings["name", name] = _apart(found.values())


def _apart(found: Iterable[Meaning]) -> list[Meaning]:
    """Meanings by date; where several hold at a time, one that is ambiguous."""
    listed = sorted(found, key=lambda m: m.since)
    if all(one.until <= two.since for one, two in pairwise(listed)):
        return listed
    days = sorted({m.since for m in listed} | {m.until for m in listed})
    out = []
    for since, until in pairwise(days):
        here = [m for m in listed if m.since <= since < m.until]
        if len(here) == 1:
            out.append(Meaning(here[0].country, since, until))
        elif here:
            who = " or ".join(sorted(str(m.country) for m in here))
            out.append(Meaning(None, since, until, f"ambiguous: {who}"))
    return out


def _add_codes(path: Path, meanings: dict[tuple[str, str], list[Meaning]]) -> None:
    """The rows of our own table: the first for a code replaces what other lists say, others add to it."""
    own: dict[tuple[str, str], int] = {}
    for line, row in csv_rows(path, ("scheme", "code", "country", "since", "until", "note")):
        scheme, code, country = row["scheme"], row["code"], row["country"]
        if scheme not in SCHEMES or not code:
            raise DictionaryError(path, line, f"scheme, code: got {scheme!r}, {code!r}")
        if not (_DAY.fullmatch(row["since"]) and _DAY.fullmatch(row["until"])):
            raise DictionaryError(path, line, "since, until: expected YYYY-MM-DD or nothing")
        why = f"ambiguous: {row['note']}" if country == AMBIGUOUS else None
        value = None if country in ("", AMBIGUOUS) else country
        meaning = Meaning(value, row["since"] or FIRST, row["until"] or LAST, why)
        for one in ("iso3", "cameo") if scheme == "iso3" else (scheme,):
            key = (one, plain(code) if one == "name" else code)
            before = meanings[key] if key in own else []
            if meaning not in before:
                meanings[key] = sorted([*before, meaning], key=lambda m: m.since)
            own[key] = line
    for key, line in own.items():
        if any(one.until > two.since for one, two in pairwise(meanings[key])):
            raise DictionaryError(path, line, f"{key[0]} {key[1]}: two meanings at a time")


def _sectors(path: Path) -> dict[tuple[str, str], str]:
    from dragoman.ontology import load_ontology

    known = load_ontology().sectors
    sectors = {("cameo", code): code for code in known}
    for line, row in csv_rows(path, ("scheme", "code", "sector")):
        if row["sector"] not in known:
            raise DictionaryError(path, line, f"sector: no sector {row['sector']!r}")
        sectors[row["scheme"], row["code"]] = row["sector"]
    return sectors
