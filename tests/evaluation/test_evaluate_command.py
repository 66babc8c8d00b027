from __future__ import annotations

import json
from pathlib import Path

import pytest
from mini_gold import act, write
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.errors import InputError


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["evaluate", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_marked_pairs_are_scored_by_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    lines = ["marked_sentence\tgold_root", "<s>France</s> condemned <t>Mali</t> on Monday.\tACCUSE"]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(run(path, "--format", "plv", "--coder", "rules", "--json"))
    keys = {"root_macro_f1", "quad_macro_f1", "binary_macro_f1", "per_type", "confusion"}
    assert keys <= set(found)
    assert (found["root_macro_f1"], found["unread"]) == (1.0, 0)


def test_what_was_coded_before_is_scored_with_a_second_reader(tmp_path: Path) -> None:
    gold = [{"id": "1", "events": [act("AID", "AAA", "BBB")]}]
    reports = [
        {"kind": "report", "evidence": {"source_id": "1"}, **act("AID", "AAA", "BBB", confidence=0.9)},
        {"kind": "report", "evidence": {"source_id": "1"}, **act("AID", "AAA", "CCC", confidence=0.4)},
    ]
    files = [write(tmp_path / "gold.jsonl", gold), "--predicted", write(tmp_path / "coded.jsonl", reports)]
    found = json.loads(run(*files, "--second", files[0], "--json"))
    assert found["levels"]["dyad+type"]["precision"] == 0.5
    assert found["readers"]["levels"]["dyad+type"]["f1"] == 1.0
    assert found["curve"]["half_confidence"] == 0.9
    sure = json.loads(run(*files, "--min-confidence", "0.5", "--json"))
    assert sure["levels"]["dyad+type"]["precision"] == 1.0
    assert "AID: 0 missed, 1 wrong" in run(*files, "--errors", "3")


def test_a_coder_that_is_absent_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path))
    with pytest.raises(InputError, match="--coder model: the learned reader is not installed"):
        run(tmp_path / "pairs.tsv", "--format", "plv", "--coder", "model")
