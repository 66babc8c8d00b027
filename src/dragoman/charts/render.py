"""Charts as pictures, with no browser and no network."""

from __future__ import annotations

import re
from typing import Any

from dragoman.charts.palette import INK


def to_svg(chart: Any, title: str = "") -> str:
    """The chart as SVG text that scales with the page and takes its ink; `title` is for screen readers."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(_spec(chart))
    svg = svg.replace(INK, "currentColor")
    head = re.match(r"<svg[^>]*>", svg)
    if head is None:
        return svg
    opening = re.sub(r'\s(?:width|height)="[^"]*"', "", head.group())
    described = f"<title>{_escape(title)}</title>" if title else ""
    return opening.replace("<svg", '<svg role="img"', 1) + described + svg[head.end() :]


def to_png(chart: Any, scale: float = 1.5) -> bytes:
    """The chart as PNG bytes on white."""
    import vl_convert

    spec = _spec(chart)
    spec["config"] = {**spec.get("config", {}), "background": "white"}
    png: bytes = vl_convert.vegalite_to_png(spec, scale=scale)
    return png


def _spec(chart: Any) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
