"""Joins that people decided on, over the groups that the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.store.decisions import Decision, Decisions
from dragoman.store.grouping import Group, order
from dragoman.store.reasons import joined_by


def with_joins(groups: Iterable[Group], decisions: Decisions) -> Iterator[Group]:
    """The groups, those that a join names made one; a split between their members holds them apart."""
    joins = decisions.joins()
    touched: list[Group] = []
    for group in groups:
        if joins and any(member.report.id in joins for member in group.members):
            touched.append(group)
        else:
            yield group
    yield from _merged(touched, joins, decisions)


def _merged(
    groups: list[Group], joins: Mapping[str, Mapping[str, Decision]], decisions: Decisions
) -> list[Group]:
    """The groups merged along the joins, in the order of their first members."""
    groups = sorted(groups, key=lambda group: order(group.members[0]))
    of = {member.report.id: group for group in groups for member in group.members}
    for one in sorted(joins):
        for other, decision in sorted(joins[one].items()):
            a, b = of.get(one), of.get(other)
            if a is None or b is None or a is b or _barred(a, b, decisions):
                continue
            into, gone = sorted((a, b), key=lambda group: order(group.members[0]))
            ends = (one, other) if into is a else (other, one)
            _absorb(into, gone, joined_by(decision.id, decision.why, ends[0]))
            of.update((member.report.id, into) for member in gone.members)
    return list({id(group): group for group in of.values()}.values())


def _barred(a: Group, b: Group, decisions: Decisions) -> bool:
    ids = [member.report.id for member in b.members]
    return any(decisions.bars(member.report.id, ids) for member in a.members)


def _absorb(into: Group, gone: Group, why: str) -> None:
    """Puts the members of a group into another, in order; the first of them says why."""
    reasons = [why, *gone.reasons[1:]]
    every = [*zip(into.members, into.reasons, strict=True), *zip(gone.members, reasons, strict=True)]
    every = [every[0], *sorted(every[1:], key=lambda pair: order(pair[0]))]
    into.members[:] = [member for member, _ in every]
    into.reasons[:] = [said for _, said in every]
