"""Which words a set of cited sentences allows, and which verbs among them need a word of doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.brief.names import Names
from dragoman.brief.plain_dates import MONTHS, day, plain
from dragoman.brief.wording import Wording
from dragoman.records import Actor, Report

if TYPE_CHECKING:
    from dragoman.brief.checking import Cited

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*|\d[\d.,]*", re.UNICODE)


def words_of(text: str) -> Iterator[str]:
    """The words and numbers of a text, possessive endings dropped."""
    for match in _WORD.finditer(text):
        yield re.sub(r"['’]s?$", "", match.group())


@dataclass(frozen=True, slots=True)
class Licence:
    """What the cited evidence allows: words as written, lemmas, and verbs of acts that are not facts."""

    written: frozenset[str]
    lemmas: frozenset[str]
    free: frozenset[str]
    doubtful: tuple[tuple[str, str], ...]
    wording: Wording

    @classmethod
    def build(cls, cited: Sequence[Cited], names: Names) -> Licence:
        """Collect the words of sentences, actors, dates and types that may be used."""
        wording = names.wording
        reports = [r for c in cited for r in c.reports]
        written = {w for c in cited for w in words_of(c.text)}
        for actor in _actors(cited):
            written |= set(_name_words(actor, names))
        for report in reports:
            written |= set(words_of(plain(report.date) or ""))
            if report.date.basis == "published" and report.date.start:
                written |= set(words_of(day(report.date.start)))
            written |= set(words_of(f"{report.attribution.text or ''} {report.evidence.published or ''}"))
        lemmas = {wording.verbs.analyse(w)[0] for w in written if w.islower()}
        lemmas |= {w.lower() for r in reports for w in _type_words(r, wording)}
        lemmas |= {wording.stances[i.stance] for c in cited for i in c.interests}
        return cls(
            frozenset(written), frozenset(lemmas), _free(wording), _doubtful(reports, wording), wording
        )

    def allows(self, word: str) -> bool:
        """Whether a word may stand: as written in the evidence, as a form of its verbs, or as grammar."""
        low = word.lower()
        if word in self.written or (word[:1].isupper() and low in self.written):
            return True
        if low[:1].isdigit() or low in self.wording.numbers or word in MONTHS[:4] + MONTHS[5:]:
            return False
        if low in self.free:
            return True
        if low in self.lemmas:
            return True
        return self.wording.verbs.analyse(low)[0] in self.lemmas

    def unmarked(self, text: str) -> str | None:
        """Why a text words an unreal deed as a fact, None where each such verb has its mark before it."""
        words = list(re.finditer(r"[a-z-]+", text.lower()))
        for index, match in enumerate(words):
            lemma, form = self.wording.verbs.analyse(match.group())
            modality = dict(self.doubtful).get(lemma)
            nominal = form != "past" and (lemma in self.wording.nouns or form == "ing")
            before = words[index - 1].group() if index else ""
            attribute = before == "to" or before in self.wording.words.determiners
            if modality is None or nominal or attribute:
                continue
            if not _marked(text.lower()[: match.start()], modality, self.wording):
                return f"{match.group()!r} is told as a fact; the text calls it {modality}"
        return None


def marked(text: str, reports: Sequence[Report], wording: Wording) -> bool:
    """Whether the words of a claim carry the mark of a modality of its reports; actual ones need none."""
    modalities = {r.modality for r in reports}
    verbs = {wording.verbs.analyse(w)[0] for w in words_of(text.lower())}
    if "denied" in modalities and verbs & wording.words.cancelling:
        return True
    return "actual" in modalities or any(_marked(text.lower(), m, wording) for m in modalities)


def _marked(text: str, modality: str, wording: Wording) -> bool:
    marks = "|".join(re.escape(m) for m in wording.markers[modality])
    return bool(re.search(rf"\b(?:{marks})\b", text))


def _actors(cited: Iterable[Cited]) -> Iterator[Actor]:
    for item in cited:
        for report in item.reports:
            yield from (*report.source, *report.target)
        for interest in item.interests:
            yield interest.actor
            if interest.counterpart is not None:
                yield interest.counterpart


def _name_words(actor: Actor, names: Names) -> Iterator[str]:
    yield from words_of(f"{names.actor(actor)} {names.actor(actor, full=True)} {actor.name} {actor.text}")
    if actor.country:
        yield from words_of(names.country(actor.country))


def _type_words(report: Report, wording: Wording) -> Iterator[str]:
    pattern = wording.pattern(report.type)
    texts = [pattern.with_, pattern.alone, pattern.together or "", *pattern.modes.values()]
    for type_, noun in wording.nouns.values():
        if type_ == report.type:
            texts += [noun.with_, noun.alone, noun.together or ""]
    for text in texts:
        yield from words_of(text.replace("{t}", ""))
    yield from (wording.verbs.analyse(w)[0] for w in words_of(report.trigger.text))


def _free(wording: Wording) -> frozenset[str]:
    """Words of grammar and of the brief's own sentences."""
    says = " ".join(re.sub(r"\{\w+\}", " ", text) for text in wording.say.values())
    dates = "told undated possible in on since the week of to"
    sure = " ".join(wording.sure.values())
    return wording.grammar | frozenset(w.lower() for w in words_of(f"{says} {dates} {sure} says a speaker"))


def _doubtful(reports: Sequence[Report], wording: Wording) -> tuple[tuple[str, str], ...]:
    """Trigger verbs that only unreal reports carry, with the modality that must be marked."""

    def lemma(report: Report) -> str:
        closed = wording.words.auxiliaries | wording.words.pronouns | wording.words.determiners
        said = [w for w in words_of(report.trigger.text) if w[:1].islower() and w not in closed] or [""]
        nouns = [w for w in said if w in wording.nouns or w.removesuffix("s") in wording.nouns]
        return wording.verbs.analyse(nouns[-1] if nouns else said[0])[0]

    real = {lemma(r) for r in reports if r.modality == "actual"}
    real |= wording.words.speech | wording.words.announcing
    unreal = [(lemma(r), r.modality) for r in reports if r.modality != "actual"]
    cancels = wording.words.cancelling
    return tuple((v, m) for v, m in unreal if v not in real and not (m == "denied" and v in cancels))
