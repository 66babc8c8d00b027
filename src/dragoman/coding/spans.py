"""Calendar arithmetic: days, weeks, months, seasons and years as date spans, both ends included."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dragoman.records import DateSpan, Precision

UNKNOWN = DateSpan(None, None, "open", "unknown")
_THIRDS = {
    "early": (1, 10),
    "beginning of": (1, 10),
    "start of": (1, 10),
    "mid": (11, 20),
    "middle of": (11, 20),
    "late": (21, 31),
    "end of": (21, 31),
}
_YEAR_PARTS = {
    "early": (1, 3),
    "beginning of": (1, 3),
    "start of": (1, 3),
    "mid": (5, 4),
    "middle of": (5, 4),
    "late": (10, 3),
    "end of": (10, 3),
}
_PRECISE: dict[str, Precision] = {
    "hour": "day",
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def span(start: date, end: date, precision: Precision) -> DateSpan:
    """Both days as a span that rests on the text."""
    return DateSpan(start.isoformat(), end.isoformat(), precision, "text")


def plus_months(start: date, count: int) -> date:
    """The same day `count` months on (or back), or the month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def months(year: int, first: int, count: int, precision: Precision) -> DateSpan:
    """`count` months from month `first` of `year`."""
    start = date(year, first, 1)
    return span(start, plus_months(start, count) - timedelta(days=1), precision)


def month_part(year: int, month: int, part: str | None) -> DateSpan:
    """A month, or its early, middle or late third."""
    last = monthrange(year, month)[1]
    if part is None:
        return span(date(year, month, 1), date(year, month, last), "month")
    low, high = _THIRDS[part.lower()]
    return span(date(year, month, low), date(year, month, min(high, last)), "week")


def year_part(year: int, part: str | None) -> DateSpan:
    """A year, or its early, middle or late months."""
    if part is None:
        return span(date(year, 1, 1), date(year, 12, 31), "year")
    first, count = _YEAR_PARTS[part.lower()]
    return months(year, first, count, "quarter")


def nearest_years(start: date, now: date) -> tuple[date, date]:
    """The last such day up to `now`, and the first from `now` on."""
    here = start.replace(year=now.year) if not _leap_day(start) else start
    back = here if here <= now else _year_on(here, -1)
    ahead = here if here >= now else _year_on(here, 1)
    return back, ahead


def _leap_day(start: date) -> bool:
    return start.month == 2 and start.day == 29


def _year_on(start: date, count: int) -> date:
    return plus_months(start, 12 * count)


def months_ahead(now: date, month: int) -> int:
    """How many months after `now`'s month the given month stands in the same year; negative if before."""
    return month - now.month


def near_year(now: date, month: int) -> int:
    """The year in which three months from `month` on lie nearest to `now`."""
    return now.year - 1 if month == 12 and now.month <= 2 else now.year


def nearest_months(now: date, month: int) -> tuple[int, int]:
    """The year of the last such month up to now's, and of the first from now's on."""
    return now.year - (month > now.month), now.year + (month < now.month)


def year_of(word: str | None, now: date | None) -> int | None:
    """The year of "the year", "last year", "next year"; None without a date to count from."""
    if now is None:
        return None
    return now.year + {"last": -1, "next": 1}.get((word or "").lower(), 0)


def unit_of(now: date, unit: str, shift: int) -> DateSpan:
    """The week (Monday first), weekend, month, quarter, year or decade of `now`, moved by `shift` of them."""
    if unit in {"week", "weekend"}:
        monday = now - timedelta(days=now.weekday() - 7 * shift)
        if unit == "week":
            return span(monday, monday + timedelta(days=6), "week")
        return span(monday + timedelta(days=5), monday + timedelta(days=6), "week")
    if unit == "month":
        start = plus_months(now.replace(day=1), shift)
        return months(start.year, start.month, 1, "month")
    if unit == "quarter":
        start = plus_months(date(now.year, (now.month - 1) // 3 * 3 + 1, 1), 3 * shift)
        return months(start.year, start.month, 3, "quarter")
    if unit == "decade":
        first = now.year // 10 * 10 + 10 * shift
        return span(date(first, 1, 1), date(first + 9, 12, 31), "decade")
    return year_part(now.year + shift, None)


def weekend(now: date) -> DateSpan:
    """The weekend of `now` or the next to come."""
    return unit_of(now, "weekend", 0)


def step(now: date, unit: str, count: int) -> date:
    """The day `count` units from `now`."""
    if unit == "hour":
        return now + timedelta(days=round(count / 24))
    if unit in {"day", "night", "week"}:
        return now + timedelta(days=count * (7 if unit == "week" else 1))
    return plus_months(now, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])


def moved(now: date, unit: str, count: int) -> DateSpan:
    """The day, week, month or year that lies `count` units away."""
    there = step(now, unit, count)
    if unit in {"hour", "day", "night"}:
        return span(there, there, "day")
    return unit_of(there, unit, 0)


def window(now: date, unit: str, count: int) -> DateSpan:
    """From `now` to `count` units on, or back where `count` is negative."""
    low, high = sorted((now, step(now, unit, count)))
    precise = _PRECISE[unit]
    return span(low, high, "week" if precise == "day" and low != high else precise)
