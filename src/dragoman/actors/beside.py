"""What the words beside a state's name or a people say, where they are no actors that the dictionary knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from dragoman.actors.text import fold

Words = Mapping[str, frozenset[str]]
_LITTLE = frozenset({"in", "of", "from", "at", "on", "for", "with", "who", "and", "near", "to"})


class Said(NamedTuple):
    """A sector, and the word that says it."""

    sector: str
    why: str


def head_of(words: Words, rest: str) -> Said | None:
    """The sector of an unknown head by what it is or how it ends: "F-16s", "mineworkers"."""
    weapon = next((w for w in _singles(rest) if w in words.get("weapon", ())), None)
    if weapon is not None:
        return Said("MIL", f"{weapon}: a weapon")
    for ending, sector in _listed(words, "ending:"):
        if any(w.endswith(ending) and w != ending for w in _last(rest)):
            return Said(sector, f"a word that ends in {ending!r}")
    return office_of(words, rest)


def office_of(words: Words, phrase: str) -> Said | None:
    """The sector of a state's chief of something unknown: "Iran's atomic energy chief"."""
    last = (_last(phrase) or [""])[0].removesuffix("s")
    return next((Said(s, f"{w}: of the state") for w, s in _listed(words, "office:") if w == last), None)


def state_of(words: Words, before: str) -> Said | None:
    """The sector that a participle gives a people: "displaced Iraqis" are refugees."""
    said = fold(before).lower().split()[-2:]
    for word, sector in _listed(words, "beside:"):
        if word in said:
            return Said(sector, f"{word}: {sector}")
    return None


def warship(words: Words, phrase: str) -> str | None:
    """The state whose navy has the ship of this name: "USS Nimitz"."""
    prefix, _, name = phrase.removeprefix("the ").partition(" ")
    if not name[:1].isupper():
        return None
    kinds = (kind for kind in words if kind.startswith("ship:") and prefix in words[kind])
    return next((kind.removeprefix("ship:") for kind in kinds), None)


def _listed(words: Words, prefix: str) -> Iterator[tuple[str, str]]:
    """The words of the lists of one prefix with the sector that the list's name ends in, longest first."""
    pairs = (
        (word, kind.removeprefix(prefix)) for kind in words if kind.startswith(prefix) for word in words[kind]
    )
    return iter(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _last(rest: str) -> list[str]:
    """The head of a run of words: the last before a preposition."""
    head: list[str] = []
    for word in fold(rest).lower().split():
        if word in _LITTLE and head:
            break
        head = [word]
    return head


def _singles(phrase: str) -> Iterator[str]:
    """The words of a phrase and its pairs of words, in lower case and without a plural's s."""
    words = [word.removesuffix("s") for word in fold(phrase).lower().split()]
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))
