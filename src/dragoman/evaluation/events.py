"""Scoring coded events against gold, end to end: who did what to whom."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluation.counting import Counts, Score, interval, score
from dragoman.evaluation.dyads import HEADLINE, View, event_tuples, views
from dragoman.evaluation.reading import SIDE_MODALITIES, Event, without

Gold = Mapping[str, Sequence[Event]]


@dataclass(frozen=True, slots=True)
class ItemErrors:
    """What one item's events miss and what they have wrongly, as (type, source, target), with its text."""

    id: str
    missed: tuple[tuple[str | None, ...], ...]
    wrong: tuple[tuple[str | None, ...], ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class EventScores:
    """Scores by level (loosest first) and, at dyad+type, by event type; and the items that differ."""

    items: int
    levels: Mapping[str, Score]
    types: Mapping[str, Score]
    errors: tuple[ItemErrors, ...]

    @property
    def headline(self) -> Score:
        """The score at the level dyad+type."""
        return self.levels[HEADLINE]

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        return {
            "items": self.items,
            "levels": {level: found.to_dict() for level, found in self.levels.items()},
            "types": {kind: found.to_dict() for kind, found in self.types.items()},
            "errors": [
                {
                    "id": e.id,
                    "missed": list(map(list, e.missed)),
                    "wrong": list(map(list, e.wrong)),
                    "text": e.text,
                }
                for e in self.errors
            ],
        }

    def to_text(self) -> str:
        """The scores as a table for people, with n and the interval, and the types below."""
        lines = [f"{'level':20} precision recall     F1   95% interval   ({self.items} items)"]
        for level, s in self.levels.items():
            lines.append(
                f"{level:20} {s.precision:9.3f} {s.recall:6.3f} {s.f1:6.3f}   {s.low:.3f}-{s.high:.3f}"
            )
        lines.append(f"\n{'type':20} precision recall     F1   coded  gold")
        for kind, s in self.types.items():
            lines.append(
                f"{kind:20} {s.precision:9.3f} {s.recall:6.3f} {s.f1:6.3f}  {s.predicted:6} {s.gold:5}"
            )
        lines += [part for error in self.errors for part in _error_lines(error)]
        return "\n".join(lines)


def score_events(
    gold: Gold,
    predicted: Gold,
    *,
    all_modalities: bool = False,
    errors: int = 0,
    texts: Mapping[str, str] | None = None,
) -> EventScores:
    """Predicted events against gold, both by item id, as the shared `score_events.py` scores them.

    Acts that are only demanded or conditional are left out on both sides unless `all_modalities`; items
    that the gold does not have are ignored. `errors` is how many differing items to list, with their
    `texts` where given. Raises InputError for an empty gold.
    """
    if not gold:
        raise InputError("the gold has no items", hint='Give lines {"id": …, "events": […]}.')
    leave_out = frozenset[str]() if all_modalities else SIDE_MODALITIES
    kept, coded = without(gold, leave_out), without(predicted, leave_out)
    rng = random.Random(0)  # one generator for all levels, as in the shared scorer
    levels = {level: _with_interval(_counts(kept, coded, view), rng) for level, view in views().items()}
    return EventScores(len(kept), levels, _by_type(kept, coded), _errors(kept, coded, errors, texts or {}))


def _with_interval(per_item: Sequence[Counts], rng: random.Random) -> Score:
    """The score with F1's interval."""
    low, high = interval(per_item, rng)
    return replace(score(per_item), low=low, high=high)


def _counts(gold: Gold, predicted: Gold, view: View) -> list[Counts]:
    """Each item's counts at one level."""
    per: list[Counts] = []
    for key, events in gold.items():
        g = {view(x) for x in event_tuples(events)}
        p = {view(x) for x in event_tuples(predicted.get(key, []))}
        per.append((len(g & p), len(p), len(g)))
    return per


def _by_type(gold: Gold, predicted: Gold) -> dict[str, Score]:
    """The score of each type alone at the level dyad+type, in alphabetical order."""
    kinds = sorted({e["type"] for key in gold for e in (*gold[key], *predicted.get(key, []))})
    return {
        kind: score(_counts(_only(gold, kind), _only(predicted, kind), lambda x: x[:3])) for kind in kinds
    }


def _only(items: Gold, kind: str) -> Gold:
    """The same items with the events of one type."""
    return {key: [e for e in events if e["type"] == kind] for key, events in items.items()}


def _errors(gold: Gold, predicted: Gold, most: int, texts: Mapping[str, str]) -> tuple[ItemErrors, ...]:
    """The first items whose events differ at the level dyad+type."""
    found: list[ItemErrors] = []
    for key, events in gold.items():
        if len(found) >= most:
            break
        g = {x[:3] for x in event_tuples(events)}
        p = {x[:3] for x in event_tuples(predicted.get(key, []))}
        if g != p:
            missed, wrong = (tuple(sorted(part, key=str)) for part in (g - p, p - g))
            found.append(ItemErrors(key, missed, wrong, texts.get(key)))
    return tuple(found)


def _error_lines(error: ItemErrors) -> list[str]:
    """One differing item, for people."""
    parts = [f"\n{error.id}", f"  missed {_shown(error.missed)}", f"  wrong  {_shown(error.wrong)}"]
    return [*parts, f"  text   {' '.join(error.text.split())}"] if error.text else parts


def _shown(found: tuple[tuple[str | None, ...], ...]) -> str:
    return "; ".join(" ".join(part or "-" for part in one) for one in found) or "nothing"
