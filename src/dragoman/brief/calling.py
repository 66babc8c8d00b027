"""How a text itself calls its actors: the long and the short form of each name, in its own spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.records import Coded, Mention

_NAMED = frozenset({"person", "organisation", "group"})


@dataclass(frozen=True, slots=True)
class Called:
    """The longest and the shortest form by which a text names an actor."""

    long: str
    short: str


def calls(coded: Iterable[Coded]) -> Mapping[str, Called]:
    """Forms by actor id, from the mentions of named persons, organisations and groups.

    A short form that two persons share is given up for the long one.
    """
    found: dict[str, Called] = {}
    for mention in (m for c in coded for m in c.mentions if m.kind in _NAMED):
        form = person_form(mention) if mention.kind == "person" else _plain(mention.text)
        if not form:
            continue
        known = found.get(mention.actor.id, Called(form, form))
        short = min(known.short, form, key=len) if mention.kind == "person" else known.short
        found[mention.actor.id] = Called(max(known.long, form, key=len), short)
    shorts = [c.short for c in found.values()]
    return {key: c if shorts.count(c.short) == 1 else Called(c.long, c.long) for key, c in found.items()}


def person_form(mention: Mention) -> str:
    """The words of a mention that belong to the person's name, titles left out; empty where none does."""
    name = set(_fold(mention.actor.name).replace("-", " ").split())
    words = mention.text.split()
    return " ".join(w for w in words if set(_fold(w).replace("-", " ").split()) <= name and w[:1].isupper())


def _plain(text: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", text) if any(c.isupper() for c in text) else ""


def _fold(text: str) -> str:
    """Lower case without marks, so that `Erdoğan` and `Erdogan` are one."""
    marks = unicodedata.normalize("NFKD", text.lower().replace("ı", "i"))
    return re.sub(r"[^\w\s-]", "", "".join(c for c in marks if not unicodedata.combining(c)))
