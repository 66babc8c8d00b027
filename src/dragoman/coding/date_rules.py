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
RULES: tuple[tuple[str, re.Pattern[str], Reader], ...] = tuple(
    (name, re.compile(pattern), reader)
    for name, pattern, reader in (
        ("day", r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)\b", read.iso),
        (
            "day",
            rf"(?<![\d.,:$€£])\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{{1,2}}))?(?: of)? {_MON}(?![a-z])"
            rf"(?:,? {_YEAR})?",
            read.day_first,
        ),
        (
            "day",
            rf"\b{_MON} (\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,:]\d| (?:percent|people|million))"
            r"(?! (?:Movement|Brigade|Division|Forces))"
            rf"(?:\s?[-–]\s?(\d{{1,2}})(?!\d))?(?:,? {_YEAR})?",
            read.month_first,
        ),
        ("month", rf"\b(?:(?i:{_PART})[ -])?{_MON},? (?:of )?{_YEAR}", read.month_year),
        ("year", rf"\b(?:from |between )?{_YEAR}(?: to | and | until | through |[-–]){_YEAR}", read.years),
        ("year", r"\b((?:19|20)\d\d)[-–](\d\d)(?!\d|-)", read.years),
        ("decade", r"\b(?:(?i:(early|mid|late))[ -])?((?:1[5-9]|20)\d0)['’]?s\b", read.decade),
        (
            "quarter",
            rf"(?i:\b(first|second|third|fourth) (quarter|half) of (?:{_YEAR}|(the|this|last|next) year))",
            read.quarter,
        ),
        (
            "season",
            rf"(?i:\b(?:(last|next|this|coming|upcoming|in|in the|during the|the) )"
            rf"(spring|summer|autumn|fall|winter)(?!s| of (?!\d))(?: (?:of )?{_YEAR})?)",
            read.season,
        ),
        (
            "deadline",
            r"(?i:\b(?:by|before|until|at|towards?) (?:the )?(?:end of (the|this|next) "
            r"(year|month|week|decade|quarter)|year['’]?s?[ -]end))",
            read.deadline,
        ),
        ("ago", rf"(?i:\b(?:a )?{_NUM} (?:of )?{_UNIT}s? ago\b)", read.ago),
        (
            "window",
            rf"(?i:\b(?:in|over|during|for|within) (?:the )?(past|last|previous|next|coming|recent) "
            rf"(?:{_NUM} )?{_UNIT}(s)?\b)",
            read.window,
        ),
        ("window", rf"(?i:\b(within) (?:the )?{_NUM} {_UNIT}(s)?\b)", read.window),
        (
            "day",
            r"(?i:\b(today|tonight|yesterday|tomorrow|last night|overnight|"
            r"this (?:morning|afternoon|evening))\b)",
            read.day_word,
        ),
        (
            "unit",
            r"(?i:\b(?:(earlier|later|early|late) )?(?:the )?(last|previous|next|coming|this) "
            r"(weekend|week|month|year|quarter|decade)\b)(?!-)",
            read.unit,
        ),
        ("unit", r"(?i:\b()(?:over|at|on) (the) (weekend)\b)", read.unit),
        (
            "weekday",
            r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Super )"
            r"(?:\b(?i:((?:this )?coming|next|last|previous|this)) )?"
            r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?! Times| Telegraph| Mirror)",
            read.weekday,
        ),
        (
            "context",
            rf"(?i:\b{_NUM} {_UNIT}s? (?:later|earlier|afterwards|before that)\b|"
            r"\bthe (?:next|following|same|previous) (?:day|week|month|year|morning)\b)",
            read.context,
        ),
        (
            "month",
            rf"\b(?:(?i:{_PART})[ -]|(?i:(last|next|this|past|coming)) )?(?:(?<=\bmid-)|\b)"
            rf"{_MON}(?![a-zA-Z’'-]| \d)",
            read.bare_month,
        ),
        ("year", rf"(?<![\d.,$€£#/–])(?<!\d-)\b(?:(?i:{_PART})[ -])?{_YEAR}(?![-/]\d|th\b)", read.bare_year),
    )
)
CUE = re.compile(
    r"\b(early|late|mid|today|tonight|yesterday|tomorrow|overnight|ago|weekend|night|morning|afternoon|evening|"
    r"(?:day|week|month|year|quarter|decade|hour)s?(?!-old)|summer|winter|spring|autumn|fall|later|earlier|"
    r"mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|(?:1[5-9]|20|21)\d\d|\b(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b",
    re.I,
)
