"""How balanced a signed graph is: its triangles, and its closed walks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dragoman.relations.balance.ties import SignedTies

KINDS = ("+++", "++-", "+--", "---")


@dataclass(frozen=True, slots=True)
class Triads:
    """Counts of triangles by their signs; `balanced` is the share of +++ and +--, None without a triangle."""

    counts: dict[str, int]
    balanced: float | None


def triads(ties: SignedTies) -> Triads:
    """The census of triangles (Cartwright and Harary 1956).

    With P and N the matrices of positive and of negative ties, tr(PPP) counts each +++ six times, tr(PPN) each ++-
    twice, tr(PNN) each +-- twice and tr(NNN) each --- six times.
    """
    plus = (ties.matrix > 0).astype(np.float64)
    minus = (ties.matrix < 0).astype(np.float64)
    pp, mm = plus @ plus, minus @ minus
    found = (
        float((pp * plus).sum()) / 6,
        float((pp * minus).sum()) / 2,
        float((mm * plus).sum()) / 2,
        float((mm * minus).sum()) / 6,
    )
    counts = {kind: round(n) for kind, n in zip(KINDS, found, strict=True)}
    total = sum(counts.values())
    return Triads(counts, (counts["+++"] + counts["+--"]) / total if total else None)


def walk_balance(ties: SignedTies) -> float | None:
    """Closed walks with their signs over those without: tr(exp(A)) / tr(exp(|A|)), in (0, 1]; None without ties.

    1 where all is balanced; long walks count little (Estrada and Benzi 2014).
    """
    if not len(ties):
        return None
    signed = np.linalg.eigvalsh(ties.matrix.astype(np.float64))
    plain = np.linalg.eigvalsh(np.abs(ties.matrix).astype(np.float64))
    top = max(signed.max(), plain.max())  # the exponentials of large graphs overflow
    return float(np.exp(signed - top).sum() / np.exp(plain - top).sum())
