"""Patterns of acts as they are written on the command line: `TYPE SOURCE TARGET`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import InputError, UnknownTermError
from dragoman.ontology import Ontology, load_ontology
from dragoman.ontology.nearest import nearest_hint

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUADS = {
    "VERBAL-COOPERATION": (1,), "MATERIAL-COOPERATION": (2,), "VERBAL-CONFLICT": (3,), "MATERIAL-CONFLICT": (4,),
    "COOPERATION": (1, 2), "CONFLICT": (3, 4),
}  # fmt: skip
_CAMEO = re.compile(r"\d{2,4}")
_WITHIN = re.compile(r"(\d+)\s*(d|w|m|y)?")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True)
class Kind:
    """A kind of act: a type, a CAMEO code or its beginning, a word for quads, or `*` for any."""

    name: str

    def of(self, columns: Any) -> NDArray[np.bool_]:
        """Which acts are of this kind [n]; `columns` has `type`, `cameo` and `quad` of one length."""
        if self.name == "*":
            return np.ones(len(columns.quad), dtype=bool)
        if self.name in QUADS:
            found: NDArray[np.bool_] = np.isin(columns.quad, QUADS[self.name])
            return found
        if _CAMEO.fullmatch(self.name):
            return np.char.startswith(columns.cameo.astype(str), self.name)
        same: NDArray[np.bool_] = columns.type.astype(str) == self.name
        return same


@dataclass(frozen=True, slots=True)
class Pattern:
    """Acts of one kind by one state to another; `source` or `target` may be `*`."""

    kind: Kind
    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.kind.name} {self.source} {self.target}"


def read_kind(text: str, ontology: Ontology | None = None) -> Kind:
    """The kind that a word names. Raises UnknownTermError with the nearest known words."""
    ontology = ontology or load_ontology()
    name = text.strip().upper().replace("_", "-")
    known = {*ontology.types, *QUADS, "*"}
    if name in known:
        return Kind(name)
    if _CAMEO.fullmatch(name) and any(code.startswith(name) for code in ontology.cameo):
        return Kind(name)
    raise UnknownTermError(f"no type, code or quad is called {text!r}", hint=nearest_hint(name, known))


def read_pattern(text: str) -> Pattern:
    """The pattern of a text such as `CONSULT RUS PRK`. Raises InputError for other than three words."""
    words = text.split()
    if len(words) != 3:
        raise InputError(f"{text!r} is no pattern", hint='Write TYPE SOURCE TARGET, as in "CONSULT RUS PRK".')
    kind, source, target = words
    if source == target == "*":
        raise InputError(f"{text!r} names no state", hint="Name the source, the target or both.")
    return Pattern(read_kind(kind), source.upper(), target.upper())


def read_within(text: str) -> int:
    """Days of a text such as `90d`, `12w`, `3m` (30 days each) or `1y`. Raises InputError for other texts and for 0."""
    match = _WITHIN.fullmatch(text.strip().lower())
    days = int(match[1]) * _DAYS[match[2] or "d"] if match else 0
    if not 1 <= days <= 3650:
        raise InputError(f"{text!r} is no span of 1 to 3650 days", hint="Write 90d, 12w, 3m or 1y.")
    return days
