"""Whether a pattern fits a clause, and who fills its slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.coding.clauses import Clause, Phrase, governing_verb, surface_subjects
from dragoman.coding.lexicon import RECIPROCAL, Entry, EventNoun, Lexicon
from dragoman.coding.parsing import Parse
from dragoman.coding.parties import Party, Scene
from dragoman.coding.patterns import Element, Pattern

_CONTAINERS = frozenset(
    """package round series wave barrage set type kind form number dozen dozens hundred hundreds volley spate
    string slew raft part lot amount piece bout campaign act supply shipment batch tranche delivery stock
    stockpile ton tonne billion million thousand thousands range couple group range consignment cache portion
    some most half share bulk remainder rest dollar euro worth""".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits: slot fillers, the tokens of its literal nouns, and how well it fits."""

    pattern: Pattern
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    thing: tuple[int, ...]
    used: tuple[int, ...]
    score: float


class Matcher:
    """Fits patterns to the clauses of one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self.scene = scene
        self.parse: Parse = scene.parse
        self.lexicon = lexicon
        self._literals: dict[tuple[int, int, int], int | None] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._nouns: dict[int, EventNoun | None] = {}

    # -- words ---------------------------------------------------------------------------------------

    def contents(self, token: int) -> Iterator[int]:
        """The noun at `token`, what a container noun there holds, and the nouns coordinated with it."""
        yield token
        for prep in self.parse.kids(token, "prep"):
            if self.parse.lemmas[token] in _CONTAINERS and self.parse.lower[prep] == "of":
                for o in self.parse.kids(prep, "pobj"):
                    yield from self.contents(o)
        for k in self.parse.kids(token, "conj"):
            if self.parse.tags[k].startswith("NN"):
                yield from self.contents(k)

    def names(self, token: int) -> frozenset[str]:
        """The lemma at `token`, alone and with one to three lemmas in front of it."""
        if token not in self._names:
            lemmas = self.parse.lemmas
            firsts = range(token, max(-1, token - 4), -1)
            self._names[token] = frozenset(" ".join(lemmas[i : token + 1]) for i in firsts)
        return self._names[token]

    def event_noun(self, token: int) -> EventNoun | None:
        """The event noun whose last word stands at `token`, the longest first."""
        if token not in self._nouns:
            self._nouns[token] = self._event_noun(token)
        return self._nouns[token]

    def _event_noun(self, token: int) -> EventNoun | None:
        if not self.parse.tags[token].startswith("NN"):
            return None
        for noun in self.lexicon.nouns.get(self.parse.lemmas[token], ()):
            first = token - len(noun.words) + 1
            if first >= 0 and tuple(self.parse.lemmas[first : token + 1]) == noun.words:
                return noun
        return None

    def literal(self, element: Element, token: int) -> int | None:
        """The token under `token` that is one of the element's words or classes, or None."""
        # equal sets of words are one object (`split_words`), so that identity is a key that costs nothing
        key = (id(element.words), id(element.classes), token)
        if key not in self._literals:
            self._literals[key] = self._literal(element, token)
        return self._literals[key]

    def _literal(self, element: Element, token: int) -> int | None:
        plain, special = self.lexicon.members(element)
        for t in self.contents(token) if self.parse.kids(token) else (token,):
            if not plain.isdisjoint(self.names(t)) or any(self._is(c, t) for c in special):
                return t
        return None

    def _is(self, name: str, token: int) -> bool:
        """Whether the token is an actor, a number, or an event noun of the type of that name."""
        if name == "actor":
            return bool(self.scene.parties(token, owners=False))
        if name == "number":
            return self.parse.tags[token] == "CD"
        noun = self.event_noun(token)
        return noun is not None and noun.type == name

    # -- patterns ------------------------------------------------------------------------------------

    def candidates(self, entries: Iterable[Entry], clause: Clause) -> Iterator[Entry]:
        """The entries whose particle, objects and prepositions the clause has: most patterns end here."""
        lower, number, preps = self.parse.lower, len(clause.objects), clause.preps
        under = {lower[k] for k in self.parse.kids(clause.verb)}
        for entry in entries:
            pattern = entry.pattern
            if pattern.particle and pattern.particle not in under:
                continue
            if (number < pattern.least_objects or any(map(preps.isdisjoint, pattern.wanted_preps))) and not (
                pattern.only_target and not number and entry.type in RECIPROCAL
            ):
                continue
            yield entry

    def match(self, pattern: Pattern, clause: Clause, *, mutual: bool = False) -> Match | None:
        """Fit the pattern of one of the clause's candidates; None where a required part is missing.

        With `mutual`, two subjects may stand for the target too ("A and B meet").
        """
        paired = mutual and pattern.only_target and not clause.objects
        fill = _Filling()
        if not self._subject(pattern.subject, clause, fill):
            return None
        if paired and len(fill.source) > 1:
            return Match(pattern, tuple(fill.source), (), (), (), pattern.weight + 0.5)
        if not self._objects(pattern, clause, fill):
            return None
        for element in pattern.phrases:
            if not self._phrase(element, clause, fill):
                return None
        if not fill.source and clause.passive:
            fill.source = fill.instrument
        score = pattern.weight + (1.0 if fill.target else 0.0) + (1.0 if fill.source else 0.0)
        return Match(
            pattern, tuple(fill.source), tuple(fill.target), tuple(fill.thing), tuple(fill.used), score
        )

    def _subject(self, element: Element | None, clause: Clause, fill: _Filling) -> bool:
        if element is None:
            return True
        if not element.slot:
            return self._event_subject(element, clause, fill)
        if element.constrains:
            return self._all_slots(element, clause.subjects, fill)
        for token in clause.subjects:
            fill.put(element.slot, self.scene.parties(token), token)
        if element.slot == "S" and not fill.source and not clause.passive:
            self._inherited(clause, fill)
        return True

    def _inherited(self, clause: Clause, fill: _Filling) -> None:
        """What the act hangs on is no actor ("signs an order imposing …"), but its governor's subject is."""
        if self.parse.kid(clause.verb, "nsubj") is not None:
            return
        verb = governing_verb(self.parse, clause.verb)
        if verb is not None and self.parse.deps[clause.verb] in {"acl", "advcl", "xcomp"}:
            for token in surface_subjects(self.parse, verb):
                fill.put("S", self.scene.parties(token), token)

    def _event_subject(self, element: Element, clause: Clause, fill: _Filling) -> bool:
        """`@ASSAULT kill T`: the subject is an event noun, whose owner is the source."""
        for token in clause.subjects:
            found = self.literal(element, token)
            if found is not None:
                fill.used.append(found)
                noun = self.event_noun(found)
                fill.source += self.noun_sources(found, noun) if noun else []
                return True
        return False

    def noun_sources(self, token: int, noun: EventNoun) -> list[Party]:
        """Who does the act that the noun at `token` names: its owners and its source phrases."""
        out = self.scene.owners(token, skip_of="of" in noun.target or "of" not in noun.source)
        for phrase in self._noun_phrases(token):
            if phrase.prep in noun.source:
                out += self.scene.parties(phrase.object)
        return out

    def adversaries(self, token: int) -> list[Party]:
        """The other side of a fight ("killed in a shootout with T")."""
        return [
            q for p in self._noun_phrases(token) if p.prep == "with" for q in self.scene.parties(p.object)
        ]

    def _noun_phrases(self, token: int, depth: int = 0) -> Iterator[Phrase]:
        """The noun's phrases; a "by" may hang deeper ("an attack on a hospital by T")."""
        for prep in self.parse.kids(token, "prep", "agent"):
            for o in self.parse.kids(prep, "pobj"):
                if depth == 0 or self.parse.lower[prep] == "by":
                    yield Phrase(self.parse.lower[prep], o, 1)
                if depth < 3:
                    yield from self._noun_phrases(o, depth + 1)

    def _objects(self, pattern: Pattern, clause: Clause, fill: _Filling) -> bool:
        elements = pattern.objects
        if not elements:
            return True
        tokens = clause.objects
        if len(elements) == 2 and len(tokens) >= 2:
            return all(self._object(e, (t,), fill) for e, t in zip(elements, tokens, strict=False))
        if len(elements) == 2:
            return False
        return self._object(elements[0], tokens, fill)

    def _object(self, element: Element, tokens: Iterable[int], fill: _Filling) -> bool:
        tokens = tuple(tokens)
        if not tokens:
            return element.optional
        if element.slot == "X":
            fill.thing.append(tokens[-1])
            return True
        if element.slot and not element.constrains:
            for token in tokens:
                fill.put(element.slot, self.scene.parties(token), token)
            return True
        return self._all_slots(element, tokens, fill) or element.optional

    def _all_slots(self, element: Element, tokens: Iterable[int], fill: _Filling) -> bool:
        for token in tokens:
            found = self.literal(element, token)
            if found is not None:
                fill.used.append(found)
                if element.slot == "X":
                    fill.thing.append(found)
                elif element.slot:
                    fill.put(element.slot, self.scene.parties(token), token)
                elif "ASSAULT" in element.classes and (noun := self.event_noun(found)):
                    fill.instrument += self.noun_sources(found, noun) or self.adversaries(found)
                return True
        return False

    def _phrase(self, element: Element, clause: Clause, fill: _Filling) -> bool:
        if (
            element.slot == "T"
            and fill.used
            and not element.constrains
            and element.preps & {"of", "by", "from"}
        ):
            # "T's accession" says what "the accession of T" says, and "T's call" what "the call by T"
            noun = fill.used[-1]
            owned = "of" in element.preps or self.parse.kid(noun, "poss") is not None
            owners = self.scene.owners(noun) if owned else []
            owners = [p for p in owners if p.actor.id not in {s.actor.id for s in fill.source}]
            if owners:
                fill.target += owners
                return True
        here = [p for p in clause.phrases if p.prep in element.preps]
        if not here:
            return element.optional or (element.slot == "T" and bool(fill.used) and not element.constrains)
        for phrase in here:
            if element.slot == "X":
                fill.thing.append(phrase.object)
                return True
            if element.constrains:
                if self._all_slots(element, (phrase.object,), fill):
                    return True
            elif element.slot:
                parties = self.scene.parties(phrase.object)
                fill.put(element.slot, parties, phrase.object)
                if parties:
                    return True
        return element.optional or (bool(element.slot) and not element.constrains)


class _Filling:
    """What one attempt at a match has put in the slots so far."""

    def __init__(self) -> None:
        self.source: list[Party] = []
        self.target: list[Party] = []
        self.thing: list[int] = []
        self.used: list[int] = []
        self.instrument: list[Party] = []

    def put(self, slot: str, parties: list[Party], token: int) -> None:
        if slot == "S":
            self.source += parties
        elif slot == "T":
            self.target += parties
        else:
            self.thing.append(token)
