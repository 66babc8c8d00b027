from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini_gold import write

from dragoman.errors import InputError
from dragoman.evaluation import calibration_error, fit_calibration, read_judged, score_confidence
from dragoman.evaluation.calibration import METHODS, Method
from dragoman.evaluation.judged import FIELDS, Judged, halves

pairs = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def drawn(n: int, power: float, seed: int = 3) -> tuple[list[float], list[bool], list[str]]:
    """Confidences of which the share `c ** power` is right."""
    rng = np.random.default_rng(seed)
    sure = rng.uniform(0.3, 0.95, n)
    right = rng.random(n) < sure**power
    return sure.tolist(), right.tolist(), [f"d{i // 2}" for i in range(n)]


def test_a_true_confidence_has_a_small_error_and_a_false_one_a_large() -> None:
    good, bad = calibration_error(*drawn(3000, 1)), calibration_error(*drawn(3000, 3))
    assert good.debiased < 0.02
    assert good.debiased < good.plain
    assert good.interval[0] <= good.debiased <= good.interval[1] <= 0.05
    assert bad.debiased > 0.1
    assert bad.interval[0] > 0.05
    assert bad.root_mean_square > good.root_mean_square
    assert sum(b.n for b in good.bins) == good.n == 3000


def test_debiasing_takes_off_what_chance_adds() -> None:
    """Over many small samples of a perfect confidence, the debiased error lies nearer to 0 than the plain one."""
    found = [calibration_error(*drawn(100, 1, seed)) for seed in range(12)]
    assert np.mean([f.debiased for f in found]) < 0.8 * np.mean([f.plain for f in found])


def test_equal_confidences_stay_in_one_bin() -> None:
    found = calibration_error([0.8] * 10 + [0.9] * 10, [True] * 8 + [False] * 2 + [True] * 10, ["d"] * 20)
    assert [(b.n, round(b.confidence, 3), b.right) for b in found.bins] == [(10, 0.8, 0.8), (10, 0.9, 1.0)]
    assert found.plain == pytest.approx(0.05)


@pytest.mark.parametrize("method", METHODS)
def test_fits_mend_what_they_are_fitted_on(method: Method) -> None:
    sure, right, groups = drawn(2000, 3)
    other, true, _ = drawn(2000, 3, seed=9)
    fitted = fit_calibration(sure, right, method)
    mended = calibration_error(fitted(other).tolist(), true, groups)
    assert mended.debiased < 0.06 < calibration_error(other, true, groups).debiased
    assert np.interp(0.5, fitted.raw, fitted.probability) == pytest.approx(fitted([0.5])[0])
    assert json.loads(json.dumps(fitted.to_dict()))["n"] == 2000


@pytest.mark.parametrize("method", METHODS)
@given(judged=pairs)
def test_maps_rise_and_stay_within_bounds(method: Method, judged: list[tuple[float, bool]]) -> None:
    fitted = fit_calibration([c for c, _ in judged], [r for _, r in judged], method)
    values = fitted(np.linspace(0, 1, 50).tolist())
    assert (np.diff(values) >= 0).all()
    assert (np.diff(fitted.raw) >= 0).all()
    assert values.min() >= 0
    assert values.max() <= 1


def test_isotonic_pools_what_falls() -> None:
    fitted = fit_calibration([0.1, 0.2, 0.3, 0.4], [False, True, False, True], "isotonic")
    assert fitted.raw == (0.1, 0.25, 0.4)
    assert fitted.probability == (0.0, 0.5, 1.0)


def test_nothing_to_fit_or_measure() -> None:
    with pytest.raises(ValueError, match="no judged"):
        fit_calibration([], [], "beta")
    with pytest.raises(ValueError, match="no judged"):
        calibration_error([], [], [])


def line(document: int, confidence: float, right: bool) -> dict[str, Any]:
    judged = dict.fromkeys(FIELDS, True) | {"type": right, "date": False}
    return {
        "document": f"d{document}",
        "start": 0,
        "end": 9,
        "type": "AID",
        "source": ["AAA"],
        "target": [],
        "modality": "actual",
        "confidence": confidence,
        "right": judged,
    }


def test_judged_reports_are_read_and_scored(tmp_path: Path) -> None:
    sure, right, _ = drawn(120, 1)
    rows = [line(i // 2, c, r) for i, (c, r) in enumerate(zip(sure, right, strict=True))]
    judged = read_judged(write(tmp_path / "judged.jsonl", rows))
    found = score_confidence(judged)
    assert found.n == 120
    assert found.fields["type"].right == found.fields["type+source+target+modality"].right
    assert found.fields["date"].right == 0.0
    assert found.types["AID"] == (sum(right), 120)
    assert set(found.held_out) == {"raw", *METHODS}
    assert found.held_out["raw"].n + found.swapped["raw"].n == 120
    assert "held out" in found.to_text()
    assert json.loads(json.dumps(found.to_dict()))["fitted"]["beta"]["method"] == "beta"
    assert score_confidence(judged, ["date"]).types["AID"] == (0, 120)
    with pytest.raises(InputError, match="no such field: colour"):
        score_confidence(judged, ["colour"])


def test_halves_share_no_document() -> None:
    reports = [Judged(f"d{i // 3}", 0, 1, "AID", 0.5, dict.fromkeys(FIELDS, True)) for i in range(60)]
    first, second = halves(reports)
    assert len(first) + len(second) == 60
    assert not {j.document for j in first} & {j.document for j in second}
    with pytest.raises(InputError, match="too few documents"):
        score_confidence(reports[:3])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"confidence": 1.5}, "confidence: got 1.5"),
        ({"confidence": True}, "confidence: got True"),
        ({"right": {"type": True}}, "right.source: got None"),
        ({"right": 1}, "right: got 1"),
        ({"document": ...}, "document: absent"),
    ],
)
def test_a_bad_judgement_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    bad = {k: v for k, v in {**line(1, 0.5, True), **change}.items() if v is not ...}
    with pytest.raises(InputError, match=rf"j\.jsonl:2: {message}"):
        read_judged(write(tmp_path / "j.jsonl", [line(1, 0.5, True), bad]))
    with pytest.raises(InputError, match="has no rows"):
        read_judged(write(tmp_path / "empty.jsonl", []))
