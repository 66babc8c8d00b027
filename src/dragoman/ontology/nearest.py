"""Known words that look like an unknown one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], n: int = 5) -> list[str]:
    """Up to `n` known words nearest to `word`, best first, whatever the case; empty if none is near."""
    by_lower: dict[str, str] = {}
    for item in known:
        by_lower.setdefault(item.lower(), item)
    return [by_lower[low] for low in difflib.get_close_matches(word.lower(), by_lower, n, cutoff=0.5)]


def nearest_hint(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known words, or the first known ones where none is near."""
    names = sorted(set(known))
    found = nearest(word, names)
    if found:
        return f"Nearest: {', '.join(found)}."
    return f"Known, among others: {', '.join(names[:16])}."
