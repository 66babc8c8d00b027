"""Dated acts on a line of time, coloured by quad class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.charts.palette import INK, QUADS, altair, config

MOST_ROWS = 14
_LABEL = 60
_WIDTH = 300


@dataclass(frozen=True, slots=True)
class DatedAct:
    """One act on the timeline: ISO dates (first and last day), quad class, whether it is told as done."""

    label: str
    start: str
    end: str
    quad: int
    real: bool = True


def timeline_chart(acts: Sequence[DatedAct], as_of: str | None = None) -> Any:
    """One row an act, oldest first, a bar where only the month or year is known; None without acts."""
    alt = altair()

    if not acts:
        return None
    rows = [_row(i, act) for i, act in enumerate(sorted(acts, key=lambda a: (a.start, a.end))[-MOST_ROWS:])]
    used = [q for q in QUADS if any(r["quad"] == QUADS[q][0] for r in rows)]
    scale = alt.Scale(domain=[QUADS[q][0] for q in used], range=[QUADS[q][1] for q in used])
    legend = alt.Legend(title=None, orient="bottom", direction="horizontal")
    first, last = _domain(acts, as_of)
    when = alt.X(
        "start:T", title=None, scale=alt.Scale(domain=[first, last]), axis=alt.Axis(orient="top", tickCount=6)
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("row:O", axis=None))
    filled = alt.FillOpacity("real:N", scale=alt.Scale(domain=[True, False], range=[1, 0.15]), legend=None)
    spans = base.transform_filter("datum.start != datum.stop").mark_bar(
        height=9, cornerRadius=4, strokeWidth=1.5
    )
    days = base.transform_filter("datum.start == datum.stop").mark_point(size=80, strokeWidth=1.5, opacity=1)
    outline = alt.Stroke("quad:N", legend=None, scale=scale)
    fill = alt.Fill("quad:N", scale=scale, legend=legend)
    look: dict[str, Any] = {"x": when, "fill": fill, "stroke": outline, "fillOpacity": filled}
    text = base.mark_text(align="left", color=INK, limit=430).encode(x=alt.value(_WIDTH + 16), text="label:N")
    chart = alt.layer(spans.encode(x2="stop:T", **look), days.encode(**look), text)
    chart = chart.properties(width=_WIDTH, height=24 * len(rows) + 8)
    return chart.configure(**config())


def _row(index: int, act: DatedAct) -> dict[str, Any]:
    label = act.label if len(act.label) <= _LABEL else act.label[: _LABEL - 1].rsplit(" ", 1)[0] + " …"
    return {
        "row": index,
        "label": label,
        "start": act.start,
        "stop": act.end,
        "quad": QUADS[act.quad][0],
        "real": act.real,
    }


def _domain(acts: Sequence[DatedAct], as_of: str | None) -> tuple[str, str]:
    first = date.fromisoformat(min(a.start for a in acts))
    last = date.fromisoformat(max([*(a.end for a in acts), *([as_of] if as_of else [])]))
    room = timedelta(days=max((last - first).days // 40, 1))
    return (first - room).isoformat(), (last + room).isoformat()
