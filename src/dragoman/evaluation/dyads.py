"""Spreading events over country dyads, and the levels at which they are compared.

An event becomes one tuple (type, source country, target country, modality) for each pair of its parties'
countries; without a target the second country is None, and an actor without country counts as "---".
CONSULT, AGREE and COOPERATE count without direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from dragoman.ontology import load_ontology

Tuple = tuple[str, str | None, str | None, str]
View = Callable[[Tuple], object]

UNDIRECTED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
HEADLINE = "dyad+type"


def event_tuples(events: Iterable[Mapping[str, Any]]) -> set[Tuple]:
    """The distinct tuples of an item's events. Raises KeyError for an event without type."""
    return {found for event in events for found in _spread(event)}


def views() -> Mapping[str, View]:
    """Level to what it compares, from the loosest to the strictest."""
    quads = {name: int(load_ontology().quad(name)) for name in load_ontology().types}
    return MappingProxyType(
        {
            "dyad": _pair,
            "type": lambda x: x[0],
            "dyad+quad": lambda x: (quads.get(x[0]), *_pair(x)),
            HEADLINE: lambda x: x[:3],
            "dyad+type+modality": lambda x: x,
        }
    )


def _spread(event: Mapping[str, Any]) -> Iterable[Tuple]:
    """One event's tuples."""
    kind, modality = event["type"], event.get("modality") or "actual"
    for source in _countries(event.get("source")):
        for target in _countries(event.get("target")):
            if kind in UNDIRECTED and source and target:
                first, second = sorted((source, target))
                yield kind, first, second, modality
            else:
                yield kind, source, target, modality


def _countries(actors: Iterable[Mapping[str, Any]] | None) -> list[str] | list[None]:
    """The parties' countries, each once, in order; one None where there is no party."""
    return sorted({actor.get("country") or "---" for actor in actors or ()}) or [None]


def _pair(x: Tuple) -> tuple[str, ...]:
    """The two countries in order."""
    return tuple(sorted((str(x[1]), str(x[2]))))
