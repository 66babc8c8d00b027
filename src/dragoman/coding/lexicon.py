"""The event lexicon: patterns, event nouns, light verbs and noun classes, loaded and checked.

Eight thousand patterns take half a second to parse, and one article needs a few hundred of them: a shipped
pattern is parsed when its head is first looked up (`dragoman check` and the tests parse all), a user's own
at once, so that a bad line is told at the start.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.coding.patterns import Element, Pattern, PatternError, heads_of, parse_pattern
from dragoman.coding.tables import DATA, rows
from dragoman.errors import DictionaryError

EVENT_TYPES = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT""".split()
)
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
SPECIAL_CLASSES = frozenset({"actor", "number"})
Members = tuple[frozenset[str], tuple[str, ...]]


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
    _members: dict[tuple[int, int], Members] = field(default_factory=dict, init=False, repr=False)

    def members(self, element: Element) -> Members:
        """The lemmas that the element's words and classes hold, and the names of its other classes.

        Those are event types, `actor` and `number`, which no list of lemmas tells.
        """
        # equal sets of words are one object (`split_words`), and live as long as the program
        key = (id(element.words), id(element.classes))
        found = self._members.get(key)
        if found is None:
            special = tuple(c for c in element.classes if c in EVENT_TYPES or c in SPECIAL_CLASSES)
            plain = [self.classes[c] for c in element.classes if c not in special]
            found = self._members[key] = (element.words.union(*plain), special)
        return found

    @property
    def size(self) -> int:
        """Number of patterns and nouns; parses every pattern."""
        return sum(map(len, self.verbs.values())) + sum(map(len, self.nouns.values()))


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a pattern file, not yet parsed."""

    id: str
    path: Path
    line: int
    cells: Mapping[str, str]


class Verbs(Mapping[str, tuple[Entry, ...]]):
    """Entries by head lemma, the most specific first, parsed when a head is first asked for.

    Asking raises DictionaryError where a line of that head does not hold.
    """

    def __init__(self, lines: Mapping[str, list[_Row]], known: Collection[str]) -> None:
        self._lines = lines
        self._known = known
        self._parsed: dict[str, tuple[Entry, ...]] = {}
        self._entries: dict[str, Entry] = {}  # by id: one line may have several heads

    def __getitem__(self, head: str) -> tuple[Entry, ...]:
        found = self._parsed.get(head)
        if found is None:
            entries = [self._entry(row) for row in self._lines[head]]
            entries.sort(key=lambda e: -e.pattern.weight)
            found = self._parsed[head] = tuple(entries)
        return found

    def _entry(self, row: _Row) -> Entry:
        found = self._entries.get(row.id)
        if found is None:
            found = self._entries[row.id] = _entry(row, self._known)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def load_lexicon(extra: Path | None = None, *, whole: bool = False) -> Lexicon:
    """The shipped lexicon with a user's files (same layout under `extra`) added.

    Raises DictionaryError for the first line of the user's that does not hold; with `whole`, of any.
    """
    roots = [DATA, *([extra] if extra else [])]
    classes = _classes(_files(roots, "classes/*.toml"))
    nouns = list(_nouns(_files(roots, "nouns/*.csv")))
    for kind in EVENT_TYPES:
        classes[kind] = frozenset(" ".join(n.words) for n in nouns if n.type == kind)
    known = classes.keys() | SPECIAL_CLASSES
    lines = list(_lines(_files(roots, "patterns/*.csv")))
    for row in lines:
        if whole or (extra and row.path.is_relative_to(extra)):
            _entry(row, known)
    light = {lv.verb: lv for lv in _light(_files(roots, "light_verbs.csv"))}
    digest = digest_of(_files(roots, "**/*.*"))
    return Lexicon(Verbs(_by_head(lines), known), _by_last_word(nouns), light, classes, digest)


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


def _lines(paths: Iterable[Path]) -> Iterator[_Row]:
    """The lines of the pattern files; `id` is the first head and its running number."""
    numbers: dict[str, int] = defaultdict(int)
    for path in paths:
        for line, row in rows(path, ("pattern", "type", "mode", "cameo")):
            if row["type"] not in EVENT_TYPES:
                raise DictionaryError(path, line, f"type: {row['type']!r} is no PLOVER type")
            heads = heads_of(row["pattern"])
            if not heads:
                raise DictionaryError(path, line, f"pattern: {row['pattern']!r}: no verb or noun lemma in it")
            numbers[heads[0]] += 1
            yield _Row(f"{heads[0]}.{numbers[heads[0]]}", path, line, row)


def _entry(row: _Row, known: Collection[str]) -> Entry:
    cells = row.cells
    pattern = checked_pattern(row.path, row.line, cells["pattern"], known)
    return Entry(row.id, pattern, cells["type"], cells["mode"] or None, cells["cameo"] or None)


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


def _by_head(lines: Iterable[_Row]) -> dict[str, list[_Row]]:
    out: dict[str, list[_Row]] = defaultdict(list)
    for row in lines:
        for head in heads_of(row.cells["pattern"]):
            out[head].append(row)
    return dict(out)


def _by_last_word(nouns: Iterable[EventNoun]) -> dict[str, tuple[EventNoun, ...]]:
    out: dict[str, list[EventNoun]] = defaultdict(list)
    for noun in nouns:
        out[noun.words[-1]].append(noun)
    return {k: tuple(sorted(v, key=lambda n: -len(n.words))) for k, v in out.items()}
