"""The brief as plain data: the JSON twin of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from dragoman.brief.acts import Act, Key, clause
from dragoman.brief.coverage import coverage_line
from dragoman.brief.statements import Block, Line

if TYPE_CHECKING:
    from dragoman.brief.model import Brief


def to_dict(brief: Brief) -> dict[str, Any]:
    """Title, coverage, sections with sentences and citations, findings, evidence, what was withheld."""
    numbers = brief.numbers()
    return {
        "kind": "brief",
        "title": brief.title.text,
        "coverage": {**_plain(brief.findings.coverage), "text": coverage_line(brief.findings.coverage)},
        "sections": [
            {"key": s.key, "heading": s.heading, "blocks": [_block(b, numbers) for b in s.blocks]}
            for s in brief.sections
        ],
        "findings": _findings(brief, numbers),
        "evidence": [_plain(s) for s in brief.evidence],
        "withheld": [_plain(f) for f in brief.withheld],
    }


def _block(block: Block, numbers: Mapping[Key, int]) -> dict[str, Any]:
    if block.kind == "table":
        rows = [[_line(c, numbers) for c in row] for row in block.rows]
        return {"kind": "table", "columns": list(block.columns), "rows": rows}
    return {"kind": block.kind, "sentences": [_line(x, numbers) for x in block.lines]}


def _line(line: Line, numbers: Mapping[Key, int]) -> dict[str, Any]:
    parts = [{"text": p.text + p.after, "evidence": _cited(p.keys, numbers)} for p in line.parts]
    return {"text": line.text, "evidence": _cited(line.keys, numbers), "parts": parts}


def _cited(keys: tuple[Key, ...], numbers: Mapping[Key, int]) -> list[int]:
    return sorted({numbers[k] for k in keys if k in numbers})


def _findings(brief: Brief, numbers: Mapping[Key, int]) -> dict[str, Any]:
    found = brief.findings
    acts = {act.id: act for act in found.acts}

    def plain(value: Any) -> Any:
        if isinstance(value, Act):
            return value.id
        if is_dataclass(value) and not isinstance(value, type):
            row = {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
            if "keys" in row:
                row.pop("keys")
                row["evidence"] = _cited(getattr(value, "keys", ()), numbers)
            return row
        return [plain(v) for v in value] if isinstance(value, tuple) else value

    names = (
        "lead",
        "stakes",
        "exchanges",
        "barters",
        "movements",
        "triangles",
        "camps",
        "signals",
        "institutions",
    )
    out: dict[str, Any] = {"acts": [_act(a, brief, numbers) for a in acts.values()]}
    return out | {n: plain(getattr(found, n)) for n in (*names, "watch", "gaps", "background")}


def _act(act: Act, brief: Brief, numbers: Mapping[Key, int]) -> dict[str, Any]:
    return {
        "id": act.id,
        "text": clause(act, brief.names),
        "type": act.type,
        "modality": act.modality,
        "source": [_plain(a) for a in act.source],
        "target": [_plain(a) for a in act.target],
        "date": _plain(act.date),
        "intensity": act.intensity,
        "quad": act.quad,
        "salience": act.salience,
        "reports": list(act.reports),
        "evidence": _cited(act.keys, numbers),
    }


def _plain(value: Any) -> dict[str, Any]:
    row: dict[str, Any] = asdict(value)
    return {
        k: [list(x) if isinstance(x, tuple) else x for x in v] if isinstance(v, tuple) else v
        for k, v in row.items()
    }
