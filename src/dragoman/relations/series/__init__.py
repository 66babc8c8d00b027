"""A dyad in time: its counts beside coverage, gaps in reporting, and the turns of the relation."""

from __future__ import annotations

from dragoman.relations.series.counts import Series, series
from dragoman.relations.series.gaps import Gap, gaps
from dragoman.relations.series.panel import Panel, panel
from dragoman.relations.series.rules import SeriesRules, load_rules
from dragoman.relations.series.turns import Turn, marking, turns

__all__ = [
    "Gap",
    "Panel",
    "Series",
    "SeriesRules",
    "Turn",
    "gaps",
    "load_rules",
    "marking",
    "panel",
    "series",
    "turns",
]
