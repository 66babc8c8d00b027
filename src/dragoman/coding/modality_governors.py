"""What a governor does to the act below it: the cue's effect, looked up by how the act hangs on it."""

from __future__ import annotations

from dragoman.coding.clauses import is_verb
from dragoman.coding.modality_cues import Cues, Effect
from dragoman.coding.parsing import Parse

_SAME = Effect("same")
_SOFT = Effect("soft")
_PLANNED = Effect("planned")
_ACT = Effect("actual")
_COMPLEMENTS = frozenset({"of", "for", "from", "to", "on", "about", "against", "at", "into", "with", "in"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ORDINALS = frozenset("first second third last latest next only".split(" "))


class Governors:
    """Looks effects up in one parse; `seen` takes the words that spoke."""

    def __init__(self, parse: Parse, cues: Cues, seen: list[str]) -> None:
        self.parse = parse
        self.cues = cues
        self.seen = seen

    def of_clause(self, i: int, head: int) -> Effect | None:
        """The effect of the verb at `head` on the clause of `i`."""
        if self.parse.lemmas[head] == "be":
            return self.copula(head, "clause") or (_PLANNED if self.infinitive(i) else None)
        relations = ["clause"]
        if self._other_subject(i, head):
            relations.insert(0, "other")
        return self.verb(head, *relations)

    def performed(self, i: int, head: int) -> bool:
        """Whether saying it does it: "I would like to thank …", "we want to stress …"."""
        if not self.speech_act(i) or self.cues.find("verb", self.parse.lemmas[head], "performative") != _SAME:
            return False
        return any(self.parse.lower[k] in {"i", "we"} for k in self.parse.kids(head, "nsubj"))

    def speech_act(self, i: int) -> bool:
        """Whether the verb at `i` names an act that is done by speaking."""
        return self.cues.find("verb", self.parse.lemmas[i], "performative") == _ACT

    def _other_subject(self, i: int, head: int) -> bool:
        """Whether somebody else is to act: "wants Iran to …", "ordered troops to …", "was told to …"."""
        if self.parse.deps[i] == "xcomp":
            return self.parse.kid(head, "dobj", "nsubjpass", "dative") is not None
        if self.parse.kid(i, "nsubj", "nsubjpass") is None:
            return False
        return self.infinitive(i) or (self.parse.tags[i] == "VBN" and self.parse.kid(i, "aux") is None)

    def infinitive(self, i: int) -> bool:
        """Whether the verb at `i` stands with "to"."""
        return any(self.parse.lower[k] == "to" for k in self.parse.kids(i, "aux"))

    def ordinal(self, noun: int) -> bool:
        """Whether the noun is a first, last or only one: "the first to arrive" did arrive."""
        return self.parse.lower[noun] in _ORDINALS or any(
            self.parse.lower[k] in _ORDINALS for k in self.parse.kids(noun, "amod")
        )

    def unknown(self, noun: int) -> Effect | None:
        """An act new to the text shares the future of an unlisted verb; a known one does not."""
        kids = self.parse.kids(noun, "det", "poss")
        return None if any(self.parse.lower[k] in _DEFINITE for k in kids) else _SOFT

    def of_phrase(self, word: str, head: int) -> Effect | None:
        """The effect of `head` on the act behind its preposition `word`."""
        lemma = self.parse.lemmas[head]
        if is_verb(self.parse, head):
            found = self.cues.find("verb", f"{self._name(head)}_{word}", "object", "clause")
            if found is not None or word not in _COMPLEMENTS:
                return found
            return self.verb(head, "object") if word not in {"with", "in", "at", "into"} else None
        if self.parse.tags[head].startswith("JJ"):
            return self.cues.find("adj", self.parse.lower[head], "clause") if word in _COMPLEMENTS else None
        return self.cues.find("noun", lemma, "object") if word in _COMPLEMENTS else None

    def verb(self, head: int, *relations: str) -> Effect | None:
        """The effect of the verb at `head`, its particle included, or None where it is not listed."""
        return self.cues.find("verb", self._name(head), *relations)

    def of_predicate(self, head: int) -> Effect | None:
        """The effect of the verb at `head` on its subject, a denial only where nothing else is denied."""
        effect = self.verb(head, "subject")
        if effect is not None and effect.name == "denied" and self.parse.kid(head, "xcomp", "dobj"):
            return None
        return effect

    def _name(self, verb: int) -> str:
        """The verb's lemma with its particle: `rule_out`."""
        particle = self.parse.kid(verb, "prt")
        lemma = self.parse.lemmas[verb]
        return lemma if particle is None else f"{lemma}_{self.parse.lower[particle]}"

    def copula(self, be: int, relation: str) -> Effect | None:
        """What the predicate of "be" says of its subject: "talks are possible"."""
        for k in self.parse.kids(be, "acomp", "attr"):
            pos = "adj" if self.parse.deps[k] == "acomp" else "noun"
            found = self.cues.find(pos, self.parse.lower[k], relation)
            if found is not None:
                self.seen.append(self.parse.lower[k])
                return found
        return None
