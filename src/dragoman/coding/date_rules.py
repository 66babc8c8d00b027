"""The forms of dates in English, each with its reading; earlier rules win over later ones."""

from __future__ import annotations

import re

from dragoman.coding import date_words as read
from dragoman.coding.date_words import Reader

_MON = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"((?:1[5-9]|20|21)\d\d)(?![\d%]|[,.]\d)"
_NUM = r"(\d{1,3}|a|an|couple|few|" + "|".join(w for w in read.NUMBERS if len(w) > 2) + ")"
_UNIT = r"(hour|day|night|week|month|quarter|year|decade)"
_PART = r"(early|mid|late|beginning of|end of|middle of|start of)"
_NUMBER = frozenset({"#"})
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec""".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_UNITS = frozenset(
    f"{unit}{s}"
    for unit in ("hour", "day", "night", "week", "month", "quarter", "year", "decade")
    for s in ("", "s")
)
_SEASONS = frozenset("spring summer autumn fall winter".split())
_TODAY = frozenset("today tonight yesterday tomorrow overnight night morning afternoon evening".split())
_HALVES = frozenset({"quarter", "half"})

# Each rule runs only where one of its cues is among the sentence's words; "#" is a number of four digits.
RULES: tuple[tuple[str, frozenset[str], re.Pattern[str], Reader], ...] = tuple(
    (name, cues, re.compile(pattern), reader)
    for name, cues, pattern, reader in (
        ("day", _NUMBER, r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)\b", read.iso),
        (
            "day",
            _MONTHS,
            rf"(?<![\d.,:$€£])\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{{1,2}}))?(?: of)? {_MON}(?![a-z])"
            rf"(?:,? {_YEAR})?",
            read.day_first,
        ),
        (
            "day",
            _MONTHS,
            rf"\b{_MON} (\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,:]\d| (?:percent|people|million))"
            r"(?! (?:Movement|Brigade|Division|Forces))"
            rf"(?:\s?[-–]\s?(\d{{1,2}})(?!\d))?(?:,? {_YEAR})?",
            read.month_first,
        ),
        ("month", _NUMBER, rf"\b(?:(?i:{_PART})[ -])?{_MON},? (?:of )?{_YEAR}", read.month_year),
        (
            "year",
            _NUMBER,
            rf"\b(?:from |between )?{_YEAR}(?: to | and | until | through |[-–]){_YEAR}",
            read.years,
        ),
        ("year", _NUMBER, r"\b((?:19|20)\d\d)[-–](\d\d)(?!\d|-)", read.years),
        ("decade", _NUMBER, r"\b(?:(?i:(early|mid|late))[ -])?((?:1[5-9]|20)\d0)['’]?s\b", read.decade),
        (
            "quarter",
            _HALVES,
            rf"(?i:\b(first|second|third|fourth) (quarter|half) of (?:{_YEAR}|(the|this|last|next) year))",
            read.quarter,
        ),
        (
            "season",
            _SEASONS,
            rf"(?i:\b(?:(last|next|this|coming|upcoming|in|in the|during the|the) )"
            rf"(spring|summer|autumn|fall|winter)(?!s| of (?!\d))(?: (?:of )?{_YEAR})?)",
            read.season,
        ),
        (
            "deadline",
            frozenset({"end"}),
            r"(?i:\b(?:by|before|until|at|towards?) (?:the )?(?:end of (the|this|next) "
            r"(year|month|week|decade|quarter)|year['’]?s?[ -]end))",
            read.deadline,
        ),
        ("ago", frozenset({"ago"}), rf"(?i:\b(?:a )?{_NUM} (?:of )?{_UNIT}s? ago\b)", read.ago),
        (
            "window",
            _UNITS,
            rf"(?i:\b(?:in|over|during|for|within) (?:the )?(past|last|previous|next|coming|recent) "
            rf"(?:{_NUM} )?{_UNIT}(s)?\b)",
            read.window,
        ),
        ("window", _UNITS, rf"(?i:\b(within) (?:the )?{_NUM} {_UNIT}(s)?\b)", read.window),
        (
            "day",
            _TODAY,
            r"(?i:\b(today|tonight|yesterday|tomorrow|last night|overnight|"
            r"this (?:morning|afternoon|evening))\b)",
            read.day_word,
        ),
        (
            "unit",
            _UNITS | {"weekend"},
            r"(?i:\b(?:(earlier|later|early|late) )?(?:the )?(last|previous|next|coming|this) "
            r"(weekend|week|month|year|quarter|decade)\b)(?!-)",
            read.unit,
        ),
        ("unit", _UNITS | {"weekend"}, r"(?i:\b()(?:over|at|on) (the) (weekend)\b)", read.unit),
        (
            "weekday",
            _WEEKDAYS,
            r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Super )"
            r"(?:\b(?i:((?:this )?coming|next|last|previous|this)) )?"
            r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?! Times| Telegraph| Mirror)",
            read.weekday,
        ),
        (
            "context",
            _UNITS,
            rf"(?i:\b{_NUM} {_UNIT}s? (?:later|earlier|afterwards|before that)\b|"
            r"\bthe (?:next|following|same|previous) (?:day|week|month|year|morning)\b)",
            read.context,
        ),
        (
            "month",
            _MONTHS,
            rf"\b(?:(?i:{_PART})[ -]|(?i:(last|next|this|past|coming)) )?(?:(?<=\bmid-)|\b)"
            rf"{_MON}(?![a-zA-Z’'-]| \d)",
            read.bare_month,
        ),
        (
            "year",
            _NUMBER,
            rf"(?<![\d.,$€£#/–])(?<!\d-)\b(?:(?i:{_PART})[ -])?{_YEAR}(?![-/]\d|th\b)",
            read.bare_year,
        ),
    )
)
_WORD = re.compile(r"[a-z]+|\d{4}")


def cues_of(text: str) -> set[str]:
    """The lower-case words of a text, with "#" where it has a number of four digits."""
    words = set(_WORD.findall(text.lower()))
    if any(w[0].isdigit() for w in words):
        words.add("#")
    return words
