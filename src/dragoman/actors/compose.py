"""The grammar of names: parts of a text become phrases, from left to right, without a parser.

[state | organisation | person] ['s] modifiers noun+ [of phrase] [person]; see Composer.phrase.
"""

from __future__ import annotations

import re

from dragoman.actors.entries import Noun
from dragoman.actors.phrases import Phrase
from dragoman.actors.single import OF
from dragoman.actors.text import slug
from dragoman.actors.titled import Titles

_OWNERS = frozenset({"country", "adjective", "seat", "region", "place", "organisation", "group", "person"})
_NEXT = re.compile(r"[ -]([a-z]+)")


class Composer(Titles):
    """Composes the phrases of one text; holds nothing that outlives it."""

    def phrases(self) -> list[Phrase]:
        """All phrases of the text, in order, none over another."""
        found: list[Phrase] = []
        index, free = 0, 0
        while index < len(self._parts):
            if self._parts[index].start < free:
                index += 1
                continue
            phrase = self.phrase(index)
            if phrase is None or self._idle(phrase):
                index += 1 if phrase is None else phrase.after - index
                continue
            phrase = self.introduced(phrase, free)
            found.extend(self._shared(found, phrase, index))
            found.append(phrase)
            index, free = phrase.after, max(p.end for p in found[-1:])
        return found

    def _idle(self, phrase: Phrase) -> bool:
        """Whether it is a general word ("head", "dozens"), or a word before a thing ("military campaign")."""
        if phrase.kind != "sector" or phrase.country is not None:
            return False
        if phrase.sector is None:
            return True
        after = _NEXT.match(self._text, phrase.end)
        if after is None:
            return False
        if after[1] in self._things:
            return True
        # "official duties", "military bands": no verb, since those end so or are little words
        adjectival = self._text[phrase.start : phrase.end] in self._words("adjectival")
        return adjectival and not after[1].endswith(("s", "ed")) and after[1] not in self._words("function")

    def _words(self, kind: str) -> frozenset[str]:
        return self._dictionary.words.get(kind, frozenset())

    def phrase(self, i: int) -> Phrase | None:
        """The phrase that begins with part `i`; None where the part is no actor."""
        part = self._parts[i]
        if part.kind == "noun":
            return self.person_after(self._of(self.cluster(i, None)))
        if part.kind == "block" and not part.ref.country:
            return None
        own = self.alone(i)
        if part.kind in _OWNERS or part.kind == "block":
            j = i + 1
            if j < len(self._parts) and self._parts[j].kind == "noun" and self.owns(part, self._parts[j]):
                return self.person_after(self._of(self.cluster(j, own)))
            if j < len(self._parts) and self._parts[j].kind == "person" and part.kind != "person":
                return self.person_of(own, j)
        if own.person is not None:
            return self.apposition(own)
        return own

    def _of(self, phrase: Phrase) -> Phrase:
        """Joins "of the …": the country, and for members and heads the sector, of what follows."""
        j = phrase.after
        if phrase.country is not None or j >= len(self._parts):
            return phrase
        gap = self._text[phrase.end : self._parts[j].start]
        cut = OF.match(gap)
        if cut is None or (cut.end() < len(gap) and not all(self._fits(w) for w in gap[cut.end() :].split())):
            return phrase
        head: Noun = self._parts[j - 1].ref
        if gap.startswith(" for") and head.kind != "office":
            return phrase
        inner = self.phrase(j)
        if inner is None or (inner.kind == "adjective"):
            return phrase
        return self._joined(phrase, inner, head)

    def _fits(self, word: str) -> bool:
        return self.modifies(word, loose=True) or word.endswith("ly")

    def _joined(self, phrase: Phrase, inner: Phrase, head: Noun) -> Phrase:
        if inner.person is not None and self._parts[phrase.after].kind in ("country", "adjective"):
            return self.titled(phrase, inner)
        bodily = inner.kind in ("organisation", "group", "sector")
        if head.kind == "quantity":
            phrase.sector, phrase.why = inner.sector, inner.why
        elif bodily and inner.sector and phrase.sector != "ELI":
            if head.kind == "generic" or phrase.sector is None or head.kind == "office":
                phrase.sector, phrase.why = inner.sector, f"{phrase.why} of {inner.name or inner.why}"
        elif inner.kind == "place" and head.kind == "quantity":
            phrase.sector = inner.sector
        phrase.country = inner.country
        phrase.id = f"{(inner.country or 'x').lower()}-{slug(self._text[phrase.start : phrase.end])}"
        phrase.end, phrase.after = inner.end, inner.after
        return phrase

    def _shared(self, found: list[Phrase], phrase: Phrase, i: int) -> list[Phrase]:
        """As in "Russian and Chinese ministers": the adjectives before share the noun."""
        if phrase.kind != "sector" or phrase.country is None or not found or phrase.head == phrase.start:
            return []
        if self._parts[i].kind not in ("adjective", "country"):
            return []
        stop = phrase.start
        for before in reversed(found):
            gap = self._text[before.end : stop]
            if before.end > stop or gap not in (" and ", ", ", " or ", ", and ", " and the "):
                break
            if before.kind != "adjective" and not self._text[before.start : before.end].isupper():
                break
            before.kind, before.sector, before.head = "sector", phrase.sector, phrase.head
            before.why = "shares the noun that follows"
            stop = before.start
        return []
