"""The ontology as values: event types with their modes, CAMEO codes, and the plain terms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dragoman.errors import UnknownTermError
from dragoman.ontology.nearest import nearest_hint
from dragoman.records import Quad

if TYPE_CHECKING:
    from dragoman.ontology.explain import Explained

Need = Literal["required", "optional", "none"]


@dataclass(frozen=True, slots=True)
class Mode:
    """A narrower kind of an event type. `intensity` is PLOVER's, `cameo` the code it takes."""

    name: str
    definition: str
    intensity: float
    cameo: str
    example: str
    by_context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types. `reciprocal` types have no direction when expanded to dyads."""

    name: str
    definition: str
    quad: Quad
    intensity: float
    target: Need
    reciprocal: bool
    cameo: str
    example: str
    modes: Mapping[str, Mode]
    by_context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code; `type` is None for statements that PLOVER does not code."""

    code: str
    name: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float
    goldstein_gdelt: float | None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A code with a name, a definition and an example; `kind` says of what."""

    code: str
    name: str
    kind: str
    definition: str
    example: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types, contexts, sectors, organisations, modalities, stances and CAMEO codes, by code."""

    version: str
    types: Mapping[str, EventType]
    cameo: Mapping[str, CameoCode]
    contexts: Mapping[str, Term]
    sectors: Mapping[str, Term]
    organisations: Mapping[str, Term]
    modalities: Mapping[str, Term]
    stances: Mapping[str, Term]

    def type(self, name: str) -> EventType:
        """The event type of that name. Raises UnknownTermError with the nearest names."""
        if name not in self.types:
            raise UnknownTermError(f"No event type {name!r}.", hint=nearest_hint(name, self.types))
        return self.types[name]

    def mode(self, type_: str, mode: str) -> Mode:
        """That mode of that type. Raises UnknownTermError with the modes the type has."""
        modes = self.type(type_).modes
        if mode not in modes:
            known = ", ".join(modes) or "none"
            raise UnknownTermError(f"{type_} has no mode {mode!r}.", hint=f"Its modes: {known}.")
        return modes[mode]

    def quad(self, type_: str) -> Quad:
        """Quad class of a type: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
        return self.type(type_).quad

    def cameo_for(self, type_: str, mode: str | None = None, contexts: Collection[str] = ()) -> str:
        """The CAMEO code of a type and mode, narrowed by the first context that has a code of its own."""
        entry: EventType | Mode = self.mode(type_, mode) if mode else self.type(type_)
        narrower = (code for context, code in entry.by_context.items() if context in contexts)
        return next(narrower, entry.cameo)

    def intensity(self, type_: str, mode: str | None = None, cameo: str | None = None) -> float:
        """Intensity from -10 to 10: the Goldstein value of `cameo` if given, else PLOVER's own score.

        A report carries the Goldstein value of its CAMEO code (Goldstein 1992, ICEWS table), so that
        it joins with older data; PLOVER's scores stand on the same scale for types and modes.
        """
        if cameo is None:
            return self.mode(type_, mode).intensity if mode else self.type(type_).intensity
        if cameo not in self.cameo:
            raise UnknownTermError(f"No CAMEO code {cameo!r}.", hint=nearest_hint(cameo, self.cameo))
        return self.cameo[cameo].goldstein

    def explain(self, term: str) -> Explained:
        """What a code, type, mode or name means. Raises UnknownTermError with the nearest terms."""
        from dragoman.ontology.explain import explain

        return explain(self, term)
