"""Colours and shared settings of the charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

QUADS: Mapping[int, tuple[str, str]] = {
    1: ("verbal cooperation", "#56B4E9"),
    2: ("material cooperation", "#0072B2"),
    3: ("verbal conflict", "#E69F00"),
    4: ("material conflict", "#D55E00"),
}
SIGNS: Mapping[str, str] = {"cooperation": "#0072B2", "conflict": "#D55E00", "mixed": "#999999"}
# The renderer draws text in this ink; SVG output turns it into the page's own text colour.
INK = "#010203"
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"


def altair() -> Any:
    """The altair module, loaded when the first chart is drawn; it is slow to import."""
    import altair as module

    return module


def config() -> dict[str, Any]:
    """The Vega-Lite configuration that all charts share."""
    return {
        "background": "transparent",
        "font": FONT,
        # Room at the right for a reader whose font runs wider than the one that was measured.
        "padding": {"left": 5, "top": 5, "bottom": 5, "right": 48},
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "titleColor": INK,
            "domainColor": "#999999",
            "tickColor": "#999999",
            "gridColor": "#99999933",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {"labelColor": INK, "labelFontSize": 12, "columnPadding": 26, "symbolOpacity": 1},
        "text": {"color": INK, "fontSize": 12},
    }
