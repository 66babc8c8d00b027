"""Given ties from files, good and bad, and ties from events."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DictionaryError, InputError
from dragoman.relations.balance import load_rule, pairs_of_events, read_ties, signed_ties, ties_of_pairs


def test_bad_rows_are_left_out_and_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(
        "a,b,sign\nFRA,DEU,1\nDEU,FRA,+\nRUS,RUS,1\nUSA,RUS,maybe\nUSA,CUB,-1\nCUB,USA,1\nPRK,,1\nCHN\nPRK,CHN,−1\n\n",
        encoding="utf-8",
    )
    ties = read_ties(path)
    assert ties.rows() == [("CHN", "PRK", -1), ("DEU", "FRA", 1)]
    told = [line.removeprefix(f"{path}:") for line in ties.aside]
    assert sorted(line.split(":")[0] for line in told) == ["3", "4", "5", "7", "8", "9"]
    assert any("'maybe' is neither 1 nor -1" in line for line in told)
    assert any("neither is taken" in line for line in told)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty"),
        ("a,b\nFRA,DEU\n", r":1: .* lacks the column sign"),
        ("x,y,sign\nFRA,DEU,1\n", "lacks the column a, b"),
        ("a,b,sign\nFRA,FRA,1\n", "holds no tie; the first row: .*:2: a tie of 'FRA' with itself"),
        ("a\0b", "is no text"),
    ],
)
def test_a_file_without_ties_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_ties(path)


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_ties(tmp_path / "none.csv")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("ties") / "ties.csv"
    path.write_bytes(b"a,b,sign\nA,B,1\n" + content)
    try:
        assert len(read_ties(path)) >= 0
    except InputError as error:
        assert "ties.csv" in error.message


def test_ties_follow_from_the_mean_of_enough_acts() -> None:
    rows = [("A", "B", 4, -5.0)] * 3 + [("C", "A", 1, 4.0), ("A", "C", 1, 3.0), ("C", "A", 3, -1.0)]
    rows += [("B", "C", 1, 8.0)] * 2 + [("D", "A", 1, 1.0), ("A", "D", 4, -1.0), ("A", "D", 0, float("nan"))]
    source, target, quad, intensity = (list(column) for column in zip(*rows, strict=True))
    pairs = pairs_of_events(
        np.array(source, object), np.array(target, object), np.array(quad, np.int8), np.array(intensity)
    )
    found = {(p.a, p.b): p for p in pairs}
    assert {pair: p.sign for pair, p in found.items()} == {
        ("A", "B"): -1, ("A", "C"): 1, ("B", "C"): 0, ("A", "D"): 0,
    }  # fmt: skip
    assert (found["A", "C"].cooperation, found["A", "C"].conflict, found["A", "C"].intensity) == (2, 1, 2.0)
    assert found["A", "D"].n == 3 and found["A", "D"].intensity == 0.0
    assert ties_of_pairs(pairs).rows() == [("A", "B", -1), ("A", "C", 1)]
    empty = np.array([], object)
    assert pairs_of_events(empty, empty, np.array([], np.int8), np.array([])) == []


def test_a_rule_that_is_no_number_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ties.toml"
    path.write_text("least = 'few'\nclear = 1.0\n")
    with pytest.raises(DictionaryError, match="least is 'few'"):
        load_rule(path)


def test_a_changed_tie_keeps_all_nodes() -> None:
    ties = signed_ties([("A", "B", 1), ("B", "C", -1)])
    gone = ties.changed("A", "B", 0)
    assert gone.nodes == ties.nodes and gone.rows() == [("B", "C", -1)]
    assert ties.changed("A", "C", -1).rows() == [("A", "B", 1), ("A", "C", -1), ("B", "C", -1)]
