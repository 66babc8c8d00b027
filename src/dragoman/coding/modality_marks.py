"""What stands on the act's own word: auxiliaries, negation, adverbs, adjectives, if-clauses."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.clauses import is_verb
from dragoman.coding.modality_cues import Cues, weakest
from dragoman.coding.parsing import Parse
from dragoman.records import Modality

_NO = frozenset({"no", "neither", "nor"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_PERIODS = frozenset(
    "week month year weekend monday tuesday wednesday thursday friday saturday sunday".split(" ")
)
_COMING = frozenset({"next", "coming", "later"})
_INVERTED = frozenset({"should", "had", "were"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PRESENT = frozenset({"VBZ", "VBP", "VBG"})
_ONLY = frozenset({"only", "just", "merely", "least", "surprisingly"})


class Marks:
    """Reads the marks on single tokens of one parse; `seen` collects the words that spoke."""

    def __init__(self, parse: Parse, cues: Cues) -> None:
        self.parse = parse
        self.cues = cues
        self.seen: list[str] = []

    def own(self, i: int) -> tuple[Modality, bool]:
        """The modality of the marks on `i`, and whether it is negated (which is not counted in)."""
        clause = is_verb(self.parse, i) or self.parse.deps[i] == "advcl"
        return self._of_verb(i) if clause else self._of_noun(i)

    def conditional(self, i: int) -> bool:
        """Whether an if-clause hangs on the verb at `i`."""
        if any(self._condition(k) for k in self.parse.kids(i, "advcl", "prep")):
            return True
        return any(self._inverted(k) for k in self.parse.kids(i, "advcl", "ccomp"))

    def _inverted(self, k: int) -> bool:
        """Whether the clause opens with its auxiliary: "should it fail", "had it stopped"."""
        kids = self.parse.kids(k)
        opens = len(kids) > 1 and self.parse.deps[kids[0]] == "aux" and kids[1] < k
        return opens and self.parse.deps[kids[1]] == "nsubj" and self.parse.lower[kids[0]] in _INVERTED

    def _condition(self, k: int) -> bool:
        pos = "prep" if self.parse.deps[k] == "prep" else "mark"
        words = self._prepositions(k) if pos == "prep" else self._openers(k)
        for word in words:
            effect = self.cues.find(pos, word)
            if effect is not None and effect.name == "conditional":
                self.seen.append(word)
                return True
        return False

    def _prepositions(self, k: int) -> list[str]:
        """The preposition at `k`, alone and with its noun: "in the event of" is `in_event`."""
        word = self.parse.lower[k]
        return [word, *(f"{word}_{self.parse.lower[o]}" for o in self.parse.kids(k, "pobj"))]

    def _openers(self, i: int) -> list[str]:
        """The words that open the clause of the verb at `i`: subordinators and "when"."""
        lower = self.parse.lower
        out = [lower[k] for k in self.parse.kids(i, "mark")]
        out += [lower[k] for k in self.parse.kids(i, "advmod") if self.parse.tags[k] == "WRB"]
        return out if lower[i] not in {"provided", "assuming"} else [*out, lower[i]]

    # -- verbs ---------------------------------------------------------------------------------------

    def _of_verb(self, i: int) -> tuple[Modality, bool]:
        modality: Modality = "actual"
        negated = False
        parse = self.parse
        for k in parse.kids(i):
            dep = parse.deps[k]
            if dep in {"aux", "auxpass"}:
                modality = weakest(modality, self._auxiliary(i, k))
            elif dep == "neg":
                negated = negated or self._negates(k)
            elif dep in {"advmod", "npadvmod", "preconj"}:
                found = self._adverb(i, k)
                negated = negated or found == "denied"
                modality = modality if found == "denied" else weakest(modality, found)
            elif dep == "mark":
                asked = parse.lower[k] == "whether" or (parse.deps[i] == "ccomp" and parse.lower[k] == "if")
                if asked:
                    return self._plain("mark", "whether"), False
                modality = weakest(modality, self._plain("mark", parse.lower[k]))
            elif dep in {"nsubj", "nsubjpass", "dobj"}:
                negated = negated or self._negated_noun(k)
        if parse.deps[i] in {"advcl", "pcomp"} and parse.lower[i] == "provided":
            modality = weakest(modality, "conditional")
        if (modality != "actual" or parse.tags[i] == "VB") and self.conditional(i):
            modality = weakest(modality, "conditional")
        shared, denied = self._shared(i)
        return weakest(modality, shared), negated or denied

    def _shared(self, i: int) -> tuple[Modality, bool]:
        """The marks that a coordinated verb takes from the first: "may attack and occupy"."""
        parse = self.parse
        head = parse.heads[i]
        if parse.deps[i] != "conj" or not is_verb(parse, head) or parse.tags[i] in _FINITE:
            return "actual", False
        if parse.tags[i] == "VBG" != parse.tags[head]:
            return "actual", False
        if parse.kid(i, "nsubj", "nsubjpass", "aux", "neg") is not None:
            return "actual", False
        modality, negated = self._of_verb(head)
        return modality, negated and not any(parse.lower[k] == "but" for k in parse.kids(head, "cc"))

    def _auxiliary(self, i: int, k: int) -> Modality:
        word = self.parse.lower[k]
        effect = self.cues.find("aux", word)
        if effect is None or effect.name == "actual":
            return "actual"
        self.seen.append(word)
        if word in {"would", "'d"}:
            return self._would(i)
        return weakest("actual", _modality(effect.name))

    def _would(self, i: int) -> Modality:
        """Future in the past under a verb of speech, counterfactual with "have", else possible."""
        parse = self.parse
        if any(parse.lower[k] == "have" for k in parse.kids(i, "aux")):
            return "conditional"
        if any(self._said(k) for k in parse.kids(i, "parataxis")):
            return "planned"
        for j, a in zip([i, *parse.ancestors(i)], parse.ancestors(i), strict=False):
            dep = parse.deps[j]
            if dep in {"ccomp", "parataxis"}:
                return "planned" if self._said(a) else "possible"
            if dep not in {"conj", "advcl", "xcomp"}:
                return "planned" if dep in {"relcl", "acl"} else "possible"
        return "possible"

    def _said(self, verb: int) -> bool:
        """Whether the verb is one of speech or thought in the past tense."""
        past = self.parse.tags[verb] in {"VBD", "VBN"}
        return past and self.cues.find("verb", self.parse.lemmas[verb], "clause") is not None

    def _negates(self, k: int) -> bool:
        following = self.parse.lower[k + 1] if k + 1 < len(self.parse) else ""
        if following in _ONLY:
            return False
        self.seen.append(self.parse.lower[k])
        return True

    def _adverb(self, i: int, k: int) -> Modality:
        word = self.parse.lower[k]
        if self.parse.tags[i] in _PRESENT and self._future(k):
            self.seen.append(word)
            return "planned"
        return self._plain("adv", word, self.parse.lower[k - 1] + "_" + word if k else word)

    def dated_ahead(self, verb: int) -> bool:
        """Whether a time to come stands on the verb: "announced talks next week"."""
        return any(self._future(k) for k in self.parse.kids(verb, "npadvmod", "advmod"))

    def _future(self, k: int) -> bool:
        """Whether the phrase at `k` names a time to come: "tomorrow", "next week"."""
        lower = self.parse.lower
        if lower[k] == "tomorrow":
            return True
        return lower[k] in _PERIODS and any(
            lower[j] in {"next", "coming", "later"} for j in self.parse.kids(k)
        )

    def _negated_noun(self, k: int) -> bool:
        lower = self.parse.lower
        if lower[k] in _NOBODY or any(lower[d] in _NO for d in self.parse.kids(k, "det")):
            self.seen.append(lower[k] if lower[k] in _NOBODY else "no")
            return True
        return False

    def _plain(self, pos: str, *words: str) -> Modality:
        for word in words:
            effect = self.cues.find(pos, word)
            if effect is not None:
                self.seen.append(word.replace("_", " "))
                return _modality(effect.name)
        return "actual"

    # -- nouns ---------------------------------------------------------------------------------------

    def _of_noun(self, i: int) -> tuple[Modality, bool]:
        modality: Modality = "actual"
        negated = False
        for k in self.parse.kids(i):
            dep = self.parse.deps[k]
            if dep == "neg" or (dep == "det" and self.parse.lower[k] in _NO):
                negated = negated or self._negates(k)
            else:
                for found in self._on_noun(k, dep):
                    negated = negated or found == "denied"
                    modality = modality if found == "denied" else weakest(modality, found)
        return modality, negated

    def _on_noun(self, k: int, dep: str) -> Iterator[Modality]:
        parse = self.parse
        if dep in {"acl", "xcomp"} and any(parse.lower[a] == "to" for a in parse.kids(k, "aux")):
            yield from self._told_of(k)
        elif dep in {"amod", "compound", "acl", "nmod", "acomp"}:
            for word in [k, *parse.kids(k, "amod", "advmod", "conj")]:
                yield from self._adjective(word)
        elif dep in {"poss", "npadvmod", "nummod"} and self._future(k):
            self.seen.append(parse.lower[k])
            yield "planned"
        elif dep == "relcl":
            yield from self._told_of(k)
        elif dep == "prep" and any(self._future(o) for o in parse.kids(k, "pobj")):
            yield "planned"

    def _told_of(self, k: int) -> Iterator[Modality]:
        """What a clause on the noun says of it: "talks which will be held", "talks to be held"."""
        parse = self.parse
        effect = self.cues.find("verb", parse.lemmas[k], "object", "subject")
        subject = parse.kid(k, "nsubj", "nsubjpass")
        if effect is None or effect.name in {"fact", "ended", "averted"}:
            return
        if subject is not None and not parse.tags[subject].startswith("W"):
            return
        if effect.name not in {"same", "soft"}:
            yield _modality(effect.name)
        modality, negated = self._of_verb(k)
        yield "denied" if negated else modality
        if any(parse.lower[a] == "to" for a in parse.kids(k, "aux")):
            yield "planned"

    def _adjective(self, k: int) -> Iterator[Modality]:
        effect = self.cues.find("adj", self.parse.lower[k], "noun")
        if effect is not None and effect.name in {"planned", "possible", "conditional", "demanded", "denied"}:
            self.seen.append(self.parse.lower[k])
            yield _modality(effect.name)


def _modality(name: str) -> Modality:
    for modality in ("planned", "possible", "conditional", "demanded", "denied"):
        if modality == name:
            return modality
    return "actual"
