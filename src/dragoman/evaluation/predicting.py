"""Coding gold items with a coder that is passed in, so that they can be scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.documents import read_documents
from dragoman.evaluation.reading import Items
from dragoman.records import Coded, Document, Reject


@dataclass(frozen=True, slots=True)
class Prediction:
    """Events by item id, each item's text, and the items that could not be read."""

    events: Items
    texts: dict[str, str]
    rejects: tuple[Reject, ...]


def predict(items: Path | str, code_many: Callable[[Iterable[Document]], Iterable[Coded]]) -> Prediction:
    """Code the items of a file (lines `{"id", "date", "text"}`) with `code_many`, one document an item.

    An item that cannot be read has no events and stands among the rejects.
    """
    rejects: list[Reject] = []
    prediction = Prediction({}, {}, ())
    for coded in code_many(_readable(items, rejects)):
        key = coded.document.source_id
        prediction.events.setdefault(key, []).extend(report.to_dict() for report in coded.reports)
        prediction.texts[key] = coded.document.text
    return Prediction(prediction.events, prediction.texts, tuple(rejects))


def _readable(items: Path | str, rejects: list[Reject]) -> Iterable[Document]:
    """The documents; rejects are put aside."""
    for found in read_documents([items]):
        if isinstance(found, Reject):
            rejects.append(found)
        else:
            yield found
