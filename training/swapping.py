"""The same sentence told of other states, so that the network learns the wording and not who usually does what.

Names and adjectives of a state are replaced wherever a mention holds them; a state with a named person in the sentence
keeps its name, since the person's would tell.
"""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

from dragoman.actors import ActorDictionary
from training.naming import countries

SHARE = 0.5


@cache
def forms() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """How each state is named, and its adjectives, as patterns that match whole words."""
    dictionary = ActorDictionary.load()
    out = {}
    for code in countries():
        s = dictionary.countries[code]
        out[code] = (_any([s.name, *(n.text for n in s.names)]), _any([a.text for a in s.adjectives]))
    return out


def _any(words: list[str]) -> re.Pattern[str]:
    told = sorted({w for w in words if w}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:the )?(?:{'|'.join(map(re.escape, told))})(?!\w)", re.IGNORECASE)


def swapped(row: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The example with some of its states swapped for others; all offsets follow."""
    here = {s[2] for s in row["spans"] if s[2]}
    named = {s[2] for s in row["spans"] if s[4] == "person"}
    other = {}
    for code in sorted(here - named):
        if code in forms() and rng.random() < SHARE:
            other[code] = rng.choice(
                [c for c in sorted(countries()) if c not in here and c not in other.values()]
            )
    cuts = sorted(_cuts(row, other))
    if not cuts:
        return row

    def at(place: int) -> int:
        """Where a place of the old text lies in the new one; what lay within a cut lies at its start or end."""
        moved = place
        for start, end, new in cuts:
            if place >= end:
                moved += len(new) - (end - start)
            elif place > start:
                moved += len(new) - (place - start) if place - start > len(new) else 0
        return moved

    text, last = "", 0
    for start, end, new in cuts:
        text += row["text"][last:start] + new
        last = end
    text += row["text"][last:]
    spans = [[at(s), at(e), other.get(c, c), sector, kind] for s, e, c, sector, kind in row["spans"]]
    pairs = [[i, j, t, m, None if w is None else [at(w[0]), at(w[1])]] for i, j, t, m, w in row["pairs"]]
    starts, ends, heads = row["parse"]
    parse = [[at(s) for s in starts], [at(e) for e in ends], heads]
    return {**row, "text": text, "spans": spans, "pairs": pairs, "parse": parse}


def _cuts(row: dict[str, Any], other: dict[str, str]) -> list[tuple[int, int, str]]:
    """What is replaced in the text: start, end, new words; no two overlap."""
    found: dict[tuple[int, int], str] = {}
    for start, end, code, _, _ in row["spans"]:
        if code not in other:
            continue
        for pattern, word in zip(forms()[code], (countries()[other[code]].name, countries()[other[code]].adjective),
                                 strict=True):  # fmt: skip
            m = pattern.search(row["text"], start, end)
            if m:
                found[m.span()] = word
                break
    out: list[tuple[int, int, str]] = []
    for (start, end), word in sorted(found.items()):
        if not out or start >= out[-1][1]:
            out.append((start, end, word))
    return out
