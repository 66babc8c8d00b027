"""Lemmas by word and Penn tag, from the tables that spaCy's own rule lemmatizer uses.

spaCy's component needs coarse parts of speech, whose computation costs as much as the parse; the
tables need only to know verb, noun or adjective, which the tag tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_KIND = {"VB": "verb", "NN": "noun", "JJ": "adj", "MD": "verb"}


class Lemmatizer:
    """Lemma lookup with a memory; one object per loaded pipeline."""

    def __init__(self, lookups: Any) -> None:
        rules, exceptions = lookups.get_table("lemma_rules"), lookups.get_table("lemma_exc")
        kinds = set(_KIND.values())
        # spaCy's tables hash each key they are asked for: plain ones are ten times as quick
        self._rules: Mapping[str, Sequence[tuple[str, str]]] = {
            kind: [(old, new) for old, new in rules.get(kind, ())] for kind in kinds
        }
        self._exceptions: Mapping[str, Mapping[str, Sequence[str]]] = {
            kind: exceptions.get(kind, {}) for kind in kinds
        }
        self._index: Mapping[str, frozenset[str]] = {
            kind: frozenset(lookups.get_table("lemma_index").get(kind, ())) for kind in kinds
        }
        self._memory: dict[tuple[str, str], str] = {}

    def lemma(self, word: str, tag: str) -> str:
        """The lower-case lemma of `word` under Penn `tag`; the lower-case word where no rule speaks."""
        key = (word, tag)
        found = self._memory.get(key)
        if found is None:
            found = self._memory[key] = self._look_up(word.lower(), tag)
        return found

    def _look_up(self, word: str, tag: str) -> str:
        kind = _KIND.get(tag[:2])
        if kind is None or tag in {"VB", "NN", "NNP", "JJ", "MD"}:
            return word
        listed = self._exceptions.get(kind, {}).get(word)
        if listed:
            return listed[0]
        if tag.startswith("JJ") or (tag == "VBP" and word in self._index["verb"]):
            return word
        return self._by_rule(word, kind)

    def _by_rule(self, word: str, kind: str) -> str:
        known = self._index.get(kind, frozenset())
        guess = word
        for old, new in self._rules.get(kind, ()):
            if word.endswith(old):
                form = word[: len(word) - len(old)] + new
                if form in known:
                    return form
                if guess == word and len(form) > 2:
                    guess = form
        return guess
