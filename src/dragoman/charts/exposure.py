"""Who arms a state, and whom it arms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.charts.palette import INK, altair, config

_MOST = 8


def exposure_chart(answer: Mapping[str, Any]) -> Any:
    """The object of `dragoman exposure STATE --json` as bars; None where no arms are known."""
    alt = altair()
    arms = answer.get("arms") or {}
    parts = []
    for side, title, colour in (("suppliers", "from", "#0072B2"), ("recipients", "to", "#D55E00")):
        rows = [{"who": row["who"], "tiv": row["tiv"]} for row in (arms.get(side) or [])[:_MOST]]
        if rows:
            parts.append(
                alt.Chart(alt.InlineData(values=rows))
                .mark_bar(color=colour)
                .encode(
                    x=alt.X(
                        "tiv:Q",
                        title=f"arms {title}, {arms['from']}–{arms['to']}",
                        axis=alt.Axis(titleColor=INK),
                    ),
                    y=alt.Y("who:N", sort=[row["who"] for row in rows], title=None),
                )
                .properties(width=260, height=24 * len(rows) + 10)
            )
    return alt.hconcat(*parts, spacing=30).configure(**config()) if parts else None
