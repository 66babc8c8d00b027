"""Names that no dictionary has: learned from what introduces them, kept with their support."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from dragoman.actors.introducing import Introductions
from dragoman.actors.names import NAME, NOT_NAMES
from dragoman.actors.text import fold
from dragoman.records import LearnedActor, Mention, Sentence

_NAME = re.compile(rf"(?<![\w'.-])(?:{NAME})")
_INTRODUCED = "introduced as "


@dataclass(frozen=True, slots=True)
class Support:
    """What texts say of one name: the reading most of them give, and how many and which they are."""

    name: str
    country: str
    sector: str | None
    role: str | None
    documents: tuple[str, ...]
    since: str | None
    until: str | None
    sentences: tuple[str, ...]

    @property
    def count(self) -> int:
        """In how many documents the name was introduced so."""
        return len(self.documents)


def learn_names(
    text: str,
    mentions: Sequence[Mention],
    on: str | None,
    document: str,
    sentences: Sequence[Sentence] = (),
) -> list[LearnedActor]:
    """The people whom this text introduces with a country, one row a name, in the text's order.

    `mentions` are those of `ActorFinder.find(text, on)`; `sentences` give each row its sentence, without
    them it is the line around the name.
    """
    rows: dict[str, LearnedActor] = {}
    folded = fold(text)

    def add(start: int, end: int, country: str, sector: str | None, role: str | None) -> None:
        if text[start:end] not in rows:
            line = _sentence(text, start, end, sentences)
            name = text[start:end]
            rows[name] = LearnedActor(name, country, sector, role, document, on, line)

    for mention in mentions:
        actor = mention.actor
        if mention.why.startswith(_INTRODUCED) and actor.country and " " in actor.name:
            at = folded.find(actor.name, mention.start, mention.end)
            if at >= 0:
                add(at, at + len(actor.name), actor.country, actor.sector, actor.role)
    told = sorted(Introductions(folded, mentions).found(), key=lambda one: (not one.certain, one.start))
    for one in told:
        add(one.start, one.end, one.country, one.sector, one.role)
    return list(rows.values())


def _sentence(text: str, at: int, until: int, sentences: Sequence[Sentence]) -> str:
    for sentence in sentences:
        if sentence.start <= at < sentence.end:
            return sentence.text
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", until)
    return text[start : end if end >= 0 else len(text)].strip()


class LearnedNames:
    """Learned rows of many documents, merged by name."""

    def __init__(self, rows: Iterable[LearnedActor] = ()) -> None:
        self._rows: dict[str, list[LearnedActor]] = {}
        self.add(rows)

    def add(self, rows: Iterable[LearnedActor]) -> None:
        """Takes in more rows; a row that is already there changes nothing."""
        for row in rows:
            known = self._rows.setdefault(fold(row.name), [])
            if row not in known:
                known.append(row)

    def supports(self) -> list[Support]:
        """Each name with its support, the best supported first."""
        found = [_support(rows) for rows in self._rows.values()]
        return sorted(found, key=lambda s: (-s.count, s.name))

    def supported(self, min_support: int = 2) -> list[LearnedActor]:
        """One row for each name that at least `min_support` documents introduce with the same country."""
        return [
            LearnedActor(s.name, s.country, s.sector, s.role, s.documents[0], s.since, s.sentences[0])
            for s in self.supports()
            if s.count >= min_support
        ]


def _support(rows: Sequence[LearnedActor]) -> Support:
    country = Counter(row.country for row in rows).most_common(1)[0][0]
    agreeing = sorted(
        (r for r in rows if r.country == country), key=lambda r: (r.published or "", r.document)
    )
    newest = agreeing[-1]
    dates = [row.published for row in agreeing if row.published]
    return Support(
        name=newest.name,
        country=country,
        sector=newest.sector,
        role=newest.role,
        documents=tuple(dict.fromkeys(row.document for row in agreeing)),
        since=dates[0] if dates else None,
        until=dates[-1] if dates else None,
        sentences=tuple(dict.fromkeys(row.sentence for row in agreeing)),
    )


def unknown_names(
    text: str, mentions: Sequence[Mention], endings: Container[str] = frozenset()
) -> dict[str, int]:
    """Personal-looking names of two words or more that no mention covers, with how often they stand there.

    A name whose last word is in `endings` (`ActorDictionary.endings`: "Airport", "Cup", "Sea") is left out.
    """
    folded = fold(text)
    found: Counter[str] = Counter()
    for match in _NAME.finditer(folded):
        start, end = match.span()
        words = match[0].split(" ")
        if len(words) < 2 or words[-1] in endings or words[-1] in NOT_NAMES or words[0] in NOT_NAMES:
            continue
        if not any(m.start < end and start < m.end for m in mentions):
            found[text[start:end]] += 1
    return dict(found.most_common())
