"""What other people's event codes mean: CAMEO through the ontology, WEIS and ACLED through tables of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DictionaryError
from dragoman.ontology import Ontology, load_ontology
from dragoman.ontology.reading import csv_rows

COLUMNS = ("scheme", "code", "name", "type", "mode", "cameo", "intensity")
_QUADS = {
    "01": 1,
    "02": 1,
    "03": 1,
    "04": 1,
    "05": 1,
    "06": 2,
    "07": 2,
    "08": 2,
    "09": 3,
    "10": 3,
    "11": 3,
    "12": 3,
}


@dataclass(frozen=True, slots=True)
class Act:
    """An act in our terms: PLOVER's type and mode, CAMEO code, quad 1 to 4, intensity -10 to 10.

    `type` is None for statements, which CAMEO and WEIS code and PLOVER does not; `quad` is then that of the
    CAMEO root. `weis` is the root (two digits) where the source codes WEIS.
    """

    type: str | None
    mode: str | None
    cameo: str | None
    quad: int | None
    intensity: float | None
    weis: str | None = None


class EventCodes:
    """Acts by scheme and code."""

    def __init__(self, ontology: Ontology, listed: Mapping[tuple[str, str], Act]) -> None:
        self.ontology = ontology
        self._listed = listed

    def listed(self, scheme: str, code: str) -> Act | None:
        """The act of a code in our table, such as `weis` 223 or `acled` Battles; None where it is not there."""
        return self._listed.get((scheme, code))

    def cameo(self, code: str) -> Act | None:
        """The act of a CAMEO code; a leading zero may be lost (`40` is 040). None for one that does not exist."""
        known = self.ontology.cameo
        found = known.get(code) or known.get(f"0{code}")
        if found is None:
            return None
        quad = self.ontology.quad(found.type) if found.type else cameo_quad(found.code)
        return Act(found.type, found.mode, found.code, quad, found.goldstein)

    def plover(self, type_: str, mode: str | None = None) -> Act | None:
        """The act of one of PLOVER's types, and a mode of it where it has that mode; None for no such type."""
        known = self.ontology.types.get(type_.upper())
        if known is None:
            return None
        found = mode.lower() if mode and mode.lower() in known.modes else None
        cameo = self.ontology.cameo_for(known.name, found)
        return Act(known.name, found, cameo, known.quad, self.ontology.intensity(known.name, found, cameo))


def cameo_quad(code: str) -> int:
    """Quad class of a CAMEO code by its root."""
    return _QUADS.get(code[:2], 3 if code[:2] == "13" else 4)


def load_event_codes(path: Path | None = None) -> EventCodes:
    """The shipped table with the shipped ontology. Raises DictionaryError with file and line."""
    ontology = load_ontology()
    codes = EventCodes(ontology, {})
    listed: dict[tuple[str, str], Act] = {}
    path = path or Path(__file__).parent / "data" / "event_codes.csv"
    for line, row in csv_rows(path, COLUMNS):
        key = (row["scheme"], row["code"])
        if key in listed:
            raise DictionaryError(path, line, f"code: {row['code']!r} stands twice")
        listed[key] = _act(path, line, row, codes)
    return EventCodes(ontology, listed)


def _act(path: Path, line: int, row: Mapping[str, str], codes: EventCodes) -> Act:
    """One row of the table."""
    base = codes.cameo(row["cameo"])
    if base is None or base.cameo != row["cameo"]:
        raise DictionaryError(path, line, f"cameo: no code {row['cameo']!r}")
    if row["type"] and row["type"] not in codes.ontology.types:
        raise DictionaryError(path, line, f"type: no type {row['type']!r}")
    if row["mode"] and row["mode"] not in codes.ontology.types[row["type"]].modes:
        raise DictionaryError(path, line, f"mode: {row['type']} has no mode {row['mode']!r}")
    try:
        intensity = float(row["intensity"]) if row["intensity"] else base.intensity
    except ValueError:
        raise DictionaryError(path, line, f"intensity: {row['intensity']!r} is no number") from None
    quad = codes.ontology.quad(row["type"]) if row["type"] else base.quad
    weis = row["code"][:2] if row["scheme"] == "weis" else None
    return Act(row["type"] or None, row["mode"] or None, base.cameo, quad, intensity, weis)
