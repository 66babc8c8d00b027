"""Scoring modality on the events that were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.evaluation.dyads import event_tuples
from dragoman.evaluation.events import Gold
from dragoman.evaluation.reading import Event
from dragoman.records import MODALITIES

_Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class ModalityScore:
    """One modality: F1 (0 to 1), how often the gold has it and how often it was coded."""

    f1: float
    gold: int
    coded: int


@dataclass(frozen=True, slots=True)
class ModalityScores:
    """Modality over the events found, where item, type and dyad agree.

    `right` is the share of them whose modality is right; `false_actuals` the share of those coded `actual`
    that the gold has only as something else.
    """

    found: int
    right: float
    false_actuals: float
    modalities: Mapping[str, ModalityScore]

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        parts = {name: asdict(found) for name, found in self.modalities.items()}
        return {
            "found": self.found,
            "right": self.right,
            "false_actuals": self.false_actuals,
            "modalities": parts,
        }

    def to_text(self) -> str:
        """The scores as lines for people."""
        lines = [
            f"{name:12} F1 {s.f1:.3f}  ({s.gold} in gold, {s.coded} coded)"
            for name, s in self.modalities.items()
        ]
        end = f"found {self.found}, modality right {self.right:.3f}, false actuals {self.false_actuals:.3f}"
        return "\n".join([*lines, end])


def score_modality(gold: Gold, predicted: Gold) -> ModalityScores:
    """Modality of predicted events against gold, both by item id, as the shared `score_modality.py` does."""
    pairs = [
        (has[key], said[key])
        for item, events in gold.items()
        for has, said in [(_by_key(events), _by_key(predicted.get(item, [])))]
        for key in has.keys() & said.keys()
    ]
    actual = sum("actual" in said for _, said in pairs)
    false_actual = sum("actual" in said and "actual" not in has for has, said in pairs)
    has_count = Counter(m for has, _ in pairs for m in has)
    said_count = Counter(m for _, said in pairs for m in said)
    hit = Counter(m for has, said in pairs for m in has & said)
    return ModalityScores(
        found=len(pairs),
        right=sum(bool(has & said) for has, said in pairs) / len(pairs) if pairs else 0.0,
        false_actuals=false_actual / actual if actual else 0.0,
        modalities={m: _one(hit[m], has_count[m], said_count[m]) for m in MODALITIES},
    )


def _one(hits: int, gold: int, coded: int) -> ModalityScore:
    """One modality's score from its counts."""
    return ModalityScore(2 * hits / (gold + coded) if gold + coded else 0.0, gold, coded)


def _by_key(events: Sequence[Event]) -> dict[_Key, set[str]]:
    """Type and dyad to the modalities with which they occur."""
    out: dict[_Key, set[str]] = {}
    for kind, source, target, modality in event_tuples(events):
        out.setdefault((kind, source, target), set()).add(modality)
    return out
