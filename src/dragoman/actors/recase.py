"""A phrase written all in small or all in capital letters, with the capitals that names have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.forms import Forms
from dragoman.actors.text import fold

_NAMES = (
    "country",
    "adjective",
    "people",
    "organisation",
    "group",
    "person",
    "seat",
    "region",
    "place",
    "bare",
)
_STATES = ("country", "adjective", "people")
_WORD = re.compile(r"\S+")
_JOINED = re.compile(r"-[a-z]+$")
_OWNED = re.compile(r"'s?$")
_LONGEST = 7


class Recaser:
    """Gives names their capitals back; nouns and little words stay in small letters."""

    def __init__(self, dictionary: ActorDictionary, forms: Forms) -> None:
        self._forms = forms
        self._function = dictionary.words.get("function", frozenset())
        self._ordinary = dictionary.words.get("ordinary", frozenset())
        self._given = dictionary.words.get("caseless", frozenset())

    def recased(self, phrase: str) -> str:
        """The phrase with capitals where it has none or nothing else; unchanged where it has both."""
        if phrase != phrase.lower() and phrase != phrase.upper():
            return phrase
        return self._recase(phrase, _NAMES)

    def of_states(self, phrase: str) -> str:
        """The phrase with the capitals of states' names and adjectives: "french president Macron"."""
        return self._recase(phrase, _STATES)

    @cached_property
    def _small(self) -> dict[str, tuple[int, str]]:
        """For each name in small letters the best way in which it is written."""
        found: dict[str, tuple[int, str]] = {}
        nouns = {form for form in self._forms.names() if self._forms.readings(form)[0].kind == "noun"}
        for form in self._forms.names():
            kind = min(
                (_NAMES.index(r.kind) for r in self._forms.readings(form) if r.kind in _NAMES), default=-1
            )
            small = form.lower()
            little = small in self._function or small in self._ordinary
            if kind < 0 or small in nouns or (little and small not in self._given):
                continue
            if small == form or (kind > 1 and len(small) < 3):
                continue
            if form.isupper() and len(form) > 5 and small in found:
                continue
            if small not in found or kind < found[small][0] or found[small][1].isupper():
                found[small] = kind, form
        return found

    def _recase(self, phrase: str, kinds: tuple[str, ...]) -> str:
        folded = fold(phrase)
        out, free = [], 0
        for start, end, form in self._names(folded, kinds):
            out += [self._rest(phrase, free, start), form]
            free = end
        return "".join((*out, self._rest(phrase, free, len(phrase))))

    @staticmethod
    def _rest(phrase: str, start: int, end: int) -> str:
        part = phrase[start:end]
        return part.lower() if phrase.isupper() else part

    def _names(self, folded: str, kinds: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
        """The longest names of some kinds, from left to right."""
        words = list(_WORD.finditer(folded))
        i = 0
        while i < len(words):
            for j in range(min(len(words), i + _LONGEST), i, -1):
                start, end = words[i].start(), words[j - 1].end()
                last = j == len(words)
                known = self._known(
                    folded[start:end], kinds if last else tuple(k for k in kinds if k != "bare")
                )
                if known:
                    yield start, start + known[0], known[1]
                    i = j
                    break
            else:
                i += 1

    def _known(self, words: str, kinds: tuple[str, ...]) -> tuple[int, str] | None:
        """How much of the words a name is, and how it is written."""
        for text in (words, _OWNED.sub("", words), words.rstrip(".,;:!?")):
            if text.isupper() and any(r.kind in kinds for r in self._forms.readings(text)):
                return len(text), text
            found = self._small.get(text.lower())
            if found and _NAMES[found[0]] in kinds and not self._noun(text):
                return len(text), found[1]
        first = _JOINED.sub("", words)  # "kenyan-born"
        found = self._small.get(first) if first != words else None
        return (len(first), found[1]) if found and _NAMES[found[0]] in _STATES else None

    def _noun(self, text: str) -> bool:
        return any(r.kind == "noun" for r in self._forms.readings(text.lower()))
