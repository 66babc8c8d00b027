"""Floors of accuracy on the shared gold; skipped where the data are absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.coding import Coder
from dragoman.evaluation import predict, read_events, score_analysis, score_events, score_modality
from shared_data import shared

F1_FLOOR = 0.45
MODALITY_FLOOR = 0.80
FALSE_ACTUALS = 0.12


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(by="rules")


def test_who_did_what_to_whom(coder: Coder) -> None:
    gold = read_events(shared("gold/current_events_dev.jsonl"))
    found = predict(shared("gold/current_events_dev.items.jsonl"), coder.code_many)
    assert score_events(gold, found.events).headline.f1 >= F1_FLOOR


def test_modality(coder: Coder) -> None:
    gold = read_events(shared("gold/modality_dev.jsonl"))
    found = predict(shared("gold/modality_dev.items.jsonl"), coder.code_many)
    scores = score_modality(gold, found.events)
    assert scores.right >= MODALITY_FLOOR
    assert scores.false_actuals <= FALSE_ACTUALS


def test_no_error_that_the_analysis_key_forbids(coder: Coder) -> None:
    path = Path(shared("gold/analysis/03_sweden_nato_2023-07-12.txt"))
    coded = coder.code(path.read_text(encoding="utf-8"))
    rows = [r.to_dict() for r in coded.reports] + [i.to_dict() for i in coded.interests]
    key = json.loads(shared("gold/analysis/03_sweden_nato_2023-07-12.key.json").read_text(encoding="utf-8"))
    assert not score_analysis(rows, key).wrong
