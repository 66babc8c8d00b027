"""The conformance suite that every importer of states' data runs."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from states_samples import sample

from dragoman.errors import DragomanError, InputError, UnknownTermError
from dragoman.store import Store
from dragoman.store.states import SOURCES, Ledger, import_states

NAMES = sorted(SOURCES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store that has the roll calls that votes need."""
    with Store.open(tmp_path / "s.duckdb") as opened:
        calls = tmp_path / "calls.csv"
        calls.write_text(sample("roll-calls"), encoding="utf-8")
        import_states(opened, "roll-calls", calls)
        yield opened


def put(store: Store, name: str, content: str | bytes, file: str = "given.csv") -> Ledger:
    path = store.path.parent / file
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_states(store, name, path)


def whole(ledger: Ledger) -> bool:
    return ledger.read == ledger.kept + ledger.known + ledger.aside.total()


def rows(store: Store, name: str) -> list[tuple[object, ...]]:
    return store.sql(f"SELECT * FROM {SOURCES[name].table} ORDER BY ALL")


def fresh(name: str) -> str:
    """The sample; roll calls with other numbers, since the store has those of the sample already."""
    return re.sub(r"(?m)^(\d),", r"10\1,", sample(name)) if name == "roll-calls" else sample(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_is_kept_whole(store: Store, name: str) -> None:
    ledger = put(store, name, fresh(name))
    assert (ledger.kept, ledger.known, ledger.aside.total()) == (ledger.expected, 0, 0)
    assert whole(ledger) and ledger.rows >= ledger.kept > 0
    for column, kind in SOURCES[name].columns:
        found = store.sql(f'SELECT typeof("{column}") FROM {SOURCES[name].table} LIMIT 1')
        assert found[0][0] == kind


@pytest.mark.parametrize("name", NAMES)
def test_a_second_import_adds_nothing(store: Store, name: str) -> None:
    first = put(store, name, fresh(name))
    before = rows(store, name)
    again = put(store, name, fresh(name))
    assert (again.kept, again.rows, again.changed, again.known) == (0, 0, 0, first.read)
    assert rows(store, name) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_another_kind_is_refused_with_its_line(store: Store, name: str) -> None:
    with pytest.raises(InputError, match=r"other\.csv:1: the header lacks") as caught:
        put(store, name, "a,b,c\n1,2,3\n", "other.csv")
    assert SOURCES[name].takes[0] in caught.value.message and SOURCES[name].takes[0] in caught.value.hint


@pytest.mark.parametrize("name", NAMES)
def test_bad_lines_are_set_aside_and_the_rest_is_kept(store: Store, name: str) -> None:
    head, *lines = fresh(name).splitlines()
    bad = "\n".join([head, *lines, head, "1,2", lines[0] if '"' not in lines[0] else lines[-1]]) + "\n"
    ledger = put(store, name, bad)
    assert ledger.aside["the header again"] == 1
    assert ledger.aside["wrong number of columns"] >= 1
    assert ledger.kept >= 1 and whole(ledger)
    listed = list(store.rejects())
    assert any(one.reason == "the header again" and one.line == len(lines) + 2 for one in listed)


@pytest.mark.parametrize("name", NAMES)
def test_gzip_and_zip_give_the_same(store: Store, name: str) -> None:
    put(store, name, fresh(name))
    packed = put(store, name, gzip.compress(fresh(name).encode()), "given.csv.gz")
    path = store.path.parent / "given.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("given.csv", fresh(name))
    assert packed.known == import_states(store, name, path).known == packed.read > 0


def test_the_same_row_again_and_another_of_its_key(store: Store) -> None:
    ledger = put(store, "votes", "rcid,country,vote\n1,France,yes\n1,France,yes\n1,France,no\n")
    assert dict(ledger.aside) == {"the same row again": 1, "another row for the same roll_call, state": 1}
    assert [one.line for one in ledger.examples] == [3, 4]
    assert rows(store, "votes") == [(1, "FRA", 1, "France")]


def test_a_newer_release_replaces(store: Store) -> None:
    put(store, "votes", "rcid,country,vote\n1,France,yes\n2,France,no\n")
    ledger = put(store, "votes", "rcid,country,vote\n1,France,abstain\n2,France,no\n")
    assert (ledger.kept, ledger.known, ledger.changed, ledger.rows) == (1, 1, 1, 0)
    assert rows(store, "votes") == [(1, "FRA", 2, "France"), (2, "FRA", 3, "France")]


def test_unknown_states_votes_and_days_are_counted(store: Store) -> None:
    ledger = put(
        store,
        "votes",
        "rcid,country,vote\n1,Atlantis,yes\n1,Congo,yes\n9,France,yes\n1,France,perhaps\n1,Spain,absent\nx,Spain,yes\n",
    )
    assert dict(ledger.aside) == {
        "unknown state": 1,
        "ambiguous state": 1,
        "roll call is not in the list": 1,
        "unknown vote": 1,
        "did not vote": 1,
        "roll call is no whole number": 1,
    }
    assert put(
        store, "contiguity", "ccode1,ccode2,conttype,stdate,enddate\n2,20,1,1920-02-30,2016-12-01\n"
    ).aside == {"impossible date": 1}


def test_votes_need_roll_calls(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text(sample("votes"), encoding="utf-8")
    with Store.open(tmp_path / "s.duckdb") as store, pytest.raises(InputError, match="roll calls"):
        import_states(store, "votes", file)


def test_an_archive_that_breaks_off_gives_what_came_before(store: Store) -> None:
    lines = "".join(f"1,{name},yes\n" for name in ("France", "Spain", "Italy", "Norway", "Sweden", "Poland"))
    packed = gzip.compress(("rcid,country,vote\n" + lines * 400).encode())
    ledger = put(store, "votes", packed[: len(packed) - 12], "votes.csv.gz")
    assert ledger.expected is None and ledger.kept == 6 and whole(ledger)
    assert any("breaks off" in note for note in ledger.notes)


def test_lines_that_are_not_utf8_are_read_and_counted(store: Store) -> None:
    ledger = put(store, "votes", "rcid,country,vote\n1,Côte d'Ivoire,yes\n1,France,no\n".encode("cp1252"))
    assert ledger.kept == 2 and ledger.notes["lines not in UTF-8, read as Windows-1252"] == 1


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0\1\2\0" * 50])
def test_empty_and_binary_files_are_refused(store: Store, content: bytes) -> None:
    with pytest.raises(InputError, match=r"empty|no text"):
        put(store, "votes", content)


def test_a_quote_that_stays_open_is_named(store: Store) -> None:
    put(store, "votes", sample("votes"))
    before = rows(store, "votes")
    with pytest.raises(InputError, match=r"given\.csv:3: "):
        put(store, "votes", 'rcid,country,vote\n1,France,yes\n2,"Spain' + ",yes\n" * 60_000)
    assert rows(store, "votes") == before


def test_an_unknown_kind_names_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownTermError, match="veto"):
        import_states(store, "vetos", store.path)


def test_an_armed_group_is_not_the_state_it_fights(store: Store) -> None:
    put(store, "transfers", sample("transfers"))
    found = store.sql("SELECT recipient FROM transfers WHERE recipient_name LIKE 'Viet Minh%'")
    assert found == [(None,)]
    assert store.sql("SELECT recipient FROM transfers WHERE recipient_name = 'Congo'") == [("COG",)]


def test_chinas_seat_before_1971(store: Store) -> None:
    put(store, "vetoes", sample("vetoes"))
    assert store.sql("SELECT state FROM vetoes ORDER BY date, state") == [("TWN",), ("GBR",), ("USA",)]


def test_sanctions_know_organisations_and_partial_dates(store: Store) -> None:
    put(store, "sanctions", sample("sanctions"))
    assert store.sql('SELECT sender, target, start, "end" FROM sanctions ORDER BY ALL') == [
        ("GBR", "NIC", "1985-01", None),
        ("IGOUNO", "SRB", "1992-05-30", "1996-10-01"),
        ("USA", "NIC", "1985-01", None),
    ]


def test_the_run_is_in_the_store(store: Store) -> None:
    put(store, "votes", sample("votes"))
    run = store.runs()[-1]
    assert run.coder == "import votes" and run.status == "done"
    assert run.counts == {"read": 6, "kept": 6, "known": 0, "set aside": 0}
    assert next(iter(run.inputs.values())).startswith("sha256:")


@given(name=st.sampled_from(NAMES), cut=st.integers(0, 400), noise=st.binary(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_in_words(store: Store, name: str, cut: int, noise: bytes) -> None:
    data = fresh(name).encode()
    at = cut % len(data)
    try:
        ledger = put(store, name, data[:at] + noise + data[at:])
    except DragomanError as error:
        assert "given.csv" in error.message
    else:
        assert whole(ledger)
