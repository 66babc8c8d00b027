"""How alike two states vote over the years: measures, ideal points, and the votes that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.charts.palette import INK, altair, config

MEASURES: Mapping[str, tuple[str, str]] = {
    "agree": ("agreement", "#999999"),
    "s_sq": ("S (squared)", "#56B4E9"),
    "kappa_sq": ("kappa (squared)", "#0072B2"),
    "pi_sq": ("pi (squared)", "#D55E00"),
    "alliances": ("alliances: pi (squared)", "#009E73"),
}
_POINTS = ("#0072B2", "#D55E00")
_WIDTH = 560


def alignment_chart(years: Sequence[Mapping[str, Any]], a: str, b: str) -> Any:
    """Three strips on one axis of years: similarity, ideal points of `a` and `b`, votes; None without years.

    `years` are objects as `dragoman align A B --json` prints; a year that a measure lacks breaks its line.
    """
    rows = list(_rows(years))
    if not rows:
        return None
    alt = altair()
    first, last = years[0]["year"], years[-1]["year"]
    axis = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[first, max(last, first + 1)]),
        axis=alt.Axis(format="d", tickCount=10, labelOverlap=True),
    )
    parts = [_similarity(rows, axis)]
    points = list(_points(years, a, b))
    if points:
        parts.append(_lines(points, axis, "ideal point", [a, b], list(_POINTS), 110))
    votes = [{"year": one["year"], "votes": one["votes"]["n"]} for one in years if one.get("votes")]
    if votes:
        parts.append(_bars(votes, axis))
    return alt.vconcat(*parts, spacing=14).resolve_scale(color="independent").configure(**config())


def _rows(years: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in years:
        votes, alliances = one.get("votes") or {}, one.get("alliances") or {}
        for name, (label, _) in MEASURES.items():
            value = alliances.get("pi_sq") if name == "alliances" else votes.get(name)
            if value is not None:
                yield {"year": one["year"], "what": label, "value": value}


def _points(years: Sequence[Mapping[str, Any]], a: str, b: str) -> Iterator[dict[str, Any]]:
    for one in years:
        for state, value in ((one.get("votes") or {}).get("ideal_point") or {}).items():
            if value is not None and state in (a, b):
                yield {"year": one["year"], "what": state, "value": value}


def _similarity(rows: list[dict[str, Any]], axis: Any) -> Any:
    alt = altair()
    used = [pair for pair in MEASURES.values() if any(row["what"] == pair[0] for row in rows)]
    lines = _lines(
        rows, axis, "similarity", [label for label, _ in used], [colour for _, colour in used], 200
    )
    zero = alt.Chart(alt.InlineData(values=[{"value": 0}])).mark_rule(color="#999999", strokeDash=[4, 4])
    return alt.layer(zero.encode(y="value:Q"), lines).properties(width=_WIDTH, height=200)


def _lines(
    rows: list[dict[str, Any]], axis: Any, title: str, names: list[str], colours: list[str], height: int
) -> Any:
    alt = altair()
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point={"size": 22, "filled": True}, strokeWidth=1.8)
        .encode(
            x=axis,
            y=alt.Y("value:Q", title=title, axis=alt.Axis(tickCount=5, titleColor=INK)),
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=names, range=colours),
                legend=alt.Legend(title=None, orient="top", direction="horizontal", labelLimit=200),
            ),
        )
        .properties(width=_WIDTH, height=height)
    )


def _bars(votes: list[dict[str, Any]], axis: Any) -> Any:
    alt = altair()
    return (
        alt.Chart(alt.InlineData(values=votes))
        .mark_bar(color="#777777", width=4)
        .encode(x=axis, y=alt.Y("votes:Q", title="common votes", axis=alt.Axis(tickMinStep=1, tickCount=2)))
        .properties(width=_WIDTH, height=46)
    )
