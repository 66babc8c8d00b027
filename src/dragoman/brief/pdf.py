"""The brief as PDF, through WeasyPrint where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import MissingExtraError

if TYPE_CHECKING:
    from dragoman.brief.model import Brief


def to_pdf(brief: Brief, path: Path) -> Path:
    """Write the page as PDF and return the path. Raises MissingExtraError without WeasyPrint."""
    try:
        import weasyprint
    except (ImportError, OSError) as problem:
        raise MissingExtraError(
            f"PDF output needs WeasyPrint, which cannot be loaded ({problem}).",
            hint="Install it with `pip install 'dragoman[pdf]'`; on Debian also "
            "`apt-get install libpango-1.0-0 libpangoft2-1.0-0`. Or write .html and print that.",
        ) from problem
    weasyprint.HTML(string=brief.to_html()).write_pdf(str(path))
    return path
