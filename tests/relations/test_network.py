"""Networks in time come back from their files as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.errors import InputError
from dragoman.relations.network import Network, network, write_network

ROWS = [
    ("2000-01-03", "USA", "RUS", 1, 2.0), ("2000-02-03", "USA", "RUS", 4, -9.0), ("2000-02-04", "RUS", "USA", 4, -8.0),
    ("2001-05-01", "CHN", "USA", 1, 3.0), ("2002-05-01", "CHN", "USA", 2, 4.0), ("2004-01-01", "USA", "CHN", 2, 1.0),
]  # fmt: skip


def made(by: Any = "year") -> Network:
    date, source, target, quad, intensity = zip(*ROWS, strict=True)
    return network(
        np.array(date, "datetime64[D]"), np.array(source, object), np.array(target, object),
        np.array(quad, np.int8), np.array(intensity), by,
    )  # fmt: skip


def test_acts_lie_in_their_periods() -> None:
    found = made()
    assert found.periods.label == ("2000", "2001", "2002", "2003", "2004")
    assert [len(pairs) for pairs in found.pairs] == [1, 1, 1, 0, 1]
    first = found.pairs[0][0]
    assert (first.a, first.b, first.n, first.sign) == ("RUS", "USA", 3, -1)
    assert sum(p.n for pairs in made("month").pairs for p in pairs) == len(ROWS)


def test_graphml_has_an_edge_for_each_pair_and_period(tmp_path: Path) -> None:
    nx = pytest.importorskip("networkx", reason="networkx is not installed (extra relations)")
    assert write_network(made(), tmp_path / "net.graphml") == (3, 4)
    graph = nx.read_graphml(tmp_path / "net.graphml")
    told = {(a, b, row["period"]): row for a, b, row in graph.edges(data=True)}
    assert len(told) == 4
    row = told["RUS", "USA", "2000"]
    assert (row["weight"], row["sign"], row["intensity"], row["start"]) == (3, -1, -5.0, "2000-01-01")


def test_gexf_knows_time(tmp_path: Path) -> None:
    nx = pytest.importorskip("networkx", reason="networkx is not installed (extra relations)")
    assert write_network(made(), tmp_path / "net.gexf") == (3, 2)
    graph = nx.read_gexf(tmp_path / "net.gexf")
    assert sorted(graph.nodes) == ["CHN", "RUS", "USA"]
    row = graph.edges["CHN", "USA"]
    assert row["spells"] == [("2001-01-01", "2002-12-31"), ("2004-01-01", "2004-12-31")]
    assert row["acts"][0] == (1, "2001-01-01", "2001-12-31")
    assert [value for value, *_ in row["intensity"]] == [3.0, 4.0, 1.0]


def test_another_ending_and_no_acts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.pajek"):
        write_network(made(), tmp_path / "net.pajek")
    none = np.array([], object)
    with pytest.raises(InputError, match="no act"):
        network(np.array([], "datetime64[D]"), none, none, np.array([], np.int8), np.array([]))
