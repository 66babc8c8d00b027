"""Scoring modality on the events that were found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.evaluation.dyads import event_tuples
from dragoman.evaluation.events import Gold
from dragoman.evaluation.reading import Event
from dragoman.evaluation.sampling import Interval, interval_of, ratio
from dragoman.records import MODALITIES

_Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class ModalityScore:
    """One modality: F1 (0 to 1) with its 95 % interval, how often the gold has it and how often it was coded."""

    f1: float
    gold: int
    coded: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ModalityError:
    """An event found, told with another modality than the gold's."""

    id: str
    event: _Key
    gold: tuple[str, ...]
    coded: tuple[str, ...]
    text: str | None


@dataclass(frozen=True, slots=True)
class ModalityScores:
    """Modality over the events found, where item, type and dyad agree.

    `right` is the share of them whose modality is right; `false_actuals` the share of those coded `actual`
    that the gold has only as something else. The intervals (95 %) are of 1,000 bootstrap samples of items;
    `shown` is how many errors of each of the gold's modalities `to_text` lists.
    """

    found: int
    right: float
    right_interval: Interval
    actuals: int
    false_actuals: float
    false_actuals_interval: Interval
    modalities: Mapping[str, ModalityScore]
    errors: tuple[ModalityError, ...]
    shown: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        row = asdict(self)
        del row["shown"]
        return row

    def to_text(self) -> str:
        """The scores as lines for people."""
        lines = [
            f"{name:12} F1 {s.f1:.3f}  ({s.gold} in gold, {s.coded} coded)"
            for name, s in self.modalities.items()
        ]
        lines.append(
            f"found {self.found}, modality right {self.right:.3f}, false actuals {self.false_actuals:.3f}"
        )
        lines.append(
            f"95% intervals: modality right {_shown(self.right_interval)}, "
            f"false actuals {_shown(self.false_actuals_interval)} of {self.actuals}"
        )
        return "\n".join([*lines, *(self._error_lines() if self.shown else [])])

    def _error_lines(self) -> list[str]:
        lines: list[str] = []
        for name in MODALITIES:
            several = [e for e in self.errors if name in e.gold]
            if several:
                lines.append(f"\n{name}: {len(several)} told otherwise")
            for e in several[: self.shown]:
                event = " ".join(part or "-" for part in e.event)
                lines.append(f"  {event} coded {', '.join(e.coded)}  [{e.id}] {e.text or ''}".rstrip())
        return lines


@dataclass(frozen=True, slots=True)
class _Item:
    """An item's events found: (event, the gold's modalities, the coded ones)."""

    id: str
    pairs: tuple[tuple[_Key, frozenset[str], frozenset[str]], ...]


def score_modality(
    gold: Gold, predicted: Gold, *, errors: int = 0, texts: Mapping[str, str] | None = None
) -> ModalityScores:
    """Modality of predicted events against gold, both by item id, as the shared `score_modality.py` does.

    `errors` is how many errors of each modality to list, with the items' `texts` where given.
    """
    items = [_Item(key, tuple(_found(events, predicted.get(key, [])))) for key, events in gold.items()]
    rows = [_counts(item) for item in items]
    found, right, actuals, false_actuals = (sum(row[i] for row in rows) for i in range(4))
    return ModalityScores(
        found=int(found),
        right=right / found if found else 0.0,
        right_interval=interval_of(rows, ratio(1, 0)),
        actuals=int(actuals),
        false_actuals=false_actuals / actuals if actuals else 0.0,
        false_actuals_interval=interval_of(rows, ratio(3, 2)),
        modalities={name: _one(items, name) for name in MODALITIES},
        errors=tuple(e for item in items for e in _errors(item, (texts or {}).get(item.id))),
        shown=errors,
    )


def _found(
    gold: Sequence[Event], predicted: Sequence[Event]
) -> Iterator[tuple[_Key, frozenset[str], frozenset[str]]]:
    has, said = _by_key(gold), _by_key(predicted)
    for key in sorted(has.keys() & said.keys(), key=str):
        yield key, frozenset(has[key]), frozenset(said[key])


def _counts(item: _Item) -> tuple[float, float, float, float]:
    """Of one item: events found, with the right modality, coded actual, falsely so."""
    return (
        len(item.pairs),
        sum(bool(has & said) for _, has, said in item.pairs),
        sum("actual" in said for _, _, said in item.pairs),
        sum("actual" in said and "actual" not in has for _, has, said in item.pairs),
    )


def _one(items: Sequence[_Item], name: str) -> ModalityScore:
    """One modality's score."""
    rows = [
        (
            2 * sum(name in has & said for _, has, said in item.pairs),
            sum(name in has for _, has, _ in item.pairs),
            sum(name in said for _, _, said in item.pairs),
        )
        for item in items
    ]
    hits, gold, coded = (sum(row[i] for row in rows) for i in range(3))
    low, high = interval_of([(hit, has + said) for hit, has, said in rows], ratio(0, 1))
    return ModalityScore(hits / (gold + coded) if gold + coded else 0.0, gold, coded, low, high)


def _errors(item: _Item, text: str | None) -> Iterator[ModalityError]:
    """The item's events told with none of the gold's modalities."""
    for key, has, said in item.pairs:
        if not has & said:
            words = " ".join(text.split()) if text else None
            yield ModalityError(item.id, key, tuple(sorted(has)), tuple(sorted(said)), words)


def _by_key(events: Sequence[Event]) -> dict[_Key, set[str]]:
    """Type and dyad to the modalities with which they occur."""
    out: dict[_Key, set[str]] = {}
    for kind, source, target, modality in event_tuples(events):
        out.setdefault((kind, source, target), set()).add(modality)
    return out


def _shown(interval: Interval) -> str:
    return f"{interval[0]:.3f}-{interval[1]:.3f}"
