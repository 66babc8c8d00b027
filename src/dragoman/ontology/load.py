"""Loads and checks the ontology's data files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from dragoman.errors import DictionaryError
from dragoman.ontology.model import CameoCode, EventType, Mode, Need, Ontology, Term
from dragoman.ontology.reading import TomlFile, csv_rows, data_dir, split_cell
from dragoman.records import MODALITIES, STANCES, Quad

CAMEO_COLUMNS = ("code", "name", "type", "mode", "contexts", "goldstein", "goldstein_gdelt", "example")
SCALE = 10.0


def load_ontology(folder: Path | None = None) -> Ontology:
    """The shipped ontology, or the one in `folder`. Raises DictionaryError with file and line."""
    folder = folder or data_dir()
    plover, words, sectors = (TomlFile(folder / f"{n}.toml") for n in ("plover", "modalities", "sectors"))
    contexts = _terms(TomlFile(folder / "contexts.toml"), "context")
    types = _types(plover)
    cameo = _cameo(folder / "cameo.csv", types, contexts)
    _check_references(plover, types, cameo, contexts)
    modalities = _terms(words, "modality")
    stances = _terms(words, "stance")
    _check_same(words.path, modalities, MODALITIES)
    _check_same(words.path, stances, STANCES)
    return Ontology(
        version=plover.values["version"],
        types=types,
        cameo=cameo,
        contexts=contexts,
        sectors=_terms(sectors, "sector"),
        organisations=_terms(sectors, "organisation"),
        modalities=modalities,
        stances=stances,
    )


def _terms(file: TomlFile, header: str) -> dict[str, Term]:
    """The `[[header]]` tables of a file, by code."""
    terms: dict[str, Term] = {}
    for index, table in enumerate(file.values.get(header, [])):
        path, line = file.path, file.line(header, index)
        code = _text(path, line, table, "code")
        if code in terms:
            raise DictionaryError(path, line, f"code: {code!r} stands twice")
        name, definition, example = (_text(path, line, table, k) for k in ("name", "definition", "example"))
        terms[code] = Term(code, name, table.get("kind", header), definition, example)
    return terms


def _types(file: TomlFile) -> dict[str, EventType]:
    """PLOVER's types, by name."""
    types: dict[str, EventType] = {}
    modes_before = 0
    for index, table in enumerate(file.values.get("type", [])):
        path, line = file.path, file.line("type", index)
        modes = _modes(file, table.get("mode", []), modes_before)
        modes_before += len(modes)
        entry = _type(path, line, table, modes)
        if entry.name in types:
            raise DictionaryError(path, line, f"name: {entry.name!r} stands twice")
        types[entry.name] = entry
    return types


def _type(path: Path, line: int, table: Mapping[str, Any], modes: dict[str, Mode]) -> EventType:
    """One checked event type."""
    if table.get("quad") not in get_args(Quad):
        raise DictionaryError(path, line, f"quad: expected 1, 2, 3 or 4, got {table.get('quad')!r}")
    if table.get("target") not in get_args(Need):
        raise DictionaryError(
            path, line, f"target: expected required, optional or none, got {table.get('target')!r}"
        )
    return EventType(
        name=_text(path, line, table, "name"),
        definition=_text(path, line, table, "definition"),
        quad=cast(Quad, table["quad"]),
        intensity=_number(path, line, table, "intensity"),
        target=cast(Need, table["target"]),
        reciprocal=bool(table.get("reciprocal", False)),
        cameo=_text(path, line, table, "cameo"),
        example=_text(path, line, table, "example"),
        modes=modes,
        by_context=dict(table.get("by_context", {})),
    )


def _modes(file: TomlFile, tables: list[dict[str, Any]], before: int) -> dict[str, Mode]:
    """The modes of one type, by name; `before` counts the modes above it in the file."""
    modes: dict[str, Mode] = {}
    for index, table in enumerate(tables):
        path, line = file.path, file.line("type.mode", before + index)
        name = _text(path, line, table, "name")
        if name in modes:
            raise DictionaryError(path, line, f"name: {name!r} stands twice in its type")
        modes[name] = Mode(
            name=name,
            definition=_text(path, line, table, "definition"),
            intensity=_number(path, line, table, "intensity"),
            cameo=_text(path, line, table, "cameo"),
            example=_text(path, line, table, "example"),
            by_context=dict(table.get("by_context", {})),
        )
    return modes


def _cameo(path: Path, types: Mapping[str, EventType], contexts: Mapping[str, Term]) -> dict[str, CameoCode]:
    """CAMEO codes, each checked against types, modes and contexts."""
    codes: dict[str, CameoCode] = {}
    for line, row in csv_rows(path, CAMEO_COLUMNS):
        entry = CameoCode(
            code=row["code"],
            name=_text(path, line, row, "name"),
            type=row["type"] or None,
            mode=row["mode"] or None,
            contexts=split_cell(row["contexts"]),
            goldstein=_number(path, line, row, "goldstein"),
            goldstein_gdelt=_number(path, line, row, "goldstein_gdelt") if row["goldstein_gdelt"] else None,
            example=row["example"] or (codes[row["code"][:-1]].example if row["code"][:-1] in codes else ""),
        )
        _check_cameo(path, line, entry, codes, types, contexts)
        codes[entry.code] = entry
    return codes


def _check_cameo(
    path: Path,
    line: int,
    entry: CameoCode,
    codes: Mapping[str, CameoCode],
    types: Mapping[str, EventType],
    contexts: Mapping[str, Term],
) -> None:
    """Complains about a code that stands twice, or names what does not exist."""
    if entry.code in codes:
        raise DictionaryError(path, line, f"code: {entry.code!r} stands twice")
    if not (entry.code.isdigit() and 2 <= len(entry.code) <= 4):
        raise DictionaryError(path, line, f"code: expected 2 to 4 digits, got {entry.code!r}")
    if entry.type is not None and entry.type not in types:
        raise DictionaryError(path, line, f"type: no type {entry.type!r}")
    if entry.mode and (entry.type is None or entry.mode not in types[entry.type].modes):
        raise DictionaryError(path, line, f"mode: {entry.type} has no mode {entry.mode!r}")
    for context in entry.contexts:
        if context not in contexts:
            raise DictionaryError(path, line, f"contexts: no context {context!r}")


def _check_references(
    file: TomlFile,
    types: Mapping[str, EventType],
    cameo: Mapping[str, CameoCode],
    contexts: Mapping[str, Term],
) -> None:
    """Every CAMEO code and context that a type or mode names must exist."""
    for index, entry in enumerate(types.values()):
        path, line = file.path, file.line("type", index)
        parts: list[EventType | Mode] = [entry, *entry.modes.values()]
        for part in parts:
            for code in (part.cameo, *part.by_context.values()):
                if code not in cameo:
                    raise DictionaryError(path, line, f"cameo: no code {code!r} ({entry.name})")
            for context in part.by_context:
                if context not in contexts:
                    raise DictionaryError(path, line, f"by_context: no context {context!r} ({entry.name})")


def _check_same(path: Path, found: Mapping[str, Term], expected: tuple[str, ...]) -> None:
    """The data file must name exactly the values that the records allow."""
    if tuple(found) != expected:
        raise DictionaryError(path, 1, f"code: expected {', '.join(expected)}, got {', '.join(found)}")


def _text(path: Path, line: int, table: Mapping[str, Any], key: str) -> str:
    """A non-empty text field."""
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DictionaryError(path, line, f"{key}: expected text, got {value!r}")
    return value.strip()


def _number(path: Path, line: int, table: Mapping[str, Any], key: str) -> float:
    """A number between -10 and 10."""
    try:
        value = float(table[key])
    except (KeyError, TypeError, ValueError):
        raise DictionaryError(path, line, f"{key}: expected a number, got {table.get(key)!r}") from None
    if not -SCALE <= value <= SCALE:
        raise DictionaryError(path, line, f"{key}: expected -10 to 10, got {value}")
    return value
