"""What a language model is asked: the codebook in words, from `data/instructions.md` and the ontology."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from dragoman.coding.llm.answers import schema
from dragoman.coding.tables import DATA
from dragoman.ontology import Ontology
from dragoman.ontology.model import Term
from dragoman.records import MODALITIES, STANCES, Sentence

INSTRUCTIONS = Path(__file__).parent / "data" / "instructions.md"

Message = Mapping[str, str]


@dataclass(frozen=True)
class Prompt:
    """Instructions, the answer's JSON Schema, and `version`, which changes with either."""

    instructions: str
    schema: Mapping[str, Any]
    version: str

    @classmethod
    def load(cls, ontology: Ontology) -> Prompt:
        """The shipped instructions, filled from the ontology and the classes of things."""
        classes = things()
        modes = sorted({mode for kind in ontology.types.values() for mode in kind.modes})
        form = schema(
            {
                "type": list(ontology.types),
                "mode": modes,
                "modality": MODALITIES,
                "stance": STANCES,
                "class": list(classes),
                "sector": list(ontology.sectors),
            }
        )
        text = Template(INSTRUCTIONS.read_text(encoding="utf-8")).substitute(
            types="\n".join(_types(ontology)),
            modalities=_listed(ontology.modalities.values()),
            sectors=_listed(ontology.sectors.values()),
            stances=_listed(ontology.stances.values()),
            organisations=", ".join(f"{o.code} ({o.name})" for o in ontology.organisations.values()),
            classes="\n".join(f"- {name}: {meaning}" for name, meaning in classes.items()),
            schema=json.dumps(form, separators=(",", ":")),
        )
        return cls(text, form, hashlib.sha256(text.encode()).hexdigest()[:8])

    def messages(self, sentences: Sequence[Sentence]) -> list[Message]:
        """The conversation that asks about a document's sentences."""
        numbered = "\n".join(f"[{s.index}] {' '.join(s.text.split())}" for s in sentences)
        return [
            {"role": "system", "content": self.instructions},
            {"role": "user", "content": numbered},
        ]


def things() -> dict[str, str]:
    """The classes of things with what each covers (`data/resources.toml` of the rules)."""
    table = tomllib.loads((DATA / "resources.toml").read_text(encoding="utf-8"))
    return dict(table["classes"])


def _types(ontology: Ontology) -> Iterable[str]:
    for kind in ontology.types.values():
        need = "; needs a target" if kind.target == "required" else ""
        yield f"- {kind.name}{need}: {kind.definition} Example: {kind.example}"
        for mode in kind.modes.values():
            yield f"  - mode {mode.name}: {mode.definition}"


def _listed(terms: Iterable[Term]) -> str:
    return "\n".join(f"- {t.code}{'' if t.name == t.code else f' ({t.name})'}: {t.definition}" for t in terms)
