"""The store: nothing twice, recoding, reading back, filters, learned names, runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import CODER, DICTIONARIES, coded, document, report

from dragoman.errors import StoreError
from dragoman.records import Coded, LearnedActor, Reject
from dragoman.store import Filters, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dragoman.duckdb"


def corpus(n: int = 4) -> list[Coded]:
    days = ["2023-11-09", "2023-12-01", None, "2024-01-15"]
    documents = [document(f"Korea supplied \U0001f600 port {i}", days[i % 4], f"item-{i}") for i in range(n)]
    return [coded(one) for one in documents]


def fill(path: Path, items: list[Coded], dictionaries: str = DICTIONARIES) -> dict[str, int]:
    with Store.open(path) as store:
        store.begin_run(coder=CODER, dictionaries=dictionaries)
        for item in items:
            store.add(item)
        store.flush()
        return dict(store.runs()[-1].counts)


def test_what_goes_in_comes_out(path: Path) -> None:
    items = corpus()
    fill(path, items)
    with Store.open(path, read_only=True) as store:
        for item in items:
            assert store.coded(item.document.id) == item
        assert {r.id for r in store.reports()} == {i.reports[0].id for i in items}
        assert [d.published for d in store.documents()] == ["2023-11-09", "2023-12-01", "2024-01-15", None]


def test_coding_twice_adds_nothing(path: Path) -> None:
    assert fill(path, corpus())["documents"] == 4
    before = Store.open(path, read_only=True)
    reports = list(before.reports())
    before.close()
    counts = fill(path, corpus())
    assert (counts["documents"], counts["skipped"], counts["reports"]) == (0, 4, 0)
    with Store.open(path) as store:
        assert list(store.reports()) == reports
        assert store.info().documents == 4
        assert store.info().sentences == 4
        assert store.info().interests == 4


def test_the_same_document_twice_in_a_batch_counts_once(path: Path) -> None:
    item = corpus(1)[0]
    assert fill(path, [item, item])["documents"] == 1


def test_other_dictionaries_replace_the_former_coding(path: Path) -> None:
    items = corpus(2)
    fill(path, items)
    other = [
        replace(i, reports=(report(i.document, "ACCUSE", dictionaries="sha256:new"),), interests=())
        for i in items
    ]
    fill(path, other[:1], "sha256:new")
    with Store.open(path) as store:
        assert sorted(r.type for r in store.reports()) == ["ACCUSE", "AID"]
        assert store.info().documents == 2
        assert store.info().interests == 1
        assert store.has(items[0].document.id, CODER, "sha256:new")
        assert not store.has(items[0].document.id, CODER, DICTIONARIES)


def test_has_and_missing_know_what_waits_and_what_is_written(path: Path) -> None:
    items = corpus(3)
    fill(path, items[:1])
    with Store.open(path) as store:
        store.begin_run(coder=CODER, dictionaries=DICTIONARIES)
        store.add(items[1])
        assert store.has(items[0].document.id, CODER, DICTIONARIES)
        assert store.has(items[1].document.id, CODER, DICTIONARIES)
        assert not store.has(items[2].document.id, CODER, DICTIONARIES)
        store.flush()
        left = store.missing((i.document for i in items), CODER, DICTIONARIES, chunk=2)
        assert list(left) == [items[2].document]


def test_a_run_is_begun_by_itself_from_the_records(path: Path) -> None:
    with Store.open(path) as store:
        store.add(corpus(1)[0])
    with Store.open(path, read_only=True) as store:
        run = store.runs()[0]
    assert (run.coder, run.dictionaries, run.status) == (CODER, DICTIONARIES, "done")
    assert run.ended is not None and run.ended >= run.started


def test_runs_keep_what_they_were_made_with(path: Path) -> None:
    with Store.open(path) as store:
        store.begin_run(
            coder=CODER,
            dictionaries=DICTIONARIES,
            versions={"spacy": "3.8"},
            settings={"processes": 2, "date": None},
            inputs={"a.txt": "sha256:1"},
        )
        store.begin_run(coder="rules 0.2.0", dictionaries=DICTIONARIES)
        first, second = store.runs()
    assert first.versions == {"spacy": "3.8"}
    assert first.settings == {"processes": 2, "date": None}
    assert first.inputs == {"a.txt": "sha256:1"}
    assert (first.status, second.status) == ("done", "running")


def test_a_run_that_failed_is_marked_and_keeps_what_it_had(path: Path) -> None:
    def broken() -> None:
        with Store.open(path) as store:
            store.add(corpus(1)[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    with Store.open(path, read_only=True) as store:
        assert store.runs()[0].status == "interrupted"
        assert store.info().reports == 1


def test_rejects_are_kept_once(path: Path) -> None:
    bad = Reject("corpus.jsonl", 3, "not JSON", "expected a comma")
    for _ in range(2):
        with Store.open(path) as store:
            store.add_reject(bad)
            store.add_reject(Reject("b.txt", None, "empty", ""))
    with Store.open(path, read_only=True) as store:
        assert [r.source for r in store.rejects()] == ["b.txt", "corpus.jsonl"]
        assert list(store.rejects())[1] == bad


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), 4),
        (Filters(types=["AID"]), 2),
        (Filters(types=["ACCUSE", "CONSULT"]), 2),
        (Filters(source="PRK"), 3),
        (Filters(target="PRK"), 1),
        (Filters(about=["PRK", "RUS"]), 2),
        (Filters(about=["USA"]), 1),
        (Filters(since="2023-12-01"), 1),
        (Filters(until="2023-11-30"), 3),
        (Filters(modality=["possible"]), 1),
        (Filters(duplicates=False), 3),
        (Filters(source="' OR 1=1 --"), 0),
    ],
)
def test_filters(path: Path, filters: Filters, expected: int) -> None:
    one, two = document("Korea supplied A"), document("Korea supplied B", "2023-12-01", "item-2")
    copy = document("Korea supplied A.", "2023-11-10", "item-3", duplicate_of=one.id)
    fill(
        path,
        [
            coded(one, report(one), report(one, "CONSULT", ("PRK",), ("CHN",), "possible")),
            coded(two, report(two, "ACCUSE", ("USA",), ("PRK",))),
            coded(copy),
        ],
    )
    with Store.open(path, read_only=True) as store:
        assert len(list(store.reports(filters))) == expected


def test_names_are_learned_with_support_and_doubt(path: Path) -> None:
    def said(name: str, country: str, item: int, role: str) -> LearnedActor:
        day = f"2023-11-{item + 1:02d}"
        return LearnedActor(name, country, "GOV", role, f"d_{item}", day, f"{name} of {country} spoke.")

    items = [
        coded(
            document("Korea supplied it", f"2023-11-{i + 1:02d}", f"item-{i}"),
            learned=[
                said("Ann Lee", "KOR", i, "minister" if i < 2 else "premier"),
                said("Bo", "DNK" if i else "SWE", i, ""),
            ],
            unknown=["Carl Ray", "Carl Ray"] if i else ["Dora"],
        )
        for i in range(3)
    ]
    fill(path, items)
    with Store.open(path, read_only=True) as store:
        names = store.learned()
        assert (names[0].name, names[0].documents) == ("Ann Lee", 2)
        assert names[0].first == "2023-11-01"
        assert names[0].sentences == ("Ann Lee of KOR spoke.",)
        actors = store.learned_actors(2)
        assert [(a.name, a.country, a.role) for a in actors] == [
            ("Ann Lee", "KOR", "premier"),
            ("Bo", "DNK", ""),
        ]
        assert store.learned_actors(4) == []
        unknown = store.unknown()
        assert [(u.name, u.documents) for u in unknown] == [("Carl Ray", 2), ("Dora", 1)]


def test_info_shows_coverage(path: Path) -> None:
    fill(path, corpus(8))
    with Store.open(path, read_only=True) as store:
        info = store.info()
    assert [m.period for m in info.months] == ["2023-11", "2023-12", "2024-01", None]
    assert [m.documents for m in info.months] == [2, 2, 2, 2]
    assert info.types == {"AID": 8}
    assert (info.first, info.last) == ("2023-11-09", "2024-01-15")
    assert info.to_dict()["months"][0]["reports"] == 2


def test_coverage_by_period(path: Path) -> None:
    fill(path, [coded(document("Korea supplied it", "2021-01-03"))])
    with Store.open(path, read_only=True) as store:
        names = [store.coverage(by)[0].period for by in ("day", "week", "month", "quarter", "year")]
    assert names == ["2021-01-03", "2020-W53", "2021-01", "2021-Q1", "2021"]


def test_read_only_refuses_to_write(path: Path) -> None:
    fill(path, corpus(1))
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.add(corpus(1)[0])


def test_reading_and_writing_take_turns(path: Path) -> None:
    items = corpus(4)
    fill(path, items[:2])
    with Store.open(path) as store:
        for found in store.reports():
            store.add(items[2 + (found.id == "")])
            store.flush()
        assert store.info().documents == 3


def test_sql_answers_and_complains(path: Path) -> None:
    fill(path, corpus(2))
    with Store.open(path, read_only=True) as store:
        assert store.sql("SELECT count(*) FROM reports WHERE len(source) = ?", [1]) == [(2,)]
        assert store.sql('SELECT text FROM sentences WHERE "index" = 0 ORDER BY text')[0][0].startswith(
            "Korea"
        )
        with pytest.raises(StoreError, match="query fails"):
            store.sql("SELECT nothing FROM nowhere")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 9), max_size=30), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
def test_any_order_and_any_repetition_gives_the_same_store(
    tmp_path: Path, order: list[int], tail: str
) -> None:
    file = tmp_path / "any.duckdb"
    file.unlink(missing_ok=True)
    items = [
        coded(document(f"Korea supplied {i} {tail}".replace("\0", ""), "2023-11-09", str(i)))
        for i in range(10)
    ]
    fill(file, [items[i] for i in order])
    with Store.open(file, read_only=True) as store:
        assert [store.coded(items[i].document.id) for i in sorted(set(order))] == [
            items[i] for i in sorted(set(order))
        ]
        assert store.info().reports == len(set(order))
