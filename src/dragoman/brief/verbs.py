"""Enough English verb morphology to say a text's own verb in another tense."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Form = Literal["base", "s", "past", "ing"]
_VOWELS = "aeiou"
_E_STEM = re.compile(r"(?:c|v|u|z|[^s]s|[^n]g|dg|[rl]g|at|is|[bcdfgkpstz]l)$")
_NO_E_STEM = re.compile(r"(?:[eo]at|[aeo]u|ang|ong|eous|ocus|aw|iscuss)$")


@dataclass(frozen=True, slots=True)
class Verbs:
    """Irregular forms, doubling verbs and silent-e verbs, indexed both ways."""

    past_of: Mapping[str, str]
    participle_of: Mapping[str, str]
    base_of: Mapping[str, str]
    doubling: frozenset[str]

    @classmethod
    def build(cls, irregular: Sequence[str], doubling: Sequence[str], silent_e: Sequence[str]) -> Verbs:
        """Index the tables of `verbs.toml`."""
        past, participle, base = {}, {}, {}
        for line in irregular:
            forms = line.split()
            past[forms[0]], participle[forms[0]] = forms[1], forms[-1]
            base.update({forms[1]: forms[0], forms[-1]: forms[0]})
        base.update({"were": "be", "is": "be", "are": "be", "has": "have"})
        for form in silent_e:
            base[form] = _tie(form)
            base[form[:-2] + "ing"] = _tie(form)
        for verb in doubling:
            base[verb + verb[-1] + "ed"] = verb
            base[verb + verb[-1] + "ing"] = verb
        return cls(past, participle, base, frozenset(doubling))

    def analyse(self, word: str) -> tuple[str, Form]:
        """The lemma and form of a verb's written form (past and participle are one form, `past`)."""
        low = word.lower()
        if low in self.past_of:
            return low, "base"
        if low in self.base_of:
            return self.base_of[low], self._form(low)
        if low.endswith("ied") and len(low) > 4:
            return low[:-3] + "y", "past"
        if low.endswith("ed") and len(low) > 3:
            return self._stem(low[:-2]), "past"
        if low.endswith("ing") and len(low) > 5:
            return self._stem(low[:-3]), "ing"
        return _third_base(low)

    def past(self, lemma: str) -> str:
        """`agree` gives `agreed`."""
        return self.past_of.get(lemma) or self._regular(lemma)

    def participle(self, lemma: str) -> str:
        """`withdraw` gives `withdrawn`."""
        return self.participle_of.get(lemma) or self._regular(lemma)

    def third(self, lemma: str) -> str:
        """`accuse` gives `accuses`."""
        if lemma in {"be", "have"}:
            return {"be": "is", "have": "has"}[lemma]
        if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
            return lemma[:-1] + "ies"
        return lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else "s")

    def gerund(self, lemma: str) -> str:
        """`threaten` gives `threatening`."""
        if lemma in self.doubling:
            return lemma + lemma[-1] + "ing"
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
            return lemma[:-1] + "ing"
        return lemma + "ing"

    def _form(self, low: str) -> Form:
        if low.endswith("ing") and low not in {"bring", "ring", "swing"}:
            return "ing"
        return "s" if low in {"is", "are", "has"} else "past"

    def _regular(self, lemma: str) -> str:
        if lemma in self.doubling:
            return lemma + lemma[-1] + "ed"
        if lemma.endswith("e"):
            return lemma + "d"
        if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
            return lemma[:-1] + "ied"
        return lemma + "ed"

    def _stem(self, stem: str) -> str:
        known = {stem, stem + "e"} & set(self.past_of)
        if known:
            return known.pop()
        if stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsfze":
            return stem[:-1]
        if stem.endswith("e") or (_E_STEM.search(stem) and not _NO_E_STEM.search(stem)):
            return stem if stem.endswith("ee") else stem + "e"
        return stem


def _tie(form: str) -> str:
    """`invited` gives `invite`, `freed` gives `free`."""
    return form[:-1]


def _third_base(low: str) -> tuple[str, Form]:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y", "s"
    if re.search(r"(?:ss|x|zz|ch|sh|o)es$", low):
        return low[:-2], "s"
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1], "s"
    return low, "base"
