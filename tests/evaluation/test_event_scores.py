from __future__ import annotations

import json

import pytest
from mini_gold import act

from dragoman.evaluation import at_least, score_events, score_modality

GOLD = {
    "1": [
        act("AID", "AAA", "BBB", trigger="sent grain"),
        act("CONSULT", "AAA", "CCC", modality="planned"),
    ],
    "2": [act("ASSAULT", "BBB", "CCC")],
    "3": [],
}
TEXTS = {
    "1": "A few words first. Avaria sent grain to Belland.",
    "2": "Belland shelled Cestia.",
    "3": "Rain.",
}


def test_readers_agree_with_the_gold_as_the_coder_does() -> None:
    second = {"1": GOLD["1"], "2": [act("COERCE", "BBB", "CCC")]}
    found = score_events(GOLD, GOLD, second=second)
    assert found.readers is not None
    assert found.readers.levels["dyad"].f1 == 1.0
    assert found.readers.levels["dyad+type"].f1 == pytest.approx(2 / 3)
    assert found.readers.types["COERCE"].precision == 0.0
    assert "second reader" in found.to_text()
    assert found.to_dict()["readers"]["types"]["AID"]["f1"] == 1.0
    assert score_events(GOLD, GOLD).to_dict()["readers"] is None


def test_types_are_scored_without_and_with_modality() -> None:
    coded = {"1": [act("AID", "AAA", "BBB", modality="possible"), GOLD["1"][1]], "2": GOLD["2"]}
    found = score_events(GOLD, coded)
    assert (found.types["AID"].f1, found.types_with_modality["AID"].f1) == (1.0, 0.0)
    assert (found.types["AID"].gold, found.types["AID"].predicted) == (1, 1)
    low, high = found.types["AID"].recall_interval or (-1, -1)
    assert 0 <= low <= high <= 1


def test_differences_stand_by_type_with_what_was_said_instead_and_the_sentence() -> None:
    coded = {"1": [act("SUPPORT", "AAA", "BBB", evidence={"text": "Avaria  sent\ngrain."})], "3": GOLD["2"]}
    found = score_events(GOLD, coded, errors=1, texts=TEXTS)
    assert [(d.type, d.side) for d in found.errors] == [
        ("AID", "missed"),
        ("ASSAULT", "missed"),
        ("ASSAULT", "wrong"),
        ("CONSULT", "missed"),
        ("SUPPORT", "wrong"),
    ]
    missed, wrong = found.errors[0], found.errors[4]
    assert (missed.instead, missed.sentence) == (("SUPPORT",), "Avaria sent grain to Belland.")
    assert (wrong.instead, wrong.sentence) == (("AID",), "Avaria sent grain.")
    assert "ASSAULT: 1 missed, 1 wrong" in found.to_text()
    assert "… and 1 more" in found.to_text()


def sure(kind: str, source: str, target: str, confidence: float) -> dict[str, object]:
    return act(kind, source, target, confidence=confidence)


def test_the_curve_trades_recall_for_precision() -> None:
    coded = {
        "1": [
            sure("AID", "AAA", "BBB", 0.9),
            sure("CONSULT", "CCC", "AAA", 0.6),
            sure("AID", "AAA", "CCC", 0.5),
        ],
        "2": [sure("ASSAULT", "BBB", "CCC", 0.8), sure("ASSAULT", "BBB", "CCC", 0.4)],
    }
    curve = score_events(GOLD, coded).curve
    assert [p.min_confidence for p in curve.points] == [0.5, 0.6, 0.8, 0.9]
    assert [p.coded for p in curve.points] == [4, 3, 2, 1]
    assert [round(p.recall, 2) for p in curve.points] == [1.0, 1.0, 0.67, 0.33]
    assert curve.half_confidence == 0.8
    assert curve.half is not None
    assert curve.half.precision == 1.0
    for point in curve.points:
        left = score_events(GOLD, at_least(coded, point.min_confidence)).headline
        assert (left.precision, left.recall) == (point.precision, point.recall)


def test_a_curve_without_hits_keeps_no_half() -> None:
    curve = score_events(GOLD, {"2": [sure("AID", "AAA", "ZZZ", 0.7)]}).curve
    assert (curve.half, curve.half_confidence) == (None, None)
    assert score_events(GOLD, {}).curve.points == ()


def test_modality_names_false_actuals_and_its_intervals() -> None:
    coded = {"1": [act("AID", "AAA", "BBB"), act("CONSULT", "AAA", "CCC")], "2": GOLD["2"]}
    found = score_modality(GOLD, coded, errors=3, texts=TEXTS)
    assert (found.found, found.actuals) == (3, 3)
    assert found.right == pytest.approx(2 / 3)
    assert found.false_actuals == pytest.approx(1 / 3)
    assert found.right_interval[0] <= found.right <= found.right_interval[1]
    assert [(e.gold, e.coded) for e in found.errors] == [(("planned",), ("actual",))]
    assert "planned: 1 told otherwise" in found.to_text()
    assert json.loads(json.dumps(found.to_dict()))["errors"][0]["id"] == "1"
