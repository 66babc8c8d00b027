"""The record beside an article: what a store knows of the states in it, up to its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.brief import Brief
    from dragoman.brief.record import Recorded

_PAIRS = 2
_YEARS = 3
_WITHIN = 90
_LEAST_SHARE = 0.01


@dataclass
class Figures:
    """Writes numbers into sentences and keeps what it wrote."""

    written: list[str] = field(default_factory=list)

    def __call__(self, value: Any, form: str = "") -> str:
        """The value as text."""
        text = format(value, form)
        self.written += [text, *text.lstrip("+-−").rstrip("%").split("-"), text.lstrip("+-−").rstrip("%")]
        return text


def recorded(brief: Brief, store: Path) -> list[Recorded]:
    """Sentences for the pairs of states that lead the brief; none of what the store has no data for."""
    as_of = brief.findings.coverage.as_of
    out: list[Recorded] = []
    for a, b, kind in _pairs(brief):
        names = (brief.names.country(a), brief.names.country(b))
        for part in (_relation, _balance, _exposure):
            out += _tried(part, store, a, b, names, as_of)
        out += _tried(_precedents, store, a, b, names, as_of, kind)
    return out


def _tried(part: Any, *given: Any) -> list[Recorded]:
    """What a part says; nothing where the store has nothing for it."""
    try:
        return list(part(*given))
    except DragomanError:
        return []


def _pairs(brief: Brief) -> list[tuple[str, str, str]]:
    """The first pairs of states by weight, with the type of the act that leads each."""
    found: dict[frozenset[str], tuple[str, str, str]] = {}
    for act in [*brief.findings.lead, *sorted(brief.findings.acts, key=lambda act: -act.salience)]:
        for a, b in act.dyads():
            found.setdefault(frozenset((a, b)), (a, b, act.type))
    return list(found.values())[:_PAIRS]


def _relation(store: Path, a: str, b: str, names: tuple[str, str], as_of: str | None) -> Iterator[Recorded]:
    from dragoman.brief.record import Recorded
    from dragoman.cli.dyadic import which
    from dragoman.cli.relating import Told

    told = Told.of(store, (a, b), which(None, as_of), "month", False, "").answer("actual")
    now, basis = told["now"], f"{told['basis']}; dragoman relations {a} {b}"
    n = Figures()
    share = "" if now["conflict_share"] is None else f", {n(now['conflict_share'], '.0%')} of them conflict"
    text = f"Since {n(now['since'])} the record has {n(now['n'], ',')} acts between {names[0]} and {names[1]}{share}"
    if now["before"] and now["before"]["conflict_share"] is not None:
        text += f"; before, since {n(now['before']['since'])}, {n(now['before']['conflict_share'], '.0%')}"
    yield Recorded(text, basis, tuple(n.written))
    real = [turn for turn in told["turns"] if not turn["coverage"] and turn["support"] >= 0.5]
    if real:
        n, turn = Figures(), real[-1]
        text = (
            f"Their conflict last turned in {n(turn['period'])}: {'more' if turn['direction'] == 'rise' else 'less'}, "
            f"{n(turn['before'], '.1f')} acts a month before and {n(turn['after'], '.1f')} after, "
            f"in {n(turn['support'], '.0%')} of bootstrap samples"
        )
        yield Recorded(text, basis, tuple(n.written))
    for gap in told["gaps"][-1:]:
        n = Figures()
        text = f"Little was told of them from {n(gap['from'])} to {n(gap['to'])}: a gap in reporting, not in the relation"
        yield Recorded(text, basis, tuple(n.written))


def _balance(store: Path, a: str, b: str, names: tuple[str, str], as_of: str | None) -> Iterator[Recorded]:
    from dragoman.brief.record import Recorded
    from dragoman.cli.dyadic import dyadic, which
    from dragoman.relations.balance import dyad_balance, pairs_of_events, ties_of_pairs

    since = None if as_of is None else f"{int(as_of[:4]) - _YEARS}{as_of[4:7]}"
    table = dyadic(store, which(since, as_of))
    ties = ties_of_pairs(pairs_of_events(table.source, table.target, table.quad, table.intensity))
    found = dyad_balance(ties, a, b)
    if not found.sign or not found.triangles:
        return
    n = Figures()
    strained = [t.third for t in found.triangles if t.at_rest is False]
    text = (
        f"{names[0]} and {names[1]} have a {'positive' if found.sign > 0 else 'negative'} tie and close "
        f"{n(len(found.triangles))} triangles, {n(found.at_rest)} at rest and {n(found.under_strain)} under strain"
    )
    if strained:
        text += f" (with {', '.join(strained[:5])})"
    yield Recorded(
        text, f"{len(table):,} acts from {table.date[0]} to {table.date[-1]}; dragoman balance {a} {b}", tuple(n.written)
    )  # fmt: skip


def _exposure(store: Path, a: str, b: str, names: tuple[str, str], as_of: str | None) -> Iterator[Recorded]:
    from datetime import UTC, datetime

    from dragoman.brief.record import Recorded
    from dragoman.cli.exposing import known
    from dragoman.relations.exposure import between, exposure
    from dragoman.store import Store

    day = as_of or datetime.now(UTC).date().isoformat()
    with Store.open(store, read_only=True) as opened:
        found = between(*(exposure(known(opened, state, day, 10)) for state in (a, b)))
    called, basis = dict(zip((a, b), names, strict=True)), f"dragoman exposure {a} {b} --as-of {day}"
    for loss in found.losses:
        if loss.share is None or loss.share < _LEAST_SHARE:
            continue
        n = Figures()
        other = called[b if loss.who == a else a]
        way = ("received", "from") if loss.what == "arms received" else ("sold", "to")
        text = f"{called[loss.who]} {way[0]} {n(loss.share, '.0%')} of its arms {way[1]} {other}"
        yield Recorded(text, f"trend-indicator values {loss.as_of}; {basis}", tuple(n.written))
    if found.pledge:
        text = f"{names[0]} and {names[1]} have a pledge: {found.pledge}"
        yield Recorded(text, f"alliances {found.a.known.allies_year}; {basis}", ())
    if found.votes is not None:
        n = Figures()
        text = f"In the General Assembly their votes are alike by S {n(found.votes[1], '+.2f')}"
        yield Recorded(
            text, f"{found.votes[0]} roll calls of {found.a.known.votes_year}; {basis}", tuple(n.written)
        )


def _precedents(
    store: Path, a: str, b: str, names: tuple[str, str], as_of: str | None, kind: str
) -> Iterator[Recorded]:
    from dragoman.brief.record import Recorded
    from dragoman.cli.dyadic import dyadic, which
    from dragoman.foresight.precedents import Pairs, precedents, read_kind, read_pattern

    pairs = Pairs(dyadic(store, which(None, as_of)))
    asked = read_pattern(f"{kind} {a} {b}")
    found = precedents(pairs, asked, [read_kind("COOPERATION"), read_kind("MATERIAL-CONFLICT")], _WITHIN)
    for outcome in found.own:
        if outcome.odds is None:
            continue
        n, o = Figures(), outcome.odds
        what = outcome.kind.lower().replace("-", " ")
        text = (
            f"After {n(o.cases)} past cases of {kind} by {names[0]} to {names[1]}, {what} followed within {n(_WITHIN)} "
            f"days in {n(o.followed)}; in matched periods it does in {n(o.expected / o.cases, '.0%')}"
        )
        low, high = o.lift_interval
        basis = (
            f"lift {o.lift:.2f}, 95 % interval {low:.2f} to {high:.2f}, p {outcome.adjusted:.3f} after Holm; "
            f'dragoman precedents "{asked}" --within {_WITHIN}d'
        )
        yield Recorded(text, basis, tuple(n.written))
