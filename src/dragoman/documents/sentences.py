"""Splitting text into sentences by rule: fast, without a parser, with exact offsets.

A sentence's text is the exact slice of the document's text. Blank lines end a sentence; so do line ends,
unless the text is hard-wrapped. A dateline before the first sentence, list bullets and numbering belong
to no sentence; a speaker's label ("President of Russia Vladimir Putin:") is a sentence of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.documents.dateline import find_dateline
from dragoman.documents.wrapping import unwrap
from dragoman.records import Sentence

LONGEST = 2000
"""Sentences longer than this many characters are cut at a semicolon, comma or space."""

_CANDIDATE = re.compile(
    r"""[.!?…]+(?P<close>["'”’»)\]]*(?:\[\d{1,3}\])*)(?:\s+|(?<=[a-z]{3}\.)(?=[A-Z][a-z]+[ ,]))"""
)
_TOKEN = re.compile(r"[^\s(\[\"'“”‘’—–/]*$")
_NEXT = re.compile(r"""["'“‘«(\[]*(?:[-–—•]\s*)?(?P<word>[^\W_]+(?:[.'’][^\W_]+)*)?""")
_ARTICLE = re.compile(r"""["'“‘(\[]*(?:al|el|as|ash|an|ar|at)-[A-Z]""")
_BULLET = re.compile(r"(?:[-–—•*·▪●◦‣»]+|\(?(?:\d{1,2}|[a-zA-Z])[.)]|\([ivx]{1,4}\))\s+(?=\S)")
_PARENTHESIS = re.compile(r"\([^)]*\)")
_LONGEST_LABEL = 160
_LABEL_SMALL = frozenset(
    ("of", "the", "and", "for", "in", "to", "on", "de", "la", "al", "el", "von", "van", "der", "bin")
)


@dataclass(frozen=True, slots=True)
class _Rules:
    titles: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    said: frozenset[str]


@cache
def _rules() -> _Rules:
    """The word lists, read once."""
    raw = tomllib.loads(resources.files(__package__).joinpath("data/sentences.toml").read_text("utf-8"))
    return _Rules(**{name: frozenset(raw[name]) for name in _Rules.__slots__})


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order, not overlapping, numbered from 0.

    Offsets are code points, half open; `text[s.start:s.end] == s.text` always holds, and a sentence
    has no white space at either end. An empty text gives an empty tuple.
    """
    flat = unwrap(text)
    rules = _rules()
    spans = (
        span
        for start, end in _without_dateline(flat, list(_paragraphs(flat, 0)))
        for span in _split_paragraph(flat, start, end, rules)
    )
    return tuple(Sentence(i, s, e, text[s:e]) for i, (s, e) in enumerate(spans))


def is_speaker_label(sentence: str) -> bool:
    """Whether the sentence is a transcript's label that names who speaks next, colon included."""
    return sentence.endswith(":") and _label_end(f"{sentence} ", 0, len(sentence) + 1) == len(sentence)


def _without_dateline(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The paragraphs, the first without its dateline; where it has none, the second without its own."""
    for number, (start, end) in enumerate(paragraphs):
        found = find_dateline(text[start:end]) if number < 2 else None
        if found:
            yield start + found.end, end
            yield from paragraphs[number + 1 :]
            return
        yield start, end


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Spans between line ends, without white space, bullets and numbering at their edges."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        span = _strip(text, start, end)
        if span:
            bullet = _BULLET.match(text, *span)
            yield (bullet.end(), span[1]) if bullet else span
        start = end + 1


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends, None if nothing is left."""
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(inner)


def _split_paragraph(text: str, start: int, end: int, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Sentence spans within one paragraph."""
    label = _label_end(text, start, end)
    if label:
        yield start, label
        start = label + len(text[label:end]) - len(text[label:end].lstrip())
    for match in _CANDIDATE.finditer(text, start, end):
        if match.start() > start and _ends_sentence(text, match, end, rules):
            yield from _cut_long(text, start, match.end("close"))
            start = match.end()
    if start < end:
        yield from _cut_long(text, start, end)


def _label_end(text: str, start: int, end: int) -> int:
    """Where a speaker's label at `start` ends (after its colon), 0 if there is none."""
    colon = text.find(":", start, min(end, start + _LONGEST_LABEL))
    if colon < 0 or not text[colon + 1 : colon + 2].isspace():
        return 0
    words = _PARENTHESIS.sub("", text[start:colon]).replace(",", " ").split()
    named = bool(words) and words[0][0].isupper() and all(w in _LABEL_SMALL or w[0].isupper() for w in words)
    return colon + 1 if named else 0


def _ends_sentence(text: str, match: re.Match[str], end: int, rules: _Rules) -> bool:
    """Whether the stop found really ends a sentence."""
    following = _NEXT.match(text, match.end(), end)
    word = following["word"] if following else None
    first = word[0] if word else ""
    if first.islower():
        return bool(_ARTICLE.match(text, match.end(), end)) or word in ("iPhone", "eBay")
    stop = text[match.start()]
    if stop in "!?":
        return not (match["close"] and _said_follows(text, match.end(), end, rules))
    if match["close"] or match.end("close") - match.start() > 1 or stop == "…":
        return True
    return _full_stop_ends(text, match.start(), word or "", rules)


def _full_stop_ends(text: str, stop: int, word: str, rules: _Rules) -> bool:
    """Whether a single full stop at `stop` ends a sentence, given the next word."""
    found = _TOKEN.search(text, max(0, stop - 24), stop)
    token = found[0] if found else ""
    if token in rules.titles:
        return False
    if word[:1].isdigit():
        return token not in rules.before_number
    if token in rules.may_end or ("." in token and token[-1].isalpha()):
        return word in rules.starters or not word
    if len(token) == 1 and token.isalpha() and token.isupper():
        return word in rules.starters and token != "I"
    return True


def _said_follows(text: str, start: int, end: int, rules: _Rules) -> bool:
    """Whether a verb of saying stands among the next four words."""
    return any(w.strip(",.") in rules.said for w in text[start : min(end, start + 60)].split()[:4])


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of it where it is too long to be one sentence."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = (
            max(window.rfind("; ") + 1, 0)
            or max(window.rfind(", ") + 1, 0)
            or max(window.rfind(" "), 0)
            or LONGEST
        )
        span = _strip(text, start, start + cut)
        if span:
            yield span
        start += cut
    span = _strip(text, start, end)
    if span and any(map(str.isalnum, text[span[0] : span[1]])):
        yield span
