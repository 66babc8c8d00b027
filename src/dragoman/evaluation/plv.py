"""Scoring the relation of a marked pair on PLV's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluation.classes import ClassScores, score_classes
from dragoman.evaluation.plv_scheme import Scheme, load_scheme
from dragoman.evaluation.relations import RelationReader, Span

_COLUMNS = ("marked_sentence", "gold_root")
_MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence without marks, the marked spans (None where the data mark none), and PLV's root."""

    id: str
    sentence: str
    source: Span | None
    target: Span | None
    root: str


@dataclass(frozen=True, slots=True)
class PairError:
    """A pair that was read otherwise; `coded` is None where it was not read."""

    id: str
    gold: str
    coded: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class PlvScores:
    """Macro-F1 by root, quad and side over n pairs; an unread pair counts as wrong at each level.

    `read` scores the roots of the pairs that were read alone; `shown` is how many errors of each root
    `to_text` lists.
    """

    root: ClassScores
    quad: ClassScores
    binary: ClassScores
    read: ClassScores
    errors: tuple[PairError, ...]
    shown: int = 0

    @property
    def unread(self) -> int:
        """How many pairs got no label."""
        return self.root.n - self.read.n

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object; `intervals` are 95 % bootstrap intervals over the pairs."""
        levels = {"root": self.root, "quad": self.quad, "binary": self.binary}
        return {
            **{f"{name}_macro_f1": found.macro_f1 for name, found in levels.items()},
            "intervals": {f"{name}_macro_f1": list(found.interval) for name, found in levels.items()},
            "n": self.root.n,
            "unread": self.unread,
            "accuracy": self.root.accuracy,
            "root_macro_f1_where_read": self.read.macro_f1,
            "per_type": {root: asdict(found) for root, found in self.root.classes.items()},
            "confusion": {root: dict(row) for root, row in self.root.confusion.items()},
            "errors": [asdict(e) for e in self.errors],
        }

    def to_text(self) -> str:
        """The scores as tables for people."""
        lines = [f"{'':10} macro-F1   95% interval   ({self.root.n} pairs, {self.unread} unread)"]
        for name, found in (("root", self.root), ("quad", self.quad), ("binary", self.binary)):
            low, high = found.interval
            lines.append(f"{name:10} {found.macro_f1:8.3f}   {low:.3f}-{high:.3f}")
        lines.append(f"root, of those read: {self.read.macro_f1:.3f}; accuracy {self.root.accuracy:.3f}")
        lines.append(f"\n{'root':10} precision recall     F1   gold coded  called instead")
        for root, s in self.root.classes.items():
            others = [f"{said} {n}" for said, n in self.root.confusion[root].items() if said != root]
            numbers = f"{s.precision:9.3f} {s.recall:6.3f} {s.f1:6.3f} {s.gold:6} {s.coded:5}"
            lines.append(f"{root:10} {numbers}  {', '.join(others[:4])}".rstrip())
        return "\n".join([*lines, *(self._error_lines() if self.shown else [])])

    def _error_lines(self) -> Iterator[str]:
        for root in self.root.classes:
            several = [e for e in self.errors if e.gold == root]
            yield f"\n{root}: {len(several)} called otherwise"
            yield from (f"  {e.coded or 'unread':10} [{e.id}] {e.sentence}" for e in several[: self.shown])


def score_plv(path: Path | str, reader: RelationReader, *, errors: int = 0) -> PlvScores:
    """A reader against a file of PLV's marked sentences (columns `marked_sentence` and `gold_root`).

    `errors` is how many errors of each root to list. Raises InputError, naming file and line, for a file
    that cannot be read, lacks a column, or has an unknown root.
    """
    scheme = load_scheme()
    pairs = list(read_pairs(path, scheme))
    coded = [scheme.root(reader.relations(p.sentence, p.source, p.target)) for p in pairs]
    gold = [p.root for p in pairs]
    read = [(has, said) for has, said in zip(gold, coded, strict=True) if said is not None]
    return PlvScores(
        root=score_classes(gold, coded),
        quad=score_classes(*_levelled(scheme.quad, gold, coded)),
        binary=score_classes(*_levelled(scheme.side, gold, coded)),
        read=score_classes([has for has, _ in read], [said for _, said in read]),
        errors=tuple(
            PairError(p.id, p.root, said, p.sentence)
            for p, said in zip(pairs, coded, strict=True)
            if said != p.root
        ),
        shown=errors,
    )


def _levelled(
    level: Any, gold: Sequence[str], coded: Sequence[str | None]
) -> tuple[list[str], list[str | None]]:
    """Roots as quads or sides."""
    return [level(root) for root in gold], [None if root is None else level(root) for root in coded]


def read_pairs(path: Path | str, scheme: Scheme) -> Iterator[Pair]:
    """The marked pairs of a tab-separated file, whose cells may be quoted.

    Raises InputError, naming file and line, for what `score_plv` says.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error})", hint="Give a UTF-8 file.") from None
    header = _cells(lines[0]) if lines else []
    absent = [name for name in _COLUMNS if name not in header]
    if absent or not any(map(str.strip, lines[1:])):
        problem = f"lacks the columns {', '.join(absent)}" if absent else "has no rows"
        raise InputError(
            f"{path} {problem}", hint=f"Its tab-separated columns include {', '.join(_COLUMNS)}."
        )
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            yield _pair(dict(zip(header, _cells(line), strict=False)), f"{path}:{number}", scheme)


def _pair(row: dict[str, str], where: str, scheme: Scheme) -> Pair:
    """One row's pair."""
    root = row.get("gold_root", "").strip().upper()
    if root not in scheme.quads:
        raise InputError(
            f"{where}: gold_root: {root!r} is no root", hint=f"Roots: {', '.join(scheme.quads)}."
        )
    sentence, marks = unmark(row["marked_sentence"])
    return Pair(row.get("sentence_id") or where, sentence, marks.get("s"), marks.get("t"), root)


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """A sentence without its marks `<s>…</s>` and `<t>…</t>`, and the first span of each, spaces trimmed."""
    plain, at, opened, spans = "", 0, dict[str, int](), dict[str, Span]()
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        at, name = mark.end(), mark[0].strip("</>")
        if not mark[0].startswith("</"):
            opened[name] = len(plain)
        elif name in opened and name not in spans:
            words = plain[opened[name] :]
            start = opened[name] + len(words) - len(words.lstrip())
            spans[name] = (start, start + len(words.strip()))
    return plain + marked[at:], spans


def _cells(line: str) -> list[str]:
    """A line's cells; a cell in quotes loses them, and its doubled quotes become one."""
    return [
        cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
        for cell in line.rstrip("\r\n").split("\t")
    ]
