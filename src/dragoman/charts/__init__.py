"""Every picture, once: from records to Altair charts, and from charts to SVG or PNG without a network.

Colours are those of Okabe and Ito (safe for colour-blind readers); ink is a neutral that the page's style
sheet may turn light or dark. Altair and vl-convert are imported only when a chart is drawn.
"""

from __future__ import annotations

from dragoman.charts.coverage import coverage_chart
from dragoman.charts.layout import place
from dragoman.charts.network import network_chart
from dragoman.charts.render import to_png, to_svg
from dragoman.charts.ties import Tie, signed_ties
from dragoman.charts.timeline import DatedAct, timeline_chart

__all__ = [
    "DatedAct",
    "Tie",
    "coverage_chart",
    "network_chart",
    "place",
    "signed_ties",
    "timeline_chart",
    "to_png",
    "to_svg",
]
