"""Publication dates from fields, words and file names; refused where impossible or ambiguous.

Read: ISO 8601 with or without time, `20231109`, RFC 2822, "9 November 2023", "Nov. 9, 2023",
`5-MAR-1987 09:02:50.88`, `24.11.2025` (day first), `11/24/2025` and `24/11/2025` (where one part is over
12), and seconds or milliseconds since 1970. `03/04/2025` is refused: it is two different days. A date with
a time zone stays the day that it names in that zone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePath
from types import MappingProxyType

from dragoman.errors import InputError

EARLIEST_YEAR = 1700
_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
MONTHS: Mapping[str, int] = MappingProxyType(
    {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
)
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""The months' names and short forms as one pattern, to be used without regard to case."""

_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[T,\s]+(?:at\s+)?\d.*)?"
_ISO = re.compile(rf"(?P<y>\d{{4}})(?P<sep>[-/.]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d){_TIME}", re.DOTALL)
_COMPACT = re.compile(r"(?P<y>(?:1[789]|20|21)\d\d)(?P<m>\d\d)(?P<d>\d\d)\d{6}")
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m>{MONTH})\.?,?[\s-]+(?P<y>\d{{4}})\b{_TIME}",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<m>{MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b{_TIME}", re.I
)
_NUMBERS = re.compile(rf"(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}){_TIME}")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_IN_TEXT = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<words>(?:{MONTH})\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+(?:{MONTH})\.?,?\s+\d{{4}}))\b",
    re.I,
)
_IN_NAME = re.compile(r"(?<!\d)((?:1[789]|20|21)\d\d)([-_.]?)([01]\d)\2([0-3]\d)(?!\d)")


def parse_date(value: object, *, today: date | None = None) -> str | None:
    """The day that a date field names, as ISO text; None for an empty field.

    Raises InputError for what is no date, is two possible days, names no day, or lies before 1700 or
    after tomorrow (`today` defaults to the clock's day in UTC).
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, datetime | date):
        return check_range(value.date() if isinstance(value, datetime) else value, today)
    text = str(value).strip()
    if not text or text.lower() in ("none", "null", "nan", "n/a"):
        return None
    return check_range(_read(text), today)


def check_range(day: date, today: date | None = None) -> str:
    """The day as ISO text; InputError if it lies before 1700 or after tomorrow."""
    tomorrow = (today or datetime.now(UTC).date()) + timedelta(days=1)
    if day > tomorrow:
        raise InputError(
            f"the date {day} lies in the future (today is {tomorrow - timedelta(days=1)})",
            hint="Correct the date, or leave it out and give --date.",
        )
    if day.year < EARLIEST_YEAR:
        raise InputError(f"the date {day} lies before {EARLIEST_YEAR}", hint="Correct the date.")
    return day.isoformat()


def find_date(text: str) -> str | None:
    """The first full date written out in a text, as ISO text; None if there is none that can be."""
    match = _IN_TEXT.search(text)
    if not match:
        return None
    try:
        return _read(match[0]).isoformat()
    except InputError:
        return None


def date_in_name(name: str) -> str | None:
    """The date in a file's name (`article_2023-07-12.txt`, `20230712-nato.html`) as ISO text."""
    match = _IN_NAME.search(PurePath(name).name)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    except ValueError:
        return None


def _read(text: str) -> date:
    """The day that the words name; InputError if there is none."""
    compact = _COMPACT.fullmatch(text)
    if not compact and _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".", 1)[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    match = compact or _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match:
        month = match["m"].lower()
        return _day(text, int(match["y"]), MONTHS.get(month) or int(month), int(match["d"]))
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _from_numbers(text, numbers)
    raise InputError(f"{shorten(text)!r} is not a full date", hint="Write it as YYYY-MM-DD.")


def _from_numbers(text: str, match: re.Match[str]) -> date:
    """A day written as numbers with the year last; refused where day and month could be swapped."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "." or first > 12 or first == second:
        return _day(text, int(match["y"]), second, first)
    if second > 12:
        return _day(text, int(match["y"]), first, second)
    raise InputError(f"the date {text!r} can be two different days", hint="Write it as YYYY-MM-DD.")


def _day(text: str, year: int, month: int, day: int) -> date:
    """The day, or InputError where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError(
            f"{shorten(text)!r} is not a day of the calendar", hint="Write it as YYYY-MM-DD."
        ) from None


def shorten(text: str, width: int = 60) -> str:
    """The text on one line, cut to `width` characters with an ellipsis."""
    flat = " ".join(text[: 4 * width].split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
