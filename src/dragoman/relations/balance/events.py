"""Signed ties of a period, from what states did to each other in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import DictionaryError
from dragoman.relations.balance.ties import SignedTies, signed_ties

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATA = Path(__file__).parent / "data" / "ties.toml"


@dataclass(frozen=True, slots=True)
class TieRule:
    """At least `least` acts make a tie; its sign is that of their mean intensity, where that is at least `clear`."""

    least: int
    clear: float


@dataclass(frozen=True, slots=True)
class Pair:
    """What two states did to each other: `n` acts, of them cooperative and conflictual, mean intensity and sign.

    `sign` is 0 where the acts are too few or too mixed for a tie.
    """

    a: str
    b: str
    n: int
    cooperation: int
    conflict: int
    intensity: float
    sign: int


def load_rule(path: Path = DATA) -> TieRule:
    """The rule of `ties.toml`. Raises DictionaryError where it is not two numbers above 0."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    least, clear = table.get("least"), table.get("clear")
    if not isinstance(least, int) or least < 1:
        raise DictionaryError(path, 1, f"least is {least!r}", hint="Give a whole number from 1 on.")
    if not isinstance(clear, (int, float)) or clear < 0:
        raise DictionaryError(path, 1, f"clear is {clear!r}", hint="Give a number from 0 to 10.")
    return TieRule(least, float(clear))


def pairs_of_events(
    source: NDArray[np.object_],
    target: NDArray[np.object_],
    quad: NDArray[np.int8],
    intensity: NDArray[np.float64],
    rule: TieRule | None = None,
) -> list[Pair]:
    """Each unordered pair of states with acts in either direction, from columns of one length, by name.

    `quad` 1 and 2 are cooperation, 3 and 4 conflict; an act without intensity (NaN) counts in `n` alone.
    """
    rule = rule or load_rule()
    if not len(source):
        return []
    names, codes = np.unique(np.concatenate([source, target]).astype(str), return_inverse=True)
    one, two = np.split(codes, 2)
    low, high = np.minimum(one, two), np.maximum(one, two)
    keys, place = np.unique(low * len(names) + high, return_inverse=True)
    size = len(keys)
    n = np.bincount(place, minlength=size)
    told = ~np.isnan(intensity)
    weighed = np.bincount(place, weights=told, minlength=size)
    total = np.bincount(place, weights=np.where(told, intensity, 0.0), minlength=size)
    mean = total / np.maximum(weighed, 1)
    good = np.bincount(place, weights=(quad == 1) | (quad == 2), minlength=size)
    bad = np.bincount(place, weights=(quad == 3) | (quad == 4), minlength=size)
    sign = np.where(mean >= rule.clear, 1, np.where(mean <= -rule.clear, -1, 0)) * (n >= rule.least)
    return [
        Pair(
            str(names[keys[k] // len(names)]), str(names[keys[k] % len(names)]),
            int(n[k]), int(good[k]), int(bad[k]), float(mean[k]), int(sign[k]),
        )
        for k in range(size)
        if keys[k] // len(names) != keys[k] % len(names)
    ]  # fmt: skip


def ties_of_pairs(pairs: list[Pair]) -> SignedTies:
    """The pairs that have a sign, as signed ties."""
    return signed_ties((p.a, p.b, p.sign) for p in pairs if p.sign)
