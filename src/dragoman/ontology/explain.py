"""What a code means: the answer behind `dragoman explain AID`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.errors import UnknownTermError
from dragoman.ontology.model import CameoCode, EventType, Mode, Ontology, Term
from dragoman.ontology.nearest import nearest_hint

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A term's meaning: title, definition, codes as label and value, modes as name and meaning."""

    term: str
    kind: str
    title: str
    definition: str
    codes: tuple[tuple[str, str], ...]
    modes: tuple[tuple[str, str], ...]
    example: str

    def to_text(self) -> str:
        """The answer as plain text of several lines."""
        lines = [self.title, "", self.definition]
        if self.codes:
            width = max(len(label) for label, _ in self.codes)
            lines += ["", *(f"{label:<{width}}  {value}" for label, value in self.codes)]
        if self.modes:
            width = max(len(name) for name, _ in self.modes)
            lines += ["", "Modes", *(f"  {name:<{width}}  {meaning}" for name, meaning in self.modes)]
        return "\n".join([*lines, "", f"Example: {self.example}"] if self.example else lines)

    def to_dict(self) -> dict[str, Any]:
        """The answer as a JSON object; `codes` and `modes` are objects."""
        return {**asdict(self), "codes": dict(self.codes), "modes": dict(self.modes)}


def explain(ontology: Ontology, term: str) -> Explained:
    """What a type, CAMEO code, sector, organisation, context, modality, stance, mode or name means.

    Case does not matter; a mode can be named alone or with its type (`ASSAULT drone`). Raises
    UnknownTermError with the nearest known terms.
    """
    wanted = " ".join(term.replace(":", " ").replace("/", " ").split()).lower()
    answers = _answers(ontology)
    if wanted in answers:
        return answers[wanted]()
    if wanted.isdigit():
        codes = [code for code in ontology.cameo if code.startswith(wanted[:2])] or list(ontology.cameo)
        raise UnknownTermError(f"No CAMEO code {term!r}.", hint=nearest_hint(wanted, codes))
    raise UnknownTermError(f"No code, type or word {term!r} is known.", hint=nearest_hint(wanted, answers))


def _answers(ontology: Ontology) -> dict[str, Callable[[], Explained]]:
    """Every term that can be asked for; where two things share a word, the first named here wins."""
    answers: dict[str, Callable[[], Explained]] = {}

    def add(term: str, answer: Callable[[], Explained]) -> None:
        answers.setdefault(term.lower(), answer)

    for entry in ontology.types.values():
        add(entry.name, lambda entry=entry: _of_type(ontology, entry))  # type: ignore[misc]
    for code in ontology.cameo.values():
        add(code.code, lambda code=code: _of_cameo(ontology, code))  # type: ignore[misc]
    groups = (
        ontology.sectors,
        ontology.organisations,
        ontology.contexts,
        ontology.modalities,
        ontology.stances,
    )
    for group in groups:
        for item in group.values():
            add(item.code, lambda item=item: _of_term(item))  # type: ignore[misc]
    for entry in ontology.types.values():
        for mode in entry.modes.values():
            add(f"{entry.name} {mode.name}", lambda e=entry, m=mode: _of_mode(ontology, e, m))  # type: ignore[misc]
            add(mode.name, lambda name=mode.name: _of_mode_name(ontology, name))  # type: ignore[misc]
    for group in groups:
        for item in group.values():
            add(item.name, lambda item=item: _of_term(item))  # type: ignore[misc]
    return answers


def _of_type(ontology: Ontology, entry: EventType) -> Explained:
    narrower = [
        f"{code} {ontology.cameo[code].name} ({context})" for context, code in entry.by_context.items()
    ]
    related = [c.code for c in ontology.cameo.values() if c.type == entry.name and len(c.code) > 2]
    codes = [
        ("quad", f"{entry.quad} {QUADS[entry.quad]}"),
        (
            "intensity",
            f"{entry.intensity:+g} (PLOVER), {ontology.cameo[entry.cameo].goldstein:+g} (Goldstein)",
        ),
        ("CAMEO", f"{entry.cameo} {ontology.cameo[entry.cameo].name}"),
        ("by context", "; ".join(narrower)),
        ("CAMEO codes", _ranges(related)),
        ("target", entry.target),
        ("direction", "none when expanded to dyads" if entry.reciprocal else "source to target"),
    ]
    modes = tuple(
        (m.name, f"{m.definition} ({m.intensity:+g}, CAMEO {m.cameo})") for m in entry.modes.values()
    )
    shown = tuple((label, value) for label, value in codes if value)
    return Explained(
        entry.name, "type", f"{entry.name}, an event type", entry.definition, shown, modes, entry.example
    )


def _of_mode(ontology: Ontology, entry: EventType, mode: Mode) -> Explained:
    codes = (
        ("type", entry.name),
        ("quad", f"{entry.quad} {QUADS[entry.quad]}"),
        ("intensity", f"{mode.intensity:+g} (PLOVER), {ontology.cameo[mode.cameo].goldstein:+g} (Goldstein)"),
        ("CAMEO", f"{mode.cameo} {ontology.cameo[mode.cameo].name}"),
    )
    title = f"{entry.name} {mode.name}, a mode of {entry.name}"
    return Explained(f"{entry.name} {mode.name}", "mode", title, mode.definition, codes, (), mode.example)


def _of_mode_name(ontology: Ontology, name: str) -> Explained:
    """A mode named alone; several types may have it."""
    owners = [entry for entry in ontology.types.values() if name in entry.modes]
    if len(owners) == 1:
        return _of_mode(ontology, owners[0], owners[0].modes[name])
    meanings = tuple((f"{entry.name} {name}", entry.modes[name].definition) for entry in owners)
    title = f"{name}, a mode of {', '.join(entry.name for entry in owners)}"
    definition = "The same word stands for a mode of several types; name the type with it for its codes."
    return Explained(name, "mode", title, definition, (), meanings, owners[0].modes[name].example)


def _of_cameo(ontology: Ontology, code: CameoCode) -> Explained:
    entry = ontology.types[code.type] if code.type else None
    gdelt = code.goldstein_gdelt
    other = f" ({gdelt:+g} in GDELT's table)" if gdelt is not None and gdelt != code.goldstein else ""
    codes = [
        ("type", f"{code.type}" if code.type else "none: PLOVER does not code it"),
        ("mode", code.mode or ""),
        ("contexts", ", ".join(code.contexts)),
        ("quad", f"{entry.quad} {QUADS[entry.quad]}" if entry else ""),
        ("Goldstein", f"{code.goldstein:+g}{other}"),
    ]
    mode = entry.modes[code.mode] if entry and code.mode else None
    meaning = f"CAMEO code {code.code}: {code.name}."
    if entry:
        meaning += f" In PLOVER: {(mode or entry).definition}"
    title = f"{code.code}, CAMEO: {code.name}"
    shown = tuple((label, value) for label, value in codes if value)
    return Explained(code.code, "cameo", title, meaning, shown, (), code.example)


def _of_term(item: Term) -> Explained:
    kinds = {"nonstate": "code of actors without a state", "organisation": "organisation code"}
    kind = kinds.get(item.kind, item.kind)
    article = "an" if kind[0] in "aeiou" else "a"
    title = item.code if item.name == item.code else f"{item.code}, {item.name}"
    return Explained(
        item.code, item.kind, f"{title} ({article} {kind})", item.definition, (), (), item.example
    )


def _ranges(codes: list[str]) -> str:
    """Codes in few words: three-digit ones, and how many narrower there are."""
    three = [code for code in codes if len(code) == 3]
    narrower = len(codes) - len(three)
    return ", ".join(three) + (f" and {narrower} narrower" if narrower else "")
