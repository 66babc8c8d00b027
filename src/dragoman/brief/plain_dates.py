"""Dates in plain words."""

from __future__ import annotations

from datetime import date

from dragoman.records import DateSpan

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def day(iso: str) -> str:
    """`2023-07-12` gives `12 July 2023`; an ISO text that is no full date is given back."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def plain(span: DateSpan) -> str | None:
    """The date as the text's precision allows (`in 2019`, `in July 2023`), None where the text gives none."""
    if span.basis in {"published", "unknown"} or span.precision == "open":
        return None
    iso = span.start or span.end
    if iso is None:
        return None
    if span.end is not None and _is_open_span(iso, span.end, span.precision):
        return f"since {_coarse(iso, span.precision).removeprefix('in ')}"
    if span.precision == "day":
        return f"on {day(iso)}"
    if span.precision == "week":
        return f"in the week of {day(iso)}"
    return _coarse(iso, span.precision)


def _is_open_span(start: str, end: str, precision: str) -> bool:
    """Whether a span runs on far beyond the unit that its precision names, as `since 2019` does."""
    longest = {"day": 1, "week": 10, "month": 45, "quarter": 100, "year": 370, "decade": 3700}
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return days > longest.get(precision, 3700)


def _coarse(iso: str, precision: str) -> str:
    when = date.fromisoformat(iso)
    if precision in {"day", "week"}:
        return day(iso)
    if precision == "month":
        return f"in {MONTHS[when.month - 1]} {when.year}"
    if precision == "quarter":
        return f"in {MONTHS[when.month - 1]} to {MONTHS[min(when.month + 1, 11)]} {when.year}"
    if precision == "decade":
        return f"in the {when.year // 10 * 10}s"
    return f"in {when.year}"


def days_before(iso: str | None, as_of: str | None) -> int | None:
    """Days from `iso` to `as_of`, negative in the future; None where one is missing."""
    if iso is None or as_of is None:
        return None
    return (date.fromisoformat(as_of) - date.fromisoformat(iso)).days
