"""Counts, gaps, turns and panels, on made series and on KEDS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DictionaryError, InputError
from dragoman.relations.periods import BY, By, periods
from dragoman.relations.series import Gap, Turn, gaps, load_rules, marking, panel, series, turns

pytest.importorskip("ruptures", reason="ruptures is not installed (extra relations)")
START = np.datetime64("2000-01-01")


def dates(counts: list[int]) -> np.ndarray:
    months = np.repeat(np.arange(len(counts)), counts)
    return (np.datetime64("2000-01", "M") + months).astype("datetime64[D]")


@given(
    st.lists(
        st.tuples(st.integers(0, 3000), st.integers(0, 4), st.floats(-10, 10) | st.just(float("nan"))),
        max_size=60,
    ),
    st.sampled_from(BY),
)
@settings(deadline=None)
def test_nothing_is_lost_or_counted_twice(rows: list[tuple[int, int, float]], by: By) -> None:
    day = START + np.array([r[0] for r in rows], dtype=np.int64)
    quad = np.array([r[1] for r in rows], dtype=np.int8)
    intensity = np.array([r[2] for r in rows], dtype=np.float64)
    found = series(periods(START, START + 3000, by), day, quad, intensity, day)
    assert found.n.sum() == len(rows) == found.read.sum()
    assert found.cooperation.sum() + found.conflict.sum() == (quad > 0).sum()
    assert found.intensity.sum() == pytest.approx(np.nansum(intensity))
    told = found.n > 0
    assert (found.share[told] == 1).all() and np.isnan(found.share[~told]).all()


def test_acts_outside_the_span_are_left_out() -> None:
    days = np.array(["1999-12-31", "2000-01-01", "2000-12-31", "2001-01-01"], "datetime64[D]")
    one = np.ones(4, np.int8)
    found = series(periods("2000-01-01", "2000-12-31", "year"), days, one, one.astype(float), days)
    assert found.n.tolist() == [2] and found.mean_intensity.tolist() == [1.0]


def test_a_gap_falls_away_and_comes_back() -> None:
    counts = [20] * 30 + [1, 0, 2, 1, 0, 0, 1] + [22] * 30
    days = dates(counts)
    half = np.where(np.arange(len(days)) % 2, 1, 4).astype(np.int8)
    found = series(periods(days[0], days[-1], "month"), days, half, half.astype(float), days)
    (gap,) = gaps(found)
    assert (gap.first, gap.last) == (30, 36) and gap.around > 19
    (fall, rise) = turns(found.n, (gap,))
    assert (fall.at, rise.at) == (30, 37) and fall.gap and rise.gap
    assert (
        gaps(
            series(
                periods(days[0], days[-1], "month"),
                days[:600],
                half[:600],
                half[:600].astype(np.float64),
                days,
            )
        )
        == ()
    )


def test_a_step_is_a_turn_and_noise_is_none() -> None:
    rng = np.random.default_rng(1)
    step = np.concatenate([rng.poisson(5, 60), rng.poisson(30, 60)])
    found = turns(step)
    assert [t.at for t in found] == pytest.approx([60], abs=1)
    assert found[0].support > 0.9 and found[0].rises and not found[0].gap
    assert turns(rng.poisson(5, 120)) == () and turns(np.zeros(100, np.int64)) == ()
    assert turns(np.array([1, 2])) == ()


def test_the_strongest_acts_of_the_first_period_mark_a_rise() -> None:
    day = np.array(["2000-03-01", "2000-03-05", "2000-03-09", "2000-04-01"], "datetime64[D]")
    chosen = np.array([True, True, False, True])
    up = Turn(2, 1.0, 5.0, 1.0, False)
    first, last = np.datetime64("2000-03-01"), np.datetime64("2000-03-31")
    assert marking(up, day, chosen, first, last, np.array([2.0, 9.0, 10.0, 10.0])).tolist() == [1, 0]
    down = Turn(2, 5.0, 1.0, 1.0, False)
    assert marking(down, day, chosen, first, last, np.ones(4)).tolist() == []


@given(
    st.lists(st.tuples(*[st.integers(0, 4)] * 3, st.integers(0, 800)), min_size=1, max_size=80),
    st.sampled_from(BY),
)
@settings(deadline=None)
def test_a_panel_is_the_count_of_its_cells(rows: list[tuple[int, int, int, int]], by: By) -> None:
    source, target, quad, day = (np.array(column) for column in zip(*rows, strict=True))
    found = panel(
        tuple("ABCDE"), source, target, START + day, quad.astype(np.int8), quad.astype(np.float64), by
    )
    counted: dict[tuple[int, int, int], int] = {}
    for s, t, p in zip(source, target, found.periods.place(START + day), strict=True):
        counted[s, t, p] = counted.get((s, t, p), 0) + 1
    cells = zip(found.source, found.target, found.period, found.n, strict=True)
    assert {(s, t, p): n for s, t, p, n in cells} == counted
    assert found.intensity.sum() == pytest.approx(quad.sum())
    assert found.cooperation.sum() == ((quad == 1) | (quad == 2)).sum()


def test_a_panel_of_nothing_is_refused() -> None:
    none = np.array([], np.int64)
    with pytest.raises(InputError, match="no act"):
        panel((), none, none, none.astype("datetime64[D]"), none.astype(np.int8), none.astype(np.float64))


def test_rules_that_lack_a_number_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "series.toml"
    text = (Path(load_rules.__code__.co_filename).parent / "data/series.toml").read_text()
    path.write_text(text.replace("share = 0.25", "share = -1"))
    with pytest.raises(DictionaryError, match="share is -1"):
        load_rules(path)
    path.write_text(text.replace("share = 0.25", ""))
    with pytest.raises(DictionaryError, match=r"\[gaps\] lacks share"):
        load_rules(path)
    assert Gap(0, 1, 0.0, 9.0) != Gap(0, 2, 0.0, 9.0)
