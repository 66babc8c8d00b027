"""The charts draw, scale with the page, and keep to themselves."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "brief"))

from articles import korea, nato

from dragoman.charts import (
    DatedAct,
    coverage_chart,
    network_chart,
    place,
    signed_ties,
    timeline_chart,
    to_png,
    to_svg,
)


def test_ties_are_signed_and_say_whether_they_are_real() -> None:
    ties = {(t.a, t.b): t for t in signed_ties(nato().reports)}
    assert ties[("RUS", "UKR")].sign == "conflict"
    assert ties[("TUR", "UKR")].sign == "cooperation"
    assert ties[("TUR", "UKR")].acts == 2
    planned = {(t.a, t.b): t for t in signed_ties(korea().reports)}
    assert not planned[("KOR", "RUS")].real


def test_the_layout_is_stable_and_spreads_out() -> None:
    ties = signed_ties(nato().reports)
    nodes = sorted({c for t in ties for c in (t.a, t.b)})
    spots = place(nodes, ties)
    assert spots == place(nodes, ties)
    pairs = [(a, b) for a in nodes for b in nodes if a < b]
    assert min(math.dist(spots[a], spots[b]) for a, b in pairs) > 0.15
    assert place(["RUS"], ()) == {"RUS": (0.0, 0.0)}


def test_the_network_is_svg_in_the_page_s_own_ink() -> None:
    svg = to_svg(network_chart(nato().reports, {"TUR": "Turkey"}), "Network <of> actors")
    assert svg.startswith("<svg") and "currentColor" in svg and "Turkey" in svg
    assert "<title>Network &lt;of&gt; actors</title>" in svg
    assert "http" not in svg.replace("http://www.w3.org/", "")


def test_nothing_to_draw_is_none() -> None:
    assert network_chart(()) is None
    assert timeline_chart(()) is None
    assert coverage_chart(()) is None


def test_the_timeline_takes_days_and_years() -> None:
    acts = [
        DatedAct("a ban", "2019-01-01", "2019-12-31", 4),
        DatedAct("a call", "2023-07-10", "2023-07-10", 1, False),
    ]
    svg = to_svg(timeline_chart(acts, "2023-07-12"))
    assert "a ban" in svg and "verbal cooperation" in svg


@pytest.mark.parametrize("scale", [1.0])
def test_png_is_png(scale: float) -> None:
    assert to_png(coverage_chart([nato(), korea()]), scale).startswith(b"\x89PNG")
