"""The vocabulary of things that states want, have or fear, and how a phrase or a clause gets its class."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.coding.parsing import Parse
from dragoman.coding.tables import DATA, rows
from dragoman.errors import DictionaryError

_INSIDE = frozenset(
    {"of", "for", "in", "on", "to", "over", "with", "from", "about", "between", "against", "at"}
)
_DESIGNATION = re.compile(r"(.*\d)s$")
_DEPTH = 5


@dataclass(frozen=True)
class Resources:
    """Nouns, adjectives and verbs with their classes; nouns to look through; verbs to look through."""

    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    alone: Mapping[str, str]
    verbs: Mapping[str, str]
    actors: Mapping[str, str]
    transparent: frozenset[str]
    gaining: frozenset[str]
    giving: frozenset[str]
    never: frozenset[str]
    proper: frozenset[str]
    keeping: frozenset[str]
    owning: frozenset[str]
    clausal: frozenset[str]
    easing: frozenset[str]
    unheld: frozenset[str]
    unwanted: frozenset[str]
    increasing: frozenset[str]
    classes: frozenset[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Resources:
        """The shipped vocabulary with a user's `resources.csv` added.

        Raises DictionaryError for an unknown class or a file that does not parse.
        """
        path = DATA / "resources.toml"
        table = _table(path)
        classes = frozenset(table["classes"])
        nouns: dict[str, str] = {}
        for file in [DATA / "resources.csv", *([extra / "resources.csv"] if extra else [])]:
            if file.is_file():
                nouns |= _nouns(file, classes)
        return cls(
            nouns,
            _by_word(path, table, "adjectives", classes),
            _by_word(path, table, "alone", classes),
            _by_word(path, table, "verbs", classes),
            _by_word(path, table, "actors", classes),
            frozenset(table["transparent"]),
            frozenset(table["gaining"]),
            frozenset(table["giving"]),
            frozenset(table["never"]),
            frozenset(table["proper"]),
            frozenset(table["keeping"]),
            frozenset(table["owning"]),
            frozenset(table["clausal"]),
            frozenset(table["easing"]),
            frozenset(table["unheld"]),
            frozenset(table["unwanted"]),
            frozenset(table["increasing"]),
            classes,
        )

    def of_noun(self, parse: Parse, token: int, depth: int = 0) -> str | None:
        """The class of the phrase headed by the noun at `token`; None where it is no resource."""
        name, found = self._named(parse, token)
        if name in self.never:
            return None
        clear = name.rsplit(" ", 1)[-1] in self.transparent and " " not in name
        if found and not clear:
            return found
        inner = self._inside(parse, token, depth) if depth < _DEPTH else None
        if inner == "pressure" and parse.lemmas[token] in self.easing:
            return "sanctions_relief"
        return inner or found or self._by_adjective(parse, token) or self.alone.get(parse.lemmas[token])

    def of_clause(self, parse: Parse, verb: int, depth: int = 0) -> str | None:
        """The class of an infinitive or that-clause: of its verb, or of the things inside it."""
        found = self._of_clause(parse, verb, depth)
        eased = found == "pressure" and parse.lemmas[verb] in self.easing
        return "sanctions_relief" if eased else found

    def _of_clause(self, parse: Parse, verb: int, depth: int) -> str | None:
        own = self.verbs.get(parse.lemmas[verb])
        if own or depth >= _DEPTH:
            return own
        for k in parse.kids(verb, "dobj", "nsubjpass", "dative", "attr"):
            found = self._content(parse, k, depth)
            if found:
                return found
        for k in parse.kids(verb, "prep", "xcomp", "ccomp", "acomp", "agent", "conj"):
            found = self._below(parse, k, depth)
            if found:
                return found
        return None

    def _content(self, parse: Parse, token: int, depth: int) -> str | None:
        if parse.tags[token].startswith("VB"):
            return self.of_clause(parse, token, depth + 1)
        return self.of_noun(parse, token, depth + 1)

    def _below(self, parse: Parse, token: int, depth: int) -> str | None:
        if parse.deps[token] in {"prep", "agent"}:
            kids = parse.kids(token, "pobj", "pcomp")
            kids += [o for inner in parse.kids(token, "prep") for o in parse.kids(inner, "pobj", "pcomp")]
        elif parse.tags[token].startswith("VB"):
            return self.of_clause(parse, token, depth + 1)
        else:
            kids = [k for p in parse.kids(token, "prep") for k in parse.kids(p, "pobj", "pcomp")]
        return next((c for c in (self._content(parse, k, depth) for k in kids) if c), None)

    def _named(self, parse: Parse, token: int) -> tuple[str, str | None]:
        """The longest name that ends at `token` and is in the vocabulary, with its class."""
        for name in reversed(list(_names(parse, token))):
            if name in self.nouns and (name in self.proper or " " in name or not _in_name(parse, token)):
                return name, self.nouns[name]
        return parse.lemmas[token], None

    def _inside(self, parse: Parse, token: int, depth: int) -> str | None:
        for k in parse.kids(token):
            dep = parse.deps[k]
            found = None
            if dep == "prep" and parse.lower[k] in _INSIDE:
                found = self._below(parse, k, depth)
            elif dep in {"acl", "advcl"} and parse.tags[k] == "VB":
                found = self.of_clause(parse, k, depth + 1)
            elif dep in {"compound", "nmod"}:
                found = self.of_noun(parse, k, depth + 1)
            if found:
                return found
        return None

    def _by_adjective(self, parse: Parse, token: int) -> str | None:
        for k in parse.kids(token, "amod", "compound", "nmod"):
            found = self.adjectives.get(parse.lower[k])
            if found:
                return found
        return None


def _in_name(parse: Parse, token: int) -> bool:
    """Whether the word is part of a longer proper name, as "Labour" in "Labour Party"."""
    if not parse.tags[token].startswith("NNP"):
        return False
    near = [parse.heads[token]] if parse.deps[token] == "compound" else []
    near += parse.kids(token, "compound")
    return any(parse.tags[k].startswith("NNP") for k in near)


def _names(parse: Parse, token: int) -> Iterator[str]:
    """The word at `token` alone and with up to three in front of it, by lemma and as written."""
    for words in (parse.lower, parse.lemmas):
        name = words[token]
        plural = _DESIGNATION.fullmatch(name)
        name = plural[1] if plural else name
        yield name
        for i in range(token - 1, max(-1, token - 5), -1):
            name = f"{words[i]} {name}".replace(" - ", "-")
            yield name


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DictionaryError(path, 1, f"not TOML: {error}") from error


def _by_word(path: Path, table: dict[str, Any], name: str, classes: frozenset[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for class_, words in table[name].items():
        if class_ not in classes:
            raise DictionaryError(path, 1, f"{name}: {class_!r} is no class of things")
        out |= dict.fromkeys(words, class_)
    return out


def _nouns(path: Path, classes: frozenset[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for line, row in rows(path, ("noun", "class")):
        if row["class"] not in classes:
            raise DictionaryError(path, line, f"class: {row['class']!r} is no class of things")
        out[row["noun"].lower()] = row["class"]
    return out
