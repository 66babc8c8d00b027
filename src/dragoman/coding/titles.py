"""Titles as sentences: their letter case and commas, whom an elliptic one is about, acts told twice.

A title leaves out what its reader knows: "Meeting with the President of X" on a government's site is that
government's meeting; "A, B sign a treaty" joins two subjects with a comma; Capitals Stand Everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.coding.lexicon import RECIPROCAL
from dragoman.coding.parsing import Parse, Span
from dragoman.coding.publishers import Publishers
from dragoman.records import Actor, Document, Mention, Report

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_LONG = 5
_FEWEST_CAPITALS = 3
_DAYS_APART = 2
_ACTING = frozenset({"person", "country", "organisation", "sector"})
_LOOSE = frozenset({"nmod", "npadvmod", "appos", "nsubj", "dep", "compound", "ROOT", "amod", "conj"})


def plain_case(text: str, names: Sequence[Span]) -> str:
    """A title in the letter case of a sentence, as long as before; `names` are spans that stay as they are."""
    inside = {i for start, end in names for i in range(start, end)}
    free = [m for m in _WORD.finditer(text) if m.start() not in inside]
    if not _capitals_everywhere(text, free):
        return text
    shout = text.isupper()
    out = list(text)
    for m in free[1:] if free and free[0].start() == 0 else free:
        if shout or not m[0].isupper() or len(m[0]) == 1:
            out[m.start() : m.end()] = m[0].lower() if len(m[0].lower()) == len(m[0]) else m[0]
    return "".join(out)


def _capitals_everywhere(text: str, words: Sequence[re.Match[str]]) -> bool:
    if text.isupper():
        return True
    if any(m[0].islower() and len(m[0]) >= _LONG for m in words):
        return False
    return sum(m[0][0].isupper() for m in words if m.start() > 0) >= _FEWEST_CAPITALS


def read_as_title(parse: Parse, mentions: Sequence[Span], nouns: Container[str]) -> Parse:
    """The parse with what a title's shortness misled: `mentions` are all in it, `nouns` name events."""
    return with_comma_subjects(_with_first_noun(parse, nouns), mentions)


def _with_first_noun(parse: Parse, nouns: Container[str]) -> Parse:
    """In "Meeting with T" nobody is at meeting: there is a meeting."""
    if not parse.words or parse.tags[0] != "VBG" or parse.lower[0] not in nouns:
        return parse
    if any(parse.deps[k] in {"dobj", "nsubj"} for k in parse.kids(0)):
        return parse
    return replace(parse, tags=["NN", *parse.tags[1:]], lemmas=[parse.lower[0], *parse.lemmas[1:]])


def with_comma_subjects(parse: Parse, mentions: Sequence[Span]) -> Parse:
    """The parse of a title where "A, B sign" makes A and B subjects of the verb; `mentions` are in order."""
    if len(mentions) < 2 or mentions[0][0] != 0 or parse.text[mentions[0][1] : mentions[1][0]] != ", ":
        return parse
    first, second = (_last_token(parse, end) for _, end in mentions[:2])
    verb = next((i for i in range(second + 1, len(parse)) if parse.tags[i].startswith("VB")), None)
    # nothing but an adverb may stand between: "A, B's rival, signs" joins nobody
    if verb is None or any(not parse.tags[i].startswith("RB") for i in range(second + 1, verb)):
        return parse
    deps, heads = list(parse.deps), list(parse.heads)
    if deps[first] not in _LOOSE or deps[second] not in _LOOSE or parse.tags[verb] == "VBG":
        return parse
    if heads[first] == first or heads[verb] in {first, second}:
        deps[verb], heads[verb] = "ROOT", verb
    deps[first], heads[first] = "nsubj", verb
    deps[second], heads[second] = "conj", first
    return replace(parse, deps=deps, heads=heads)


def _last_token(parse: Parse, end: int) -> int:
    return max(i for i in range(len(parse)) if parse.starts[i] < end)


def tellers(
    document: Document, mentions: Sequence[Mention], end: int, publishers: Publishers
) -> tuple[Actor, ...]:
    """Whom the title, which ends at `end`, may leave out: the publisher's owner, else the text's first actors.

    Of an owner its person whom the text names first is taken; of others the first of each country.
    """
    acting = [m.actor for m in mentions if m.start >= end and m.kind in _ACTING and m.actor.country]
    owner = publishers.owner(document)
    if owner is not None:
        persons = (a for a in acting if a.country == owner.country and a.role and a.sector == owner.sector)
        return (next((replace(a, text="") for a in persons), owner),)
    first: dict[str | None, Actor] = {}
    for actor in acting:
        first.setdefault(actor.country, replace(actor, text=""))
    return tuple(first.values())[:3]


def told_once(reports: Iterable[Report], end: int) -> list[Report]:
    """The reports without those of the title, which ends at `end`, whose act the text tells too."""
    every = list(reports)
    body = [r for r in every if r.evidence.start >= end]
    return [r for r in every if r.evidence.start >= end or not any(_same_act(r, b) for b in body)]


def _same_act(title: Report, text: Report) -> bool:
    if title.type != text.type or title.modality != text.modality or not _near(title, text):
        return False
    sources, targets = _countries(title.source), _countries(title.target)
    if title.type in RECIPROCAL:
        return sources | targets <= _countries(text.source) | _countries(text.target)
    return sources <= _countries(text.source) and targets <= _countries(text.target)


def _near(title: Report, text: Report) -> bool:
    """Whether the two dates may be one; a date that is open may be any."""
    if title.date is None or text.date is None or not (title.date.start and text.date.start):
        return True
    days = [date.fromisoformat(d) for d in (title.date.start, title.date.end or title.date.start)]
    others = [date.fromisoformat(d) for d in (text.date.start, text.date.end or text.date.start)]
    gap = max((days[0] - others[1]).days, (others[0] - days[1]).days)
    return gap <= _DAYS_APART


def _countries(actors: Iterable[Actor]) -> set[str | None]:
    return {a.country or a.id for a in actors}
