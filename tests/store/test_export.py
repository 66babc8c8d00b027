"""Exports: the contract's lines, flat tables, the panel, the network, and what lies beside."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import coded, document, report

from dragoman.errors import StoreError
from dragoman.ontology import load_ontology
from dragoman.records import DateSpan
from dragoman.schema import json_schema, key_order
from dragoman.store import Filters, Store, export, export_dyads
from dragoman.store.answers import Coverage
from dragoman.store.exporting.columns import FLAT, panel_columns
from dragoman.store.exporting.panel import panel, period_of

COLUMNS = [column.name for column in panel_columns(load_ontology())]
TYPES = tuple(load_ontology().types)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = document('Korea supplied "munitions", | and food', "2023-11-09", "a", "Daily")
    two = document('Korea supplied "munitions", | and more food', "2023-11-10", "b", "Herald")
    three = document("Leaders met in Geneva", "2023-12-01", "c", "Daily")
    quiet = document("Nothing happened at all", "2024-01-05", "e")
    with Store.open(tmp_path / "x.duckdb") as opened:
        opened.begin_run(coder="rules 0.1.0", dictionaries="sha256:91ab", inputs={"a.txt": "sha256:1"})
        opened.add(coded(one, report(one), report(one, "ACCUSE", ("USA",), ("PRK",), "possible")))
        opened.add(coded(two))
        opened.add(coded(three, report(three, "CONSULT", ("USA",), ("RUS", "CHN"))))
        opened.add(coded(quiet, report(quiet, "ASSAULT", ("RUS",), ("UKR",), day=None)))
        yield opened


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def panel_of(store: Store, **options: object) -> list[dict[str, str]]:
    stream = io.StringIO()
    export_dyads(store, "-", "csv", stream=stream, **options)  # type: ignore[arg-type]
    return rows(stream.getvalue())


def test_json_lines_keep_the_contract(store: Store, tmp_path: Path) -> None:
    done = export(store, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert done.rows == len(lines) == 5
    for line in lines:
        jsonschema.validate(line, json_schema("report"))
        assert tuple(line) == key_order("report")
    days = [line["evidence"]["published"] for line in lines]
    assert days == sorted(days)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.graphml"])
@pytest.mark.parametrize("dyads", [False, True])
def test_repetition_gives_the_same_bytes(store: Store, tmp_path: Path, name: str, dyads: bool) -> None:
    if dyads and name.endswith("graphml"):
        pytest.skip("a panel has no GraphML form")
    write = export_dyads if dyads else export
    path = tmp_path / name
    first = write(store, path)
    before = {file: file.read_bytes() for file in (path, *first.beside)}
    assert write(store, path) == first
    assert {file: file.read_bytes() for file in before} == before
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("table", ["reports", "interests", "events"])
def test_flat_tables_have_the_columns_of_their_codebook(store: Store, tmp_path: Path, table: str) -> None:
    export(store, tmp_path / "t.csv", table=table)  # type: ignore[arg-type]
    found = rows((tmp_path / "t.csv").read_text(encoding="utf-8"))
    names = [column.name for column in FLAT[table][0]]
    assert list(found[0]) == names
    codebook = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in codebook for name in names)


def test_csv_keeps_quotes_bars_and_codes(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "t.csv")
    found = rows((tmp_path / "t.csv").read_text(encoding="utf-8"))
    assert found[0]["text"] == 'Korea supplied "munitions", | and food'
    assert found[0]["cameo"] == "072"
    meeting = next(row for row in found if row["type"] == "CONSULT")
    assert meeting["target_country"] == "RUS|CHN"


def test_parquet_has_nested_columns_in_the_same_order(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "t.parquet")
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT id, source[1].country, evidence.published FROM read_parquet(?)",
            [str(tmp_path / "t.parquet")],
        ).fetchall()
    assert [row[0] for row in found] == [r.id for r in store.reports()]
    assert {row[1:] for row in found} >= {("PRK", "2023-11-09"), ("USA", "2023-12-01")}


def test_panel_counts_events_and_shows_coverage(store: Store) -> None:
    found = panel_of(store)
    assert list(found[0]) == COLUMNS
    first = next(row for row in found if (row["source"], row["target"]) == ("PRK", "RUS"))
    assert (first["period"], first["modality"]) == ("2023-11", "actual")
    assert (first["events"], first["reports"], first["n_AID"], first["n_quad2"]) == ("1", "2", "1", "1")
    assert (first["intensity_sum"], first["intensity_mean_AID"]) == ("8.3", "8.3")
    assert first["intensity_mean_ASSAULT"] == ""
    assert (first["documents"], first["sentences"], first["publishers"]) == ("2", "2", "2")


def test_panel_pairs_all_parties_of_a_meeting_both_ways(store: Store) -> None:
    meeting = {(row["source"], row["target"]) for row in panel_of(store) if row["n_CONSULT"] == "1"}
    parties = ("CHN", "RUS", "USA")
    assert meeting == {(a, b) for a in parties for b in parties if a != b}


def test_panel_counts_actual_unless_told(store: Store) -> None:
    assert {row["modality"] for row in panel_of(store)} == {"actual"}
    assert {row["modality"] for row in panel_of(store, modality="all")} == {"actual", "possible"}
    only = panel_of(store, modality="possible")
    assert [(row["source"], row["n_ACCUSE"]) for row in only] == [("USA", "1")]


def test_panel_by_reports(store: Store) -> None:
    first = next(r for r in panel_of(store, unit="reports") if r["source"] == "PRK" and r["target"] == "RUS")
    assert (first["events"], first["reports"], first["n_AID"], first["intensity_sum"]) == (
        "1",
        "2",
        "2",
        "16.6",
    )


def test_panel_is_filled_only_where_something_was_read(store: Store) -> None:
    found = [r for r in panel_of(store, fill=True) if (r["source"], r["target"]) == ("PRK", "RUS")]
    assert [row["period"] for row in found] == ["2023-11", "2023-12", "2024-01"]
    assert [row["events"] for row in found] == ["1", "0", "0"]
    assert found[2]["documents"] == "1"


def test_what_is_left_out_is_counted(store: Store, tmp_path: Path) -> None:
    done = export_dyads(store, tmp_path / "p.csv")
    assert dict(done.left_out) == {"no date as precise as the period": 1}
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert run["output"]["left_out"] == dict(done.left_out)


def test_run_json_lets_another_repeat_it(store: Store, tmp_path: Path) -> None:
    export_dyads(store, tmp_path / "p.csv", by="week", filters=Filters(types=["AID"]))
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert run["export"]["by"] == "week"
    assert run["export"]["filters"] == {"types": ["AID"]}
    assert run["inputs"] == {"a.txt": "sha256:1"}
    assert run["dictionaries"] == ["sha256:91ab"]
    assert run["output"]["file"] == "p.csv"


def test_files_beside_are_never_taken_from_another_table(store: Store, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"mine": true}', encoding="utf-8")
    first = export(store, tmp_path / "a.csv")
    second = export_dyads(store, tmp_path / "b.csv")
    assert [p.name for p in first.beside] == ["codebook.md", "a.run.json"]
    assert [p.name for p in second.beside] == ["b.codebook.md", "b.run.json"]
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8")) == {"mine": True}


def test_graphml_is_read_by_networkx(store: Store, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed (extra relations)")
    export(store, tmp_path / "net.graphml")
    graph = networkx.read_graphml(tmp_path / "net.graphml")
    assert graph.is_directed()
    assert graph["PRK"]["RUS"]["weight"] == 1
    assert graph["PRK"]["RUS"]["reports"] == 2
    assert graph["USA"]["CHN"]["quad1"] == graph["CHN"]["USA"]["quad1"] == 1
    assert graph["RUS"]["UKR"]["intensity_mean"] == -10.0


@pytest.mark.parametrize(
    ("to", "format", "said"),
    [
        ("-", "parquet", "does not go to standard output"),
        ("out.xlsx", None, "no format"),
        ("out.csv", "xml", "no format 'xml'"),
        ("nowhere/out.csv", None, "cannot be written"),
    ],
)
def test_wrong_targets(store: Store, to: str, format: str | None, said: str) -> None:
    with pytest.raises(StoreError, match=said) as raised:
        export(store, to, format)  # type: ignore[arg-type]
    assert raised.value.hint


def test_a_panel_has_no_graphml(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no GraphML form"):
        export_dyads(store, tmp_path / "p.graphml")


def test_an_empty_store_exports_headers(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.duckdb") as empty:
        for name in ("a.csv", "a.jsonl", "a.parquet", "a.graphml"):
            export(empty, tmp_path / name)
        export_dyads(empty, tmp_path / "p.csv", fill=True)
    assert (tmp_path / "p.csv").read_text(encoding="utf-8").strip() == ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("span", "by", "expected"),
    [
        (DateSpan("2023-11-09", "2023-11-09", "day", "text"), "week", "2023-W45"),
        (DateSpan("2023-11-01", "2023-11-30", "month", "text"), "month", "2023-11"),
        (DateSpan("2023-11-01", "2023-11-30", "month", "text"), "day", None),
        (DateSpan("2023-01-01", "2023-12-31", "year", "text"), "quarter", None),
        (DateSpan("2023-01-01", "2023-12-31", "year", "text"), "year", "2023"),
        (DateSpan(None, None, "open", "unknown"), "year", None),
        (DateSpan("soon", None, "open", "unknown"), "year", None),
    ],
)
def test_periods(span: DateSpan, by: str, expected: str | None) -> None:
    assert period_of(span, by) == expected  # type: ignore[arg-type]


CASES = st.lists(
    st.tuples(
        st.sampled_from(["AID", "CONSULT", "ASSAULT"]),
        st.sampled_from([("PRK",), ("USA", "GBR")]),
        st.sampled_from([("RUS",), ("CHN", "RUS"), ()]),
        st.sampled_from(["2023-11-09", "2023-12-24"]),
    ),
    max_size=10,
)


@settings(max_examples=20, deadline=None)
@given(CASES)
def test_panel_laws(cases: list[tuple[str, tuple[str, ...], tuple[str, ...], str]]) -> None:
    documents = [document(f"Korea supplied {i}", day, str(i)) for i, (*_, day) in enumerate(cases)]
    reports = [report(d, c[0], c[1], c[2]) for d, c in zip(documents, cases, strict=True)]
    table = panel(reports, [], [Coverage("2023-11", 5, 9, 2, 3)], unit="reports")
    found = [dict(zip(COLUMNS, row, strict=True)) for row in table.rows]
    for row in found:
        quads = sum(int(row[f"n_quad{q}"] or 0) for q in (1, 2, 3, 4))
        types = sum(int(row[f"n_{name}"] or 0) for name in TYPES)
        assert quads == types == row["reports"]
        assert row["documents"] == (5 if row["period"] == "2023-11" else 0)
    keys = [(row["source"], row["target"], row["period"]) for row in found]
    assert keys == sorted(set(keys))
    meetings = {key: row["n_CONSULT"] for key, row in zip(keys, found, strict=True) if row["n_CONSULT"]}
    assert all(meetings[(t, s, p)] == n for (s, t, p), n in meetings.items())
