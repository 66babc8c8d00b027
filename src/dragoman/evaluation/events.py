"""Scoring coded events against gold, end to end: who did what to whom."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluation.counting import Counts, Score, score_with_intervals
from dragoman.evaluation.curve import Curve, precision_recall_curve
from dragoman.evaluation.differences import Difference, differences, listing
from dragoman.evaluation.dyads import HEADLINE, View, event_tuples, views
from dragoman.evaluation.reading import SIDE_MODALITIES, Event, without

Gold = Mapping[str, Sequence[Event]]
WITH_MODALITY = "dyad+type+modality"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a second reader has against the gold: by level, and by type at dyad+type."""

    levels: Mapping[str, Score]
    types: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class EventScores:
    """Scores by level (loosest first), by type without and with modality, and all that differs.

    `readers` is the second reader's agreement with the gold, if his events were given; `shown` is how many
    differences of each type `to_text` lists.
    """

    items: int
    levels: Mapping[str, Score]
    types: Mapping[str, Score]
    types_with_modality: Mapping[str, Score]
    curve: Curve
    errors: tuple[Difference, ...]
    readers: Agreement | None = None
    shown: int = 0

    @property
    def headline(self) -> Score:
        """The score at the level dyad+type."""
        return self.levels[HEADLINE]

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        readers = self.readers and {
            "levels": _dicts(self.readers.levels),
            "types": _dicts(self.readers.types),
        }
        return {
            "items": self.items,
            "levels": _dicts(self.levels),
            "types": _dicts(self.types),
            "types_with_modality": _dicts(self.types_with_modality),
            "readers": readers,
            "curve": self.curve.to_dict(),
            "errors": [e.to_dict() for e in self.errors],
        }

    def to_text(self) -> str:
        """The scores as tables for people: levels, types, readers, curve, and the errors by type."""
        lines = [f"{'level':20} precision recall     F1   95% interval   ({self.items} items)"]
        lines += [_line(level, s) for level, s in self.levels.items()]
        lines += self._type_lines()
        if self.readers:
            lines += ["", f"{'second reader':20} precision recall     F1   95% interval"]
            lines += [_line(level, s) for level, s in self.readers.levels.items()]
        lines += ["", *self.curve.to_lines()]
        return "\n".join([*lines, *(listing(self.errors, self.shown) if self.shown else [])])

    def _type_lines(self) -> list[str]:
        head = f"\n{'type':20} precision recall     F1   95% interval   coded  gold  F1 with modality"
        if self.readers:
            head += "  F1 of the second reader"
        lines = [head]
        for kind, s in self.types.items():
            line = f"{_line(kind, s)}   {s.predicted:5} {s.gold:5}  {self.types_with_modality[kind].f1:16.3f}"
            other = self.readers.types.get(kind) if self.readers else None
            lines.append(f"{line}  {other.f1:23.3f}" if other else line)
        return lines


def score_events(
    gold: Gold,
    predicted: Gold,
    *,
    all_modalities: bool = False,
    errors: int = 0,
    texts: Mapping[str, str] | None = None,
    second: Gold | None = None,
) -> EventScores:
    """Predicted events against gold, both by item id, as the shared `score_events.py` scores them.

    Acts that are only demanded or conditional are left out on both sides unless `all_modalities`; items
    that the gold does not have are ignored. `errors` is how many differences of each type to list, with
    the sentences where `texts` are given; `second` are a second reader's events. Raises InputError for an
    empty gold.
    """
    if not gold:
        raise InputError("the gold has no items", hint='Give lines {"id": …, "events": […]}.')
    leave_out = frozenset[str]() if all_modalities else SIDE_MODALITIES
    kept, coded = without(gold, leave_out), without(predicted, leave_out)
    return EventScores(
        items=len(kept),
        levels=_by_level(kept, coded),
        types=_by_type(kept, coded, HEADLINE),
        types_with_modality=_by_type(kept, coded, WITH_MODALITY),
        curve=precision_recall_curve(kept, coded, HEADLINE),
        errors=tuple(differences(kept, coded, texts or {})),
        readers=None if second is None else _agreement(kept, without(second, leave_out)),
        shown=errors,
    )


def _agreement(gold: Gold, second: Gold) -> Agreement:
    return Agreement(_by_level(gold, second), _by_type(gold, second, HEADLINE))


def _by_level(gold: Gold, coded: Gold) -> dict[str, Score]:
    """The score at each level, with the shared scorer's intervals (one generator for all levels)."""
    rng = random.Random(0)
    return {level: score_with_intervals(_counts(gold, coded, view), rng) for level, view in views().items()}


def _by_type(gold: Gold, predicted: Gold, level: str) -> dict[str, Score]:
    """The score of each type alone, in alphabetical order."""
    view = views()[level]
    kinds = sorted({e["type"] for key in gold for e in (*gold[key], *predicted.get(key, []))})
    return {
        kind: score_with_intervals(_counts(_only(gold, kind), _only(predicted, kind), view)) for kind in kinds
    }


def _counts(gold: Gold, predicted: Gold, view: View) -> list[Counts]:
    """Each item's counts at one level."""
    per: list[Counts] = []
    for key, events in gold.items():
        g = {view(x) for x in event_tuples(events)}
        p = {view(x) for x in event_tuples(predicted.get(key, []))}
        per.append((len(g & p), len(p), len(g)))
    return per


def _only(items: Gold, kind: str) -> Gold:
    """The same items with the events of one type."""
    return {key: [e for e in events if e["type"] == kind] for key, events in items.items()}


def _line(name: str, s: Score) -> str:
    return f"{name:20} {s.precision:9.3f} {s.recall:6.3f} {s.f1:6.3f}   {s.low:.3f}-{s.high:.3f}"


def _dicts(scores: Mapping[str, Score]) -> dict[str, Any]:
    return {name: found.to_dict() for name, found in scores.items()}
