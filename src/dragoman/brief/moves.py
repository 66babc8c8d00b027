"""Who moves where, in words: closer, apart, unsettled; strained triangles and common fronts."""

from __future__ import annotations

from dataclasses import replace

from dragoman.brief.acts import Act, clause
from dragoman.brief.findings import Findings, Movement, Triangle
from dragoman.brief.names import Names
from dragoman.brief.statements import Claim, Line, Part, capital, note, told
from dragoman.brief.ties import pull

_SHOWN = 3
_HEADINGS = {"closer": "Closer", "apart": "Apart", "unsettled": "Unsettled"}
_ORDER = ("closer", "apart")


def moves(found: Findings, names: Names) -> tuple[Line, ...]:
    """One bullet a dyad or triangle, in the order closer, apart, strain, fronts, unsettled."""
    lines = [_movement(m, names) for d in _ORDER for m in found.movements[:12] if m.direction == d]
    lines += [_triangle(t, names) for t in found.triangles[:4]]
    lines += [_movement(m, names) for m in found.movements[:12] if m.direction == "unsettled"]
    return tuple(lines) or (note(names.wording.empty["movements"]),)


def _movement(movement: Movement, names: Names) -> Line:
    pair = f"{_HEADINGS[movement.direction]}: {names.country(movement.a)} and {names.country(movement.b)}"
    acts = _weightiest(movement, names)
    keys = tuple(dict.fromkeys(k for a in acts for k in a.keys))
    head = Part(pair, keys, kind="label", after=" (", show=False)
    parts = [told(a, clause(a, names), after="; ") for a in acts]
    parts[-1] = replace(parts[-1], after=").")
    return Line((head, *parts))


def _weightiest(movement: Movement, names: Names) -> list[Act]:
    ranked = sorted(movement.acts, key=lambda a: -abs(pull(a, names.wording)))
    if movement.direction == "unsettled":
        plus = [a for a in ranked if pull(a, names.wording) > 0][:2]
        return [*plus, *[a for a in ranked if pull(a, names.wording) < 0][:2]]
    return [a for a in ranked if pull(a, names.wording)][:_SHOWN] or ranked[:1]


def _triangle(triangle: Triangle, names: Names) -> Line:
    fill = {k: names.country(getattr(triangle, k)) for k in ("hub", "x", "y")}
    heading = "Under strain" if triangle.kind == "strain" else "Common front"
    words = names.wording.say[triangle.kind].format(**fill)
    keys = tuple(dict.fromkeys(k for a in triangle.acts for k in a.keys))[:6]
    return Line((Part(f"{heading}: {words}", keys, (Claim(words, (), False),), "claim", "."),))


def heading_words() -> frozenset[str]:
    """The words that head a bullet, for the checker."""
    return frozenset(
        w.lower() for h in (*_HEADINGS.values(), "Under strain", "Common front") for w in h.split()
    )


def bold(text: str) -> tuple[str, str]:
    """A bullet's heading and the rest: `Closer: …`."""
    head, sep, rest = text.partition(": ")
    return (head, rest) if sep and capital(head) == head and len(head) < 14 else ("", text)
