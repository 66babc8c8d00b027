"""What followed is counted as by hand; a planted effect is found, and none where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DictionaryError, InputError, UnknownTermError
from dragoman.foresight.precedents import (
    Pairs,
    count,
    holm,
    load_rules,
    odds,
    onsets,
    precedents,
    read_kind,
    read_pattern,
    read_within,
)
from dragoman.store.dyads import DyadTable

RULES = load_rules()
FIRST = 10_000


def table(rows: list[tuple[int, str, str, str, int]]) -> DyadTable:
    """Acts from day, source, target, type and quad."""
    rows = sorted(rows)
    day, source, target, kind, quad = (list(column) for column in zip(*rows, strict=True))
    text: dict[str, Any] = {
        "source": source, "target": target, "type": kind, "cameo": ["040"] * len(rows), "weis": [None] * len(rows),
        "modality": ["actual"] * len(rows), "origin": ["made"] * len(rows),
        "id": [f"m{k}" for k in range(len(rows))], "url": [None] * len(rows),
    }  # fmt: skip
    date = np.array(day).astype("datetime64[D]")
    return DyadTable(
        date=date, last=date, quad=np.array(quad, np.int8), intensity=np.zeros(len(rows)),
        **{name: np.array(column, object) for name, column in text.items()},
    )  # fmt: skip


def world(seed: int, effect: float) -> list[tuple[int, str, str, str, int]]:
    """Two states over twenty years: REQUEST now and then, AID at random and, with `effect`, after a REQUEST."""
    rng = np.random.default_rng(seed)
    rows = [(FIRST + int(d), "AAA", "BBB", "SUPPORT", 1) for d in rng.integers(0, 7300, 2500)]
    rows += [(FIRST + int(d), "AAA", "BBB", "AID", 2) for d in rng.integers(0, 7300, 60)]
    for day in rng.choice(7200, 60, replace=False):
        rows.append((FIRST + int(day), "BBB", "AAA", "REQUEST", 1))
        if rng.random() < effect:
            rows.append((FIRST + int(day) + int(rng.integers(1, 28)), "AAA", "BBB", "AID", 2))
    return rows


@given(st.lists(st.integers(0, 400), max_size=40), st.integers(1, 60))
def test_cases_are_spaced_and_begin_episodes(days: list[int], within: int) -> None:
    unique = np.unique(np.array(days, dtype=np.int64))
    found = onsets(unique, within)
    assert (np.diff(found) > within).all() and set(found) <= set(days)
    assert all(any(0 <= day - case <= within for case in found) for day in unique.tolist())


@given(
    st.lists(st.integers(0, 900), min_size=1, max_size=30),
    st.lists(st.integers(0, 900), max_size=60),
    st.lists(st.integers(0, 900), min_size=40, max_size=200),
    st.integers(1, 90),
)
@settings(max_examples=50, deadline=None)
def test_counts_agree_with_counting_by_hand(
    pattern: list[int], outcome: list[int], other: list[int], within: int
) -> None:
    acted = np.array(sorted([*pattern, *outcome, *other]))
    found = count(np.array(pattern), np.array(outcome, dtype=np.int64), acted, (0, 900), within, RULES)
    cases = onsets(np.unique(pattern), within)
    known = [int(c) for c in cases if c + within <= 900]
    assert found.case.tolist() == known and found.still_open.tolist() == [
        c for c in cases if c + within > 900
    ]
    follows = {day: any(day < x <= day + within for x in outcome) for day in range(901)}
    assert found.followed.tolist() == [follows[c] for c in known]
    before = {day: sum(day - within <= x < day for x in acted.tolist()) for day in range(901)}
    free = [
        d for d in set(acted.tolist()) if d + within <= 900 and not any(abs(d - p) <= within for p in pattern)
    ]
    for case, base in zip(known, found.base, strict=True):
        near = [d for d in free if abs(d - case) <= RULES.around]
        alike = [
            d for d in near if abs(np.log2((1 + before[d]) / (1 + before[case]))) <= RULES.doublings + 1e-9
        ]
        chosen = alike if len(alike) >= RULES.least_days else near
        if len(chosen) < RULES.least_days:
            assert np.isnan(base)
        else:
            assert base == pytest.approx((sum(follows[d] for d in chosen) + 0.5) / (len(chosen) + 1))


@given(st.integers(-5000, 5000))
@settings(max_examples=10, deadline=None)
def test_moving_all_dates_changes_nothing(shift: int) -> None:
    rows = world(1, 0.5)
    asked, then = read_pattern("REQUEST BBB AAA"), [read_kind("AID")]
    one = precedents(Pairs(table(rows)), asked, then, 30)
    other = precedents(
        Pairs(table([(d + shift, a, b, kind, quad) for d, a, b, kind, quad in rows])), asked, then, 30
    )
    assert one.own == other.own and len(one.cases) == len(other.cases)


def test_a_planted_effect_is_found_and_none_where_there_is_none() -> None:
    asked, then = read_pattern("REQUEST BBB AAA"), [read_kind("AID")]
    (strong,) = precedents(Pairs(table(world(2, 0.9))), asked, then, 30).own
    assert strong.odds is not None and strong.odds.lift_interval[0] > 1.2 and (strong.adjusted or 1) < 0.001
    covered = 0
    for seed in range(20):
        (none,) = precedents(Pairs(table(world(100 + seed, 0.0))), asked, then, 30).own
        assert none.odds is not None
        covered += none.odds.lift_interval[0] <= 1 <= none.odds.lift_interval[1]
    assert covered >= 16


def test_directed_outcomes_run_as_the_pattern_does() -> None:
    pairs = Pairs(table(world(2, 0.9)))
    asked, then = read_pattern("REQUEST BBB AAA"), [read_kind("AID")]
    (own,) = precedents(pairs, asked, then, 30, directed=True).own
    assert own.followed == 0
    assert precedents(pairs, read_pattern("REQUEST AAA BBB"), then, 30).cases == ()


def test_similar_pairs_are_told_with_their_traits() -> None:
    other = {"AAA": "CCC", "BBB": "DDD"}
    rows = world(3, 0.6) + [(d, other[a], other[b], kind, quad) for d, a, b, kind, quad in world(4, 0.6)]
    allied = {frozenset(("AAA", "BBB")), frozenset(("CCC", "DDD"))}
    known = {"alliance": lambda a, b: float(frozenset((a, b)) in allied), "votes": lambda a, b: None}
    pairs = Pairs(table(rows))
    found = precedents(pairs, read_pattern("REQUEST BBB AAA"), [read_kind("AID")], 30, known=known)
    assert {(x.a, x.b) for x in found.likes} <= set(pairs.pairs()) - {("AAA", "BBB")}
    assert set(found.likes[0].traits) == {"acts", "conflict", "alliance"}
    wild = precedents(pairs, read_pattern("REQUEST * AAA"), [read_kind("AID")], 30)
    assert wild.likes == () and wild.similar == () and wild.own[0].cases > 0


def test_few_cases_give_counts_and_no_odds() -> None:
    rows = world(5, 0.5)
    rows = [r for r in rows if r[3] != "REQUEST"] + [
        (FIRST + 3000, "BBB", "AAA", "REQUEST", 1),
        (FIRST + 7290, "BBB", "AAA", "REQUEST", 1),
    ]
    found = precedents(Pairs(table(rows)), read_pattern("REQUEST BBB AAA"), [read_kind("AID")], 30)
    assert found.own[0].odds is None and found.own[0].cases == 1
    assert found.own[0].still_open + sum(case.then is not None for case in found.cases[1:]) >= 1


def test_odds_of_equal_shares_are_one() -> None:
    followed = np.array([True] * 20 + [False] * 20)
    found = odds(followed, np.full(40, 0.5), np.full(40, 24))
    assert found.lift == pytest.approx(1.0) and found.odds_ratio == pytest.approx(1.0, abs=1e-6)
    assert found.lift_interval[0] < 1 < found.lift_interval[1] and found.p == pytest.approx(1.0)
    none = odds(np.zeros(40, bool), np.full(40, 0.5), np.full(40, 24))
    assert none.lift == 0.0 and none.odds_interval[0] < 1e-4 and none.lift_interval[1] < 0.5


def test_holm_keeps_order_and_never_lowers() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [("CONSULT RUS", "is no pattern"), ("AID * *", "names no state"), ("", "is no pattern")],
)
def test_what_is_no_pattern_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_pattern(text)


def test_words_and_spans_are_read_or_refused_with_the_nearest() -> None:
    assert [read_within(t) for t in ("90d", "2w", "3m", "1y", "45")] == [90, 14, 90, 365, 45]
    for text in ("90x", "0d", "d", "99y"):
        with pytest.raises(InputError, match="is no span"):
            read_within(text)
    assert read_kind("verbal_conflict").name == "VERBAL-CONFLICT" and read_kind("04").name == "04"
    with pytest.raises(UnknownTermError, match="CONSULT"):
        read_kind("CONSLUT")


def test_rules_with_an_unknown_number_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "precedents.toml"
    text = (Path(load_rules.__code__.co_filename).parent / "data/precedents.toml").read_text()
    path.write_text("arround = 3\n" + text)
    with pytest.raises(DictionaryError, match="does not know arround"):
        load_rules(path)
