"""The arrays that the learned reader takes: where source and target stand, and what parse and rules say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.learned.encoding import Span, Syntax, Tokens, Told, encode_pairs, path_between

WORDS = "Canada sent tents to Nepal quickly".split()
STARTS = [0, 7, 12, 18, 21, 27]
ENDS = [6, 11, 17, 20, 26, 34]
HEADS = [1, 1, 1, 1, 3, 1]
CANADA = Span(0, 6, "CAN", None, "country")
NEPAL = Span(21, 26, "NPL", None, "country")


def tokens() -> Tokens:
    """One piece a word, between two special tokens that cover nothing."""
    return Tokens(np.arange(8), np.asarray([0, *STARTS, 0]), np.asarray([0, *ENDS, 0]))


def test_positions_without_a_parse() -> None:
    made = encode_pairs(tokens(), [CANADA, NEPAL], [(0, 1), (1, 0), (0, -1)])
    assert made.segments.tolist() == [
        [0, 1, 3, 3, 3, 2, 5, 0],
        [0, 2, 3, 3, 3, 1, 5, 0],
        [0, 1, 5, 5, 5, 5, 5, 0],
    ]
    assert made.source[0].tolist() == [0, 1, 0, 0, 0, 0, 0, 0]
    assert not made.target[2].any()
    assert made.features[:, 5:].tolist() == [[0, 0, 0]] * 3


def test_a_parse_marks_the_way_and_where_it_turns() -> None:
    syntax = Syntax(STARTS, ENDS, HEADS, said=lambda token: "planned" if token == 1 else None)
    made = encode_pairs(tokens(), [CANADA, NEPAL], [(0, 1)], syntax)
    assert made.segments.tolist() == [[0, 1, 7, 3, 6, 2, 5, 0]]
    assert made.features[0, 5:].tolist() == [1, 1, 2]


def test_a_rule_tells_type_trigger_and_modality() -> None:
    syntax = Syntax(STARTS, ENDS, HEADS, {(0, 1): Told("AID", "possible", 1)})
    made = encode_pairs(tokens(), [CANADA, NEPAL], [(0, 1), (1, 0)], syntax)
    assert made.segments[0, 2] == 8
    assert made.segments[1, 2] == 7
    assert made.features[:, 5:].tolist() == [[7, 1, 3], [1, 7, 0]]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10), st.data())
def test_a_path_runs_from_begin_to_begin(heads: list[int], data: st.DataObject) -> None:
    n = len(heads)
    tree = [min(h, k) for k, h in enumerate(heads)]  # a head never lies behind: no circles
    starts = list(range(0, 2 * n, 2))
    syntax = Syntax(starts, [s + 1 for s in starts], tree)
    a, b = data.draw(st.integers(0, n - 1)), data.draw(st.integers(0, n - 1))
    one, other = (syntax.chain(starts[k], starts[k] + 1) for k in (a, b))
    way, apex = path_between(one, other)
    assert (apex == -1) == (one[-1] != other[-1])
    if apex >= 0:
        assert {a, b, apex} <= set(way)
        assert apex in one
        assert apex in other
    assert path_between(one, [])[1] == one[-1]


def test_a_span_outside_the_parse_has_no_chain() -> None:
    assert Syntax(STARTS, ENDS, HEADS).chain(100, 104) == []
    assert path_between([], []) == ([], -1)
