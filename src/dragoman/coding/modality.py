"""How real the text says an act is: the marks on its own word, then those of what governs it.

The weakest mark wins: denied, demanded, conditional, possible, planned, actual. Two denials cancel out.
Which words are marks stands in `data/modality.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.coding.clauses import is_verb
from dragoman.coding.modality_cues import Cues, Effect, load_cues, weakest
from dragoman.coding.modality_governors import Governors
from dragoman.coding.modality_marks import Marks
from dragoman.coding.parsing import Parse
from dragoman.records import MODALITIES, Modality

__all__ = ["Cues", "ModalityReader", "Reading", "load_cues"]

_SAME = Effect("same")
_SOFT = Effect("soft")
_PLANNED = Effect("planned")
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "acl", "advcl", "pcomp", "relcl", "parataxis"})
_FUTURE = frozenset({"planned", "possible", "conditional", "demanded"})
_MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """The modality of an act, the words that gave it, and the governors whose modality it shares."""

    modality: Modality
    cues: tuple[str, ...]
    transparent_to: tuple[int, ...]


class ModalityReader:
    """Reads the modality of verbs and event nouns off a parse; holds nothing but the cues."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues

    def read(self, parse: Parse, token: int) -> Reading:
        """The modality of the act that the verb or noun at `token` carries."""
        climb = _Climb(parse, self.cues)
        modality = climb.level(token)
        return Reading(modality, tuple(dict.fromkeys(climb.marks.seen)), tuple(climb.shared))


class _Climb:
    """One way up from a token, governor by governor."""

    def __init__(self, parse: Parse, cues: Cues) -> None:
        self.parse = parse
        self.cues = cues
        self.marks = Marks(parse, cues)
        self.governors = Governors(parse, cues, self.marks.seen)
        self.shared: list[int] = []

    def level(self, i: int, depth: int = 0) -> Modality:
        """The modality of `i`: its own marks and all above."""
        modality, negated = self.marks.own(i)
        above = self.above(i, depth + 1)
        return weakest(modality, above, "denied" if negated else "actual")

    def above(self, i: int, depth: int) -> Modality:
        """What the governors of `i` make of it."""
        head, dep = self.parse.heads[i], self.parse.deps[i]
        if head == i or depth > _MAX_DEPTH:
            return "actual"
        if dep == "conj":
            return self.above(head, depth + 1)
        if dep == "advcl" or (dep in _CLAUSES and is_verb(self.parse, i)):
            return self._clause(i, head, dep, depth)
        return self._noun(i, head, dep, depth)

    def through(self, head: int, effect: Effect | None, depth: int) -> Modality:
        """The governor's effect joined with its own modality; two denials cancel out."""
        if effect is None or effect.name == "fact":
            return "actual"
        if effect.name in {"same", "soft"}:
            found = self.level(head, depth + 1)
            if effect.name == "same":
                self.shared.append(head)
            return found if effect.name == "same" or found in _FUTURE - {"demanded"} else "actual"
        self.marks.seen.append(self.parse.lower[head])
        if effect.name in {"ended", "averted"}:
            wished = self.level(head, depth + 1) != "actual"
            return "denied" if not wished else "actual" if effect.name == "ended" else "possible"
        own, negated = self.marks.own(head)
        upper = weakest(own, self.above(head, depth + 1))
        if effect.name == "denied" and (negated or upper == "denied"):
            return weakest(effect.negated, own)
        if is_verb(self.parse, head) and self.marks.conditional(head):
            upper = weakest(upper, "conditional")
        return weakest(_modality(effect), upper, "denied" if negated else "actual")

    # -- the act is a clause ---------------------------------------------------------------------------

    def _clause(self, i: int, head: int, dep: str, depth: int) -> Modality:
        if dep in {"relcl", "parataxis"}:
            return self._under_noun(i, head, depth) if self.governors.infinitive(i) else "actual"
        if dep == "pcomp":
            return self._in_phrase(head, depth, gerund=True)
        if dep == "advcl":
            return self._adverbial(i, head, depth)
        if not is_verb(self.parse, head):
            return self._under_noun(i, head, depth)
        if self.governors.performed(i, head):
            return "actual"
        effect = self.governors.of_clause(i, head)
        if effect is None and dep != "ccomp":
            effect = _SAME if dep == "xcomp" else _SOFT
        return self.through(head, effect, depth)

    def _under_noun(self, i: int, head: int, depth: int) -> Modality:
        """A clause on a noun or adjective: "plan to …", "possibility that …", "ready to …"."""
        tag, lemma = self.parse.tags[head], self.parse.lower[head]
        if tag.startswith(("JJ", "RB")) or self.parse.deps[head] == "acomp":
            return self.through(head, self.cues.find("adj", lemma, "clause") or _SAME, depth)
        effect = self.cues.find("noun", self.parse.lemmas[head], "clause")
        if effect is None and self.governors.infinitive(i) and not self.governors.ordinal(head):
            effect = _PLANNED
        return self.through(head, effect, depth)

    def _adverbial(self, i: int, head: int, depth: int) -> Modality:
        parse = self.parse
        mark = parse.kid(i, "mark")
        if self.governors.infinitive(i) and (mark is None or parse.lower[mark] == "for"):
            if not is_verb(parse, head):
                return self._under_noun(i, head, depth)
            if parse.kid(head, "xcomp", "ccomp") is None:
                effect = self.governors.of_clause(i, head)
                if effect is not None and effect.name != "fact":
                    return self.through(head, effect, depth)
            purpose: Modality = "actual" if self.governors.speech_act(i) else "planned"
            return weakest(purpose, self.through(head, _SAME, depth))
        opened = parse.kid(i, "mark", "prep") is not None or any(
            parse.tags[k] == "WRB" for k in parse.kids(i, "advmod")
        )
        if opened:
            future = parse.tags[i] in {"VBZ", "VBP"} and self.marks.own(head)[0] in _FUTURE
            return "planned" if future else "actual"
        joined = parse.tags[i] == "VBG" and not self.governors.speech_act(i)
        return self.through(head, _SAME, depth) if joined else "actual"

    # -- the act is a noun -----------------------------------------------------------------------------

    def _noun(self, i: int, head: int, dep: str, depth: int) -> Modality:
        parse = self.parse
        if dep == "pobj":
            return self._in_phrase(head, depth, gerund=False, token=i)
        if dep in {"compound", "nmod", "poss"}:
            effect = self.cues.find("noun", parse.lemmas[head], "object")
            return self.through(head, effect, depth)
        if dep == "appos":
            return self.above(head, depth + 1)
        if not is_verb(parse, head):
            return "actual"
        if dep in {"dobj", "nsubjpass", "dative"}:
            effect = self.governors.verb(head, "object") or self.governors.unknown(i)
            if dep == "dobj" and self.marks.dated_ahead(head):
                return weakest("planned", self.through(head, effect, depth))
        elif dep == "nsubj" and parse.lemmas[head] == "be":
            effect = self.governors.copula(head, "noun") or _SAME
        elif dep == "nsubj":
            effect = self.governors.of_predicate(head) or self.governors.unknown(i)
        else:
            effect = _SAME if dep == "attr" else None
        return self.through(head, effect, depth)

    def _in_phrase(self, prep: int, depth: int, *, gerund: bool, token: int = -1) -> Modality:
        """The act is the object of a preposition."""
        parse = self.parse
        word, head = parse.lower[prep], parse.heads[prep]
        if parse.deps[head] == "prep":
            head = parse.heads[head]
        effect = self.governors.of_phrase(word, head)
        if effect is not None:
            return self.through(head, effect, depth)
        before = parse.kid(prep, "advmod")
        opener = parse.lower[head if before is None else before]
        alone = self.cues.find("prep", f"{opener}_{word}") or self.cues.find("prep", word)
        if alone is not None:
            if alone.name in {"same", "soft"}:
                return self.through(head, alone, depth)
            if alone.name != "fact":
                self.marks.seen.append(word)
            return _modality(alone)
        if gerund:
            return "actual"
        if word == "of" and not is_verb(parse, head):
            return self.through(head, _SAME, depth)
        return self.through(head, self.governors.unknown(token) if is_verb(parse, head) else None, depth)


def _modality(effect: Effect) -> Modality:
    for modality in MODALITIES:
        if modality == effect.name:
            return modality
    return "actual"
