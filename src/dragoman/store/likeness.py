"""How alike two tellings are: the parts of the score, and the score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from dragoman.records import Actor
from dragoman.store.rules import Rules
from dragoman.store.telling import Telling, party

_STATE = frozenset("GOV MIL SPY COP LEG JUD PTY".split())
_AGAINST = frozenset("REB OPP CVL CRM UAF LAB REF SOC EDU JRN BUS REL".split())
_ARMED = frozenset("REB UAF CRM PRM".split())
_BACK = re.compile(r"\b(?:the|this|these|that|those|his|her|their|its)\s+(?:[\w-]+\s+)?$", re.I)
_STEM = 5
_ORDINARY = 2.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair, 0 to 1, its parts (those that are not 0), and what the two share."""

    score: float
    parts: Mapping[str, float]
    words: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    gap: int | None


def likeness(one: Telling, other: Telling, rules: Rules) -> Likeness | None:
    """How alike two tellings are; None where their parties, modality or dates forbid that they are one event."""
    if not _may_be_one(one, other, rules):
        return None
    gap = apart(one, other)
    if (gap is None) != (one.first is None and other.first is None) or (gap or 0) > rules.days:
        return None
    parts = {
        **_worded(one, other),
        **_counted(one, other),
        **_acted(one, other),
        **_dated(one, other, (gap or 0) / rules.days),
        **_told(one, other),
    }
    total = rules.weights["bias"] + sum(rules.weights[name] * value for name, value in parts.items())
    return Likeness(
        score=1 / (1 + exp(-total)),
        parts={name: value for name, value in parts.items() if value},
        words=tuple(sorted(one.words & other.words, key=lambda w: (-_weight(one, other, w), w))),
        names=tuple(sorted(one.names & other.names)),
        numbers=tuple(sorted(one.numbers & other.numbers, key=lambda n: (-float(n), n))),
        gap=gap,
    )


def apart(one: Telling, other: Telling) -> int | None:
    """Days between two tellings, 0 where their spans touch; None where one of them has no day."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    return max(one.first - other.last, other.first - one.last, 0)


def _may_be_one(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether type, modality and parties allow it: each side the same, a part of the other, or left open."""
    a, b = one.report, other.report
    if a.modality != b.modality or rules.family[a.type] != rules.family[b.type]:
        return False
    copies = one.source.root == other.source.root and a.evidence.document != b.evidence.document
    if a.type != b.type and not copies:
        return False
    if a.type in rules.reciprocal:
        few, many = sorted((one.parties, other.parties), key=len)
        return few <= many
    sides = ((one.sources, other.sources), (one.targets, other.targets))
    return all(not x or not y or x <= y or y <= x for x, y in sides) and bool(one.sources & other.sources)


def _worded(one: Telling, other: Telling) -> dict[str, float]:
    if _one_sentence(one, other):
        return {}  # what it shares with itself tells nothing
    same_text = one.source.root == other.source.root
    shared = _sum(one, other, one.words & other.words)
    mine, yours = _sum(one, other, one.words), _sum(one, other, other.words)
    told = sum(max(0.0, _weight(one, other, word) - _ORDINARY) for word in sorted(one.words & other.words))
    subject = _sum(one, other, one.context & other.context)
    subjects = _sum(one, other, one.context) + _sum(one, other, other.context)
    return {
        "words": _share(2 * shared, mine + yours),
        "contained": _share(shared, min(mine, yours)),
        "rare": 1 - exp(-told / 6),
        "context": 0.0 if same_text else _share(2 * subject, subjects),
        "names": 1 - exp(-_sum(one, other, one.names & other.names) / 5),
        "names_apart": float(bool(one.names and other.names and not one.names & other.names)),
    }


def _weight(one: Telling, other: Telling, word: str) -> float:
    a, b = one.weights.get(word), other.weights.get(word)
    return min(w for w in (a, b) if w is not None)


def _sum(one: Telling, other: Telling, words: frozenset[str]) -> float:
    """The weight of words, added in an order that does not depend on their hashes."""
    return sum(_weight(one, other, word) for word in sorted(words))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _one_sentence(one: Telling, other: Telling) -> bool:
    a, b = one.report.evidence, other.report.evidence
    return (a.document, a.start, a.end) == (b.document, b.start, b.end)


def _counted(one: Telling, other: Telling) -> dict[str, float]:
    if _one_sentence(one, other):
        return {}
    shared = one.numbers & other.numbers
    differ = bool(one.numbers and other.numbers and not shared)
    return {
        "numbers": min(1.0, len(shared) / 2),
        "numbers_apart": float(differ and not _may_have_grown(one, other)),
        "counted_anew": float(differ and bool(apart(one, other)) and not one.back and not other.back),
    }


def _may_have_grown(one: Telling, other: Telling) -> bool:
    """Whether the later telling counts the same more: of the same day, or looking back."""
    if not (one.back or other.back or one.first == other.first):
        return False
    early, late = sorted((one, other), key=lambda t: t.report.evidence.published or "")
    return max(map(float, late.numbers)) >= max(map(float, early.numbers))


def _acted(one: Telling, other: Telling) -> dict[str, float]:
    a, b = one.report, other.report
    places = [r.place.name for r in (a, b) if r.place]
    trigger = a.trigger.text.lower()[:_STEM] == b.trigger.text.lower()[:_STEM]
    mine, yours = _persons(a.source + a.target), _persons(b.source + b.target)
    same_sides = one.sources == other.sources and one.targets == other.targets
    return {
        "place": float(len(places) == 2 and places[0] == places[1]),
        "place_apart": float(len(places) == 2 and places[0] != places[1]),
        "trigger": float(trigger),
        "parties": float(same_sides or (one.parties == other.parties and a.type in _NO_DIRECTION)),
        "persons": float(bool(mine & yours)),
        "persons_apart": float(any(_differ(mine, yours, code) for code in {c for c, _ in mine})),
        "sectors_apart": float(_sectors_apart(one, other)),
        "mode_apart": float(bool(a.mode and b.mode and a.mode != b.mode)),
    }


_NO_DIRECTION = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def _persons(actors: tuple[Actor, ...]) -> set[tuple[str, str]]:
    """The named persons, each with its country."""
    return {(party(a), a.id) for a in actors if a.role and a.id != a.country}


def _differ(mine: set[tuple[str, str]], yours: set[tuple[str, str]], code: str) -> bool:
    one = {i for c, i in mine if c == code}
    other = {i for c, i in yours if c == code}
    return bool(one and other and not one & other)


def _sectors_apart(one: Telling, other: Telling) -> bool:
    """Whether a country stands for its state in one and for those against it in the other."""
    for mine, yours in (
        (one.report.source, other.report.source),
        (one.report.target, other.report.target),
    ):
        for code in set(map(party, mine)) & set(map(party, yours)):
            a = {x.sector for x in mine if party(x) == code}
            b = {x.sector for x in yours if party(x) == code}
            if None in a or None in b or a & b:
                continue
            if (a <= _STATE and b <= _AGAINST) or (b <= _STATE and a <= _AGAINST):
                return True
            if (a <= _ARMED) != (b <= _ARMED):
                return True
    return False


def _dated(one: Telling, other: Telling, share: float) -> dict[str, float]:
    a, b = one.report.date, other.report.date
    stated = a.basis == b.basis == "text" and a.precision == b.precision == "day" and a.start != b.start
    fresh = share > 0 and not one.back and not other.back
    return {
        "days": share,
        "fresh": float(fresh),
        "stated_apart": float(stated),
        "coarse": float(one.coarse or other.coarse),
    }


def _told(one: Telling, other: Telling) -> dict[str, float]:
    a, b = one.report.evidence, other.report.evidence
    inside = a.document == b.document
    later = max((one.report, other.report), key=lambda r: (r.evidence.sentence, r.trigger.start))
    back = inside and _points_back(later.evidence.text, later.trigger.start - later.evidence.start)
    return {
        "copies": float(not inside and one.source.root == other.source.root),
        "one_document": float(inside),
        "one_sentence": float(_one_sentence(one, other)),
        "later_sentence": float(back),
    }


def _points_back(text: str, at: int) -> bool:
    return 0 < at <= len(text) and bool(_BACK.search(text[:at]))
