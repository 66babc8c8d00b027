"""Interest patterns against one verb, adjective or noun: who wants what from whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.coding.clauses import Phrase, clause_of, is_passive, referent, surface_subjects
from dragoman.coding.matching import Matcher
from dragoman.coding.parsing import Parse
from dragoman.coding.parties import Party
from dragoman.coding.patterns import Element, Pattern

_GAP = frozenset(
    {"have", "make", "express", "voice", "face", "suffer", "show", "issue", "renew", "repeat", "hold"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Subjects, objects, prepositional phrases and the complement clause of one trigger (token numbers)."""

    trigger: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    phrases: tuple[Phrase, ...]
    complement: int | None


@dataclass(frozen=True, slots=True)
class Fit:
    """What a pattern found in a frame: the thing's head (noun or verb), counterparts, a literal noun."""

    thing: int
    counterparts: tuple[Party, ...]
    used: int | None = None
    is_noun: bool = False


def verb_frame(parse: Parse, verb: int) -> Frame:
    """The frame of a verb; passives, relatives and control undone."""
    clause = clause_of(parse, verb)
    subjects = _for_subject(parse, verb) or clause.subjects
    objects = [o for o in clause.objects if parse.tags[o][:2] in {"NN", "PR", "CD", "JJ", "DT"}]
    objects = objects or _cleft(parse, verb)
    return Frame(verb, tuple(subjects), tuple(objects), clause.phrases, _complement(parse, verb))


def adjective_frame(parse: Parse, token: int) -> Frame:
    """The frame of a predicate adjective or of a participle used as one ("is worried about")."""
    head = token
    if parse.deps[token] in {"acomp", "oprd", "conj", "attr"} and parse.heads[token] != token:
        head = parse.heads[token]
    subjects = surface_subjects(parse, token) or surface_subjects(parse, head)
    phrases = _phrases(parse, token) + (_phrases(parse, head) if head != token else [])
    complement = _complement(parse, token)
    if complement is None and parse.tags[head].startswith("VB"):
        complement = _complement(parse, head)
    return Frame(token, tuple(subjects), (), tuple(phrases), complement)


def _for_subject(parse: Parse, verb: int) -> tuple[int, ...]:
    """Kim in "an opportunity for Kim to negotiate", where the parser hangs "for" on the noun."""
    if parse.deps[verb] not in {"acl", "relcl", "advcl"} or parse.kid(verb, "nsubj") is not None:
        return ()
    for prep in parse.kids(parse.heads[verb], "prep"):
        if parse.lower[prep] == "for" and prep < verb:
            return tuple(parse.kids(prep, "pobj"))
    return ()


def _cleft(parse: Parse, verb: int) -> list[int]:
    """The thing of "what Ankara wants is X", or of "the guarantees that it seeks" misread as a verb."""
    head = parse.heads[verb]
    that = parse.kid(verb, "mark", "dobj")
    if that == head + 1 and parse.lower[that] == "that" and parse.tags[head] == "VBZ":
        return [head] if parse.deps[verb] in {"ccomp", "relcl"} else []
    if parse.deps[verb] != "csubj" or parse.lemmas[parse.heads[verb]] != "be":
        return []
    return parse.kids(parse.heads[verb], "attr")


def _complement(parse: Parse, token: int) -> int | None:
    for k in parse.kids(token, "xcomp", "ccomp", "acl", "advcl"):
        infinitive = parse.tags[k] == "VB" and any(parse.lower[a] == "to" for a in parse.kids(k, "aux"))
        clausal = parse.deps[k] in {"xcomp", "ccomp"} and parse.tags[k].startswith("VB") and k > token
        if (infinitive and k > token and parse.deps[k] != "advcl") or clausal:
            return k
    return None


def _phrases(parse: Parse, token: int) -> list[Phrase]:
    out = []
    for prep in parse.kids(token, "prep", "agent"):
        for o in parse.kids(prep, "pobj", "pcomp"):
            out.append(Phrase(parse.lower[prep], referent(parse, o), 0))
    return out


class Fitter:
    """Fits interest patterns to the frames of one scene."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.parse = matcher.parse
        self.scene = matcher.scene

    def fit(self, pattern: Pattern, frame: Frame, objects: Iterable[Element] | None = None) -> Fit | None:
        """The pattern's thing and counterparts in the frame; None where a part of it is missing."""
        if pattern.particle and not self._particle(frame.trigger, pattern.particle):
            return None
        found = _Found()
        phrases = list(frame.phrases)
        if not self._objects(tuple(pattern.objects if objects is None else objects), frame, found, phrases):
            return None
        for element in pattern.phrases:
            if not self._phrase(element, phrases, found):
                return None
        thing = found.thing if found.thing is not None else found.used
        return None if thing is None else Fit(thing, tuple(found.parties), found.used, thing in frame.objects)

    def _particle(self, trigger: int, particle: str) -> bool:
        return any(self.parse.lower[k] == particle for k in self.parse.kids(trigger))

    def _objects(
        self, elements: tuple[Element, ...], frame: Frame, found: _Found, phrases: list[Phrase]
    ) -> bool:
        tokens = frame.objects
        if len(elements) == 2:
            if len(tokens) < 2:
                return False
            return all(
                self._object(e, (t,), None, found, phrases) for e, t in zip(elements, tokens, strict=False)
            )
        return all(self._object(e, tokens, frame.complement, found, phrases) for e in elements)

    def _object(
        self,
        element: Element,
        tokens: tuple[int, ...],
        complement: int | None,
        found: _Found,
        phrases: list[Phrase],
    ) -> bool:
        if element.constrains:
            return self._literal(element, tokens, found, phrases) or element.optional
        if element.slot == "X":
            found.thing = self._plain(tokens, complement)
            return found.thing is not None
        for token in tokens:
            found.parties += self.scene.parties(token, owners=False)
        return bool(found.parties)

    def _plain(self, tokens: tuple[int, ...], complement: int | None) -> int | None:
        """The object, unless it is an actor that is to do what the complement says."""
        nouns = [
            t
            for t in tokens
            if self.parse.tags[t][:2] in {"NN", "CD"} or self.parse.tags[t] in {"VBZ", "JJS"}
        ]
        if complement is not None and (not nouns or self.scene.parties(nouns[-1], owners=False)):
            return complement
        return nouns[-1] if nouns else None

    def _literal(self, element: Element, tokens: Iterable[int], found: _Found, phrases: list[Phrase]) -> bool:
        for token in tokens:
            hit = self._hit(element, token)
            if hit is None and self.parse.lower[token] in element.words:
                hit = token
            if hit is not None:
                phrases += _phrases(self.parse, hit)
                if element.slot == "X":
                    found.thing = token
                else:
                    found.used = hit
                return True
        return False

    def _hit(self, element: Element, token: int) -> int | None:
        """The element's word at the token, or in what "most of", "$7bn of" there counts."""
        hit = self.matcher.literal(element, token)
        counts = (
            self.parse.tags[token][:2] in {"JJ", "CD", "DT", "PD"} or self.parse.words[token][0].isdigit()
        )
        if hit is None and counts:
            for prep in self.parse.kids(token, "prep"):
                for o in self.parse.kids(prep, "pobj"):
                    hit = hit if hit is not None else self.matcher.literal(element, o)
        return hit

    def _phrase(self, element: Element, phrases: list[Phrase], found: _Found) -> bool:
        for phrase in [p for p in phrases if p.prep in element.preps]:
            if element.constrains and element.slot is None:
                if self._literal(element, (phrase.object,), found, phrases):
                    return True
            elif element.slot == "X":
                if found.thing != phrase.object:
                    found.thing = phrase.object
                    return True
            else:
                found.parties += self.scene.parties(phrase.object, owners=False)
                return True
        return element.optional

    # -- nouns ---------------------------------------------------------------------------------------

    def noun_fit(self, pattern: Pattern, noun: int) -> Fit | None:
        """A noun pattern: the thing behind its preposition, in its compound, or in its infinitive."""
        parse = self.parse
        frame = Frame(noun, (), (), tuple(_phrases(parse, noun)), _complement(parse, noun))
        if pattern.phrases:
            return self.fit(pattern, frame) or self._compound(pattern, noun) or self._copular(pattern, noun)
        if frame.complement is not None:
            return Fit(frame.complement, ())
        return self._copular(pattern, noun)

    def _copular(self, pattern: Pattern, noun: int) -> Fit | None:
        """The thing of "its goal is X", "its need is for X", "its aim is to X"."""
        be = self.parse.heads[noun]
        if self.parse.deps[noun] != "nsubj" or self.parse.lemmas[be] != "be" or be < noun:
            return None
        if pattern.phrases:
            preps = pattern.phrases[0].preps
            inside = [p.object for p in _phrases(self.parse, be) if p.prep in preps]
            return Fit(inside[0], ()) if inside and len(pattern.phrases) == 1 else None
        complement = _complement(self.parse, be)
        nouns = self.parse.kids(be, "attr")
        thing = complement if complement is not None else (nouns[0] if nouns else None)
        return None if thing is None else Fit(thing, ())

    def _compound(self, pattern: Pattern, noun: int) -> Fit | None:
        if len(pattern.phrases) > 1 or pattern.phrases[0].slot != "X":
            return None
        for k in reversed(self.parse.kids(noun, "compound", "nmod")):
            if k not in self.scene.at:
                return Fit(k, ())
        return None

    def noun_owners(self, pattern: Pattern, noun: int, thing: int, felt: bool) -> list[Party]:
        """Whose the noun is: its owners, the subject of the verb it completes, or the thing's owner."""
        of_taken = any("of" in e.preps for e in pattern.phrases)
        found = self.scene.owners(noun, skip_of=of_taken)
        if felt:
            found += self._where_felt(noun)
        if found:
            return found
        head = self.parse.heads[noun]
        if (
            self.parse.deps[noun] == "dobj"
            and self.parse.lemmas[head] in _GAP
            and not is_passive(self.parse, head)
        ):
            subjects = surface_subjects(self.parse, head)
            return [p for s in subjects for p in self.scene.parties(s, owners=False)]
        possessors = self.parse.kids(thing, "poss") if of_taken else []
        return [p for k in possessors for p in self.scene.parties(k, owners=False)]

    def _where_felt(self, noun: int) -> list[Party]:
        """Tokyo in "concern in Tokyo about X"."""
        out: list[Party] = []
        for prep in self.parse.kids(noun, "prep"):
            if self.parse.lower[prep] in {"in", "among"}:
                for o in self.parse.kids(prep, "pobj"):
                    out += self.scene.parties(o, owners=False)
        return out


@dataclass
class _Found:
    thing: int | None = None
    used: int | None = None
    parties: list[Party] = field(default_factory=list)
