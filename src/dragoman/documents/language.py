"""Telling English from other languages: by script, and by the function words of Latin-script languages."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_HEAD = 3000
_FEWEST = 5
_ENGLISH_SHARE = 0.14
_FOREIGN_SHARE = 0.14
_ENGLISH_NAMES = frozenset(("en", "eng", "english"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("Ukrainian", re.compile(r"[іїєґІЇЄҐ]"), 0.02),
    ("Cyrillic-script text, probably Russian", re.compile(r"[\u0400-\u04ff]"), 0.5),
    ("Greek", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), 0.5),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]"), 0.5),
    ("Persian", re.compile(r"[پچژگک]"), 0.02),
    ("Arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]"), 0.5),
    ("Japanese", re.compile(r"[\u3040-\u30ff]"), 0.1),
    ("Korean", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"), 0.3),
    ("Chinese", re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]"), 0.3),
    ("an Indian language", re.compile(r"[\u0900-\u0dff]"), 0.4),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]"), 0.4),
    ("Georgian", re.compile(r"[\u10a0-\u10ff]"), 0.4),
    ("Armenian", re.compile(r"[\u0530-\u058f]"), 0.4),
    ("Amharic", re.compile(r"[\u1200-\u139f]"), 0.4),
)


@dataclass(frozen=True, slots=True)
class _Words:
    names: Mapping[str, str]
    english: frozenset[str]
    of: Mapping[str, tuple[str, ...]]


@cache
def _words() -> _Words:
    """The languages' function words, read once: word to the languages that have it."""
    raw = tomllib.loads(resources.files(__package__).joinpath("data/languages.toml").read_text("utf-8"))
    of: dict[str, tuple[str, ...]] = {}
    for code, entry in raw.items():
        for word in frozenset(entry["words"].split()):
            of[word] = (*of.get(word, ()), code)
    names = {code: entry["name"] for code, entry in raw.items()}
    return _Words(names, frozenset(raw["en"]["words"].split()), of)


def language_of(text: str) -> str | None:
    """The language's name where it can be told from the first 3,000 characters, "English" too, else None.

    Names, figures and texts of a few words tell nothing: None.
    """
    head = text[:_HEAD]
    if not head.isascii():
        script = _script_of(head)
        if script:
            return script
    tokens = head.lower().split()
    words = _words()
    if sum(token in words.english for token in tokens) > 2 * _ENGLISH_SHARE * len(tokens):
        return "English"
    return _by_function_words(head, words)


def is_english(name: str) -> bool:
    """Whether a language's name or tag ("en-GB", "eng", "English") means English."""
    return re.split(r"[-_ (]", name.strip().lower(), maxsplit=1)[0] in _ENGLISH_NAMES


def _script_of(head: str) -> str | None:
    """The language that a text mostly not in Latin letters is in."""
    letters = sum(map(str.isalpha, head))
    latin = len(re.findall(r"[A-Za-z\u00c0-\u024f]", head))
    if not letters or latin > 0.5 * letters:
        return None
    return next(
        (name for name, script, share in _SCRIPTS if len(script.findall(head)) >= share * letters), None
    )


def _by_function_words(head: str, words: _Words) -> str | None:
    """The Latin-script language whose function words clearly prevail."""
    tokens = [token.replace("’", "'") for token in _WORD.findall(head.lower())]
    hits = Counter(code for token in tokens for code in words.of.get(token, ()))
    english = hits.pop("en", 0)
    code, best = max(hits.items(), key=lambda hit: (hit[1], hit[0]), default=("en", 0))
    if best >= _FEWEST and best > 1.5 * english and best >= _FOREIGN_SHARE * len(tokens):
        return words.names[code]
    return "English" if english >= _ENGLISH_SHARE * len(tokens) and english >= _FEWEST else None
