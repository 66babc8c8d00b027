"""Who is this: one phrase, on a day, to the country, sector and office that it stands for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.actors.beside import Said, head_of, office_of, state_of, warship
from dragoman.actors.entries import Person
from dragoman.actors.finder import ActorFinder
from dragoman.actors.people import standing
from dragoman.actors.text import fold
from dragoman.records import LearnedActor, Mention

_WEIGHT = {"person": 5, "organisation": 4, "group": 4, "sector": 3, "country": 3, "adjective": 2, "place": 1}
_ROAMING = ("religion", "party", "union")  # kinds of bodies that have branches and namesakes in many states
_LEAD = re.compile(r"^(?:the|a|an|some|several)\s+", re.IGNORECASE)
_ALL = 4
_SMALL_WORD = re.compile(r"(?<![\w'])(?!(?:of|the|and|for|to|in|at|on|from|by|with|de|la|al)\b)[a-z]\w*")
_BEHIND = re.compile(
    r"\b(?:in|from|of|at|near|on|across|inside|outside|to|for|with|against|by|under|during|fleeing) (?:[a-z-]+ ){0,2}$"
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
    navy = warship(finder.dictionary.words, " ".join(phrase.split()))
    if navy is not None:
        return Resolution(phrase, navy, "MIL", phrase, None, None, None, "a warship of the state", None)
    text, mentions = _read(finder, " ".join(phrase.split()), on, learned)
    if not mentions:
        return _bare(finder, phrase, text, on)
    best = _head(text, mentions)
    return _resolution(finder, phrase, text, best, mentions, on)


def _read(
    finder: ActorFinder, phrase: str, on: str | None, learned: Sequence[LearnedActor]
) -> tuple[str, list[Mention]]:
    """The phrase as it is best written, and its mentions: capitals may be lacking, or there may be too many."""
    recaser = finder.recaser
    best: tuple[int, str, list[Mention]] = (-1, phrase, [])
    first = phrase[:1].upper() + phrase[1:]
    title = _SMALL_WORD.sub(lambda word: word[0].capitalize(), phrase)
    likely = (phrase, recaser.recased(phrase), recaser.of_states(phrase), first)
    for text in dict.fromkeys((*likely, title)):
        mentions = finder.find(text, on, learned, alone=True)
        if text not in likely and not (phrase[:1].isupper() and _whole_name(text, mentions)):
            continue
        score = _understood(text, mentions)
        if score > best[0]:
            best = score, text, mentions
        if score == _ALL:
            break
    return best[1], best[2]


def _whole_name(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a text is the name of one body, of several words: "Rwandan patriotic front"."""
    only = mentions[0] if len(mentions) == 1 else None
    return only is not None and only.kind in ("organisation", "group") and only.text == text and " " in text


def _understood(text: str, mentions: Sequence[Mention]) -> int:
    """How much of a phrase is known: a head, its sector, a country; _ALL where nothing is left to learn."""
    if not mentions:
        return 0
    head = _head(text, mentions)
    country = any(m.actor.country for m in mentions)
    rest = _LEAD.sub("", text[: head.start] + text[head.end :]).strip(" ,.'’s")
    alone = head.actor.sector is None and country and not rest
    return _ALL if alone else 1 + 2 * country + bool(head.actor.sector)


def _head(text: str, mentions: Sequence[Mention]) -> Mention:
    """The mention that the phrase is about: in "fishermen from Vietnam" those before the preposition."""
    folded = fold(text)
    before = [m for m in mentions if not _BEHIND.search(folded[: m.start])] or list(mentions)
    names = {m.start for m in before if m.kind in ("organisation", "group", "person")}
    owners = [
        m for m in before if any(m.end < at <= m.end + 3 and folded.startswith("'s", m.end) for at in names)
    ]
    heads = [m for m in before if m not in owners] or before
    return max(heads, key=lambda m: (_weight(m), bool(m.actor.country), -m.start))


def _weight(mention: Mention) -> int:
    """How much a mention speaks for being the head; a state's bare name gives way to a noun."""
    weight = _WEIGHT.get(mention.kind, 0)
    return weight - 1 if mention.kind == "country" and mention.actor.sector is None else weight


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
    words = finder.dictionary.words
    said = None
    seat = best.kind == "country" and sector == "GOV" and rest[:1].islower()
    if best.kind in ("adjective", "country", "place") and rest and (sector is None or seat):
        said = head_of(words, rest)
        if said is None and (best.kind == "adjective" or seat) and rest[0].islower():
            said = Said("UNK", f"{rest!r} is no actor known")
    elif best.kind == "sector" and sector is None and country:
        said = office_of(words, best.text)
    elif best.kind == "sector" and sector in ("CVL", None):
        said = state_of(words, text[: best.start])
    if said is not None:
        sector, why = said.sector, f"{why}; {said.why}"
    country = _located(best, mentions, country, finder)
    since = until = None
    person = finder.dictionary.people.get(actor.name)
    if person is not None:
        now = standing(person, on)
        since, until = now.since or None, now.until or None
    name = actor.name if best.kind != "sector" else best.text
    return Resolution(phrase, country, sector, name, actor.role, since, until, why, actor.id)


def _located(
    best: Mention, mentions: Sequence[Mention], country: str | None, finder: ActorFinder
) -> str | None:
    """The state that a church or a party of another or of no state is said to be in, or of."""
    entity = finder.dictionary.entities.get(best.actor.id)
    if entity is None or entity.kind not in _ROAMING:
        return country
    states = (
        m.actor.country for m in mentions if m is not best and m.kind in ("country", "adjective", "place")
    )
    named = next((code for code in states if code in finder.dictionary.countries), None)
    return named if named and (best.kind != "person") else country


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
    said = head_of(finder.dictionary.words, text)
    if said is not None:
        return Resolution(phrase, None, said.sector, text, None, None, None, said.why, None)
    near = suggestions(finder, text) if text else ()
    return Resolution(phrase, None, None, None, None, None, None, "no name, title or word known", None, near)
