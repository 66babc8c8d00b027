"""The network as GraphML: actors as nodes, dyads as directed edges with their totals."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.ontology import Ontology, load_ontology
from dragoman.records import Event, Report
from dragoman.store.exporting.panel import DECIMALS, dyads

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = (("name", "string"), ("reports", "long"))
_EDGE = (
    ("weight", "long"),
    ("reports", "long"),
    ("quad1", "long"),
    ("quad2", "long"),
    ("quad3", "long"),
    ("quad4", "long"),
    ("intensity_mean", "double"),
    ("first", "string"),
    ("last", "string"),
)


@dataclass(slots=True)
class _Edge:
    """What one actor did to another over all time."""

    events: dict[str, int] = field(default_factory=dict)
    intensities: list[float] = field(default_factory=list)
    days: list[str] = field(default_factory=list)

    def values(self) -> list[tuple[str, str]]:
        quads = list(self.events.values())
        mean = round(sum(sorted(self.intensities)) / len(self.intensities), DECIMALS) + 0.0
        cells: list[object] = [
            len(quads),
            len(self.intensities),
            *(quads.count(q) for q in (1, 2, 3, 4)),
            mean,
        ]
        cells += [min(self.days), max(self.days)] if self.days else ["", ""]
        return [(name, str(cell)) for (name, _), cell in zip(_EDGE, cells, strict=True) if cell != ""]


def graphml(reports: Iterable[Report], events: Iterable[Event], modality: str = "actual") -> str:
    """The GraphML document: an edge's `weight` counts events, `quad1` to `quad4` split them.

    Types without direction give an edge each way, as in the panel. Nodes and edges are sorted.
    """
    ontology = load_ontology()
    event_of = {member: event.id for event in events for member in event.reports}
    edges: dict[tuple[str, str], _Edge] = {}
    names: dict[str, dict[str, int]] = {}
    for report in reports:
        if modality in ("all", report.modality):
            _add(report, event_of.get(report.id, report.id), edges, names, ontology)
    root = ET.Element("graphml", {"xmlns": NAMESPACE})
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys:
            attributes = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", attributes)
    graph = ET.SubElement(root, "graph", {"id": "dragoman", "edgedefault": "directed"})
    for code in sorted(names):
        node = ET.SubElement(graph, "node", {"id": code})
        _data(
            node, "node", [("name", _usual(code, names[code])), ("reports", str(sum(names[code].values())))]
        )
    for source, target in sorted(edges):
        edge = ET.SubElement(graph, "edge", {"source": source, "target": target})
        _data(edge, "edge", edges[source, target].values())
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add(
    report: Report,
    event: str,
    edges: dict[tuple[str, str], _Edge],
    names: dict[str, dict[str, int]],
    ontology: Ontology,
) -> None:
    pairs = dyads(report, ontology)
    for pair in pairs:
        edge = edges.setdefault(pair, _Edge())
        edge.events[event] = report.quad
        edge.intensities.append(report.intensity)
        if report.date.start:
            edge.days.append(report.date.start)
    paired = {code for pair in pairs for code in pair}
    for code in paired:
        counts = names.setdefault(code, {})
        own = [a.name for a in (*report.source, *report.target) if a.country == code and a.id == code]
        name = own[0] if own else ""
        counts[name] = counts.get(name, 0) + 1


def _usual(code: str, names: Mapping[str, int]) -> str:
    """The name most used for the country itself, its code where only its people were named."""
    named = sorted((-count, name) for name, count in names.items() if name)
    return named[0][1] if named else code


def _data(parent: ET.Element, owner: str, values: Sequence[tuple[str, str]]) -> None:
    for name, value in values:
        ET.SubElement(parent, "data", {"key": f"{owner}_{name}"}).text = _clean(value)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF))
