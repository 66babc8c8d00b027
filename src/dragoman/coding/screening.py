"""Which sentences are worth parsing: the others cannot tell an act or an interest, whatever their parse.

A sentence is told by its words alone. Each word stands for all lemmas that the lemmatizer could give it under
any tag, and each pattern for what it cannot do without: its particle, its prepositions, a word of each class
it names, a second party where its type needs a target. Parties are the actors named, and those that a pronoun
or description could mean, by who was named before and how far back such a word reaches. So nothing is lost;
tests compare the reports with those of a coder that parses all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.coding.interests import InterestReader
from dragoman.coding.learned.gate import Gate
from dragoman.coding.lemmas import Lemmatizer
from dragoman.coding.lexicon import RECIPROCAL, Entry, EventNoun, Lexicon
from dragoman.coding.patterns import Element
from dragoman.coding.predicates import TargetPolicy
from dragoman.coding.references import is_label
from dragoman.coding.salience import reference_words
from dragoman.records import Mention, Sentence

_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r".*\ds")
_PERSON = frozenset("he him his himself she her hers herself".split())
_THING = frozenset({"it", "its", "itself"})
_THEM = frozenset("they them their theirs themselves both other former latter".split())
_SPEAKER = frozenset("we us our ours ourselves i me my myself".split())
_HALVES = frozenset({"north", "south"})
_ASKING = frozenset({"call", "ask", "appeal", "push", "press"})  # as in `PredicateReader._call_for`


@dataclass(frozen=True, slots=True)
class Demand:
    """What one pattern or noun cannot do without: two parties, and a lemma of each set."""

    two: bool
    lemmas: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word form may do in some reading."""

    lemmas: frozenset[str]
    demands: tuple[Demand, ...]
    light: bool
    noun: bool
    open_noun: bool
    wish: bool
    thing: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Of a document's sentences, by position: those that may tell, and those to parse with the positions."""

    told: frozenset[int]
    parsed: list[int]


class Screen:
    """Chooses sentences by a lexicon; one object a loaded coder, it remembers the words it has met."""

    def __init__(
        self, lexicon: Lexicon, policy: TargetPolicy, interests: InterestReader, lemmatizer: Lemmatizer
    ) -> None:
        self._lexicon = lexicon
        self._policy = policy
        self._lemmatizer = lemmatizer
        self._triggers = reference_words().triggers
        self._offices = {w.split()[-1] for w in reference_words().definite["office"]}
        self._nouns = {n.type: set[str]() for ns in lexicon.nouns.values() for n in ns}
        for noun in (n for ns in lexicon.nouns.values() for n in ns):
            self._nouns[noun.type].add(noun.words[-1])
        rules, things = interests.rules, interests.resources
        indexes = (rules.verbs, rules.nouns, rules.adjectives)
        self._wishes = frozenset(head for index in indexes for head in index)
        fears = {h for index in indexes for h, rs in index.items() if any(r.stance == "fears" for r in rs)}
        named = (things.nouns, things.adjectives, things.alone, things.verbs)
        self._things = frozenset(_last(w) for words in named for w in words) | fears | things.actors.keys()
        self._demands: dict[str, tuple[Demand, ...]] = {}
        self._of_entries: dict[str, Demand] = {}  # by id: an entry may have several heads
        self._held: dict[Element, tuple[frozenset[str], ...]] = {}
        self._words: dict[str, _Word] = {}

    def choose(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        country: str | None,
        title: int = 0,
        *,
        gate: Gate | None = None,
    ) -> Choice:
        """The sentences to code and to parse; `mentions` are the document's, in order.

        `country` is what the document is about, its title ends at `title`. Where the network reads too, two
        parties suffice in a sentence that passes its gate. What may be referred to from a sentence to code is
        parsed too.
        """
        memory = _Memory(self._triggers, self._offices)
        told: set[int] = set()
        noted: list[int] = []
        last = -1
        for n, sentence in enumerate(sentences):
            words = set(_WORD.findall(sentence.text.lower()))
            here = memory.read(n, words, mentions_in(mentions, sentence))
            if here.noted or is_label(sentence.text):
                noted.append(n)
            if sentence.end <= title or self._may_tell(words, here, country, gate):
                told.add(n)
                last = n if here.refers else last
        return Choice(frozenset(told), sorted(told.union(n for n in noted if n < last)))

    def _may_tell(self, words: Iterable[str], here: _Parties, country: str | None, gate: Gate | None) -> bool:
        if not here.number or not (here.country or country):
            return False
        two = here.number > 1
        if two and gate is not None and gate.passes(words):
            return True
        found = [self._word(w) for w in words]
        lemmas = frozenset().union(*(w.lemmas for w in found))
        if here.country and any(w.wish for w in found) and any(w.thing for w in found):
            return True
        if any(w.light for w in found) and any(w.noun if two else w.open_noun for w in found):
            return True
        if "for" in lemmas and not _ASKING.isdisjoint(lemmas):
            return True
        return any(
            (two or not d.two) and not any(lemmas.isdisjoint(some) for some in d.lemmas)
            for w in found
            for d in w.demands
        )

    def _word(self, form: str) -> _Word:
        found = self._words.get(form)
        if found is None:
            found = self._words[form] = self._read(form)
        return found

    def _read(self, form: str) -> _Word:
        lemma = self._lemmatizer.lemma
        lemmas = {form, lemma(form, "VBD"), lemma(form, "NNS"), lemma(form, "JJR")}
        if _NUMBERED.fullmatch(form):
            lemmas.add(form[:-1])
        nouns = [n for one in lemmas for n in self._lexicon.nouns.get(one, ())]
        free = self._policy.open | self._policy.open_nouns
        return _Word(
            lemmas=frozenset(lemmas),
            demands=tuple(d for one in sorted(lemmas) for d in self._demanded(one)),
            light=any(one in self._lexicon.light for one in lemmas),
            noun=bool(nouns),
            open_noun=any(n.type in free for n in nouns),
            wish=not lemmas.isdisjoint(self._wishes),
            thing=not lemmas.isdisjoint(self._things),
        )

    def _demanded(self, lemma: str) -> tuple[Demand, ...]:
        found = self._demands.get(lemma)
        if found is None:
            entries = self._lexicon.verbs.get(lemma, ())
            nouns = [n for n in self._lexicon.nouns.get(lemma, ()) if n.alone != "never"]
            demands = [*map(self._of_entry, entries), *map(self._of_noun, nouns)]
            free = [d for d in demands if not d.lemmas]
            found = tuple(dict.fromkeys(free if any(not d.two for d in free) else demands))
            self._demands[lemma] = found
        return found

    def _of_noun(self, noun: EventNoun) -> Demand:
        before = (frozenset({_last(w)}) for w in noun.words[:-1] if _WORD.search(w))
        return Demand(noun.type not in self._policy.open, tuple(before))

    def _of_entry(self, entry: Entry) -> Demand:
        found = self._of_entries.get(entry.id)
        if found is None:
            found = self._of_entries[entry.id] = self._of_pattern(entry)
        return found

    def _of_pattern(self, entry: Entry) -> Demand:
        pattern = entry.pattern
        two = entry.type not in self._policy.open
        needs = [frozenset({pattern.particle})] if pattern.particle else []
        if pattern.subject is not None:
            needs += self._holding(pattern.subject)
        if entry.type in RECIPROCAL and pattern.only_target:
            return Demand(two, tuple(needs))  # "A and B meet" fits "S meet with T"
        objects = pattern.objects if len(pattern.objects) == 2 else pattern.objects[:1]
        constrained = any(e.constrains for e in (*pattern.objects, *pattern.phrases, pattern.subject) if e)
        for element in objects:
            needs += self._holding(element)
        for element in pattern.phrases:
            # behind a word of the pattern its free target may lack: it is the word's owner then
            if not element.optional and (element.constrains or element.slot != "T" or not constrained):
                needs.append(element.preps)
            needs += self._holding(element)
        return Demand(two, tuple(needs))

    def _holding(self, element: Element) -> tuple[frozenset[str], ...]:
        """The last words of what the element's words and classes may be; empty where it may be anything."""
        if element.optional or not element.constrains or element.slot == "X":
            return ()
        found = self._held.get(element)
        if found is None:
            plain, special = self._lexicon.members(element)
            last = frozenset(map(_last, plain)).union(*(self._nouns.get(c, ()) for c in special))
            found = self._held[element] = () if {"actor", "number"} & set(special) else (last,)
        return found


@dataclass(slots=True)
class _Parties:
    """Of one sentence: how many actors it may speak of, whether one has a country, whether any is referred to."""

    number: int
    country: bool
    refers: bool
    noted: bool


@dataclass(slots=True)
class _Memory:
    """Who was named or may have been meant so far: the sentence and country of each, by actor."""

    triggers: frozenset[str]
    offices: set[str]
    known: dict[str, tuple[int, str | None]] = field(default_factory=dict)

    def read(self, n: int, words: set[str], mentions: Sequence[Mention]) -> _Parties:
        """The parties of sentence `n`, which are remembered."""
        meant = self._meant(n, words & self.triggers, mentions) if words & self.triggers else {}
        described = [m for m in mentions if m.kind == "sector"]
        refers = bool(meant) or any(self._describes(m) for m in described)
        country = any(m.actor.country for m in mentions) or any(c for _, c in meant.values())
        country = country or (bool(described) and any(c for _, c in self.known.values()))
        # two mentions of one sector may be two, of one name they are one
        ids = {m.actor.id for m in mentions if m.kind != "sector"} | meant.keys()
        number = len(ids) + len(described)
        if words & _HALVES:
            number, country, refers = number + 2, True, True
        self.known |= {key: (n, code) for key, (_, code) in meant.items()}
        for m in mentions:
            self.known[m.actor.id] = (n, m.actor.country)
            if m.actor.country:
                self.known[m.actor.country] = (n, m.actor.country)
        return _Parties(number, country, refers, bool(mentions) or bool(meant))

    def _meant(
        self, n: int, words: set[str], mentions: Sequence[Mention]
    ) -> dict[str, tuple[int, str | None]]:
        """Whom these pronouns and nouns may mean of those before, by how far back each kind reaches."""
        if words - _PERSON - _THING - _THEM - _SPEAKER:
            return dict(self.known)
        out: dict[str, tuple[int, str | None]] = {}
        if words & _SPEAKER:
            out |= self.known
            out |= {m.actor.country: (n, m.actor.country) for m in mentions if m.actor.country}
        reach = 3 if words & (_PERSON | _THEM) else 1
        return out | {key: value for key, value in self.known.items() if n - value[0] <= reach}

    def _describes(self, mention: Mention) -> bool:
        """Whether it may stand for somebody named before: "the president", "the government"."""
        return mention.actor.country is None or mention.text.split()[-1].lower() in self.offices


def mentions_in(mentions: Sequence[Mention], sentence: Sentence) -> Sequence[Mention]:
    """The mentions that begin in a sentence; they are in order."""
    first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    return mentions[first : bisect_left(mentions, sentence.end, lo=first, key=lambda m: m.start)]


def _last(word: str) -> str:
    """The last run of letters of a lemma or phrase."""
    return str(_WORD.findall(word)[-1])
