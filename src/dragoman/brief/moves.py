"""Who moves where, in words: closer, apart, unsettled; strained triangles and common fronts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.brief.acts import Act, Key, clause
from dragoman.brief.findings import Camps, Direction, Findings, Movement, Triangle
from dragoman.brief.names import Names, join_words
from dragoman.brief.statements import Line, Part, capital, note, told
from dragoman.brief.ties import pull

_SHOWN = 3
_MOST = 14


def moves(found: Findings, names: Names) -> tuple[Line, ...]:
    """One bullet a dyad or triangle, in the order closer, apart, strain, common fronts, unsettled."""
    top = found.movements[:_MOST]
    lines = [*_direction("closer", top, names), *_direction("apart", top, names)]
    lines += [_camps(found.camps, names)] if found.camps is not None else []
    lines += [_triangle(t, names) for t in found.triangles[:4]]
    lines += _direction("unsettled", top, names)
    return tuple(lines) or (note(names.wording.empty["movements"]),)


def _direction(direction: Direction, top: Sequence[Movement], names: Names) -> list[Line]:
    """Movements of one direction; those that rest on the very same acts share a bullet."""
    grouped: dict[tuple[str, ...], list[Movement]] = {}
    for movement in (m for m in top if m.direction == direction):
        key = tuple(a.id for a in _weightiest(movement, names))
        grouped.setdefault(key, []).append(movement)
    return [_movement(group, names) for group in grouped.values()]


def _movement(group: Sequence[Movement], names: Names) -> Line:
    first = group[0]
    acts = _weightiest(first, names)
    keys = tuple(dict.fromkeys(k for a in acts for k in a.keys))
    head = Part(
        capital(_pairs(group, names)),
        keys,
        kind="label",
        after=" (",
        show=False,
        head=names.wording.head[first.direction],
    )
    parts = [told(a, clause(a, names), after="; ") for a in acts]
    against = [told(a, clause(a, names), after="; ") for a in _against(first, names)]
    if against:
        parts[-1] = replace(parts[-1], after=f"; {names.wording.say['though']} ")
    parts += against
    parts[-1] = replace(parts[-1], after=").")
    return Line((head, *parts))


def _pairs(group: Sequence[Movement], names: Names) -> str:
    """`Turkey and Ukraine`; `NATO with Sweden and Turkey` where the pairs share one side."""
    shared = set.intersection(*({m.a, m.b} for m in group))
    if len(group) == 1 or not shared:
        return "; ".join(f"{names.country(m.a)} and {names.country(m.b)}" for m in group)
    hub = sorted(shared)[0]
    others = [names.country(m.b if m.a == hub else m.a) for m in group]
    return f"{names.country(hub)} with {join_words(others)}"


def _weightiest(movement: Movement, names: Names) -> list[Act]:
    ranked = distinct(sorted(movement.acts, key=lambda a: (-abs(pull(a, names.wording)), a.order)))
    sign = 1 if movement.direction == "closer" else -1
    if movement.direction == "unsettled":
        plus = [a for a in ranked if pull(a, names.wording) > 0][:2]
        return [*plus, *[a for a in ranked if pull(a, names.wording) < 0][:2]]
    return [a for a in ranked if pull(a, names.wording) * sign > 0][:_SHOWN]


def distinct(acts: Sequence[Act]) -> list[Act]:
    """Acts without those whose words another act of the same sentence already holds."""
    kept: list[Act] = []
    for act in acts:
        twin = next((a for a in kept if set(a.keys) & set(act.keys) and _holds(a, act)), None)
        if twin is None:
            kept.append(act)
    return kept


def _holds(a: Act, b: Act) -> bool:
    """Whether one act's words stand inside the other's, as `go ahead` in `said that it would go ahead`."""
    long, short = sorted((f"{x.phrase.lemma} {x.phrase.rest}" for x in (a, b)), key=len, reverse=True)
    return bool(short.split()[1:]) and short in long


def _against(movement: Movement, names: Names) -> list[Act]:
    """The weightiest act that points the other way, where a movement has one."""
    if movement.direction == "unsettled":
        return []
    sign = 1 if movement.direction == "closer" else -1
    other = [a for a in movement.acts if pull(a, names.wording) * sign < 0]
    return sorted(other, key=lambda a: -abs(pull(a, names.wording)))[:1]


def _camps(camps: Camps, names: Names) -> Line:
    """`North Korea and Russia on one side, Ukraine and the United States on the other`."""
    fill = {side: join_words([names.country(c) for c in getattr(camps, side)]) for side in ("left", "right")}
    keys = tuple(dict.fromkeys(k for a in camps.acts for k in a.keys))
    words = capital(names.wording.say["camps"].format(**fill))
    return Line((Part(words, keys, after=".", head=names.wording.head["camps"]),))


def _triangle(triangle: Triangle, names: Names) -> Line:
    fill = {k: names.country(getattr(triangle, k)) for k in ("hub", "x", "y")}
    words = names.wording.say[triangle.kind].format(**fill)
    return Line(
        (Part(capital(words), _keys(triangle, names), after=".", head=names.wording.head[triangle.kind]),)
    )


def _keys(triangle: Triangle, names: Names) -> tuple[Key, ...]:
    """The sentences of the weightiest act of each side of the triangle."""
    sides = [{triangle.hub, triangle.x}, {triangle.hub, triangle.y}, {triangle.x, triangle.y}]
    keys: list[Key] = []
    for side in sides:
        acts = [a for a in triangle.acts if side in [set(d) for d in a.dyads()]]
        best = sorted(acts, key=lambda a: -abs(pull(a, names.wording)))[:1]
        keys += [a.keys[0] for a in best]
    return tuple(dict.fromkeys(keys))
