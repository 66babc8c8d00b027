"""Datelines and date headers at the head of a text: where they end, which place and which date they give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.documents.dates import MONTH, find_date

_REACH = 160
_YEAR = r"(?:,?\s+\d{4})?"
_DAY = rf"(?:(?i:{MONTH})\.?\s+\d{{1,2}}{_YEAR}|\d{{1,2}}\s+(?i:{MONTH})\.?{_YEAR}|\d{{4}}-\d\d-\d\d)"
_WORD = r"[A-Z][\w.'’-]*"
_PLACE = rf"{_WORD}(?:[ /](?:(?:of|de|al|el|la|le|and|du|des)\s+)?{_WORD}|,\s+{_WORD}){{0,5}}?"
_CAPS = rf"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){{0,3}}(?:,\s+{_WORD}(?: {_WORD})?)?"
_AGENCY = r"\([A-Z][\w.&/' -]{1,30}\)"
_DASH = r"(?:--|[-–—])"
_DATELINE = re.compile(
    rf"\s*(?:(?P<place>{_PLACE}),?\s+(?P<date>{_DAY})(?:\s+{_AGENCY})?\s*(?:{_DASH}|:)"
    rf"|(?P<caps>{_CAPS})(?:\s+{_AGENCY})?\s+{_DASH}"
    rf"|(?P<agency>{_PLACE})\s+{_AGENCY}\s+{_DASH})\s+(?=\S)"
)
_CLOCK = r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_HEADER = re.compile(
    rf"\s*(?:date|dated|published(?: on)?|publication[ _]date|pubdate|updated|posted)\b\s*:?\s*"
    rf"(?P<date>{_DAY}){_CLOCK}[\s.:;|–—-]*",
    re.I,
)
_BARE = re.compile(
    rf"\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<date>{_DAY}){_CLOCK}\s*(?:\n|{_DASH}\s|[:|]\s)\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence: its end (offset), its place and its ISO date, None if not told.

    A "dateline" names a place, and the text keeps it; a "header" is a date alone, and is cut away.
    """

    end: int
    place: str | None
    date: str | None
    kind: Literal["dateline", "header"]


def find_dateline(text: str) -> Dateline | None:
    """The dateline with which a text begins ("VILNIUS, July 12, 2023 — "), None if it has none.

    The date is None where the dateline has none or names no year.
    """
    match = _DATELINE.match(text[:_REACH])
    if not match:
        return None
    place = match["place"] or match["caps"] or match["agency"]
    return Dateline(match.end(), place.strip(" ,"), find_date(match["date"] or ""), "dateline")


def find_header(text: str) -> Dateline | None:
    """The date header with which a text begins ("date 2023-11-09 ", "9 November 2023" on a line)."""
    head = text[:_REACH]
    match = _HEADER.match(head) or _BARE.match(head)
    date = find_date(match["date"]) if match else None
    return Dateline(match.end(), None, date, "header") if match and date else None
