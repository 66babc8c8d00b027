"""The network of states in time: signed ties, period by period, and its files for Gephi."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import InputError, MissingExtraError
from dragoman.relations.balance.events import Pair, TieRule, load_rule, pairs_of_events
from dragoman.relations.periods import By, Periods, periods

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENDINGS = (".graphml", ".gexf")


@dataclass(frozen=True)
class Network:
    """The pairs of each period, all of them, also those whose acts make no tie (`sign` 0)."""

    periods: Periods
    pairs: tuple[tuple[Pair, ...], ...]

    def nodes(self) -> tuple[str, ...]:
        """Every state with an act, sorted."""
        return tuple(sorted({name for one in self.pairs for pair in one for name in (pair.a, pair.b)}))


def network(
    date: NDArray[np.datetime64],
    source: NDArray[np.object_],
    target: NDArray[np.object_],
    quad: NDArray[np.int8],
    intensity: NDArray[np.float64],
    by: By = "year",
    rule: TieRule | None = None,
) -> Network:
    """The network of acts, columns of one length sorted by date, in periods. Raises InputError where there is none."""
    if not len(date):
        raise InputError("no act to make a network of", hint="Take another span, or import events first.")
    rule = rule or load_rule()
    span = periods(date[0], date[-1], by)
    cuts = np.searchsorted(date, np.append(span.start, span.end[-1] + 1))
    found = [
        tuple(pairs_of_events(source[i:j], target[i:j], quad[i:j], intensity[i:j], rule))
        for i, j in itertools.pairwise(cuts)
    ]
    return Network(span, tuple(found))


def write_network(found: Network, path: Path | str) -> tuple[int, int]:
    """Write a network as `.graphml` or `.gexf`; returns the numbers of nodes and of edges.

    GraphML has an edge for each pair and period, with `period`, `start` and `end`. GEXF has an edge for each pair, with
    the spans in which it has acts as spells, and with `weight`, `sign` and `intensity` changing in time: Gephi's
    timeline shows it. Raises InputError for another ending, MissingExtraError without the extra `relations`.
    """
    path = Path(path)
    if path.suffix not in ENDINGS:
        raise InputError(
            f"{path}: no network has the ending {path.suffix!r}", hint=f"Take {' or '.join(ENDINGS)}."
        )
    try:
        import networkx as nx
    except ImportError as error:
        raise MissingExtraError(
            "writing a network needs NetworkX", hint="Install it: pip install 'dragoman[relations]'"
        ) from error
    graph: Any = _flat(nx.MultiGraph(), found) if path.suffix == ".graphml" else _timed(nx.Graph(), found)
    if path.suffix == ".graphml":
        nx.write_graphml(graph, path)
    else:
        nx.write_gexf(graph, path, version="1.2draft")
    return graph.number_of_nodes(), graph.number_of_edges()


def _flat(graph: Any, found: Network) -> Any:
    graph.add_nodes_from(found.nodes())
    for k, pairs in enumerate(found.pairs):
        for p in pairs:
            graph.add_edge(
                p.a, p.b, key=f"{p.a}-{p.b}-{found.periods.label[k]}", period=found.periods.label[k],
                start=str(found.periods.start[k]), end=str(found.periods.end[k]), weight=p.n, sign=p.sign,
                cooperation=p.cooperation, conflict=p.conflict, intensity=round(p.intensity, 4),
            )  # fmt: skip
    return graph


def _timed(graph: Any, found: Network) -> Any:
    graph.graph.update(mode="dynamic", timeformat="date")
    graph.add_nodes_from(found.nodes())
    told: dict[tuple[str, str], list[tuple[int, Pair]]] = {}
    for k, pairs in enumerate(found.pairs):
        for p in pairs:
            told.setdefault((p.a, p.b), []).append((k, p))
    for (a, b), rows in sorted(told.items()):
        spans = [(str(found.periods.start[k]), str(found.periods.end[k])) for k, _ in rows]
        graph.add_edge(
            a, b, spells=_spells([k for k, _ in rows], found.periods),
            acts=[(p.n, *span) for (_, p), span in zip(rows, spans, strict=True)],
            sign=[(p.sign, *span) for (_, p), span in zip(rows, spans, strict=True)],
            intensity=[(round(p.intensity, 4), *span) for (_, p), span in zip(rows, spans, strict=True)],
        )  # fmt: skip
    return graph


def _spells(places: Sequence[int], span: Periods) -> list[tuple[str, str]]:
    """Periods that follow each other, joined."""
    out: list[tuple[str, str]] = []
    for n, k in enumerate(places):
        if n and k == places[n - 1] + 1:
            out[-1] = (out[-1][0], str(span.end[k]))
        else:
            out.append((str(span.start[k]), str(span.end[k])))
    return out
