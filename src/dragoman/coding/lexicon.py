"""The event lexicon: patterns, event nouns, light verbs and noun classes, loaded and checked."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding.patterns import Element, Pattern, PatternError, parse_pattern
from dragoman.coding.tables import DATA, rows
from dragoman.errors import DictionaryError

EVENT_TYPES = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT""".split()
)
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
SPECIAL_CLASSES = frozenset({"actor", "number"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern with what it codes; `id` is the head lemma and a running number, `supply.2`."""

    id: str
    pattern: Pattern
    type: str
    mode: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun (one or more lemmas) that tells an event, and how its parties are attached."""

    id: str
    words: tuple[str, ...]
    type: str
    mode: str | None
    cameo: str | None
    target: frozenset[str]
    source: frozenset[str]
    alone: str


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb whose object names the event: its subject is `source` or `target`; `effect` a modality or ''."""

    verb: str
    subject: str
    effect: str


@dataclass(frozen=True)
class Lexicon:
    """All of it, indexed by head lemma."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[EventNoun, ...]]
    light: Mapping[str, LightVerb]
    classes: Mapping[str, frozenset[str]]
    digest: str

    @property
    def size(self) -> int:
        """Number of patterns and nouns."""
        return sum(map(len, self.verbs.values())) + sum(map(len, self.nouns.values()))


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The shipped lexicon with a user's files (same layout under `extra`) added.

    Raises DictionaryError for the first line that does not hold.
    """
    roots = [DATA, *([extra] if extra else [])]
    classes = _classes(_files(roots, "classes/*.toml"))
    nouns = list(_nouns(_files(roots, "nouns/*.csv")))
    for kind in EVENT_TYPES:
        classes[kind] = frozenset(" ".join(n.words) for n in nouns if n.type == kind)
    entries = list(_entries(_files(roots, "patterns/*.csv"), classes.keys() | SPECIAL_CLASSES))
    light = {lv.verb: lv for lv in _light(_files(roots, "light_verbs.csv"))}
    return Lexicon(
        _by_head(entries), _by_last_word(nouns), light, classes, digest_of(_files(roots, "**/*.*"))
    )


def digest_of(paths: Iterable[Path]) -> str:
    """`sha256:` and the first 16 digits over names and bytes of the files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"sha256:{total.hexdigest()[:16]}"


def _files(roots: Iterable[Path], glob: str) -> list[Path]:
    return [p for root in roots for p in sorted(root.glob(glob)) if p.is_file()]


def _classes(paths: Iterable[Path]) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for path in paths:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DictionaryError(path, 1, f"not TOML: {error}") from error
        for name, words in table.items():
            out[name] = out.get(name, frozenset()) | frozenset(w.lower() for w in words)
    return out


def _entries(paths: Iterable[Path], known: Collection[str]) -> Iterable[Entry]:
    numbers: dict[str, int] = defaultdict(int)
    for path in paths:
        for line, row in rows(path, ("pattern", "type", "mode", "cameo")):
            pattern = checked_pattern(path, line, row["pattern"], known)
            if row["type"] not in EVENT_TYPES:
                raise DictionaryError(path, line, f"type: {row['type']!r} is no PLOVER type")
            numbers[pattern.heads[0]] += 1
            yield Entry(
                f"{pattern.heads[0]}.{numbers[pattern.heads[0]]}",
                pattern,
                row["type"],
                row["mode"] or None,
                row["cameo"] or None,
            )


def checked_pattern(path: Path, line: int, text: str, known: Collection[str]) -> Pattern:
    """The parsed pattern; raises DictionaryError where it does not parse or names an unknown class."""
    try:
        pattern = parse_pattern(text)
    except (PatternError, IndexError) as error:
        raise DictionaryError(path, line, f"pattern: {error}") from error
    for element in _elements(pattern):
        for name in element.classes:
            if name not in known:
                raise DictionaryError(path, line, f"pattern: {text!r}: no class @{name} in classes/*.toml")
    return pattern


def _elements(pattern: Pattern) -> list[Element]:
    return [*pattern.objects, *pattern.phrases, *([pattern.subject] if pattern.subject else [])]


def _nouns(paths: Iterable[Path]) -> Iterable[EventNoun]:
    numbers: dict[str, int] = defaultdict(int)
    for path in paths:
        for line, row in rows(path, ("noun", "type", "mode", "cameo", "target", "source", "alone")):
            if row["type"] not in EVENT_TYPES:
                raise DictionaryError(path, line, f"type: {row['type']!r} is no PLOVER type")
            if row["alone"] not in {"parties", "source", "never"}:
                raise DictionaryError(
                    path, line, f"alone: {row['alone']!r}, expected parties, source or never"
                )
            words = tuple(row["noun"].lower().split())
            numbers[words[-1]] += 1
            yield EventNoun(
                f"{words[-1]}.n{numbers[words[-1]]}",
                words,
                row["type"],
                row["mode"] or None,
                row["cameo"] or None,
                frozenset(filter(None, row["target"].split("|"))),
                frozenset(filter(None, row["source"].split("|"))) | {"by"},
                row["alone"],
            )


def _light(paths: Iterable[Path]) -> Iterable[LightVerb]:
    for path in paths:
        for line, row in rows(path, ("verb", "subject", "effect")):
            if row["subject"] not in {"source", "target"}:
                raise DictionaryError(path, line, f"subject: {row['subject']!r}, expected source or target")
            yield LightVerb(row["verb"], row["subject"], row["effect"])


def _by_head(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for head in entry.pattern.heads:
            out[head].append(entry)
    return {k: tuple(sorted(v, key=lambda e: -e.pattern.weight)) for k, v in out.items()}


def _by_last_word(nouns: Iterable[EventNoun]) -> dict[str, tuple[EventNoun, ...]]:
    out: dict[str, list[EventNoun]] = defaultdict(list)
    for noun in nouns:
        out[noun.words[-1]].append(noun)
    return {k: tuple(sorted(v, key=lambda n: -len(n.words))) for k, v in out.items()}
