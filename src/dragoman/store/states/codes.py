"""From the codes and names of states' data to ours, with dates; what is unknown or ambiguous is said, not guessed."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.errors import DictionaryError

COLUMNS = ("code", "cow", "abbreviation", "iso2", "since", "until", "system", "names")
_CODE = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SPELLS = re.compile(r"\d{4}-(?:\d{4})?(?:;\d{4}-(?:\d{4})?)*")
OPEN = 9999
"""The last year of a spell that goes on."""


class UnknownStateError(Exception):
    """A code or name that is nobody's; `reason` says in a few words whether unknown or ambiguous."""

    def __init__(self, reason: str, given: str) -> None:
        self.reason, self.given = reason, given
        super().__init__(f"{reason}: {given}")


@dataclass(frozen=True, slots=True)
class State:
    """A row of the list; `since` and `until` are ISO days or empty, `until` excluded.

    `system` are spells of years, both ends included, in which it is a member of the state system.
    """

    code: str
    cow: int | None
    abbreviation: str
    iso2: str
    since: str
    until: str
    system: tuple[tuple[int, int], ...]
    names: tuple[str, ...]

    def at(self, day: str) -> bool:
        """Whether the row's names mean this state on an ISO day."""
        return (not self.since or day >= self.since) and (not self.until or day < self.until)


class StateCodes:
    """The list of states, by number, abbreviation, ISO 3166 alpha-2 code and name."""

    def __init__(self, states: tuple[State, ...], digest: str) -> None:
        self.states, self.digest = states, digest
        self._cow = {state.cow: state for state in states if state.cow is not None}
        self._short = {state.abbreviation: state for state in states if state.abbreviation}
        self._iso2 = {state.iso2: state for state in states if state.iso2}
        self._named: Mapping[str, list[State]] = defaultdict(list)
        for state in states:
            for name in state.names:
                if state not in self._named[plain(name)]:
                    self._named[plain(name)].append(state)

    @property
    def codes(self) -> frozenset[str]:
        """Our codes that the list knows."""
        return frozenset(state.code for state in self.states)

    def system(self, year: int) -> tuple[str, ...]:
        """Our codes of the members of the state system in a year, sorted, each once."""
        return tuple(
            sorted({one.code for one in self.states for first, last in one.system if first <= year <= last})
        )

    def cow(self, number: str) -> str:
        """Our code for a Correlates of War number. Raises UnknownStateError."""
        try:
            return self._cow[int(number)].code
        except (KeyError, ValueError):
            raise UnknownStateError("unknown Correlates of War number", number) from None

    def abbreviation(self, letters: str) -> str:
        """Our code for a Correlates of War abbreviation. Raises UnknownStateError."""
        if letters not in self._short:
            raise UnknownStateError("unknown Correlates of War abbreviation", letters)
        return self._short[letters].code

    def iso2(self, letters: str) -> str:
        """Our code for an ISO 3166 alpha-2 code, former ones included. Raises UnknownStateError."""
        if letters not in self._iso2:
            raise UnknownStateError("unknown ISO 3166 code", letters)
        return self._iso2[letters].code

    def named(self, name: str, day: str) -> str:
        """Our code for a name on an ISO day. Raises UnknownStateError where it is nobody's, or several states'."""
        found = {state.code for state in self._named.get(plain(name), ()) if state.at(day)}
        if not found:
            raise UnknownStateError("unknown state", name)
        if len(found) > 1:
            raise UnknownStateError("ambiguous state", f"{name} ({' or '.join(sorted(found))})")
        return found.pop()


@cache
def plain(name: str) -> str:
    """A name without case, accents, articles and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", bare.casefold().replace("&", " and ").replace("ı", "i"))
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def load_states(path: Traversable | None = None) -> StateCodes:
    """The shipped list, or that of another file.

    Raises DictionaryError, with file and line, for wrong columns, a code that is not three capital letters, a
    number or abbreviation that stands twice, a date that is none, a row without names.
    """
    from dragoman.records import content_id

    path = path or files("dragoman.store.states") / "data" / "states.csv"
    text = path.read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and line[0] != "#"]
    if not lines or tuple(lines[0][1].split(",")) != COLUMNS:
        raise DictionaryError(
            str(path), lines[0][0] if lines else 1, f"columns: expected {','.join(COLUMNS)}"
        )
    seen: set[str] = set()
    states = []
    for number, cells in zip(
        (n for n, _ in lines[1:]), csv.reader(line for _, line in lines[1:]), strict=True
    ):
        problem = _problem(cells, seen)
        if problem:
            raise DictionaryError(str(path), number, problem)
        code, cow, short, iso2, since, until, system, names = cells
        spells = tuple(
            (int(a), int(b or OPEN)) for a, _, b in (one.partition("-") for one in system.split(";") if one)
        )
        states.append(
            State(code, int(cow) if cow else None, short, iso2, since, until, spells, tuple(names.split("|")))
        )
    return StateCodes(tuple(states), content_id("g", text))


def _problem(cells: list[str], seen: set[str]) -> str | None:
    """What is wrong with a row, None where nothing is; `seen` gains its number and letters."""
    if len(cells) != len(COLUMNS):
        return f"columns: got {len(cells)}, expected {len(COLUMNS)}"
    code, cow, short, iso2, since, until, system, names = cells
    if not _CODE.fullmatch(code):
        return f"code: got {code!r}, expected three capital letters"
    if cow and not cow.isdigit():
        return f"cow: got {cow!r}, expected a number"
    for day in (since, until):
        if day and not _DAY.fullmatch(day):
            return f"since, until: got {day!r}, expected YYYY-MM-DD"
    if system and not _SPELLS.fullmatch(system):
        return f"system: got {system!r}, expected spells such as 1902-1906;1909-"
    for kind, value in (("cow", cow), ("abbreviation", short), ("iso2", iso2)):
        if value and f"{kind} {value}" in seen:
            return f"{kind}: {value} stands in another row too"
        seen.add(f"{kind} {value}")
    return None if all(name.strip() for name in names.split("|")) else "names: empty"
