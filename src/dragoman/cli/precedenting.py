"""`dragoman precedents`: what followed in cases like this one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show
from dragoman.cli.dyadic import Modalities, Origins, Plot, Since, Until, dyadic, states, which
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.foresight.precedents import Case, Outcome, Pairs, Precedents, Trait

_SHOWN = 10


def precedents_command(
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", help='TYPE SOURCE TARGET: "CONSULT RUS PRK".')],
    then: Annotated[
        str,
        typer.Option("--then", metavar="TYPES", help="What may follow: types, codes or quads, by commas."),
    ] = "COOPERATION,CONFLICT",
    within: Annotated[
        str, typer.Option("--within", metavar="SPAN", help="How soon: 90d, 12w, 3m, 1y.")
    ] = "90d",
    directed: Annotated[
        bool, typer.Option("--directed", help="What follows must run as the pattern does.")
    ] = False,
    since: Since = None,
    until: Until = None,
    cases: Annotated[
        int, typer.Option("--cases", metavar="N", min=0, help="How many cases to list.")
    ] = _SHOWN,
    modality: Modalities = "actual",
    origin: Origins = "",
    plot: Plot = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Past cases of a pattern and what followed them, against matched periods without it, with intervals.

    In the same pair of states first, then in pairs like it. It tells what followed, not why: docs/precedents.md.
    """
    from dragoman.foresight.precedents import Pairs, precedents, read_kind, read_pattern, read_within

    asked, days = read_pattern(pattern), read_within(within)
    kinds = [read_kind(word) for word in dict.fromkeys(then.split(",")) if word.strip()]
    if not kinds:
        raise InputError("--then names nothing", hint="For example: --then AID,COOPERATE.")
    states([side for side in (asked.source, asked.target) if side != "*"])
    pairs = Pairs(dyadic(store, which(since, until, modality, origin)))
    found = precedents(pairs, asked, kinds, days, directed=directed, known=_known(store))
    if not found.cases:
        raise InputError(
            f"no case of {asked} from {pairs.columns.date[0]} to {pairs.columns.date[-1]}",
            hint='Try another type, "*" for it, or import more events.',
        )
    answer = _answer(str(asked), [k.name for k in kinds], days, directed, modality, pairs, found)
    if plot is not None:
        _draw(plot, answer, quiet)
    if json:
        show(answer)
    else:
        print("\n".join(_lines(answer, cases)))


def _known(path: Path) -> dict[str, Trait]:
    """What imported data say of pairs of states: their last capabilities, and whether they have a pledge."""
    import math

    from dragoman.store import Store
    from dragoman.store.states import asking

    traits: dict[str, Trait] = {}
    with Store.open(path, read_only=True) as opened:
        span = asking.alliance_years(opened)
        if span is not None:
            allied = {frozenset((a, b)) for _, a, b, *_ in asking.alliances(opened, span[1], span[1])}
            traits["alliance"] = lambda a, b: float(frozenset((a, b)) in allied)
        if asking.has(opened, "capabilities"):
            sql = "SELECT state, arg_max(cinc, year) FROM capabilities WHERE cinc > 0 GROUP BY state"
            power = dict(opened.sql(sql))
            traits["capabilities"] = lambda a, b: (
                abs(math.log2(power[a] / power[b])) if a in power and b in power else None
            )
    return traits


def _answer(
    pattern: str,
    then: Sequence[str],
    within: int,
    directed: bool,
    modality: str,
    pairs: Pairs,
    found: Precedents,
) -> dict[str, Any]:
    table = pairs.columns
    return {
        "pattern": pattern,
        "then": list(then),
        "within_days": within,
        "directed": directed,
        "modality": modality,
        "basis": f"{len(table):,} acts ({modality}) from {table.date[0]} to {table.date[-1]}",
        "own": [_outcome(o) for o in found.own],
        "similar": [_outcome(o) for o in found.similar],
        "similar_pairs": [
            {
                "a": x.a, "b": x.b, "distance": x.distance,
                "traits": {name: [round(v, 3) for v in both] for name, both in x.traits.items()},
            }
            for x in found.likes
        ],
        "cases": [_case(pairs, case) for case in found.cases],
    }  # fmt: skip


def _outcome(o: Outcome) -> dict[str, Any]:
    row: dict[str, Any] = {
        "then": o.kind, "cases": o.cases, "followed": o.followed, "too_recent": o.still_open, "unmatched": o.unmatched,
    }  # fmt: skip
    if o.odds is None:
        return row | {"odds": None}
    found = o.odds
    return row | {
        "odds": {
            "cases": found.cases,
            "followed": found.followed,
            "expected": round(found.expected, 3),
            "share": round(found.followed / found.cases, 4),
            "matched_share": round(found.expected / found.cases, 4),
            "lift": round(found.lift, 4),
            "lift_interval": [round(x, 4) for x in found.lift_interval],
            "odds_ratio": round(found.odds_ratio, 4),
            "odds_interval": [round(x, 4) for x in found.odds_interval],
            "p": round(found.p, 5),
            "p_adjusted": round(o.adjusted, 5) if o.adjusted is not None else None,
        }
    }


def _case(pairs: Pairs, case: Case) -> dict[str, Any]:
    then = None if case.then is None else [_act(pairs, k) for k in case.then[:3]]
    return {
        **_act(pairs, case.at),
        "followed": None if case.then is None else bool(case.then),
        "acts_that_followed": None if case.then is None else len(case.then),
        "then": then,
    }


def _act(pairs: Pairs, k: int) -> dict[str, Any]:
    t = pairs.columns
    return {
        "date": str(t.date[k]), "source": t.source[k], "target": t.target[k], "type": t.type[k],
        "origin": t.origin[k], "id": t.id[k], "url": t.url[k],
    }  # fmt: skip


def _lines(answer: dict[str, Any], cases: int) -> list[str]:
    lines = [f"{answer['pattern']}, then within {answer['within_days']} days; {answer['basis']}", ""]
    lines.append(
        f"{'then':<22}{'followed':>12}{'share':>8}{'matched':>9}{'lift':>7}  {'95 % interval':<15}{'odds':>6}  {'p, Holm':>8}"
    )
    lines += ["the same states:", *(_row(o) for o in answer["own"])]
    if answer["similar"]:
        lines += [f"{len(answer['similar_pairs'])} pairs like them:", *(_row(o) for o in answer["similar"])]
        near = ", ".join(f"{x['a']}–{x['b']}" for x in answer["similar_pairs"][:6])
        lines.append(f"  nearest: {near}; like in {', '.join(answer['similar_pairs'][0]['traits'])}")
    lines += ["", "cases of the same states, the last first:"]
    for case in list(reversed(answer["cases"]))[:cases]:
        lines.append(f"  {_told(case)}")
    left = len(answer["cases"]) - cases
    if left > 0:
        lines.append(f"  and {left} more; --cases N lists them, --json all")
    lines += [
        "",
        "share: of cases that it followed; matched: of periods without the pattern, alike in time and in how much was told.",
        "It says what followed, not why; other things that came with the pattern are not taken out.",
    ]
    return lines


def _row(o: dict[str, Any]) -> str:
    found = o["odds"]
    notes = [f"{o['unmatched']} cases without matched periods"] if o["unmatched"] else []
    notes += [f"{o['too_recent']} too recent to know"] if o["too_recent"] else []
    left = f"  ({', '.join(notes)})" if notes else ""
    if found is None:
        return f"  {o['then']:<20}{o['followed']:>5} of {o['cases']:<4}  too few to compare{left}"
    interval = f"{found['lift_interval'][0]:.2f}–{found['lift_interval'][1]:.2f}"
    return (
        f"  {o['then']:<20}{found['followed']:>5} of {found['cases']:<4}{found['share']:>7.0%}{found['matched_share']:>9.0%}"
        f"{found['lift']:>7.2f}  {interval:<15}{found['odds_ratio']:>6.2f}  {_p(found['p_adjusted']):>8}{left}"
    )


def _p(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _told(case: dict[str, Any]) -> str:
    where = case["url"] or case["id"]
    if case["followed"] is None:
        after = "too recent to know"
    elif not case["followed"]:
        after = "nothing of it followed"
    else:
        first = case["then"][0]
        after = f"{case['acts_that_followed']} followed, first {first['date']} {first['type']} ({first['url'] or first['id']})"
    return f"{case['date']} {case['source']} → {case['target']} {case['type']} ({where}): {after}"


def _draw(path: Path, answer: dict[str, Any], quiet: bool) -> None:
    from dragoman.charts.precedents import precedents_chart
    from dragoman.charts.saving import save_chart

    chart = precedents_chart(answer)
    if chart is None:
        raise InputError("too few cases for a picture", hint="Leave --plot out.")
    save_chart(
        chart, path, f"After {answer['pattern']}, within {answer['within_days']} days", f"{answer['basis']}."
    )
    say(f"wrote {path}", quiet)
