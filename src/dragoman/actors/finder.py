"""Finding the actors of a text: the automaton's hits, a reading for each, then the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.actors.compose import Composer
from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.entries import Person, Reading, Spell
from dragoman.actors.forms import Forms, Hit
from dragoman.actors.names import surnames
from dragoman.actors.phrases import Phrase
from dragoman.actors.readings import Reader
from dragoman.actors.recase import Recaser
from dragoman.actors.text import fold, slug
from dragoman.records import LearnedActor, Mention

if TYPE_CHECKING:
    from dragoman.actors.resolve import Resolution

Known = dict[str, Person]


class ActorFinder:
    """Finds and names actors; made once from a dictionary and safe to share."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        self.dictionary = dictionary
        self._reader = Reader(dictionary)

    @cached_property
    def forms(self) -> Forms:
        """Every form of the dictionary, with its automaton."""
        return Forms(self.dictionary)

    @cached_property
    def recaser(self) -> Recaser:
        """What gives a phrase in small letters its capitals."""
        return Recaser(self.dictionary, self.forms)

    def find(
        self,
        text: str,
        on: str | None = None,
        learned: Sequence[LearnedActor] = (),
        *,
        alone: bool = False,
    ) -> list[Mention]:
        """The mentions of a text on a day (ISO), in order, none over another.

        `learned` are names from elsewhere. Names that this text introduces are used in the whole text.
        `alone` says that the text is a phrase asked about, in which a weak form needs no other reason.
        Offsets are code points of `text`.
        """
        folded = fold(text)
        hits = self.forms.find(folded, alone=alone)
        known = {form: _learned_person(row) for row in learned if (form := fold(row.name)) in folded}
        phrases = self._phrases(folded, hits, on, known, alone=alone)
        new = _introduced(phrases, known)
        if new and _named_again(folded, new):
            where = [(p.start, p.end) for p in phrases if p.introduced]
            phrases = self._phrases(folded, hits, on, known | new, where, alone=alone)
        return [phrase.mention(text) for phrase in phrases]

    def resolve(self, phrase: str, on: str | None = None, learned: Sequence[LearnedActor] = ()) -> Resolution:
        """The actor that a phrase names on a day; see dragoman.actors.resolve."""
        from dragoman.actors.resolve import resolve

        return resolve(self, phrase, on, learned)

    def resolve_many(
        self, rows: Iterable[Mapping[str, str | None]], learned: Sequence[LearnedActor] = ()
    ) -> Iterator[Resolution]:
        """One Resolution for each row with keys `phrase` and `date`, in the input's order."""
        from dragoman.actors.resolve import resolve_many

        return resolve_many(self, rows, learned)

    def country_name(self, code: str) -> str:
        """The usual English name for a code."""
        return self.dictionary.country_name(code)

    def _phrases(
        self,
        folded: str,
        hits: list[Hit],
        on: str | None,
        known: Known,
        where: Sequence[tuple[int, int]] = (),
        *,
        alone: bool = False,
    ) -> list[Phrase]:
        if known:
            hits = _with_known(folded, hits, known, where)
        parts = self._reader.parts(folded, hits, on, alone=alone)
        return Composer(self.dictionary, folded, parts, on).phrases()


def _learned_person(row: LearnedActor) -> Person:
    spell = Spell(row.country, row.sector or "", row.role or "", "", "")
    return Person(slug(row.name), row.name, (), surnames(fold(row.name), row.country), (spell,))


def _introduced(phrases: Sequence[Phrase], known: Known) -> Known:
    """Full names of this text by themselves and by surname, for the second reading."""
    new: Known = {}
    for phrase in phrases:
        if phrase.kind != "person":
            continue
        if phrase.person is not None:
            person: Person = phrase.person
            if person.bare and not phrase.why.startswith("surname"):
                new.update((fold(form), person) for form in person.bare)
            elif " " in person.name:
                new.update((form, person) for form in surnames(fold(person.name), phrase.country))
        elif phrase.country or phrase.sector:
            spell = Spell(phrase.country or "", phrase.sector or "", phrase.role or "", "", "")
            person = Person(phrase.id, phrase.name, (), surnames(phrase.name, phrase.country), (spell,))
            for form in (phrase.name, *person.bare):
                new.setdefault(form, person)
    return {form: person for form, person in new.items() if form not in known}


def _named_again(folded: str, new: Known) -> bool:
    return any(folded.count(form) > 1 for form in new)


def _with_known(folded: str, hits: list[Hit], known: Known, where: Sequence[tuple[int, int]]) -> list[Hit]:
    """The hits with those of known names, which win over what they cover; not where introduced."""
    spans: list[Hit] = []
    for form, person in known.items():
        at = folded.find(form)
        while at >= 0:
            end = at + len(form)
            if not _inside_word(folded, at, end) and not any(a <= at < b for a, b in where):
                spans.append(Hit(at, end, form, [Reading("known", person, "", "")]))
            at = folded.find(form, end)
    spans.sort(key=lambda h: (h.start, -h.end))
    return _merge(hits, spans)


def _inside_word(folded: str, start: int, end: int) -> bool:
    return bool(start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum())


def _merge(hits: list[Hit], spans: list[Hit]) -> list[Hit]:
    merged = sorted((*hits, *spans), key=lambda h: (h.start, -h.end, h.readings[0].kind != "known"))
    out: list[Hit] = []
    free = 0
    for hit in merged:
        if hit.start >= free:
            out.append(hit)
            free = hit.end
    return out
