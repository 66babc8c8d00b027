"""What can be wrong with the store's file, and an interruption at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from making import coded, document

from dragoman.errors import StoreError
from dragoman.store import Store

HERE = Path(__file__).parent
HOLD = """
import sys, time
from dragoman.store import Store
store = Store.open(sys.argv[1])
print("open", flush=True)
time.sleep(60)
"""
ENDLESS = """
import sys
sys.path.insert(0, sys.argv[2])
from making import CODER, DICTIONARIES, coded, document
from dragoman.store import Store
store = Store.open(sys.argv[1])
store.begin_run(coder=CODER, dictionaries=DICTIONARIES)
for i in range(10**6):
    store.add(coded(document(f"Korea supplied {i}", "2023-11-09", str(i))))
    if i % 20 == 19:
        store.flush()
        print(i, flush=True)
"""


def test_a_new_file_is_made(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.duckdb").close()
    with Store.open(tmp_path / "new.duckdb", read_only=True) as store:
        assert store.info().documents == 0
        assert list(store.events()) == []


def foreign(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE something(x INT)")


def newer(path: Path) -> None:
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET \"value\" = '99' WHERE \"key\" = 'schema'")


def text(path: Path) -> None:
    path.write_text("no database\n" * 500, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (foreign, "another program"),
        (newer, "schema version 99"),
        (text, "not a DuckDB file"),
        (Path.touch, "not a DuckDB file"),
        (Path.mkdir, "is a directory"),
    ],
)
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "x.duckdb"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    for read_only in (False, True):
        with pytest.raises(StoreError, match=said) as raised:
            Store.open(path, read_only=read_only)
        assert str(path) in raised.value.message
        assert raised.value.hint
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_absent_files_and_directories(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store.open(tmp_path / "absent.duckdb", read_only=True)
    with pytest.raises(StoreError, match="directory does not exist"):
        Store.open(tmp_path / "nowhere" / "x.duckdb")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    Store.open(path).close()
    path.chmod(0o444)
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(path)
    tmp_path.chmod(0o555)
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(tmp_path / "y.duckdb")


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline()
    return child


def test_a_store_that_another_process_has_open(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    child = start(HOLD, str(path))
    try:
        for read_only in (False, True):
            with pytest.raises(StoreError, match=f"process {child.pid} has it open"):
                Store.open(path, read_only=read_only)
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_interruption_leaves_a_consistent_file_and_the_next_run_goes_on(tmp_path: Path, how: int) -> None:
    path = tmp_path / "x.duckdb"
    child = start(ENDLESS, str(path), str(HERE))
    time.sleep(0.4)
    child.send_signal(how)
    child.communicate()
    with Store.open(path) as store:
        info = store.info()
        assert info.documents >= 20
        assert info.documents == info.reports == info.interests == info.sentences
        assert store.runs()[0].status == "interrupted"
        assert store.runs()[0].counts["documents"] == info.documents
        store.add(coded(document("Korea supplied 0", "2023-11-09", "0")))
        store.add(coded(document("Korea supplied more", "2023-11-09", "more")))
        store.flush()
        assert store.info().documents == info.documents + 1
