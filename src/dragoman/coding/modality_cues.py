"""The cues of modality, loaded and checked: `data/modality.csv` and the light verbs of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding.tables import DATA, rows
from dragoman.errors import DictionaryError
from dragoman.records import MODALITIES, Modality

_COLUMNS = ("cue", "pos", "relation", "effect", "note")
_RELATIONS = {
    "verb": frozenset({"clause", "other", "object", "subject", "performative", "any"}),
    "noun": frozenset({"clause", "object", "any"}),
    "adj": frozenset({"clause", "noun", "any"}),
}
_RANK: Mapping[str, int] = {
    m: n for n, m in enumerate(("actual", "planned", "possible", "conditional", "demanded", "denied"))
}
_PASSING = frozenset({"same", "soft", "fact", "ended", "averted"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to the act it governs; `negated` is what it does when denied itself.

    A modality; or `same`: the act shares the cue's own; `soft`: it shares its future, not its denial;
    `fact`: the act stands for itself; `ended`: denied, but real where the end is only wished for;
    `averted`: denied, but possible where averting is only wished for.
    """

    name: str
    negated: Modality = "actual"


@dataclass(frozen=True, slots=True)
class Cues:
    """Effects by kind of cue; those of verbs, nouns and adjectives by (lemma, relation)."""

    table: Mapping[str, Mapping[tuple[str, str], Effect]]

    def find(self, pos: str, cue: str, *relations: str) -> Effect | None:
        """The effect of `cue`: that of the first relation it is listed with, `any` last."""
        table = self.table[pos]
        for relation in relations:
            found = table.get((cue, relation))
            if found is not None:
                return found
        return table.get((cue, "any"))


def load_cues(path: Path | None = None) -> Cues:
    """The shipped cues, or those of `path`, with the light verbs of the lexicon.

    Raises DictionaryError for the first line that does not hold.
    """
    table: dict[str, dict[tuple[str, str], Effect]] = {
        pos: {} for pos in ("verb", "noun", "adj", "adv", "aux", "mark", "prep")
    }
    for _, row in rows(DATA / "light_verbs.csv", ("verb", "subject", "effect")):
        table["verb"][row["verb"], "object"] = Effect(row["effect"] or "same")
    path = path or DATA / "modality.csv"
    for line, row in rows(path, _COLUMNS):
        pos, relation = row["pos"], row["relation"] or "any"
        if pos not in table:
            raise DictionaryError(path, line, f"pos: {pos!r}, expected one of {', '.join(table)}")
        if relation not in _RELATIONS.get(pos, {"any"}):
            raise DictionaryError(path, line, f"relation: {relation!r} is unknown for {pos}")
        table[pos][row["cue"], relation] = _effect(path, line, row["effect"])
        if relation == "any":
            table[pos].pop((row["cue"], "object"), None)
    return Cues(table)


def _effect(path: Path, line: int, text: str) -> Effect:
    name, _, negated = text.partition("|")
    if name not in MODALITIES and name not in _PASSING:
        raise DictionaryError(
            path, line, f"effect: {name!r} is no modality and none of {', '.join(sorted(_PASSING))}"
        )
    for modality in MODALITIES:
        if modality == (negated or "actual"):
            return Effect(name, modality)
    raise DictionaryError(path, line, f"effect: {negated!r} is no modality")


def weakest(*modalities: Modality) -> Modality:
    """The least real of the modalities."""
    return max(modalities, key=_RANK.__getitem__)
