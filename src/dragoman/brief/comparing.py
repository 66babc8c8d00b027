"""What is new, gone or changed between two briefs."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.acts import Act, clause
from dragoman.brief.coverage import period
from dragoman.brief.findings import Stake
from dragoman.brief.gather import gather
from dragoman.brief.model import Brief, assemble
from dragoman.brief.names import Names
from dragoman.brief.setting import RECIPROCAL
from dragoman.brief.sides import stance_part
from dragoman.brief.statements import Block, Line, Part, Section, chain, note, told
from dragoman.records import Coded

_MOST = 12
_UNREAL = ("planned", "possible", "conditional")


def compare(a: Brief, b: Brief) -> Brief:
    """A brief of the changes from `a` to `b`: changed in modality, new, and no longer told.

    It is a `Brief` like any other: every sentence cites evidence of `a` or `b` and has passed the checker.
    """
    coded = _both(a.coded, b.coded)
    names = Names.build(coded, b.names.wording)
    before, after = a.findings, b.findings
    pairs = _pairs(before.acts, after.acts)
    known = {x.id for x, _ in pairs} | {y.id for _, y in pairs}
    changed = [(x, y) for x, y in pairs if x.modality != y.modality]
    new = [x for x in after.acts if x.id not in known and not x.background]
    gone = [x for x in before.acts if x.id not in known and not x.background]
    sections = (
        _section("changed", "Changed", [_change(x, y, names) for x, y in changed], names),
        _section("new", "New", [*_acts(new, names), *_stakes(after.stakes, before.stakes, names)], names),
        _section(
            "gone",
            "No longer told",
            [*_acts(gone, names), *_stakes(before.stakes, after.stakes, names)],
            names,
        ),
    )
    head = Line((Part(f"What changed: {period(before.coverage)} and {period(after.coverage)}", kind="note"),))
    return assemble(head, sections, gather(coded, names), coded, names)


def _both(a: Sequence[Coded], b: Sequence[Coded]) -> tuple[Coded, ...]:
    return tuple({c.document.id: c for c in (*a, *b)}.values())


def _pairs(before: Sequence[Act], after: Sequence[Act]) -> list[tuple[Act, Act]]:
    """Acts of the same type and parties in both, each used once; equal modality is matched first."""
    left = list(after)
    found: list[tuple[Act, Act]] = []
    for exact in (True, False):
        for act in before:
            if any(x is act for x, _ in found):
                continue
            match = next(
                (y for y in left if _alike(act, y) and (y.modality == act.modality or not exact)), None
            )
            if match is not None:
                left.remove(match)
                found.append((act, match))
    return found


def _alike(x: Act, y: Act) -> bool:
    if x.type != y.type:
        return False
    ours = ({a.country for a in x.source}, {a.country for a in x.target})
    theirs = ({a.country for a in y.source}, {a.country for a in y.target})
    if x.type in RECIPROCAL and y.type in RECIPROCAL:
        return ours[0] | ours[1] == theirs[0] | theirs[1]
    same_verb = x.phrase.lemma == y.phrase.lemma or not (x.phrase.own and y.phrase.own)
    return ours == theirs and (same_verb or x.modality in _UNREAL)


def _section(key: str, heading: str, lines: Sequence[Line], names: Names) -> Section:
    shown = tuple(lines[:_MOST]) or (note(names.wording.empty["same"]),)
    return Section(key, heading, (Block("list", shown),))


def _change(before: Act, after: Act, names: Names) -> Line:
    say = names.wording.say
    return chain(
        [
            told(before, clause(before, names), template=say["before"].format(act="{}")),
            told(after, clause(after, names), template=say["now"].format(act="{}")),
        ]
    )


def _acts(acts: Sequence[Act], names: Names) -> list[Line]:
    ranked = sorted(acts, key=lambda a: (-a.salience, a.order))
    return [chain([told(a, clause(a, names))]) for a in ranked]


def _stakes(ours: Sequence[Stake], theirs: Sequence[Stake], names: Names) -> list[Line]:
    known = {(s.side, s.stance, s.class_) for s in theirs}
    fresh = [s for s in ours if (s.side, s.stance, s.class_) not in known]
    return [chain([stance_part(s, names, "wants")]) for s in fresh]
