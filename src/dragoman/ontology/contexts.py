"""Finds what a text is about: keywords to context codes, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from dragoman.errors import DictionaryError
from dragoman.ontology.load import load_ontology
from dragoman.ontology.reading import csv_rows, data_dir, split_cell

COLUMNS = ("keyword", "contexts")
PREFIX = "*"


class ContextTagger:
    """A compiled keyword index; build it once and pass it."""

    def __init__(self, keywords: Mapping[str, tuple[str, ...]]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._words = [word.removesuffix(PREFIX) for word in keywords]
        self._open = [word.endswith(PREFIX) for word in keywords]
        self._contexts = list(keywords.values())
        self._index = AhoCorasick(self._words)

    def contexts_of(self, text: str) -> tuple[str, ...]:
        """Context codes whose keywords stand in the text as whole words (or plurals), sorted.

        Time is linear in the text's length.
        """
        low = text.lower()
        found: set[str] = set()
        for which, start, end in self._index.find_matches_as_indexes(low, overlapping=True):
            if _whole(low, start, end, self._open[which]):
                found.update(self._contexts[which])
        return tuple(sorted(found))


def load_contexts(path: Path | None = None, known: Collection[str] | None = None) -> ContextTagger:
    """The tagger over the shipped keywords, or over `path`; a keyword may end in `*`.

    `known` are the context codes allowed (default: the ontology's). Raises DictionaryError.
    """
    path = path or data_dir() / "contexts.csv"
    codes = load_ontology().contexts if known is None else known
    keywords: dict[str, tuple[str, ...]] = {}
    for line, row in csv_rows(path, COLUMNS):
        word = row["keyword"]
        if len(word.removesuffix(PREFIX)) < 2 or word != word.lower():
            raise DictionaryError(path, line, f"keyword: expected lower-case text, got {word!r}")
        if word in keywords:
            raise DictionaryError(path, line, f"keyword: {word!r} stands twice")
        keywords[word] = split_cell(row["contexts"])
        for context in keywords[word]:
            if context not in codes:
                raise DictionaryError(path, line, f"contexts: no context {context!r}")
    return ContextTagger(keywords)


def _whole(text: str, start: int, end: int, open_end: bool) -> bool:
    """Whether the span begins at a word's start and, unless open, ends at its end or plural."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
        return False
    if open_end or end == len(text) or not text[end].isalnum():
        return True
    return text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isalnum())
