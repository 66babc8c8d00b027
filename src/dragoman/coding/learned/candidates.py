"""Which actors of a sentence the learned reader is asked about."""

from __future__ import annotations

from dragoman.coding.learned.encoding import Span
from dragoman.coding.parties import Scene


def spans_of(scene: Scene) -> list[Span]:
    """The mentions of the scene as spans within its sentence, in order; one span a place in the text."""
    out: dict[tuple[int, int], Span] = {}
    for m in scene.mentions:
        start, end = m.start - scene.offset, m.end - scene.offset
        out.setdefault((start, end), Span(start, end, m.actor.country, m.actor.sector, m.kind))
    return list(out.values())
