"""Each day lies in one period, and the periods follow each other."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.relations.periods import BY, By, periods

DAYS = st.dates(date(1946, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 900), st.sampled_from(BY))
def test_a_span_is_cut_without_gaps(first: date, length: int, by: By) -> None:
    start = np.datetime64(first, "D")
    found = periods(start, start + length, by)
    assert found.start[0] <= start <= found.end[0]
    assert found.start[-1] <= start + length <= found.end[-1]
    assert (found.start[1:] == found.end[:-1] + 1).all()
    assert len(set(found.label)) == len(found)
    days = np.arange(start - 400, start + length + 400)
    at = found.place(days)
    inside = (days >= found.start[0]) & (days <= found.end[-1])
    assert (found.start[at[inside]] <= days[inside]).all() and (days[inside] <= found.end[at[inside]]).all()
    assert (at[days < found.start[0]] == -1).all() and (at[days > found.end[-1]] == len(found)).all()


def test_labels_are_those_that_people_write() -> None:
    assert periods("2001-02-03", "2001-08-01", "quarter").label == ("2001-Q1", "2001-Q2", "2001-Q3")
    assert periods("2001-12-31", "2002-01-01", "month").label == ("2001-12", "2002-01")
    assert periods("2001-12-31", "2002-01-01", "year").label == ("2001", "2002")
    assert periods("2024-06-19", "2024-06-19", "week").label == ("2024-06-17",)


def test_what_is_no_span_is_refused() -> None:
    with pytest.raises(InputError, match="fortnight"):
        periods("2001-01-01", "2002-01-01", "fortnight")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="before it begins"):
        periods("2001-01-01", "2000-01-01", "day")
