"""What followed cases of a pattern, against matched periods: the lift with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.charts.palette import INK, altair, config

_GROUPS = {"own": "the same states", "similar": "pairs like them"}


def precedents_chart(answer: Mapping[str, Any]) -> Any:
    """The object of `dragoman precedents --json` as points with intervals; None where nothing can be compared."""
    alt = altair()
    rows = [
        {
            "what": f"{o['then']}, {label}: {o['odds']['followed']} of {o['odds']['cases']}",
            "lift": max(o["odds"]["lift"], 0.02),
            "low": max(o["odds"]["lift_interval"][0], 0.02),
            "high": o["odds"]["lift_interval"][1],
        }
        for group, label in _GROUPS.items()
        for o in answer[group]
        if o["odds"]
    ]
    if not rows:
        return None
    names = [row["what"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("what:N", sort=names, title=None, axis=alt.Axis(labelLimit=360))
    )
    scale = alt.Scale(type="log")
    title = "share after the pattern / share in matched periods"
    lines = base.mark_rule(strokeWidth=2, color="#0072B2").encode(
        x=alt.X("low:Q", scale=scale, title=title, axis=alt.Axis(titleColor=INK)), x2="high:Q"
    )
    dots = base.mark_circle(size=90, color="#0072B2", opacity=1).encode(x=alt.X("lift:Q", scale=scale))
    one = alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_rule(color="#999999", strokeDash=[4, 4])
    chart = alt.layer(one.encode(x=alt.X("x:Q", scale=scale)), lines, dots)
    return chart.properties(width=420, height=26 * len(rows) + 20).configure(**config())
