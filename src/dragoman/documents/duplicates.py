"""Finding documents that repeat or correct an earlier one, and linking them to it.

Candidates come from locality-sensitive hashing of MinHash signatures (Leskovec, Rajaraman and Ullman 2020,
"Mining of Massive Datasets", chapter 3), and for corrections also from the title; each is then verified.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dragoman.documents.sketch import BANDS, Sketch, number_overlap, similarity, sketch
from dragoman.records import Document

WINDOW = 20_000
"""How many documents back a repetition is looked for; this bounds the memory."""

_DAYS_APART = 7
_DAYS_APART_SHORT = 1
_NEAR = 0.7
_NEAR_STRICT = 0.85
_CORRECTED = 0.25
_SAME_NUMBERS = 0.6
_SAME_NUMBERS_STRICT = 0.85
_SHORT = 60
_DEEPEST = 32
_NONE = (-1,) * (BANDS + 1)


@dataclass(frozen=True, slots=True)
class _Seen:
    id: str
    root: str
    day: int | None
    sketch: Sketch
    before: array[int]
    """For each key, the number of the document before this one that has it too, -1 for none."""


class Duplicates:
    """Links each document to the earlier one that it repeats ("exact", "near") or corrects ("correction").

    Give documents one after the other to `check`. Time and memory a document do not depend on how many
    were seen; the last `window` documents are remembered (about 3 kB each). Documents more than seven
    days apart (short ones, under 60 words, more than one) are never linked, nor are those whose numbers
    differ, as in a market's daily report.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self._seen: dict[int, _Seen] = {}
        self._latest: dict[int, int] = {}
        self._next = 0

    def check(self, document: Document) -> Document:
        """The same document, with `duplicate_of` and `duplicate_kind` where it repeats or corrects one."""
        new = _Seen(document.id, document.id, _day(document.published), sketch(document), array("q", _NONE))
        found = self._find(new)
        if found:
            new = replace(new, root=found[0].root)
        self._remember(new)
        if not found or found[0].id == document.id:
            return document
        return replace(document, duplicate_of=found[0].root, duplicate_kind=found[1])

    def _find(self, new: _Seen) -> tuple[_Seen, str] | None:
        """The likest earlier document that this one repeats or corrects, and how."""
        best: tuple[float, _Seen, str] | None = None
        for earlier in self._candidates(new.sketch):
            kind = _kind(earlier, new)
            alike = similarity(earlier.sketch, new.sketch)
            if kind and (best is None or alike > best[0]):
                best = alike, earlier, kind
        return best[1:] if best else None

    def _candidates(self, new: Sketch) -> Iterator[_Seen]:
        """Remembered documents that share a key, in order of arrival, at most 32 a key."""
        numbers: set[int] = set()
        for place, key in enumerate(new.keys):
            number = self._latest.get(key, -1)
            for _ in range(_DEEPEST):
                earlier = self._seen.get(number)
                if earlier is None:
                    break
                numbers.add(number)
                number = earlier.before[place]
        return (self._seen[number] for number in sorted(numbers))

    def _remember(self, new: _Seen) -> None:
        """Keep the document, and forget the oldest where the window is full."""
        number, self._next = self._next, self._next + 1
        self._seen[number] = new
        for place, key in enumerate(new.sketch.keys):
            if key:
                new.before[place] = self._latest.get(key, -1)
                self._latest[key] = number
        if len(self._seen) > self._window:
            self._forget(number - self._window)

    def _forget(self, number: int) -> None:
        """Drop one document, and the keys that lead to no other."""
        for key in self._seen.pop(number).sketch.keys:
            if self._latest.get(key) == number:
                del self._latest[key]


def _kind(earlier: _Seen, new: _Seen) -> str | None:
    """How the new document repeats the earlier one, None if it does not."""
    one, two = earlier.sketch, new.sketch
    days = 0 if earlier.day is None or new.day is None else abs(new.day - earlier.day)
    short = min(one.words, two.words) < _SHORT
    titles_differ = bool(one.title and two.title and one.title != two.title)
    if days > (_DAYS_APART_SHORT if short else _DAYS_APART):
        return None
    alike = similarity(one, two)
    if two.correction and alike >= _CORRECTED and (alike >= _NEAR or not titles_differ):
        return "correction"
    if titles_differ and short:
        return None
    if one.exact == two.exact:
        return "exact"
    strict = short or days > 1
    numbers = _SAME_NUMBERS_STRICT if strict or days else _SAME_NUMBERS
    return (
        "near"
        if alike >= (_NEAR_STRICT if strict else _NEAR) and number_overlap(one, two) >= numbers
        else None
    )


def _day(published: str | None) -> int | None:
    """The day's number, None where it is not known."""
    return date.fromisoformat(published).toordinal() if published else None
