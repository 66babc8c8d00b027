"""Dates in text, and whose they are. Sentences are invented for the purpose."""

from __future__ import annotations

import pytest

from dragoman.coding.dates import date_for, dates_in, settle
from dragoman.coding.parsing import Parser

DAY = "2023-11-09"  # a Thursday


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on Tuesday", "2023-11-07", "2023-11-07", "day"),
        ("next Friday", "2023-11-10", "2023-11-10", "day"),
        ("last Thursday", "2023-11-02", "2023-11-02", "day"),
        ("last month", "2023-10-01", "2023-10-31", "month"),
        ("last month's raid", "2023-10-01", "2023-10-31", "month"),
        ("three days ago", "2023-11-06", "2023-11-06", "day"),
        ("earlier this week", "2023-11-06", "2023-11-09", "week"),
        ("in 2019", "2019-01-01", "2019-12-31", "year"),
        ("since 2019", "2019-01-01", "2023-11-09", "year"),
        ("from 2014 to 2018", "2014-01-01", "2018-12-31", "year"),
        ("by 2030", "2023-11-09", "2030-12-31", "year"),
        ("on 12 July 2023", "2023-07-12", "2023-07-12", "day"),
        ("on July 12, 2023", "2023-07-12", "2023-07-12", "day"),
        ("on July 12", "2023-07-12", "2023-07-12", "day"),
        ("on the 24th of February", "2023-02-24", "2023-02-24", "day"),
        ("in October", "2023-10-01", "2023-10-31", "month"),
        ("in December", "2023-12-01", "2023-12-31", "month"),
        ("since December", "2022-12-01", "2023-11-09", "month"),
        ("around mid-November", "2023-11-11", "2023-11-20", "week"),
        ("in next year's vote", "2024-01-01", "2024-12-31", "year"),
        ("in early 2022", "2022-01-01", "2022-03-31", "quarter"),
        ("in the late 1990s", "1997-01-01", "1999-12-31", "decade"),
        ("next summer", "2024-06-01", "2024-08-31", "quarter"),
        ("last winter", "2022-12-01", "2023-02-28", "quarter"),
        ("over the weekend", "2023-11-04", "2023-11-05", "week"),
        ("within 24 hours", "2023-11-09", "2023-11-10", "week"),
        ("by the end of the year", "2023-11-09", "2023-12-31", "year"),
        ("over the past three months", "2023-08-09", "2023-11-09", "month"),
        ("date 2023-11-09", "2023-11-09", "2023-11-09", "day"),
        ("two weeks later", None, None, "open"),
        ("until 2014", None, "2014-12-31", "year"),
    ],
)
def test_forms(text: str, start: str | None, end: str | None, precision: str) -> None:
    (dated,) = dates_in(text, DAY)
    assert (dated.span.start, dated.span.end, dated.span.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "It sent 2,000 troops and 1500 people.",
        "Some 2000 soldiers may march at a second crossing.",
        "Mrs May said that it cost $2015.",
        "On Bloody Sunday at the Winter Olympics",
        "The rebels of the March 23 Movement",
        "A 30-year-old man",
        "In the fall of the Soviet Union",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert dates_in(text, DAY) == []


def test_future_readings() -> None:
    (day,) = dates_in("on Tuesday", DAY)
    assert day.weekday == 1
    assert settle(day, DAY, future=True).start == "2023-11-14"
    (month,) = dates_in("in March", DAY)
    assert settle(month, DAY, future=True).start == "2024-03-01"
    (past,) = dates_in("last March", DAY)
    assert settle(past, DAY, future=True).start == "2023-03-01"


def test_without_a_publication_date_relative_ones_stay_open() -> None:
    first, second = dates_in("last month and in 2019", None)
    assert (first.span.start, first.span.precision, first.span.basis) == (None, "open", "unknown")
    assert second.span.start == "2019-01-01"


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_calendar_ends(published: str) -> None:
    for text in (
        "yesterday",
        "tomorrow",
        "on Tuesday",
        "next decade",
        "last decade",
        "in March",
        "at the weekend",
    ):
        assert isinstance(dates_in(text, published), list)


def test_leap_days_and_impossible_dates() -> None:
    assert dates_in("on 29 February 2023", DAY)[0].kind != "day"
    assert dates_in("on 29 February 2024", DAY)[0].span.end == "2024-02-29"
    assert dates_in("on February 29", DAY) is not None


@pytest.mark.parametrize(
    ("text", "word", "future", "start", "basis"),
    [
        ("Iran, which attacked Israel in April, met Turkey on Monday.", "met", False, "2023-11-06", "text"),
        (
            "Iran, which attacked Israel in April, met Turkey on Monday.",
            "attacked",
            False,
            "2023-04-01",
            "text",
        ),
        ("Ghana said on Tuesday that Togo raided it in 2022.", "raided", False, "2022-01-01", "text"),
        ("China had imposed sanctions.", "imposed", False, None, "context"),
        ("Washington violated the 2015 nuclear deal.", "violated", False, DAY, "published"),
        ("Washington violated the 2015 nuclear deal.", "deal", False, "2015-01-01", "text"),
        ("Germany condemned last month's attack on Kyiv.", "condemned", False, DAY, "published"),
        ("The two presidents will meet in Moscow on Friday.", "meet", True, "2023-11-10", "text"),
        (
            "On Monday, Japan expelled a man and imposed sanctions.",
            "imposed",
            False,
            "2023-11-06",
            "text",
        ),
        ("Since the collapse of talks in 2019, Cuba has armed Mali.", "armed", False, "2019-01-01", "text"),
        ("Egypt signed an accord.", "signed", False, DAY, "published"),
    ],
)
def test_whose_date(
    parser: Parser, text: str, word: str, future: bool, start: str | None, basis: str
) -> None:
    (parse,) = parser.parse([text])
    found = date_for(parse, parse.words.index(word), dates_in(text, DAY), 0, DAY, future)
    assert (found.start, found.basis) == (start, basis)


def test_nothing_known(parser: Parser) -> None:
    (parse,) = parser.parse(["Egypt signed an accord."])
    assert date_for(parse, 1, [], 0, None, False).basis == "unknown"
