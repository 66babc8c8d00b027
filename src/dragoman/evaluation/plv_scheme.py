"""PLV's labels, and how ours read in them: one table, `data/plv.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DictionaryError
from dragoman.ontology import load_ontology
from dragoman.records import MODALITIES

_TABLE = Path(__file__).with_name("data") / "plv.toml"


@dataclass(frozen=True, slots=True)
class Scheme:
    """Root to quad (1 to 4), quad to side, and (type, modality) to root."""

    quads: Mapping[str, int]
    sides: Mapping[int, str]
    roots: Mapping[tuple[str, str], str]

    def root(self, relations: Iterable[tuple[str, str, float]]) -> str | None:
        """The root with the greatest sum of probabilities, NONE left aside; None where none is left."""
        sums: dict[str, float] = {}
        for kind, modality, probability in relations:
            root = self.roots.get((kind, modality))
            if root is not None:
                sums[root] = sums.get(root, 0.0) + probability
        return max(sums, key=lambda root: (sums[root], root)) if sums else None

    def quad(self, root: str) -> str:
        """The root's quad, as text. Raises KeyError for a root that PLV does not have."""
        return str(self.quads[root])

    def side(self, root: str) -> str:
        """`cooperative` or `conflictual`. Raises KeyError for a root that PLV does not have."""
        return self.sides[self.quads[root]]


def load_scheme(path: Path = _TABLE) -> Scheme:
    """The table, checked. Raises DictionaryError for an unknown type, modality, root, quad or side."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    quads: dict[str, int] = table["quad"]
    sides = {int(quad): str(side) for quad, side in table["binary"].items()}
    types = set(load_ontology().types)
    _check(path, "binary", set(sides), {1, 2, 3, 4})
    _check(path, "quad", set(quads.values()), set(sides))
    _check(path, "root", set(table["root"]), set(MODALITIES))
    for modality, rows in table["root"].items():
        _check(path, f"root.{modality}", set(rows), types)
        _check(path, f"root.{modality}", set(rows.values()), set(quads))
    actual = table["root"]["actual"]
    if types - set(actual):
        raise DictionaryError(path, 1, f"root.actual: lacks {', '.join(sorted(types - set(actual)))}")
    modalities: tuple[str, ...] = MODALITIES
    roots = {
        (kind, m): table["root"].get(m, {}).get(kind, actual[kind]) for kind in types for m in modalities
    }
    return Scheme(quads, sides, roots)


def _check(path: Path, where: str, found: Collection[object], known: Collection[object]) -> None:
    wrong = sorted(str(x) for x in found if x not in known)
    if wrong:
        raise DictionaryError(path, 1, f"{where}: unknown {', '.join(wrong)}")
