"""Who is this: one phrase, on a day, to the country, sector and office that it stands for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from dragoman.actors.entries import Person
from dragoman.actors.finder import ActorFinder
from dragoman.actors.people import standing
from dragoman.actors.text import fold
from dragoman.records import LearnedActor, Mention

_WEIGHT = {"person": 5, "organisation": 4, "group": 4, "sector": 3, "country": 3, "adjective": 2, "place": 1}
_LEAD = re.compile(r"^(?:the|a|an|some|several)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:in|from|of|at|near|on|across|inside|outside|based in|loyal to|backed by) (?:the )?$"
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase stands for on a day; `why` gives the reason, or why nothing is known."""

    phrase: str
    country: str | None
    sector: str | None
    name: str | None
    role: str | None
    since: str | None
    until: str | None
    why: str
    id: str | None = None
    suggestions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the command line: phrase, country, sector, name, role, since, until, why."""
        row = asdict(self)
        row.pop("id")
        row["suggestions"] = list(self.suggestions)
        if not self.suggestions:
            row.pop("suggestions")
        return row


def resolve(
    finder: ActorFinder, phrase: str, on: str | None = None, learned: Sequence[LearnedActor] = ()
) -> Resolution:
    """The actor that a phrase names on a day (ISO); country and sector are None where nothing is known."""
    text = " ".join(phrase.split())
    mentions = finder.find(text, on, learned, alone=True)
    if not mentions:
        capital = text[:1].upper() + text[1:]
        mentions = finder.find(capital, on, learned, alone=True) if capital != text else []
    if not mentions:
        return _bare(finder, phrase, text, on)
    best = _head(text, mentions)
    return _resolution(finder, phrase, text, best, mentions, on)


def _head(text: str, mentions: Sequence[Mention]) -> Mention:
    """The mention that the phrase is about: in "fishermen from Vietnam" those before the preposition."""
    folded = fold(text)
    before = [m for m in mentions if not _BEHIND.search(folded[: m.start])]
    return max(before or mentions, key=lambda m: (_WEIGHT.get(m.kind, 0), bool(m.actor.country), -m.start))


def resolve_many(
    finder: ActorFinder, rows: Iterable[Mapping[str, str | None]], learned: Sequence[LearnedActor] = ()
) -> Iterator[Resolution]:
    """One Resolution for each row (keys `phrase` and, if it has one, `date`), in the input's order."""
    for row in rows:
        yield resolve(finder, row.get("phrase") or "", row.get("date") or None, learned)


def suggestions(finder: ActorFinder, phrase: str, number: int = 5) -> tuple[str, ...]:
    """The known names nearest to a phrase that is not known."""
    return tuple(difflib.get_close_matches(fold(phrase), finder.forms.names(), number, 0.75))


def _resolution(
    finder: ActorFinder, phrase: str, text: str, best: Mention, mentions: Sequence[Mention], on: str | None
) -> Resolution:
    actor = best.actor
    country = actor.country or next((m.actor.country for m in mentions if m.actor.country), None)
    sector, why = actor.sector, best.why
    rest = _LEAD.sub("", text[: best.start] + text[best.end :]).strip(" ,.'’s")
    if best.kind == "adjective" and rest and rest[0].islower():
        sector, why = "UNK", f"{why}; {rest!r} is no actor known"
    since = until = None
    person = finder.dictionary.people.get(actor.name)
    if person is not None:
        now = standing(person, on)
        since, until = now.since or None, now.until or None
    name = actor.name if best.kind != "sector" else best.text
    return Resolution(phrase, country, sector, name, actor.role, since, until, why, actor.id)


def _bare(finder: ActorFinder, phrase: str, text: str, on: str | None) -> Resolution:
    """A short name of a person that find() would not take without more text."""
    people = [r.ref for r in finder.forms.readings(text) if isinstance(r.ref, Person)]
    if people:
        best = max(people, key=lambda p: (standing(p, on).sector == "GOV", p.spells[-1].since))
        now = standing(best, on)
        why = f"one of {len(people)} so named; {now.why}" if len(people) > 1 else now.why
        return Resolution(
            phrase,
            now.country,
            now.sector,
            best.name,
            now.role,
            now.since or None,
            now.until or None,
            why,
            best.id,
        )
    arms = [word for word in _words(text) if word in finder.dictionary.words.get("weapon", ())]
    if arms:
        return Resolution(phrase, None, "MIL", text, None, None, None, f"{arms[0]}: a weapon", None)
    near = suggestions(finder, text) if text else ()
    return Resolution(phrase, None, None, None, None, None, None, "no name, title or word known", None, near)


def _words(text: str) -> Iterator[str]:
    """The words of a phrase and its pairs of words, in lower case and without a plural's s."""
    words = [word.removesuffix("s") for word in fold(text).lower().split()]
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))
