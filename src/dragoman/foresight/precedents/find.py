"""What followed in past cases of a pattern, against matched periods without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dragoman.foresight.precedents.counting import Counted, count
from dragoman.foresight.precedents.dyads import Like, Pairs, Trait, like
from dragoman.foresight.precedents.odds import Odds, holm, odds
from dragoman.foresight.precedents.pattern import Kind, Pattern
from dragoman.foresight.precedents.rules import Rules, load_rules

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Outcome:
    """One kind of outcome in one group of pairs.

    `odds` is None where too few cases have matched periods; `adjusted` is its p value after Holm over all outcomes and
    groups of the answer; `unmatched` cases have no matched periods and are in `cases` and `followed` alone.
    """

    kind: str
    cases: int
    followed: int
    still_open: int
    unmatched: int
    odds: Odds | None
    adjusted: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case by places of acts: what made it, and what followed (empty: nothing did; None: too recent to know)."""

    a: str
    b: str
    at: int
    then: tuple[int, ...] | None


@dataclass(frozen=True)
class Precedents:
    """Outcomes for the pair itself and for pairs like it, the pairs, and the cases of the pair itself by time."""

    own: tuple[Outcome, ...]
    similar: tuple[Outcome, ...]
    likes: tuple[Like, ...]
    cases: tuple[Case, ...]


def precedents(
    pairs: Pairs,
    pattern: Pattern,
    then: Sequence[Kind],
    within: int,
    *,
    directed: bool = False,
    rules: Rules | None = None,
    known: Mapping[str, Trait] | None = None,
) -> Precedents:
    """What of `then` followed acts of a pattern within so many days, in the same pair of states.

    Cases are the first acts of episodes; periods without the pattern are matched to each case by time and by how much
    was told of the pair (`counting.count`); odds and intervals are those of `odds.odds`. With `directed` an outcome
    must run as the pattern does. For a pattern with `*` all its pairs count as its own, and none as similar.
    """
    rules = rules or load_rules()
    own = _own(pairs, pattern)
    wild = "*" in (pattern.source, pattern.target)
    likes = [] if wild else like(pairs, pattern.source, pattern.target, rules, known)
    groups = [
        [_counted(pairs, a, b, pattern, kind, within, directed, rules) for a, b in own] for kind in then
    ]
    # in another pair nothing says who stands for whom: the pattern counts in either direction
    turned = Pattern(pattern.kind, "*", "*")
    others = [[_counted(pairs, x.a, x.b, turned, kind, within, False, rules) for x in likes] for kind in then]
    found = [_outcome(kind.name, parts, rules) for kind, parts in zip(then, groups, strict=True)]
    found += [_outcome(kind.name, parts, rules) for kind, parts in zip(then, others, strict=True) if likes]
    found = _adjusted(found)
    cases = tuple(case for a, b in own for case in _cases(pairs, a, b, pattern, then, within, directed))
    return Precedents(
        tuple(found[: len(then)]), tuple(found[len(then) :]), tuple(likes),
        tuple(sorted(cases, key=lambda case: (pairs.day[case.at], case.a, case.b))),
    )  # fmt: skip


def _own(pairs: Pairs, pattern: Pattern) -> list[tuple[str, str]]:
    named = {pattern.source, pattern.target} - {"*"}
    if len(named) == 2:
        return [(pattern.source, pattern.target)]
    return [(a, b) for a, b in pairs.pairs() if named & {a, b}]


def _outcomes(
    pairs: Pairs, rows: NDArray[np.int64], pattern: Pattern, kind: Kind, directed: bool
) -> NDArray[np.bool_]:
    wanted = Pattern(kind, pattern.source if directed else "*", pattern.target if directed else "*")
    return pairs.acts(rows, wanted)


def _counted(
    pairs: Pairs, a: str, b: str, pattern: Pattern, kind: Kind, within: int, directed: bool, rules: Rules
) -> Counted:
    rows = pairs.rows(a, b)
    day = pairs.day[rows]
    made = pairs.acts(rows, pattern)
    outcome = _outcomes(pairs, rows, pattern, kind, directed)
    span = (int(day[0]), pairs.span[1]) if len(day) else pairs.span
    return count(day[made], day[outcome], day, span, within, rules)


def _outcome(kind: str, parts: Sequence[Counted], rules: Rules) -> Outcome:
    followed = np.concatenate([p.followed for p in parts]) if parts else np.zeros(0, dtype=bool)
    base = np.concatenate([p.base for p in parts]) if parts else np.zeros(0)
    days = np.concatenate([p.days for p in parts]) if parts else np.zeros(0, dtype=np.int64)
    good = ~np.isnan(base)
    made = odds(followed[good], base[good], days[good]) if good.sum() >= rules.least_cases else None
    return Outcome(
        kind,
        len(followed),
        int(followed.sum()),
        sum(len(p.still_open) for p in parts),
        int((~good).sum()),
        made,
    )


def _adjusted(found: Sequence[Outcome]) -> list[Outcome]:
    tested = [o.odds.p for o in found if o.odds is not None]
    values = iter(holm(tested))
    return [o if o.odds is None else replace(o, adjusted=next(values)) for o in found]


def _cases(
    pairs: Pairs, a: str, b: str, pattern: Pattern, then: Sequence[Kind], within: int, directed: bool
) -> list[Case]:
    rows = pairs.rows(a, b)
    day, made = pairs.day[rows], pairs.acts(rows, pattern)
    outcome = np.zeros(len(rows), dtype=bool)
    for kind in then:
        outcome |= _outcomes(pairs, rows, pattern, kind, directed)
    out: list[Case] = []
    last = None
    for k in np.flatnonzero(made).tolist():
        if last is not None and day[k] <= last + within:
            continue
        last = int(day[k])
        after = np.flatnonzero(outcome & (day > last) & (day <= last + within))
        open_ = last + within > pairs.span[1] and not len(after)
        out.append(Case(a, b, int(rows[k]), None if open_ else tuple(int(rows[j]) for j in after)))
    return out
