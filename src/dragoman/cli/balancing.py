"""`dragoman balance`: triangles at rest and under strain, the frustration index, and camps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show
from dragoman.cli.dyadic import Modalities, Origins, Plot, Since, Until, dyadic, states, which
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.relations.balance import SignedTies

_TOLD = 5


def balance_command(
    pair: Annotated[
        list[str] | None, typer.Argument(metavar="[A B]", help="Two states, to see the triangles they close.")
    ] = None,
    ties: Annotated[
        Path | None, typer.Option("--ties", metavar="FILE", help="Given ties: a CSV with a,b,sign (1 or -1).")
    ] = None,
    since: Since = None,
    until: Until = None,
    camps: Annotated[
        int, typer.Option("--camps", metavar="K", min=2, help="Into how many camps at most.")
    ] = 2,
    limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0.0, help="For the proof of the index.")
    ] = 60.0,
    modality: Modalities = "actual",
    origin: Origins = "",
    plot: Plot = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """How balanced a network of friends and foes is, from given ties or from a store's events.

    What is counted, and how ties follow from events: docs/balance.md.
    """
    if pair and len(pair) != 2:
        raise InputError("balance takes two states or none", hint="For example: dragoman balance RUS PRK.")
    found, basis = _given(ties, quiet) if ties else _of_events(store, since, until, modality, origin)
    answer = {**summary(found, limit, camps), "basis": basis}
    if pair:
        a, b = pair if ties else states(pair)
        answer["dyad"] = dyad_summary(found, a, b, limit)
    if plot is not None:
        _draw(plot, found, basis, quiet)
    if json:
        show(answer)
    else:
        print("\n".join(_lines(answer)))


def summary(ties: SignedTies, limit: float, k: int) -> dict[str, Any]:
    """All measures of a signed graph, as the JSON object of `dragoman balance`."""
    from dragoman.relations.balance import best_camps, frustrated, frustration, triads, walk_balance

    census, index = triads(ties), frustration(ties, time_limit=limit)
    parts = index.camps if k == 2 else best_camps(ties, k)
    against = frustrated(ties, parts)
    return {
        "n": len(ties.nodes),
        "m": len(ties),
        "negative": int((ties.sign < 0).sum()),
        "triads": census.counts,
        "triangle_balance": census.balanced,
        "walk_balance": walk_balance(ties),
        "frustration": index.index,
        "lower_bound": index.lower_bound,
        "proved": index.proved,
        "line_balance": 1 - 2 * index.index / len(ties) if len(ties) else None,
        "camps": {
            "k": k,
            "members": [
                [n for n, c in zip(ties.nodes, parts, strict=True) if c == j]
                for j in range(int(parts.max(initial=-1)) + 1)
            ],
            "frustrated": int(against.sum()),
            "ties": [list(row) for row, bad in zip(ties.rows(), against, strict=True) if bad],
        },
        "aside": list(ties.aside),
    }  # fmt: skip


def dyad_summary(ties: SignedTies, a: str, b: str, limit: float) -> dict[str, Any]:
    """The triangles of one dyad, and what another sign of it would do, as a JSON object."""
    from dragoman.relations.balance import dyad_balance, frustration

    found = dyad_balance(ties, a, b)
    signs = [-found.sign] if found.sign else [1, -1]
    return {
        "a": a,
        "b": b,
        "sign": found.sign,
        "at_rest": found.at_rest,
        "under_strain": found.under_strain,
        "triangles": [
            {"third": t.third, "signs": [t.to_a, t.to_b], "at_rest": t.at_rest} for t in found.triangles
        ],
        "would_be": [
            {
                "sign": sign,
                "at_rest": found.positive if sign > 0 else found.negative,
                "under_strain": found.negative if sign > 0 else found.positive,
                "frustration": frustration(ties.changed(a, b, sign), time_limit=limit).index,
            }
            for sign in signs
        ],
    }


def _given(path: Path, quiet: bool) -> tuple[SignedTies, str]:
    from dragoman.relations.balance import read_ties

    ties = read_ties(path)
    for line in ties.aside[:_TOLD]:
        say(f"left out {line}", quiet)
    if len(ties.aside) > _TOLD:
        say(f"and {len(ties.aside) - _TOLD} more rows; --json lists them all", quiet)
    return ties, f"{len(ties)} ties of {path.name}"


def _of_events(
    store: Path, since: str | None, until: str | None, modality: str, origin: str
) -> tuple[SignedTies, str]:
    from dragoman.relations.balance import load_rule, pairs_of_events, ties_of_pairs

    table = dyadic(store, which(since, until, modality, origin))
    rule = load_rule()
    pairs = pairs_of_events(table.source, table.target, table.quad, table.intensity, rule)
    ties = ties_of_pairs(pairs)
    if not len(ties):
        raise InputError(
            f"{store}: no two of {len(pairs)} pairs have {rule.least} acts of one clear sign",
            hint="Take a longer span.",
        )
    kept = sum(p.n for p in pairs if p.sign)
    basis = (
        f"{kept:,} of {len(table):,} acts ({modality}) from {table.date[0]} to {table.date[-1]}; a tie is "
        f"{rule.least} acts or more with a mean intensity of {rule.clear:g} or more, or {-rule.clear:g} or less"
    )
    return ties, basis


def _lines(answer: dict[str, Any]) -> list[str]:
    """The answer for a reader."""
    census = "  ".join(f"{kind} {n:,}" for kind, n in answer["triads"].items())
    proof = "proved" if answer["proved"] else f"not proved: at least {answer['lower_bound']}"
    lines = [
        f"{answer['n']} states, {answer['m']} ties, {answer['negative']} of them negative; {answer['basis']}",
        f"triangles: {census}; balanced: {_share(answer['triangle_balance'])}",
        f"closed walks: {_share(answer['walk_balance'])} (1 is full balance)",
        f"frustration index: {answer['frustration']} ({proof}); line balance {_share(answer['line_balance'])}",
    ]
    camps = answer["camps"]
    if camps["k"] > 2:
        lines.append(f"best found into {camps['k']} camps or fewer: {camps['frustrated']} ties frustrated")
    for number, members in enumerate(camps["members"], 1):
        lines.append(f"camp {number} ({len(members)}): {', '.join(members)}")
    dyad = answer.get("dyad")
    return lines if dyad is None else lines + _dyad_lines(dyad)


def _dyad_lines(dyad: dict[str, Any]) -> list[str]:
    sign = {1: "a positive tie", -1: "a negative tie", 0: "no tie"}
    lines = ["", f"{dyad['a']} and {dyad['b']}: {sign[dyad['sign']]}, in {len(dyad['triangles'])} triangles"]
    if dyad["sign"]:
        lines[-1] += f", {dyad['at_rest']} at rest and {dyad['under_strain']} under strain"
        strained = [t["third"] for t in dyad["triangles"] if t["at_rest"] is False]
        if strained:
            lines.append(f"under strain with: {', '.join(strained)}")
    for one in dyad["would_be"]:
        lines.append(
            f"with {sign[one['sign']]} {one['at_rest']} would be at rest and {one['under_strain']} under strain; "
            f"frustration index {one['frustration']}"
        )
    return lines


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _draw(path: Path, ties: SignedTies, basis: str, quiet: bool) -> None:
    from dragoman.charts.network import given_ties_chart
    from dragoman.charts.saving import save_chart

    chart, shown = given_ties_chart(ties.rows())
    whole = "" if shown == len(ties.nodes) else f" Shown: the {shown} with most ties of {len(ties.nodes)}."
    save_chart(chart, path, "Who is with whom, and against whom", f"{basis}.{whole}")
    say(f"wrote {path}", quiet)
