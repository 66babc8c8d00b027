"""What people decide about merges: kept beside the store, obeyed by every regrouping, undone by another line."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import coded, document, report
from test_events import pair
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.errors import DictionaryError, StoreError
from dragoman.store import Store, group_reports
from dragoman.store.decisions import Decisions, decide, path_beside, read_decisions
from dragoman.store.rules import Rules


def decided(path: Path, *acts: tuple[str, list[str], list[str]]) -> Decisions:
    for act, one, other in acts:
        decide(path, act, one=one, other=other, why="read them")  # type: ignore[arg-type]
    return read_decisions(path)


def test_a_split_holds_whatever_comes_later(tmp_path: Path) -> None:
    reports, documents = pair()
    one, two = (r.id for r in reports)
    decisions = decided(tmp_path / "d.jsonl", ("split", [two], [one]))
    events = group_reports(reports, documents, decisions)
    assert sorted(len(e.reports) for e in events) == [1, 1]
    assert any("Kept apart" in e.reasons[0] and "read them" in e.reasons[0] for e in events)
    third = document(documents[0].text + " once more", "2023-11-10", "c", "Post")
    events = group_reports([*reports, report(third)], [*documents, third], decisions)
    assert not any({one, two} <= set(e.reports) for e in events)


def test_a_join_holds_what_the_rules_leave_apart(tmp_path: Path) -> None:
    reports, documents = pair("Leaders met far away in the spring", "2024-04-01", type_="CONSULT")
    one, two = (r.id for r in reports)
    assert len(group_reports(reports, documents)) == 2
    decisions = decided(tmp_path / "d.jsonl", ("join", [one], [two]))
    (event,) = group_reports(reports, documents, decisions)
    assert event.reports == (one, two)
    assert "by decision" in event.reasons[1]


def test_the_later_decision_counts_and_any_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    reports, documents = pair()
    one, two = (r.id for r in reports)
    decisions = decided(path, ("split", [two], [one]), ("join", [one], [two]))
    assert len(group_reports(reports, documents, decisions)) == 1
    decide(path, "undo", of=decisions.holding[1].id)
    assert len(group_reports(reports, documents, read_decisions(path))) == 2
    decide(path, "undo", of=decisions.holding[0].id)
    after = read_decisions(path)
    assert len(group_reports(reports, documents, after)) == 1
    assert len(after.every) == 4, "nothing is erased"
    assert after.digest == Decisions().digest


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"act": "merge"}\n', encoding="utf-8")
    with pytest.raises(StoreError, match=r"d\.jsonl:1: is no decision"):
        read_decisions(path)


def test_rules_with_a_mistake_are_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "grouping.toml"
    path.write_text("[weights]\nwurds = 1.0\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"grouping\.toml:2: weights\.wurds"):
        Rules.load(path)


def test_split_join_and_undo_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    reports, documents = pair()
    with Store.open(path) as store:
        for one, doc in zip(reports, documents, strict=True):
            store.add(coded(doc, one))
        (event,) = store.events()

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["store", *words, "--store", str(path)])
        assert done.exit_code == 0, done.output
        return done.output

    run("split", event.id, event.reports[1], "--why", "another port")
    assert "another port" in run("decisions")
    with Store.open(path, read_only=True) as store:
        first, second = store.events()
    run("join", first.id, second.id)
    with Store.open(path, read_only=True) as store:
        assert len(list(store.events())) == 1
        latest = store.decisions().holding[-1]
    run("decisions", "--undo", latest.id)
    with Store.open(path) as store:
        assert len(list(store.events())) == 2
    assert len(path_beside(path).read_text(encoding="utf-8").splitlines()) == 3


def test_a_decision_made_elsewhere_is_seen_at_the_next_look(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    reports, documents = pair()
    with Store.open(path) as store:
        for one, doc in zip(reports, documents, strict=True):
            store.add(coded(doc, one))
        assert len(list(store.events())) == 1
    decide(path_beside(path), "split", one=[reports[1].id], other=[reports[0].id])
    with Store.open(path, read_only=True) as store:
        assert len(list(store.events())) == 2
