"""Gold and predicted events by item, from JSON lines: whole items, or the coder's own reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluation.dyads import event_tuples

Event = Mapping[str, Any]
Items = dict[str, list[Event]]

SIDE_MODALITIES = frozenset({"demanded", "conditional"})
"""Acts that are only demanded or conditional: the gold of whole items does not code them."""


def read_rows(path: Path | str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line of a JSON lines file that is not blank.

    Raises InputError, naming file and line, where the file cannot be read or a line is no JSON object.
    """
    try:
        with Path(path).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _object(line, path, number)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read ({error})", hint="Give a UTF-8 file of JSON lines."
        ) from None


def read_events(path: Path | str) -> Items:
    """Item id to its events, from lines `{"id", "events"}` or the coder's `{"kind": "report", …}`.

    Raises InputError, naming file and line, for a line that is neither, or whose events lack a part.
    """
    items: Items = {}
    for number, row in read_rows(path):
        try:
            _add(items, row)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"{path}:{number}: neither an item with events nor a report ({error!r})",
                hint='Lines are {"id": …, "events": […]} or the output of `dragoman code … --to -`.',
            ) from None
    return items


def group_reports(rows: Iterable[Event]) -> Items:
    """Item id (`evidence.source_id`) to its reports; rows of another kind are left out."""
    items: Items = {}
    for row in rows:
        _add(items, row)
    return items


def read_texts(path: Path | str) -> dict[str, str]:
    """Item id to its text, from lines `{"id", "text"}`."""
    return {str(row["id"]): str(row["text"]) for _, row in read_rows(path) if "id" in row and "text" in row}


def without(items: Mapping[str, Sequence[Event]], modalities: frozenset[str]) -> Items:
    """The same items, without the events of some modalities."""
    return {key: [e for e in events if e.get("modality") not in modalities] for key, events in items.items()}


def _add(items: Items, row: Event) -> None:
    """File one line under its item."""
    if "events" in row:
        event_tuples(row["events"])
        items.setdefault(str(row["id"]), []).extend(row["events"])
    elif row.get("kind", "report") == "report":
        event_tuples([row])
        items.setdefault(str(row["evidence"]["source_id"]), []).append(row)


def _object(line: str, path: Path | str, number: int) -> dict[str, Any]:
    """The line's object; InputError where it has none."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"{path}:{number}: not JSON: {error}", hint="Write one JSON object a line."
        ) from None
    if not isinstance(row, dict):
        raise InputError(f"{path}:{number}: not an object", hint="Write one JSON object a line.")
    return row
