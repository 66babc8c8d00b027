from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents import find_dateline, make_document, parse_date
from dragoman.documents.dates import date_in_name
from dragoman.errors import InputError

TODAY = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-11-09", "2023-11-09"),
        ("2023-11-09T23:30:00+09:00", "2023-11-09"),
        ("2023-11-09 10:00", "2023-11-09"),
        ("2023/11/09", "2023-11-09"),
        ("20231109", "2023-11-09"),
        ("20231109143000", "2023-11-09"),
        ("5-MAR-1987 09:02:50.88", "1987-03-05"),
        ("Thu, 09 Nov 2023 12:00:00 GMT", "2023-11-09"),
        ("November 9, 2023", "2023-11-09"),
        ("Nov. 9, 2023", "2023-11-09"),
        ("9 November 2023", "2023-11-09"),
        ("9th of November 2023, 12:30", "2023-11-09"),
        ("11/24/2025", "2025-11-24"),
        ("24/11/2025", "2025-11-24"),
        ("03.04.2025", "2025-04-03"),
        ("1699488000", "2023-11-09"),
        (1699488000000, "2023-11-09"),
        (dt.date(2023, 11, 9), "2023-11-09"),
        (dt.datetime(2023, 11, 9, 3), "2023-11-09"),
        ("2026-05-02", "2026-05-02"),
        (None, None),
        ("", None),
        (float("nan"), None),
    ],
)
def test_reads(value: object, expected: str | None) -> None:
    assert parse_date(value, today=TODAY) == expected


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("2127-01-01", "future"),
        ("2026-05-03", "future"),
        ("2023-02-30", "not a day of the calendar"),
        ("03/04/2025", "two different days"),
        ("0023-01-01", "before 1700"),
        ("last Tuesday", "not a full date"),
        ("2023", "not a full date"),
        ("2023-11", "not a full date"),
        ("99999999999999999999", "not a full date"),
        ({"day": 5}, "not a full date"),
    ],
)
def test_refuses(value: object, part: str) -> None:
    with pytest.raises(InputError, match=part) as caught:
        parse_date(value, today=TODAY)
    assert caught.value.hint


@given(st.dates(dt.date(1700, 1, 1), TODAY))
def test_every_day_comes_back_from_every_way_of_writing_it(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%d.%m.%Y", "%Y%m%d"):
        assert parse_date(f"{day:{form}}", today=TODAY) == day.isoformat()


@given(st.text(max_size=40))
def test_words_are_a_date_or_refused(text: str) -> None:
    try:
        found = parse_date(text, today=TODAY)
    except InputError:
        return
    assert found is None or dt.date.fromisoformat(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article_2023-07-12.txt", "2023-07-12"),
        ("a/2020-01-01/20230712-nato.html", "2023-07-12"),
        ("report_2023_07_12.md", "2023-07-12"),
        ("1234567890123.txt", None),
        ("2023-13-40.txt", None),
        ("notes.txt", None),
    ],
)
def test_date_in_a_file_name(name: str, expected: str | None) -> None:
    assert date_in_name(name) == expected


@pytest.mark.parametrize(
    ("text", "published", "basis", "start"),
    [
        (" date 2023-11-09 The envoys met.", "2023-11-09", "header", "The envoys"),
        ("9 November 2023\n\nThe envoys met.", "2023-11-09", "header", "The envoys"),
        ("Published: Nov. 9, 2023 10:30\nThe envoys met.", "2023-11-09", "header", "The envoys"),
        ("VILNIUS, July 12, 2023 — The envoys met.", "2023-07-12", "dateline", "VILNIUS"),
        ("WASHINGTON, March 5 - The envoys met.", None, "none", "WASHINGTON"),
        ("The envoys met on 9 November 2023.", None, "none", "The envoys"),
    ],
)
def test_date_from_the_text(text: str, published: str | None, basis: str, start: str) -> None:
    document = make_document(text)
    assert (document.published, document.date_basis) == (published, basis)
    assert document.text.startswith(start)


def test_a_given_date_wins_over_the_text() -> None:
    document = make_document(" date 2023-11-09 The envoys met.", date="2020-01-02")
    assert (document.published, document.date_basis) == ("2020-01-02", "given")
    assert document.text == "The envoys met."


def test_dateline_tells_its_place() -> None:
    found = find_dateline("COEUR D'ALENE, Idaho, March 24 - A mine was sold.")
    assert found is not None
    assert found.place == "COEUR D'ALENE, Idaho"
    assert found.date is None
