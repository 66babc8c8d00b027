from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DictionaryError
from dragoman.store.states.codes import COLUMNS, UnknownStateError, load_states, plain

CODES = load_states()
HEAD = ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Soviet Union", "1985-01-01", "RUS"),
        ("USSR", "1950-01-01", "RUS"),
        ("Yugoslavia", "1975-01-01", "SRB"),
        ("Federal Republic of Germany", "1980-01-01", "DEU"),
        ("German Democratic Republic", "1980-01-01", "DDR"),
        ("Yemen Arab Republic", "1980-01-01", "YEM"),
        ("Yemen People's Republic", "1980-01-01", "YMD"),
        ("South Vietnam", "1970-01-01", "RVN"),
        ("Viet Nam", "1990-01-01", "VNM"),
        ("Czechoslovakia", "1980-01-01", "CZE"),
        ("South Sudan", "2012-01-01", "SSD"),
        ("Côte d’Ivoire", "2000-01-01", "CIV"),
        ("cote d'ivoire", "2000-01-01", "CIV"),
        ("Türkiye", "2023-01-01", "TUR"),
        ("The Gambia", "2000-01-01", "GMB"),
        ("Korea", "1895-01-01", "KRJ"),
        ("Korea", "1995-01-01", "KOR"),
    ],
)
def test_names_are_told_apart_by_their_days(name: str, day: str, code: str) -> None:
    assert CODES.named(name, day) == code


def test_what_is_ambiguous_or_unknown_is_said() -> None:
    with pytest.raises(UnknownStateError, match=r"ambiguous state: Congo \(COD or COG\)"):
        CODES.named("Congo", "1995-01-01")
    with pytest.raises(UnknownStateError, match="unknown state: Korea"):
        CODES.named("Korea", "1930-01-01")
    for look in (CODES.cow, CODES.abbreviation, CODES.iso2):
        with pytest.raises(UnknownStateError, match="unknown"):
            look("9999")


def test_the_letters_of_other_lists() -> None:
    assert (CODES.abbreviation("GFR"), CODES.abbreviation("CZE"), CODES.abbreviation("ROK")) == (
        "DEU",
        "CZE",
        "KOR",
    )
    assert (CODES.iso2("YD"), CODES.iso2("RU"), CODES.iso2("DD")) == ("YMD", "RUS", "DDR")
    assert (CODES.cow("265"), CODES.cow("345"), CODES.cow("679")) == ("DDR", "SRB", "YEM")


def test_the_state_system_changes() -> None:
    assert "DDR" in CODES.system(1980) and "DDR" not in CODES.system(1995)
    assert "POL" not in CODES.system(1942) and "POL" in CODES.system(1950)
    assert len(CODES.system(2010)) > 190


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("usa,2,USA,US,,,1816-,United States", "code"),
        ("USA,two,USA,US,,,1816-,United States", "cow"),
        ("USA,2,USA,US,1776,,1816-,United States", "since"),
        ("USA,2,USA,US,,,1816,United States", "system"),
        ("USA,2,USA,US,,,1816-,", "names"),
        ("USA,2,USA,US,,,1816-", "columns: got 7"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, row: str, problem: str) -> None:
    file = tmp_path / "states.csv"
    file.write_text(f"# note\n{HEAD}\n{row}\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=problem) as caught:
        load_states(file)
    assert caught.value.line == 3


def test_a_number_that_stands_twice_is_named(tmp_path: Path) -> None:
    file = tmp_path / "states.csv"
    file.write_text(f"{HEAD}\nAAA,2,,,,,,A\nBBB,2,,,,,,B\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=r":3: cow: 2 stands in another row"):
        load_states(file)


@given(st.text(), st.dates())
def test_any_name_is_a_code_or_unknown(name: str, day: object) -> None:
    with suppress(UnknownStateError):
        assert CODES.named(name, str(day)) in CODES.codes
    assert plain(plain(name)) == plain(name) or plain(name).startswith("the ")
