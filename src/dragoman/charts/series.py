"""A dyad in time: conflict and cooperation, turns and gaps, with the coverage strip below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.charts.palette import INK, altair, config

_WIDTH = 640
_COLOURS = {"cooperation": "#0072B2", "conflict": "#D55E00"}


def series_chart(answer: Mapping[str, Any]) -> Any:
    """The object of `dragoman relations A B --json` as a picture: counts, lines at the turns, grey gaps, coverage."""
    alt = altair()
    rows = [
        {"period": one["period"], "what": what, "acts": one[what]}
        for one in answer["series"]
        for what in _COLOURS
    ]
    order = [one["period"] for one in answer["series"]]
    axis = alt.X(
        "period:O",
        sort=order,
        title=None,
        axis=alt.Axis(values=_ticks(order), labelAngle=0, labelOverlap=True),
    )
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=1.4)
        .encode(
            x=axis,
            y=alt.Y("acts:Q", title=f"acts a {answer['by']}", axis=alt.Axis(titleColor=INK)),
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
                legend=alt.Legend(title=None, orient="top", direction="horizontal"),
            ),
        )
    )
    layers = [lines]
    turned = [{"period": turn["period"]} for turn in answer["turns"] if not turn["coverage"]]
    if turned:
        marks = alt.Chart(alt.InlineData(values=turned)).mark_rule(color="#333333", strokeDash=[3, 3])
        layers.append(marks.encode(x=alt.X("period:O", sort=order)))
    thin = [
        {"period": p}
        for gap in answer["gaps"]
        for p in order[order.index(gap["from"]) : order.index(gap["to"]) + 1]
    ]
    if thin:
        grey = alt.Chart(alt.InlineData(values=thin)).mark_rule(color="#bbbbbb", opacity=0.5, strokeWidth=3)
        layers.insert(0, grey.encode(x=alt.X("period:O", sort=order)))
    read = [{"period": one["period"], "read": one["read"]} for one in answer["series"]]
    strip = (
        alt.Chart(alt.InlineData(values=read))
        .mark_bar(color="#777777")
        .encode(x=axis, y=alt.Y("read:Q", title="acts read", axis=alt.Axis(tickCount=2, titleColor=INK)))
        .properties(width=_WIDTH, height=46)
    )
    top = alt.layer(*layers).properties(width=_WIDTH, height=220)
    return alt.vconcat(top, strip, spacing=12).configure(**config())


def _ticks(order: list[str]) -> list[str]:
    """Some ten periods to name: the first of a year where there are many."""
    first = [p for k, p in enumerate(order) if k and p[:4] != order[k - 1][:4]]
    some = first if len(order) > 24 else order
    return some[:: max(1, len(some) // 10)]
