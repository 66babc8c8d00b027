"""Every measure of the shared gold in one run: what the floors and the accuracy page rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.evaluation.actors import ActorScores, Resolved, score_actors
from dragoman.evaluation.counting import Score
from dragoman.evaluation.events import WITH_MODALITY, EventScores, score_events
from dragoman.evaluation.floors import Measured
from dragoman.evaluation.modality import ModalityScores, score_modality
from dragoman.evaluation.plv import PlvScores, score_plv
from dragoman.evaluation.predicting import predict
from dragoman.evaluation.reading import read_events
from dragoman.evaluation.relations import RelationReader
from dragoman.evaluation.sampling import Interval
from dragoman.records import Coded, Document

EVENTS = ("gold/current_events_dev.jsonl", "gold/current_events_dev.items.jsonl")
SECOND = "gold/current_events_dev.second_reader.jsonl"
MODALITY = ("gold/modality_dev.jsonl", "gold/modality_dev.items.jsonl")
PLV = "gold/plv_train.tsv"
ACTORS = "gold/actor_phrases.csv"
NEEDED = (*EVENTS, SECOND, *MODALITY, PLV, ACTORS)
"""The data files that are read, below the data folder."""
ENOUGH = 10
"""From how many cases on a type's recall is a measure of its own."""


@dataclass(frozen=True, slots=True)
class AllScores:
    """The scores of every kind of gold."""

    events: EventScores
    modality: ModalityScores
    plv: PlvScores
    actors: ActorScores

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object, without the errors, which quote the gold."""
        parts = {
            "events": self.events.to_dict(),
            "modality": self.modality.to_dict(),
            "plv": self.plv.to_dict(),
            "actors": self.actors.to_dict(),
        }
        for part in parts.values():
            del part["errors"]
        return parts


def measure_all(
    data: Path,
    code_many: Callable[[Iterable[Document]], Iterable[Coded]],
    reader: RelationReader,
    resolve: Callable[[str, str | None], Resolved],
) -> AllScores:
    """Score a coder, its reader of marked pairs and its resolver on the gold below `data`.

    Raises InputError where a file of `NEEDED` is absent or cannot be read.
    """
    events = score_events(
        read_events(data / EVENTS[0]),
        predict(data / EVENTS[1], code_many).events,
        second=read_events(data / SECOND),
    )
    modality = score_modality(read_events(data / MODALITY[0]), predict(data / MODALITY[1], code_many).events)
    return AllScores(events, modality, score_plv(data / PLV, reader), score_actors(data / ACTORS, resolve))


def measures(scores: AllScores) -> dict[str, Measured]:
    """Each measure by name, in the order in which they are told."""
    return {
        **_events(scores.events),
        **_modality(scores.modality),
        **_plv(scores.plv),
        **{
            f"actors.{name}": Measured(
                getattr(scores.actors, name), *scores.actors.intervals[name], scores.actors.n, (ACTORS,)
            )
            for name in ("country", "sector", "both")
        },
    }


def _events(scores: EventScores) -> dict[str, Measured]:
    found = {
        "events.dyad+type.f1": _f1(scores.headline),
        "events.dyad+type+modality.f1": _f1(scores.levels[WITH_MODALITY]),
    }
    if scores.curve.half is not None:
        half = scores.curve.half
        found["events.half_recall.precision"] = _one(
            half.precision, half.precision_interval, half.predicted, EVENTS
        )
    for kind, s in scores.types.items():
        if s.gold >= ENOUGH:
            found[f"events.{kind}.recall"] = _one(s.recall, s.recall_interval, s.gold, EVENTS)
    return found


def _modality(scores: ModalityScores) -> dict[str, Measured]:
    low, high = scores.false_actuals_interval
    return {
        "modality.right": _one(scores.right, scores.right_interval, scores.found, MODALITY),
        "modality.false_actuals": Measured(
            scores.false_actuals, low, high, scores.actuals, MODALITY, side="most"
        ),
    }


def _plv(scores: PlvScores) -> Mapping[str, Measured]:
    levels = {"root": scores.root, "quad": scores.quad, "binary": scores.binary}
    return {
        f"plv.{name}_macro_f1": Measured(found.macro_f1, *found.interval, found.n, (PLV,))
        for name, found in levels.items()
    }


def _f1(s: Score) -> Measured:
    return _one(s.f1, (s.low or 0.0, s.high or 0.0), s.gold, EVENTS)


def _one(value: float, interval: Interval | None, n: int, data: tuple[str, ...]) -> Measured:
    low, high = interval or (0.0, 0.0)
    return Measured(value, low, high, n, data)
