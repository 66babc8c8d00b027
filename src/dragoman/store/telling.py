"""A report as it is compared with others: its words, names, numbers, day, parties, and who published it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from urllib.parse import urlsplit

from dragoman.records import Actor, DateSpan, Report
from dragoman.store.rules import Rules

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w,])\d+(?:\.\d+)?")
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_SPELT = {
    word: str(n)
    for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_YEARS = range(1900, 2100)
_COARSE = frozenset({"month", "quarter", "year", "decade", "open"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report was published: publisher (empty if unnamed), root of its near-duplicates, its subject."""

    publisher: str
    root: str
    context: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A report with what is needed to compare it. `first` and `last` are ordinals of days, None if unknown."""

    report: Report
    source: Source
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    context: frozenset[str]
    first: int | None
    last: int | None
    coarse: bool
    back: bool
    sources: frozenset[str]
    targets: frozenset[str]
    weights: Mapping[str, float]

    @property
    def parties(self) -> frozenset[str]:
        """The codes of both sides."""
        return self.sources | self.targets


class Rarity:
    """How much a word says: how rare it is in a store, and among what the same party does of the same type.

    That strikes of one army hit one land is told every day: words that all such sentences share say little
    about which of them two sentences tell.
    """

    def __init__(self, sentences: Iterable[tuple[str, str, Iterable[str]]], rules: Rules) -> None:
        """From sentences with the type and the source parties of what they tell."""
        self._counts: Counter[str] = Counter()
        self._within: Counter[tuple[str, str, str]] = Counter()
        self._common, self._familiar = rules.common, rules.familiar
        self._family = rules.family
        for text, type_, parties in sentences:
            words = stems(text, rules)
            self._counts.update(words)
            self._counts[""] += 1
            for code in {*parties} or {""}:
                family = self._family[type_]
                self._within.update((family, code, word) for word in words)
                self._within[family, code, ""] += 1

    def weigh(self, words: Iterable[str], type_: str, parties: Iterable[str]) -> Mapping[str, float]:
        """The weight of each word, from 0.2 on, for an act of that type by those parties."""
        family, code = self._family[type_], min(parties, default="")
        return {
            word: max(
                0.2,
                (
                    self._of(self._counts[""], self._counts[word], self._common)
                    + self._of(
                        self._within[family, code, ""], self._within[family, code, word], self._familiar
                    )
                )
                / 2,
            )
            for word in sorted(words)
        }

    @staticmethod
    def _of(sentences: int, having: int, added: int) -> float:
        """The logarithm of one over the share; sentences are added, so that a word is rare in a small store too."""
        return log((sentences + added) / (having + 1))


def telling(report: Report, source: Source, rules: Rules, rarity: Rarity) -> Telling:
    """What a report is compared by."""
    actors = (*report.source, *report.target)
    parties = {word for a in actors for word in _WORD.findall(f"{a.text} {a.name}".lower())}
    without = frozenset(_cut(word, rules) for word in parties)
    text = report.evidence.text
    first, last = days(report)
    sources, targets = frozenset(map(party, report.source)), frozenset(map(party, report.target))
    words, names = stems(text, rules) - without, _names(text, rules) - without
    context = stems(source.context, rules) - without
    return Telling(
        report=report,
        source=source,
        words=words,
        names=names,
        numbers=_numbers(text),
        context=context,
        first=first,
        last=last,
        coarse=report.date.precision in _COARSE,
        back=bool(rules.back.search(text)),
        sources=sources,
        targets=targets,
        weights=rarity.weigh(
            words | names | context,
            report.type,
            sources | targets if report.type in rules.reciprocal else sources,
        ),
    )


def party(actor: Actor) -> str:
    """What an actor counts as when parties are compared: its country, or itself without one."""
    return actor.country or actor.id


def publisher(name: str | None, url: str | None) -> str:
    """The publisher, or the host that the document came from; all unnamed ones are alike."""
    return (name or (urlsplit(url).netloc.removeprefix("www.") if url else "")).lower()


def days(report: Report) -> tuple[int | None, int | None]:
    """First and last day of what is told, as ordinals; the day of publication where the text gives none."""
    span: DateSpan = report.date
    start = span.start or report.evidence.published
    if not start:
        return None, None
    first = date.fromisoformat(start).toordinal()
    end = span.end if span.start and span.end else start
    return first, max(first, date.fromisoformat(end).toordinal())


def stems(text: str, rules: Rules) -> frozenset[str]:
    """The content words of a text, cut so that the forms of a word meet."""
    found = (_cut(word, rules) for word in _WORD.findall(text.lower()) if word not in rules.stop)
    return frozenset(word for word in found if len(word) >= rules.shortest and not word.isdigit())


def _cut(word: str, rules: Rules) -> str:
    return re.split("['’]", word)[0][: rules.stem]


def _names(text: str, rules: Rules) -> frozenset[str]:
    """Words with a capital letter within a sentence; none where all is in capitals."""
    if text.isupper():
        return frozenset()
    found = (m[0] for m in _WORD.finditer(text) if m.start() > 0 and m[0][0].isupper())
    return frozenset(_cut(w.lower(), rules) for w in found if len(w) > 2 and w.lower() not in rules.stop)


def _numbers(text: str) -> frozenset[str]:
    """The numbers of a text, spelt or in digits; no years, no days of a month."""
    found = set()
    for match in _NUMBER.finditer(text):
        number = match[0].replace(",", "")
        before = text[: match.start()].rstrip().rpartition(" ")[2].lower()
        after = text[match.end() :].lstrip().partition(" ")[0].lower().strip(".,;")
        if before in _MONTHS or after in _MONTHS or (number.isdigit() and int(number) in _YEARS):
            continue
        found.add(number)
    return frozenset(found | {_SPELT[w] for w in _WORD.findall(text.lower()) if w in _SPELT})
