"""What every importer must do: one suite that each of them runs."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from event_files import stored, take, text_of, written
from event_samples import CODE_AT, DAY_AT, MAKERS, ROWS

from dragoman.errors import InputError, StoreError
from dragoman.store import Store
from dragoman.store.importing import Ledger, sources

NAMES = [one.name for one in sources()]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def holds(ledger: Ledger) -> None:
    """The ledger's own law."""
    aside = sum(ledger.aside.values())
    assert ledger.total("read") == ledger.total("kept") + ledger.total("known") + aside
    json.dumps(ledger.to_dict())


def test_every_source_has_a_sample() -> None:
    assert list(MAKERS) == NAMES


def test_rows_are_mapped(tmp_path: Path, name: str) -> None:
    ledger = take(tmp_path, name, written(tmp_path, name, MAKERS[name]()))
    assert (ledger.total("expected"), ledger.total("kept"), dict(ledger.aside)) == (ROWS, ROWS, {})
    assert ledger.unknown_codes == []
    rows = stored(
        tmp_path, 'SELECT source, target, "type", quad, date, modality FROM imported_events ORDER BY line'
    )
    act = ("ASSAULT", 4) if name in ("acled", "ucdp") else ("CONSULT", 1)
    year = 1995 if name == "keds" else 2023
    assert rows[0] == ("RUS", "PRK", *act, date(year, 11, 1), "actual")
    assert {row[0] for row in rows} == {"RUS", "PRK", "USA", "CHN", "JPN", "IRN"}
    holds(ledger)


def test_a_second_time_adds_nothing(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, MAKERS[name]())
    take(tmp_path, name, path)
    ledger = take(tmp_path, name, path)
    assert (ledger.total("kept"), ledger.total("known")) == (0, ROWS)
    assert stored(tmp_path, "SELECT count(*) FROM imported_events") == [(ROWS,)]
    holds(ledger)


def test_a_grown_file_adds_what_is_new(tmp_path: Path, name: str) -> None:
    take(tmp_path, name, written(tmp_path, name, MAKERS[name]()))
    ledger = take(tmp_path, name, written(tmp_path, name, MAKERS[name](ROWS + 3)))
    assert (ledger.total("kept"), ledger.total("known")) == (3, ROWS)
    holds(ledger)


@pytest.mark.parametrize("kind", ["gz", "zip", "crlf", "bom", "headed"])
def test_packings_and_line_ends_make_no_difference(tmp_path: Path, name: str, kind: str) -> None:
    rows = MAKERS[name]()
    text = text_of(name, rows, header=True if kind == "headed" else None)
    data = {"crlf": text.replace("\n", "\r\n"), "bom": "\ufeff" + text}.get(kind, text).encode()
    path = tmp_path / "sample.txt"
    path.write_bytes(gzip.compress(data) if kind == "gz" else data)
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.txt", data)
    ledger = take(tmp_path, name, path)
    assert (ledger.total("expected"), ledger.total("kept")) == (ROWS, ROWS)
    holds(ledger)


def test_small_blocks_give_the_same_rows(tmp_path: Path, name: str) -> None:
    rows = MAKERS[name](40)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    take(tmp_path / "a", name, written(tmp_path, name, rows))
    take(tmp_path / "b", name, written(tmp_path, name, rows), block=700)
    query = "SELECT * EXCLUDE (block) FROM imported_events ORDER BY line, id"
    assert stored(tmp_path / "a", query) == stored(tmp_path / "b", query)


def test_bad_rows_are_set_aside_with_their_line(tmp_path: Path, name: str) -> None:
    rows = MAKERS[name](8)
    rows[1][DAY_AT[name]] = "20231399" if name in ("gdelt", "phoenix") else "2023-13-99"
    rows[3][CODE_AT[name]] = "9" if name == "ucdp" else "nonsense"
    rows[5] = rows[5][:3]
    rows[6] = [*rows[6], "one too many"]
    path = written(tmp_path, name, rows)
    ledger = take(tmp_path, name, path)
    assert ledger.total("kept") == 4
    assert sum(ledger.aside.values()) == 4
    lines = text_of(name, rows).split("\n")
    for reject in ledger.rejects:
        assert reject.source == str(path)
        assert reject.line is not None
    marks = ["-13-99" if name not in ("gdelt", "phoenix") else "20231399", "one too many"]
    for mark in marks:
        at = next(n for n, line in enumerate(lines, 1) if mark in line)
        assert any(abs((reject.line or 0) - at) <= (name == "acled") for reject in ledger.rejects), mark
    listed = stored(tmp_path, "SELECT count(*) FROM rejects")
    assert listed == [(4,)]
    holds(ledger)


def test_lines_point_at_the_file(tmp_path: Path, name: str) -> None:
    rows = MAKERS[name](9)
    rows[2] = rows[2][:3]
    path = written(tmp_path, name, rows)
    take(tmp_path, name, path)
    lines = path.read_text(encoding="utf-8").split("\n")
    for line, id_ in stored(tmp_path, "SELECT line, id FROM imported_events"):
        assert isinstance(line, int)
        mark = f"CALLED ON {line - 2}" if name == "keds" else str(id_)
        assert mark in lines[line - 1]


def test_a_header_inside_the_file_is_set_aside(tmp_path: Path, name: str) -> None:
    text = text_of(name, MAKERS[name](), header=True)
    path = tmp_path / "twice.txt"
    path.write_text(text + text_of(name, MAKERS[name](3, 50), header=True), encoding="utf-8")
    ledger = take(tmp_path, name, path)
    assert (ledger.total("kept"), sum(ledger.aside.values())) == (ROWS + 3, 1)
    holds(ledger)


def test_a_truncated_archive_gives_what_is_readable(tmp_path: Path, name: str) -> None:
    rows = MAKERS[name](600)
    data = gzip.compress(text_of(name, rows).encode())
    path = tmp_path / "cut.gz"
    path.write_bytes(data[: len(data) * 2 // 3])
    ledger = take(tmp_path, name, path)
    assert 0 < ledger.total("kept") < 600
    assert "breaks off" in str(ledger.files[0].problem)
    holds(ledger)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfea\x00", b"just some words\nand more\n"])
def test_what_is_no_data_is_refused_and_nothing_written(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.csv"):
        take(tmp_path, name, path)
    assert stored(tmp_path, "SELECT count(*) FROM imported_events") == [(0,)]


def test_a_bad_file_among_good_ones_is_a_problem(tmp_path: Path, name: str) -> None:
    good = written(tmp_path, name, MAKERS[name]())
    ledger = take(tmp_path, name, tmp_path / "absent.csv", good)
    assert ledger.total("kept") == ROWS
    assert "no such file" in str(ledger.files[0].problem)


def test_lines_of_another_encoding_are_read_and_counted(tmp_path: Path, name: str) -> None:
    text = text_of(name, MAKERS[name]()).replace("Moscow", "Moscó")
    text = text.replace("CALLED", "CALLÉD")
    path = tmp_path / "mixed.txt"
    path.write_bytes(text.encode("cp1252"))
    ledger = take(tmp_path, name, path)
    assert ledger.total("kept") == ROWS
    assert ledger.total("recoded") >= ROWS
    assert any(
        "ó" in str(row[0]) or "É" in str(row[0])
        for row in stored(tmp_path, "SELECT place FROM imported_events")
    )


def test_a_store_that_is_open_is_not_written(tmp_path: Path, name: str) -> None:
    import subprocess
    import sys

    path = written(tmp_path, name, MAKERS[name]())
    opening = f"from dragoman.store import Store\ns = Store.open({str(tmp_path / 's.duckdb')!r})\n"
    script = f"{opening}print('open', flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match=f"process {other.pid} has it open"):
            take(tmp_path, name, path)
        other.communicate("\n")


def test_an_interrupted_import_goes_on(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.store.importing.blocks import BlockWriter

    path = written(tmp_path, name, MAKERS[name](60))
    whole, calls = BlockWriter._insert, []

    def failing(self: BlockWriter, block: object) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return whole(self, block)  # type: ignore[arg-type]

    monkeypatch.setattr(BlockWriter, "_insert", failing)
    with pytest.raises(KeyboardInterrupt):
        take(tmp_path, name, path, block=700)
    half = stored(tmp_path, "SELECT count(*), count(DISTINCT block) FROM imported_events")[0]
    assert half[1] in (1, 2)
    ledger = take(tmp_path, name, path, block=700)
    assert ledger.total("known") == half[0]
    assert stored(tmp_path, "SELECT count(*), count(DISTINCT id) FROM imported_events") == [(60, 60)]


def test_a_read_only_store_answers_without_imports(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb"):
        pass
    with Store.open(tmp_path / "s.duckdb", read_only=True) as store:
        from dragoman.store.dyads import dyadic_events

        assert len(dyadic_events(store)) == 0
