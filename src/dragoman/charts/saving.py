"""A chart as a file: SVG, PNG, or a page that needs nothing from elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from dragoman.charts.render import to_png, to_svg
from dragoman.errors import InputError

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font-family: Arial, Helvetica, sans-serif; }}
svg {{ width: 100%; height: auto; }}
</style></head>
<body><h1>{title}</h1>
{svg}
<p>{note}</p></body>
</html>
"""


def save_chart(chart: Any, path: Path | str, title: str, note: str = "") -> None:
    """Writes a chart as `.svg`, `.png` or `.html`; `note` says what the numbers rest on, on the page.

    Raises InputError for another ending.
    """
    path = Path(path)
    if path.suffix == ".png":
        path.write_bytes(to_png(chart))
    elif path.suffix == ".svg":
        svg = to_svg(chart, title)
        path.write_text(svg.replace("<svg", '<svg color="#222222"', 1), encoding="utf-8")
    elif path.suffix == ".html":
        page = _PAGE.format(title=escape(title), svg=to_svg(chart, title), note=escape(note))
        path.write_text(page, encoding="utf-8")
    else:
        raise InputError(
            f"{path}: no picture has the ending {path.suffix!r}", hint="Take .svg, .png or .html."
        )
