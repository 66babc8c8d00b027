"""Puts tellings into groups, one group an event, in one pass over time.

Tellings come in the order of their days. Each is compared with at most a fixed number of earlier ones, those
that share the rarest words, so the work grows with the number of reports; only a window of days is in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.records import Report
from dragoman.store.decisions import Decisions
from dragoman.store.likeness import Likeness, apart, likeness
from dragoman.store.reasons import FIRST, kept_apart, reason
from dragoman.store.rules import Rules
from dragoman.store.telling import Telling

_SAME_TEXT = 50.0


@dataclass(slots=True, eq=False)
class Group:
    """An event in the making: its members, and why each was joined."""

    members: list[Telling]
    reasons: list[str] = field(default_factory=lambda: [FIRST])


Index = dict[tuple[str, str, str, str], list[int]]


class Grouping:
    """The open groups of a window of days."""

    def __init__(self, rules: Rules, decisions: Decisions) -> None:
        self._rules, self._decisions = rules, decisions
        self._tellings: dict[int, Telling] = {}
        self._group: dict[int, Group] = {}
        self._days: dict[int | None, Index] = {}
        self._count = 0

    def groups(self, tellings: Iterable[Telling]) -> Iterator[Group]:
        """The groups of tellings that come ordered by `order`, each as soon as nothing can join it."""
        for one in tellings:
            yield from self._closed(one)
            self._place(one)
        for day in list(self._days):
            yield from self._drop(day)

    def _place(self, one: Telling) -> None:
        """Joins a telling to the event that it fits best, or begins one."""
        number, self._count = self._count, self._count + 1
        group = self._joined(one) or Group([one])
        day = one.first if one.coarse else one.last
        index = self._days.setdefault(day, defaultdict(list))
        self._tellings[number], self._group[number] = one, group
        for key in self._keys(one):
            for word in (*one.words, *_marks(one)):
                index[(*key, word)].append(number)

    def _joined(self, one: Telling) -> Group | None:
        """The group that takes the telling, the likest first; None if none does."""
        best: dict[int, tuple[float, Telling, Likeness, Group]] = {}
        for number in self._candidates(one):
            other, group = self._tellings[number], self._group[number]
            like = likeness(other, one, self._rules)
            if like is not None and like.score >= self._rules.least:
                found = best.get(id(group))
                if found is None or like.score > found[0]:
                    best[id(group)] = (like.score, other, like, group)
        apart_from: list[Telling] = []
        for _, other, like, group in sorted(best.values(), key=lambda b: (-b[0], order(b[3].members[0]))):
            barred = self._decisions.bars(one.report.id, (m.report.id for m in group.members))
            if barred:
                apart_from.append(other)
            elif self._holds(one, group):
                group.members.append(one)
                group.reasons.append(reason(other, one, like))
                return group
        return Group([one], [kept_apart(self._decisions, one, apart_from)]) if apart_from else None

    def _holds(self, one: Telling, group: Group) -> bool:
        """Whether the telling is near the event's beginning and like its members in the mean."""
        gap = apart(group.members[0], one)
        if gap is not None and gap > self._rules.days:
            return False
        some = group.members[: self._rules.members]
        found = (likeness(other, one, self._rules) for other in some)
        return sum(like.score for like in found if like) / len(some) >= self._rules.whole

    def _candidates(self, one: Telling) -> list[int]:
        """The earlier tellings that share the rarest words, or the document; the latest first where equal."""
        shared: dict[int, float] = defaultdict(float)
        words = [(word, one.weights[word]) for word in sorted(one.words)]
        words += [(mark, _SAME_TEXT) for mark in _marks(one)]
        for index in self._days.values():
            for key in self._keys(one):
                for word, weight in words:
                    for number in index.get((*key, word), ())[-self._rules.remembered :]:
                        shared[number] += weight
        likest = sorted(shared, key=lambda number: (-shared[number], -number))
        return likest[: self._rules.candidates]

    def _keys(self, one: Telling) -> list[tuple[str, str, str]]:
        """What tellings of one event have in common for sure: type, modality, and a party."""
        report = one.report
        codes = one.parties if report.type in self._rules.reciprocal else one.sources
        return [(self._rules.family[report.type], report.modality, code) for code in sorted(codes) or [""]]

    def _closed(self, now: Telling) -> Iterator[Group]:
        """The groups that nothing from `now` on can join."""
        past = [
            day
            for day in self._days
            if day is not None and (now.first is None or day < now.first - self._rules.days)
        ]
        for day in sorted(past):
            yield from self._drop(day)

    def _drop(self, day: int | None) -> Iterator[Group]:
        """Forgets a day; gives the groups that have no telling left in memory."""
        gone = sorted({n for numbers in self._days.pop(day).values() for n in numbers})
        groups = {id(self._group[n]): self._group[n] for n in gone}
        for number in gone:
            del self._tellings[number], self._group[number]
        left = {id(group) for group in self._group.values()} if groups else set()
        yield from (group for key, group in groups.items() if key not in left)


def _marks(one: Telling) -> tuple[str, ...]:
    """What stands for the document among the words: copies and later sentences need share no other."""
    return (f"={one.source.root}", f"={one.report.evidence.document}")


def order(one: Telling) -> tuple[int, str, str, int, int, str]:
    """The order in which tellings are grouped: by day, publication, document and place in it."""
    return order_of(one.report, one.first)


def order_of(report: Report, day: int | None) -> tuple[int, str, str, int, int, str]:
    """The same, of a report and its first day."""
    evidence = report.evidence
    return (
        10**9 if day is None else day,
        evidence.published or "9999",
        evidence.document,
        evidence.sentence,
        report.trigger.start,
        report.id,
    )


def publishers(members: Sequence[Telling]) -> int:
    """How many published independently: one publisher counts once, and so do copies of one document."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for member in members:
        parent[top(f"by {member.source.publisher}")] = top(f"of {member.source.root}")
    return len({top(key) for key in list(parent)})
