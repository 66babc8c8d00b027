"""The network of actors: signed ties as coloured lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.charts.layout import place
from dragoman.charts.palette import INK, SIGNS, altair, config
from dragoman.charts.ties import Tie, signed_ties
from dragoman.records import Report

MOST_NODES = 14


def network_chart(reports: Iterable[Report], labels: Mapping[str, str] | None = None) -> Any:
    """Actors as points and their signed ties as lines; None where no two countries act on each other.

    Width grows with intensity; dashed ties rest only on planned or possible acts. `labels` names the codes.
    """
    ties = _strongest(signed_ties(reports))
    return _chart(ties, labels) if ties else None


def given_ties_chart(rows: Sequence[tuple[str, str, int]], most: int = 30) -> tuple[Any, int]:
    """Ties (name, name, 1 or -1) as a picture of the `most` nodes with most ties, and how many nodes it shows."""
    degree = Counter(name for a, b, _ in rows for name in (a, b))
    kept = {name for name, _ in sorted(degree.items(), key=lambda x: (-x[1], x[0]))[:most]}
    ties = [Tie(a, b, max(s, 0), min(s, 0), 1, True) for a, b, s in rows if a in kept and b in kept]
    return _chart(ties), len({name for t in ties for name in (t.a, t.b)})


def _chart(ties: Sequence[Tie], labels: Mapping[str, str] | None = None) -> Any:
    alt = altair()
    nodes = list(dict.fromkeys(code for tie in ties for code in (tie.a, tie.b)))
    spots = place(nodes, ties)
    names = labels or {}
    points = [{"x": spots[n][0], "y": spots[n][1], "name": names.get(n, n)} for n in nodes]
    span = alt.Scale(domain=[-1.25, 1.25])
    high = alt.Scale(domain=[-1.2, 1.25])
    lines = _lines([_line(t, spots) for t in ties], span, high)
    base = alt.Chart(alt.InlineData(values=points)).encode(
        x=alt.X("x:Q", axis=None, scale=span), y=alt.Y("y:Q", axis=None, scale=high)
    )
    dots = base.mark_circle(size=170, color="#777777", opacity=1)
    text = _labels(base, ">= 0", -15) + _labels(base, "< 0", 20)
    chart = (lines + dots + text).properties(width=560, height=300)
    return chart.configure(**config())


def _labels(base: Any, half: str, offset: int) -> Any:
    """Names above the nodes of the upper half and below those of the lower: ties mostly run inwards."""
    kept = base.transform_filter(f"datum.y {half}")
    return kept.mark_text(dy=offset, fontSize=13, fontWeight="bold", color=INK).encode(text="name:N")


def _strongest(ties: tuple[Tie, ...]) -> list[Tie]:
    """The strongest ties among at most MOST_NODES actors."""
    kept: list[Tie] = []
    nodes: set[str] = set()
    for tie in ties:
        if len(nodes | {tie.a, tie.b}) <= MOST_NODES:
            kept.append(tie)
            nodes |= {tie.a, tie.b}
    return kept


def _line(tie: Tie, spots: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    (x, y), (x2, y2) = spots[tie.a], spots[tie.b]
    weight = tie.plus - tie.minus
    basis = "told as done" if tie.real else "planned or possible"
    return {"x": x, "y": y, "x2": x2, "y2": y2, "sign": tie.sign, "weight": weight, "basis": basis}


def _lines(values: list[dict[str, Any]], span: Any, high: Any) -> Any:
    alt = altair()

    used = [s for s in SIGNS if any(v["sign"] == s for v in values)]
    bases = [b for b in ("told as done", "planned or possible") if any(v["basis"] == b for v in values)]
    return (
        alt.Chart(alt.InlineData(values=values))
        .mark_rule(opacity=0.85, strokeCap="round")
        .encode(
            x=alt.X("x:Q", axis=None, scale=span),
            y=alt.Y("y:Q", axis=None, scale=high),
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color(
                "sign:N",
                scale=alt.Scale(domain=used, range=[SIGNS[s] for s in used]),
                legend=alt.Legend(title=None, orient="bottom", direction="horizontal", symbolStrokeWidth=4),
            ),
            strokeDash=alt.StrokeDash(
                "basis:N",
                scale=alt.Scale(
                    domain=bases, range=[[1, 0] if b == "told as done" else [6, 5] for b in bases]
                ),
                legend=alt.Legend(title=None, orient="bottom", direction="horizontal")
                if len(bases) > 1
                else None,
            ),
            strokeWidth=alt.StrokeWidth(
                "weight:Q", scale=alt.Scale(domain=[0, 30], range=[1.5, 7], clamp=True), legend=None
            ),
        )
    )
