"""Loading states.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.actors.entries import Name, State
from dragoman.actors.tables import Complain, day, toml
from dragoman.errors import DictionaryError

_LISTS = ("names", "adjectives", "demonyms", "seats", "regions")
_TEXTS = ("capital", "dependency_of", "region", "policy")
_FIELDS = frozenset({"code", "name", "weak", *_LISTS, *_TEXTS})
_CODE = re.compile(r"[A-Z]{3}")


def load_states(path: Path, ours: Mapping[str, State], complain: Complain) -> dict[str, State]:
    """The states of a file over `ours`: a known code gains the new forms, and its other fields change."""
    states = dict(ours)
    if not path.is_file():
        return states
    table = toml(path, complain)
    lines = _Lines(path)
    for row in table.get("state", []):
        state = _state(row, path, lines, complain)
        if state is not None:
            states[state.code] = _merge(states[state.code], state) if state.code in states else state
    return states


class _Lines:
    """Where each state begins in the file: TOML itself keeps no line numbers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, int] | None = None

    def of(self, code: object) -> int:
        """The line of `code = "…"`, or 1."""
        if self._found is None:
            text = self._path.read_text(encoding="utf-8", errors="replace")
            pattern = re.compile(r'code\s*=\s*"([^"]*)"')
            pairs = ((pattern.search(line), n) for n, line in enumerate(text.splitlines(), 1))
            self._found = {match[1]: n for match, n in pairs if match}
        return self._found.get(str(code), 1)


def _state(row: Mapping[str, Any], path: Path, lines: _Lines, complain: Complain) -> State | None:
    code = row.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        complain(DictionaryError(path, lines.of(code), f"code: {code!r} is not three capital letters"))
        return None
    if not isinstance(row.get("name"), str):
        complain(DictionaryError(path, lines.of(code), f"name: state {code} has none"))
        return None
    for field in row.keys() - _FIELDS:
        hint = "Fields are " + ", ".join(sorted(_FIELDS)) + "."
        complain(DictionaryError(path, lines.of(code), f"{field}: unknown field of state {code}", hint=hint))

    def bad(field: str, problem: str) -> None:
        complain(DictionaryError(path, lines.of(code), f"{field}: {problem} (state {code})"))

    lists: dict[str, Any] = {field: _names(row.get(field, []), field, bad) for field in _LISTS}
    texts = {field: row.get(field) or None for field in _TEXTS}
    weak = frozenset(str(form) for form in row.get("weak", []))
    return replace(State(code, row["name"], weak=weak), **{**lists, **texts})


def _names(values: Any, field: str, bad: Any) -> tuple[Name, ...]:
    if not isinstance(values, list):
        bad(field, f"expected a list, got {values!r}")
        return ()
    out = []
    for value in values:
        if isinstance(value, str) and value.strip():
            out.append(Name(value))
        elif isinstance(value, dict) and isinstance(value.get("text"), str):
            since = day(str(value.get("since", "")), last=False)
            until = day(str(value.get("until", "")), last=True)
            if since is None or until is None or (since and until and until < since):
                bad(field, f"bad dates in {value!r}")
            else:
                out.append(Name(value["text"], since, until))
        else:
            bad(field, f"expected text or {{text=, since=, until=}}, got {value!r}")
    return tuple(out)


def _merge(ours: State, theirs: State) -> State:
    lists = {f: tuple(dict.fromkeys((*getattr(ours, f), *getattr(theirs, f)))) for f in _LISTS}
    texts = {f: getattr(theirs, f) or getattr(ours, f) for f in _TEXTS}
    fields: dict[str, Any] = {**lists, **texts}
    return replace(ours, name=theirs.name, weak=ours.weak | theirs.weak, **fields)
