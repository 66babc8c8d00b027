from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from mini_gold import act, write

from dragoman.errors import InputError
from dragoman.evaluation import (
    predict,
    read_events,
    read_rows,
    score_actors,
    score_analysis,
    score_events,
    score_modality,
)
from dragoman.evaluation.reading import group_reports
from dragoman.records import Coded
from shared_data import shared, shared_tool


def load_tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name.removesuffix(".py"), shared_tool(name))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_tool(name: str, *arguments: Path | str) -> list[str]:
    command = [sys.executable, str(shared_tool(name)), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def test_perfect_and_empty_predictions() -> None:
    gold = {"1": [act("ASSAULT", "AAA", "BBB")], "2": [act("PROTEST", "CCC")]}
    assert score_events(gold, gold).headline.f1 == 1.0
    assert score_events(gold, {}).headline.f1 == 0.0


def test_meetings_have_no_direction_and_attacks_have() -> None:
    gold = {"1": [act("CONSULT", "AAA", "BBB"), act("ASSAULT", "AAA", "BBB")]}
    turned = {"1": [act("CONSULT", "BBB", "AAA"), act("ASSAULT", "BBB", "AAA")]}
    found = score_events(gold, turned)
    assert found.headline.hits == 1
    assert found.levels["dyad+quad"].f1 == 1.0
    assert found.types["CONSULT"].f1 == 1.0
    assert found.types["ASSAULT"].f1 == 0.0


def test_demanded_acts_count_only_when_asked_for() -> None:
    gold = {"1": [act("RETREAT", "AAA", "BBB", modality="demanded"), act("REQUEST", "BBB", "AAA")]}
    assert score_events(gold, {"1": gold["1"][1:]}).headline.f1 == 1.0
    assert score_events(gold, {"1": gold["1"][1:]}, all_modalities=True).headline.recall == 0.5


def test_errors_show_the_sentence() -> None:
    found = score_events({"1": [act("AID", "AAA", "BBB")]}, {}, errors=5, texts={"1": "A helped B."})
    assert (found.errors[0].side, found.errors[0].type, found.errors[0].target) == ("missed", "AID", "BBB")
    assert "A helped B." in found.to_text()
    assert json.loads(json.dumps(found.to_dict()))["errors"][0]["sentence"] == "A helped B."


def test_reports_are_read_like_items(tmp_path: Path) -> None:
    report = {"kind": "report", "evidence": {"source_id": "1"}, **act("AID", "AAA", "BBB")}
    path = write(tmp_path / "a.jsonl", [report, {"kind": "interest"}])
    assert read_events(path) == group_reports([report]) == {"1": [report]}


@pytest.mark.parametrize(
    "line", ["{", "[1]", '{"events": [{}], "id": 1}', '{"kind": "report"}', '{"events": 5}']
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": 1, "events": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:2: "):
        read_events(path)


def test_missing_and_empty_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_events(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="no items"):
        score_events({}, {})


def test_a_coder_is_passed_in(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "date": "2023-07-12", "text": "The minister met the envoy in the city."},
        {"id": 8, "text": ""},
    ]
    found = predict(write(tmp_path / "a.jsonl", rows), lambda docs: (Coded(d, (), (), ()) for d in docs))
    assert found.events == {"7": []}
    assert found.texts["7"].startswith("The minister")
    assert len(found.rejects) == 1


@dataclass(frozen=True)
class Answer:
    country: str | None
    sector: str | None


def test_actor_phrases(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        "phrase,date,country,sector,secondary_sector",
        "Freedonia,,FRE,,",
        "the court,2020-01-01,UNO,JUD,GOV",
        "X,,,MIL,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    answers = {
        "Freedonia": Answer("FRE", "GOV"),
        "the court": Answer("IGOUNO", "GOV"),
        "X": Answer(None, "REB"),
    }
    found = score_actors(path, lambda phrase, on: answers[phrase])
    assert (found.n, found.country, found.sector, found.both, found.strict) == (3, 1.0, 2 / 3, 2 / 3, 1 / 3)
    assert [e.phrase for e in found.errors] == ["X"]
    path.write_text("phrase,country\nx,y\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the columns date"):
        score_actors(path, lambda phrase, on: answers[phrase])


# The same figures as the shared scorers, to the last digit printed.


def spoilt(path: Path, name: str) -> Path:
    """Gold turned into a plausible prediction: some events lost, turned, or with another type or modality."""
    rows = [row for _, row in read_rows(shared(name))]
    kinds = ["CONSULT", "ASSAULT", "ACCUSE", "AGREE", "SANCTION"]
    for number, row in enumerate(rows):
        for place, event in enumerate(row["events"]):
            turn = (7 * number + 3 * place) % 10
            if turn == 0:
                event["type"] = kinds[number % 5]
            elif turn == 1:
                event["source"], event["target"] = event["target"], event["source"]
            elif turn in (2, 3):
                event["modality"] = "possible" if event["modality"] == "actual" else "actual"
        row["events"] = [e for place, e in enumerate(row["events"]) if (number + place) % 6]
    return write(path, rows)


@pytest.mark.parametrize("name", ["gold/current_events_dev.jsonl", "gold/modality_dev.jsonl"])
@pytest.mark.parametrize("everything", [False, True])
def test_events_score_as_the_shared_tool_scores_them(tmp_path: Path, name: str, everything: bool) -> None:
    predicted = spoilt(tmp_path / "p.jsonl", name)
    printed = run_tool("score_events.py", shared(name), predicted, *(["--all"] if everything else []))
    found = score_events(read_events(shared(name)), read_events(predicted), all_modalities=everything)
    assert found.to_text().splitlines()[: len(printed)] == printed


def test_reports_score_as_the_shared_tool_scores_them(tmp_path: Path) -> None:
    gold = shared("gold/current_events_dev.jsonl")
    rows = [
        {"kind": "report", "evidence": {"source_id": row["id"]}, **event}
        for _, row in read_rows(spoilt(tmp_path / "p.jsonl", "gold/current_events_dev.second_reader.jsonl"))
        for event in row["events"]
    ]
    predicted = write(tmp_path / "r.jsonl", [*rows, {"kind": "interest", "what": {}}])
    printed = run_tool("score_events.py", gold, predicted)
    assert (
        score_events(read_events(gold), read_events(predicted)).to_text().splitlines()[: len(printed)]
        == printed
    )


@pytest.mark.parametrize("name", ["gold/current_events_dev.jsonl", "gold/modality_dev.jsonl"])
def test_modality_scores_as_the_shared_tool_scores_it(tmp_path: Path, name: str) -> None:
    predicted = spoilt(tmp_path / "p.jsonl", name)
    printed = run_tool("score_modality.py", shared(name), predicted)
    found = score_modality(read_events(shared(name)), read_events(predicted)).to_text().splitlines()
    assert found[: len(printed)] == printed


def test_tuples_are_those_of_the_shared_tool() -> None:
    from dragoman.evaluation.dyads import event_tuples, views

    tool, ours = load_tool("score_events.py"), views()
    for events in read_events(shared("gold/current_events_dev.jsonl")).values():
        assert event_tuples(events) == tool.tuples(events)
        for level, view in tool.VIEW.items():
            assert {ours[level](x) for x in event_tuples(events)} == {view(x) for x in tool.tuples(events)}


@pytest.mark.parametrize("drop", [0, 1, 3])
def test_analysis_scores_as_the_shared_tool_scores_it(tmp_path: Path, drop: int) -> None:
    path = shared("gold/analysis/03_sweden_nato_2023-07-12.key.json")
    key = json.loads(path.read_text("utf-8"))
    entries = [*key["events"], *key["wrong"]]
    reports = [
        {
            "kind": "report",
            "type": entry["types"][0],
            "modality": entry["modality"][0],
            "source": [{"country": code} for code in entry["b" if number % 4 == 0 else "a"]],
            "target": [{"country": code} for code in entry["a" if number % 4 == 0 else "b"]],
            "evidence": {"text": entry.get("evidence_has", "")},
        }
        for number, entry in enumerate(entries)
        if number % 4 != drop
    ]
    interests = [
        {
            "kind": "interest",
            "actor": {"country": entry["actor"]},
            "stance": entry["stance"][-1],
            "what": {"class": "x", "text": f"The {entry['what'][-1].upper()}"},
        }
        for number, entry in enumerate(key["interests"])
        if number % 3 != drop
    ]
    rows = [*reports, *interests]
    printed = run_tool("score_analysis.py", write(tmp_path / "c.jsonl", rows), path)
    assert score_analysis(rows, key).to_text().splitlines() == printed


def test_a_perfect_analysis_passes() -> None:
    key = {
        "events": [
            {"k": "a", "types": ["AID"], "a": ["AAA"], "b": [], "modality": ["actual"], "level": "must"},
            {"k": "b", "types": ["AID"], "a": ["BBB"], "b": [], "modality": ["actual"], "level": "should"},
        ],
        "interests": [{"actor": "AAA", "stance": ["seeks"], "what": ["arms"], "level": "must"}],
        "wrong": [],
    }
    interest = {"kind": "interest", "actor": {"country": "AAA"}, "stance": "seeks", "what": {"text": "Arms"}}
    found = score_analysis([act("AID", "AAA"), act("AID", "BBB"), interest], key)
    assert found.passed
    assert not score_analysis([act("AID", "AAA"), act("AID", "BBB")], key).passed
    with pytest.raises(InputError, match="lacks 'wrong'"):
        score_analysis([], {"events": [], "interests": []})
