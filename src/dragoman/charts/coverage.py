"""How much was read: documents a day under whatever is shown above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dragoman.charts.palette import altair, config
from dragoman.records import Coded


def coverage_chart(coded: Iterable[Coded]) -> Any:
    """A strip of bars: documents by publication date. None where no document is dated."""
    alt = altair()

    counted = Counter(c.document.published for c in coded if c.document.published)
    if not counted:
        return None
    rows = [{"day": day, "documents": number} for day, number in sorted(counted.items())]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color="#777777", width=4)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(tickCount=6)),
            y=alt.Y("documents:Q", title="documents", axis=alt.Axis(tickMinStep=1, tickCount=2)),
        )
        .properties(width=560, height=46)
    )
    return chart.configure(**config())
