"""The parts of an import: crosswalk, codes, blocks of lines, archives, layouts, flags."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from event_files import stored, take, text_of, written
from event_samples import MAKERS, gdelt, gdelt1
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DictionaryError, InputError
from dragoman.ontology import load_ontology
from dragoman.store import Store
from dragoman.store.dyads import Which, dyadic_events
from dragoman.store.importing import load_crosswalk
from dragoman.store.importing.archives import Part, parts
from dragoman.store.importing.cameo import cameo_party
from dragoman.store.importing.chunks import chunks
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import load_event_codes
from dragoman.store.importing.layouts import layout_of, load_layouts


@pytest.fixture(scope="module")
def known() -> Crosswalk:
    return load_crosswalk()


@pytest.mark.parametrize(
    ("scheme", "code", "day", "country"),
    [
        ("iso3", "SUN", "1980-01-01", "RUS"), ("iso3", "SUN", "1995-01-01", None), ("iso3", "YUG", "1985-01-01", "SRB"),
        ("iso3", "DDR", "1980-01-01", "DDR"), ("gw", "260", "1980-01-01", "DEU"), ("gw", "265", "1995-01-01", None),
        ("cow", "255", "1930-01-01", "DEU"), ("cow", "678", "1980-01-01", "YEM"), ("cow", "680", "1980-01-01", "YMD"),
        ("gw", "678", "2010-01-01", "YEM"), ("cow", "817", "1970-01-01", "RVN"), ("gw", "816", "2010-01-01", "VNM"),
        ("cow", "625", "2000-01-01", "SDN"), ("cow", "626", "2015-01-01", "SSD"), ("fips", "RS", "2019-01-01", "RUS"),
        ("fips", "AU", "2019-01-01", "AUT"), ("fips", "GM", "2019-01-01", "DEU"), ("iso2", "SU", "1970-01-01", "RUS"),
        ("name", "Korea", "2000-01-01", None), ("name", "Yugoslavia", "1985-01-01", "SRB"), ("cameo", "AFR", "2019-01-01", None),
        ("keds", "AUS", "1990-01-01", "AUT"), ("keds", "MTN", "1990-01-01", None), ("keds-balkan", "MTN", "1990-01-01", "MNE"),
    ],
)  # fmt: skip
def test_codes_with_dates(known: Crosswalk, scheme: str, code: str, day: str, country: str | None) -> None:
    assert known.country(scheme, code, day) == country


def test_two_codes_of_a_scheme_never_mean_two_things_on_a_day(known: Crosswalk) -> None:
    for (scheme, code), listed in known._meanings.items():
        spans = sorted((m.since, m.until) for m in listed)
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), (scheme, code)


def test_a_bad_crosswalk_names_file_and_line(tmp_path: Path) -> None:
    from shutil import copytree

    import dragoman.store.importing.crosswalk as room

    folder = tmp_path / "data"
    copytree(Path(room.__file__).parent / "data", folder)
    with (folder / "codes.csv").open("a") as file:
        file.write("iso9,AAA,AAA,,,\n")
    line = len((folder / "codes.csv").read_text().splitlines())
    with pytest.raises(DictionaryError, match=rf"codes\.csv:{line}"):
        load_crosswalk(folder)


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("RUSMIL", "RUS", "MIL"), ("MNCUSAMED", "USA", "MNC"), ("IGOEUREEC", "IGOEUR", "IGO"), ("IGOUNO", "IGOUNO", "IGO"),
        ("IGOWSTNAT", "IGONAT", "IGO"), ("IGOAFRAFU", "IGO", "IGO"), ("GOV", None, "GOV"), ("kur", None, None),
        ("AFR", None, None),
    ],
)  # fmt: skip
def test_cameo_actors(known: Crosswalk, code: str, country: str | None, sector: str | None) -> None:
    party = cameo_party(code, known)
    assert (party.spans[0].country if party.spans else None, party.sector, party.why) == (
        country,
        sector,
        None,
    )


def test_unknown_and_ambiguous_codes_are_counted_not_guessed(tmp_path: Path) -> None:
    rows = gdelt()
    rows[0][5] = rows[1][15] = "QQQGOV"
    rows[2][15] = "SUN"
    ledger = take(tmp_path, "gdelt", written(tmp_path, "gdelt", rows))
    assert [(one.code, one.why, one.rows) for one in ledger.unknown_codes] == [
        ("QQQGOV", "unknown code", 2), ("SUN", "code not in use on the date", 1),
    ]  # fmt: skip
    assert ledger.total("kept") == len(rows)


def test_every_listed_code_is_an_act_of_the_ontology() -> None:
    codes, ontology = load_event_codes(), load_ontology()
    for code in ontology.cameo:
        act = codes.cameo(code)
        assert act is not None
        assert act.quad in (1, 2, 3, 4)
    assert codes.cameo("40") == codes.cameo("040")
    assert codes.listed("weis", "223") is not None
    assert codes.cameo("999") is codes.plover("DANCE") is codes.listed("weis", "000") is None


def test_columns_are_told_by_width_or_header() -> None:
    layouts = [one for one in load_layouts() if one.source == "gdelt"]
    for maker, name in ((gdelt, "2.0"), (gdelt1, "1.0")):
        assert layout_of("x", ["\t".join(maker()[0])], layouts).name == name
        headed = layout_of("x", [text_of("gdelt", [], header=True)], layouts)
        assert headed.header
    assert layout_of("x", ["\t".join(row[:57]) for row in gdelt1()], layouts).name == "1.0"
    with pytest.raises(
        InputError, match=r"x:1: most lines have 12 columns; gdelt has 61 \(2\.0\) or 58 \(1\.0\)"
    ):
        layout_of("x", ["\t" * 11], layouts)


def test_a_header_without_a_needed_column_is_refused() -> None:
    layouts = [one for one in load_layouts() if one.source == "keds"]
    with pytest.raises(InputError, match="lacks weis"):
        layout_of("x", ["date\tsource\ttarget\tlabel\tphrase"], layouts)


def test_an_optional_column_that_the_header_lacks_has_no_values(tmp_path: Path) -> None:
    text = text_of("icews", MAKERS["icews"]()).replace("publisher", "some publisher", 1)
    path = tmp_path / "older.tab"
    path.write_text(text, encoding="utf-8")
    assert take(tmp_path, "icews", path).total("kept") == 6
    assert stored(tmp_path, "SELECT count(publisher) FROM imported_events") == [(0,)]


def test_shifted_columns_are_set_aside(tmp_path: Path) -> None:
    rows = gdelt()
    rows[1] = [rows[1][0], "", *rows[1][1:60]]
    rows[4] = [*rows[4][:30], *rows[4][31:], ""]
    ledger = take(tmp_path, "gdelt", written(tmp_path, "gdelt", rows))
    assert ledger.total("kept") == len(rows) - 2
    assert [reject.line for reject in ledger.rejects] == [2, 5]
    assert set(ledger.aside) <= {"a value of the wrong kind", "impossible or missing date"}


def test_flags_and_default_reading(tmp_path: Path) -> None:
    rows = gdelt(6)
    rows[3] = [rows[3][0], *rows[2][1:]]
    rows[4][1] = f"2022{rows[4][1][4:]}"
    rows[5][1] = f"202310{rows[5][1][6:]}"
    ledger = take(tmp_path, "gdelt", written(tmp_path, "gdelt", rows))
    assert (ledger.events, ledger.repeats, dict(ledger.misdated)) == (5, 1, {"year": 1, "month": 1})
    with Store.open(tmp_path / "s.duckdb", read_only=True) as store:
        assert len(dyadic_events(store)) == 3
        assert len(dyadic_events(store, Which(repeats=True, misdated=True))) == 6
        assert len(dyadic_events(store, Which(about=("RUS", "PRK")))) == 1
        assert len(dyadic_events(store, Which(origins=("icews",)))) == 0
        table = dyadic_events(store, Which(source="RUS"))
    assert (table.type[0], table.cameo[0], table.quad[0], table.origin[0]) == ("CONSULT", "042", 1, "gdelt")


def test_an_event_told_again_in_another_block_is_a_repeat(tmp_path: Path) -> None:
    rows = gdelt(4)
    again = [[f"7{row[0]}", *row[1:]] for row in rows]
    ledger = take(
        tmp_path, "gdelt", written(tmp_path, "gdelt", rows), written(tmp_path, "gdelt", again, "b.txt")
    )
    assert (ledger.events, ledger.repeats) == (4, 4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.text(st.characters(blacklist_characters="\r\n\0", codec="utf-8"), max_size=30),
        min_size=1,
        max_size=30,
    ),
    block=st.integers(1, 60),
    packed=st.booleans(),
)
def test_blocks_are_the_file(tmp_path: Path, lines: list[str], block: int, packed: bool) -> None:
    data = "".join(f"x{line}\n" for line in lines).encode()
    path = tmp_path / "f.txt"
    path.write_bytes(gzip.compress(data) if packed else data)
    part = Part(path)
    found = list(chunks(part, quoted=False, block=block))
    assert b"".join(chunk.data for chunk in found) == data
    starts = [1 + sum(one.data.count(b"\n") for one in found[:n]) for n in range(len(found))]
    assert [chunk.first for chunk in found] == starts
    assert [chunk.lines for chunk in found] == [chunk.data.count(b"\n") for chunk in found]
    assert (part.lines, part.broken) == (len(lines), None)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(min_size=1, max_size=200), source=st.sampled_from(sorted(MAKERS)), at=st.floats(0, 1))
def test_junk_never_breaks_an_import(tmp_path: Path, junk: bytes, source: str, at: float) -> None:
    data = text_of(source, MAKERS[source]()).encode()
    cut = int(at * len(data))
    (tmp_path / "junk.txt").write_bytes(data[:cut] + junk + data[cut:])
    (tmp_path / "s.duckdb").unlink(missing_ok=True)
    try:
        ledger = take(tmp_path, source, tmp_path / "junk.txt")
    except InputError:
        return
    aside = sum(ledger.aside.values())
    assert ledger.total("read") == ledger.total("kept") + ledger.total("known") + aside
    assert stored(tmp_path, "SELECT count(*) FROM imported_events") == [(ledger.total("kept"),)]


def test_an_archive_with_several_files_names_each(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "y")
    assert [part.name for part in parts(path)] == [f"{path}/a.csv", f"{path}/b.csv"]
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(half)
    assert [part.broken for part in parts(path)] == ["the archive breaks off"]
