"""Where measures of alignment contradict each other, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ALIKE = 0.6
"""From here on agreement or S, which run high by chance, read as alike."""
CHANCE = 0.1
"""Up to here kappa and pi read as no more than chance."""
CORRECTED = 0.4
"""From here on kappa and pi read as alike."""
FEW = 20
"""Below this number of roll calls a year's measures are told to rest on few."""


def disagreements(year: Mapping[str, Any]) -> list[str]:
    """Sentences on one year of `pair_years`: raw against corrected, votes against alliances; empty if none."""
    return list(_found(year.get("votes") or {}, year.get("alliances") or {}))


def _found(votes: Mapping[str, Any], alliances: Mapping[str, Any]) -> Iterator[str]:
    agree, pi, kappa = votes.get("agree"), votes.get("pi"), votes.get("kappa")
    if agree is not None and pi is not None and agree >= ALIKE and pi <= CHANCE:
        yield f"votes agree ({agree:.2f}), but no more than chance would give (pi {pi:.2f})"
    if kappa is not None and pi is not None and (kappa - pi) >= 2 * CHANCE:
        yield (
            f"kappa ({kappa:.2f}) forgives that the two use yes, abstain and no in different shares, "
            f"pi ({pi:.2f}) does not"
        )
    pledge, squared = alliances.get("pledge"), votes.get("pi_sq")
    if pledge == "defense" and squared is not None and squared <= CHANCE:
        yield f"allied for defence, but votes are no more alike than chance (pi squared {squared:.2f})"
    other = alliances.get("pi_sq")
    if other is not None and squared is not None and other <= CHANCE and squared >= CORRECTED:
        yield f"votes are alike (pi squared {squared:.2f}), alliances are not (pi squared {other:.2f})"
    if votes.get("n") is not None and 0 < votes["n"] < FEW:
        yield f"only {votes['n']} roll calls on which both voted"
