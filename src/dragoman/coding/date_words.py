"""Readings of the words that say when: one rule a form, tried in order at each place in a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.coding import spans
from dragoman.records import DateSpan, Precision

Tense = Literal["past", "future", "none"]
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COUNTS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NUMBERS = {w: n for n, w in enumerate(_COUNTS)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "few": 3,
    "several": 4,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_COUNTED = re.compile(
    r"\s+(?:of|more|people|troops|soldiers|men|women|children|civilians|workers|others|km|kilomet\w+|miles|"
    r"met(?:re|er)s|feet|tons|tonnes|dead|deaths|migrants|refugees|prisoners|hostages|homes|houses|dollars|"
    r"euros|barrels|missiles|drones|tanks|rockets|shells|fighters|police|officers|personnel|aircraft|jobs|"
    r"cases|times|victims|residents|students|protesters|members|vehicles|hours|days|years|pounds|roubles|"
    r"rubles|yen|yuan|megawatts|percent|per|million|billion|others|wounded|injured|killed|families)\b"
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|during|before|after|from|through|to|of|around|year|and|between|late|early|"
    r"mid|for)[ -]$",
    re.I,
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|during|before|after|from|through|to|late|early|mid|of|and|between|around|"
    r"last|next|this|coming|past)[ -]$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form means; `ahead` is its other meaning where the text speaks of the future."""

    span: DateSpan
    tense: Tense = "none"
    ahead: DateSpan | None = None
    weekday: int | None = None
    modifier: bool = False


Reader = Callable[["re.Match[str]", date | None], Reading | None]


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def iso(m: re.Match[str], now: date | None) -> Reading | None:
    """2023-07-12."""
    day = spans.day(int(m[1]), int(m[2]), int(m[3]))
    return Reading(spans.span(day, day, "day")) if day else None


def day_first(m: re.Match[str], now: date | None) -> Reading | None:
    """12 July, 12-14 July 2023."""
    return _month_day(_month(m[3]), int(m[1]), int(m[2] or m[1]), m[4], now)


def month_first(m: re.Match[str], now: date | None) -> Reading | None:
    """July 12, July 12-14, 2023."""
    return _month_day(_month(m[1]), int(m[2]), int(m[3] or m[2]), m[4], now)


def _month_day(month: int, first: int, last: int, year: str | None, now: date | None) -> Reading | None:
    if year is None and now is None:
        return Reading(spans.UNKNOWN) if spans.day(2000, month, first) else None
    y = int(year) if year else now.year  # type: ignore[union-attr]
    start, end = spans.day(y, month, first), spans.day(y, month, last)
    if start is None or end is None:
        return None
    precision: Precision = "day" if start == end else "week"
    if year or now is None:
        return Reading(spans.span(start, end, precision))
    length = end - start
    back, ahead = spans.nearest_years(start, now)
    # "July 12" two days before that day means this year's, whatever the tense.
    if (ahead - now).days <= 45 and (now - back).days > 300:
        back = ahead
    return Reading(
        spans.span(back, back + length, precision), ahead=spans.span(ahead, ahead + length, precision)
    )


def month_year(m: re.Match[str], now: date | None) -> Reading | None:
    """July 2023, late March 2022."""
    return Reading(spans.month_part(int(m[3]), _month(m[2]), m[1]))


def years(m: re.Match[str], now: date | None) -> Reading | None:
    """From 2014 to 2018, 2019-20."""
    first, last = int(m[1]), int(m[2]) if len(m[2]) == 4 else int(m[1][:2] + m[2])
    return Reading(spans.span(date(first, 1, 1), date(last, 12, 31), "year")) if first < last else None


def decade(m: re.Match[str], now: date | None) -> Reading | None:
    """The 1990s, the late 1980s."""
    first = int(m[2])
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((m[1] or "").lower(), (0, 9))
    return Reading(spans.span(date(first + low, 1, 1), date(first + high, 12, 31), "decade"))


def quarter(m: re.Match[str], now: date | None) -> Reading | None:
    """The first half of 2024."""
    year = int(m[3]) if m[3] else spans.year_of(m[4], now)
    if year is None:
        return Reading(spans.UNKNOWN)
    length = 3 if m[2] == "quarter" else 6
    first = (_ORDINALS[m[1].lower()] - 1) * length + 1
    if first > 12:
        return None
    return Reading(spans.months(year, first, length, "quarter"))


def season(m: re.Match[str], now: date | None) -> Reading | None:
    """Next summer, the spring of 2022."""
    month = _SEASONS[m[2].lower()]
    if m[2][0].isupper() and not m[3] and m.string[m.end() : m.end() + 2].strip().isupper():
        return None  # "the Winter Olympics"
    if m[3]:
        return Reading(spans.months(int(m[3]), month, 3, "quarter"))
    if now is None:
        return Reading(spans.UNKNOWN)
    word = (m[1] or "").lower()
    year = now.year - (1 if spans.months_ahead(now, month) > 0 else 0)
    if word in {"next", "coming", "upcoming"}:
        return Reading(spans.months(year + 1, month, 3, "quarter"), "future")
    if word == "last" and now < spans.plus_months(date(year, month, 1), 3):
        year -= 1
    there = spans.months(year if word == "last" else spans.near_year(now, month), month, 3, "quarter")
    return Reading(there, "past" if word == "last" else "none", spans.months(year + 1, month, 3, "quarter"))


def deadline(m: re.Match[str], now: date | None) -> Reading | None:
    """By the end of the year, by year's end."""
    if now is None:
        return Reading(spans.UNKNOWN, "future")
    unit = (m[2] or "year").lower()
    end = spans.unit_of(now, unit, 1 if (m[1] or "").lower() == "next" else 0)
    return Reading(DateSpan(now.isoformat(), end.end, end.precision, "text"), "future")


def ago(m: re.Match[str], now: date | None) -> Reading | None:
    """Three days ago; "a few" is a window, not a day."""
    if now is None:
        return Reading(spans.UNKNOWN, "past")
    if m[1].lower() in {"few", "several"}:
        return Reading(spans.window(now, m[2].lower(), -_number(m[1]) - 2), "past")
    return Reading(spans.moved(now, m[2].lower(), -_number(m[1])), "past")


def window(m: re.Match[str], now: date | None) -> Reading | None:
    """Over the past three months, within 24 hours, in the coming weeks, in recent days."""
    word = m[1].lower()
    if word in {"last", "next", "previous"} and not (m[2] or m[4]):
        return None  # "in next year's vote"
    back = word in {"past", "last", "previous", "recent"}
    if now is None:
        return Reading(spans.UNKNOWN, "past" if back else "future")
    count = _number(m[2]) if m[2] else (3 if m[4] else 1)
    return Reading(spans.window(now, m[3].lower(), -count if back else count), "past" if back else "future")


def unit(m: re.Match[str], now: date | None) -> Reading | None:
    """Last month, earlier this week, over the weekend."""
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(m[2].lower(), 0)
    edge = (m[1] or "").lower()
    tense: Tense = (
        "past" if shift < 0 or edge == "earlier" else "future" if shift or edge == "later" else "none"
    )
    if now is None:
        return Reading(spans.UNKNOWN, tense)
    if m[2].lower() == "the":
        return Reading(
            spans.unit_of(now, "weekend", 0 if now.weekday() > 4 else -1), tense, spans.weekend(now)
        )
    whole = spans.unit_of(now, m[3].lower(), shift)
    if edge == "earlier" and shift == 0:
        return Reading(DateSpan(whole.start, now.isoformat(), whole.precision, "text"), tense)
    if edge == "later" and shift == 0:
        return Reading(DateSpan(now.isoformat(), whole.end, whole.precision, "text"), tense)
    return Reading(whole, tense)


def day_word(m: re.Match[str], now: date | None) -> Reading | None:
    """Today, last night, tomorrow."""
    word = m[1].lower()
    shift = -1 if word in {"yesterday", "last night"} else 1 if word == "tomorrow" else 0
    tense: Tense = "past" if shift < 0 else "future" if shift > 0 else "none"
    if now is None:
        return Reading(spans.UNKNOWN, tense)
    day = now + timedelta(days=shift)
    return Reading(spans.span(day, day, "day"), tense)


def weekday(m: re.Match[str], now: date | None) -> Reading | None:
    """On Tuesday, next Friday."""
    number, word = _DAYS.index(m[2][:3]), (m[1] or "").lower()
    future = word.endswith(("next", "coming"))
    tense: Tense = "future" if future else "past" if word in {"last", "previous"} else "none"
    if now is None:
        return Reading(spans.UNKNOWN, tense, weekday=number)
    since = (now.weekday() - number) % 7
    back = now - timedelta(days=since or (7 if word == "last" else 0))
    ahead = now + timedelta(days=(-since) % 7 or (7 if future else 0))
    there = ahead if future else back
    return Reading(spans.span(there, there, "day"), tense, spans.span(ahead, ahead, "day"), number)


def context(m: re.Match[str], now: date | None) -> Reading | None:
    """Two weeks later: counted from something that the text tells."""
    return Reading(DateSpan(None, None, "open", "context"))


def bare_month(m: re.Match[str], now: date | None) -> Reading | None:
    """In March, last May, a June vote."""
    cued = bool(m[1]) or bool(m[2]) or bool(_BEFORE_MONTH.search(m.string, max(0, m.start() - 8), m.start()))
    if not cued and (m[3] in {"May", "March", "Mar"} or len(m[3].rstrip(".")) < 4):
        return None
    word, number = (m[2] or "").lower(), _month(m[3])
    since = m.string[max(0, m.start() - 6) : m.start()].lower().endswith("since ")
    back_word = since or word in {"last", "past"}
    tense: Tense = "past" if back_word else "future" if word in {"next", "coming"} else "none"
    if now is None:
        return Reading(spans.UNKNOWN, tense, modifier=not cued)
    back, ahead = spans.nearest_months(now, number)
    if word == "last" and back == now.year and number == now.month:
        back -= 1
    if tense == "none" and 0 < (ahead - now.year) * 12 + number - now.month <= 2:
        back = ahead  # "in May" said at the end of April
    there, later = spans.month_part(back, number, m[1]), spans.month_part(ahead, number, m[1])
    return Reading(later if tense == "future" else there, tense, later, modifier=not cued)


def bare_year(m: re.Match[str], now: date | None) -> Reading | None:
    """In 2019, early 2022, the 2015 deal."""
    year, text = int(m[2]), m.string
    cued = bool(m[1]) or bool(_BEFORE_YEAR.search(text, max(0, m.start() - 8), m.start()))
    if _COUNTED.match(text, m.end()) or not (1900 <= year <= 2099 or (cued and year >= 1600)):
        return None
    return Reading(spans.year_part(year, m[1]), modifier=not cued)
