"""The predicate of a report: the text's own verb and words where they are safe, else its type's wording."""

from __future__ import annotations

import re

from dragoman.brief.names import Names
from dragoman.brief.objects import is_together, rest_of
from dragoman.brief.setting import RECIPROCAL, Phrase, Setting, Tense
from dragoman.brief.tails import Token, tail, tokens
from dragoman.brief.verbal import Verb, find_verb, is_passive, tense_of
from dragoman.brief.wording import Pattern
from dragoman.records import Report

_MODIFIERS = 3
# Here the announcing verb is the act itself: a threat, a promise, a demand.
_SPEECH_ACTS = frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE", "REJECT"})
_SPEECH_VERBS = frozenset(
    {"threaten", "agree", "promise", "pledge", "vow", "offer", "ask", "urge", "call", "seek", "propose"}
)
_QUOTED_WORDS = 14


def phrase(setting: Setting) -> Phrase:
    """The best predicate for a report: own words if its verb can be read safely, else its noun or type."""
    own = _own(setting) if setting.at >= 0 else None
    return own or _template(setting)


def _own(setting: Setting) -> Phrase | None:
    verb = find_verb(setting)
    wording = setting.wording
    if verb is None:
        return None
    itself = setting.report.type in _SPEECH_ACTS and verb.lemma in _SPEECH_VERBS
    if setting.report.modality != "actual" and not itself and verb.lemma in wording.words.announcing:
        return _announced(setting, verb)
    passive = is_passive(verb, setting.text, setting.first(setting.report.source), wording)
    rest = rest_of(setting, verb, passive) if passive is not None else None
    if passive is None or rest is None:
        return None
    bare = not rest and verb.lemma not in wording.words.intransitive
    if bare and setting.report.modality != "denied":
        return None
    return Phrase(
        verb.lemma,
        rest,
        tense_of(verb, wording),
        together=is_together(setting, verb, passive),
        negated=bool(wording.words.negations & set(verb.chain)),
        modal=next((c for c in verb.chain if c in wording.words.possible), None),
        own=True,
    )


def _announced(setting: Setting, verb: Verb) -> Phrase | None:
    """In `plans to extend the deal`, planned or possible, the act is to extend; else None."""
    following = tail(setting.text, verb.end, setting.wording, verb.lemma)
    match = re.match(
        r"(?:to|that (?:it|he|she|they) (?:will|would|may|might|could)) (?P<verb>[a-z]+)\b ?", following
    )
    if match is None or match["verb"] in setting.wording.words.auxiliaries:
        return None
    return Phrase(match["verb"], following[match.end() :], own=True)


def _template(setting: Setting) -> Phrase:
    report, wording = setting.report, setting.wording
    pattern, exact = wording.pattern(report.type), False
    for stem in _stems(setting):
        type_, noun = wording.nouns.get(stem, ("", pattern))
        if type_ == report.type:
            pattern, exact = noun, True
            break
    lemma, _, rest = _filled(pattern, report, setting.names).partition(" ")
    together = report.type in RECIPROCAL and bool(report.target) and pattern.together is not None
    tense: Tense = "present" if pattern.now else "past"
    return Phrase(lemma, rest, tense, together=together, quote="" if exact else _quote(setting))


def _stems(setting: Setting) -> list[str]:
    """The forms under which a trigger's words may stand in the table of nouns, the last word first."""
    analyse = setting.wording.verbs.analyse
    words = re.findall(r"[\w-]+", setting.report.trigger.text.lower())[::-1]
    return [f for w in words for f in (w, w.removesuffix("s"), w.removesuffix("es"), analyse(w)[0])]


def _filled(pattern: Pattern, report: Report, names: Names) -> str:
    if not report.target:
        return pattern.alone
    if pattern.together is not None and report.type in RECIPROCAL:
        return pattern.together
    return pattern.modes.get(report.mode or "", pattern.with_).replace("{t}", names.join(report.target))


def _quote(setting: Setting) -> str:
    """A short span of the text around the trigger, to show what the type's plain wording stands for."""
    if setting.at < 0:
        return ""
    words = tokens(setting.text)
    at = next((i for i, t in enumerate(words) if t.start >= setting.at), 0)
    first = _modifiers(words, at, setting.wording.words.breaks)
    following = tail(setting.text, words[at].end, setting.wording)
    end = setting.text.find(following, words[at].end) + len(following) if following else words[at].end
    return " ".join(setting.text[words[first].start : end].split()[:_QUOTED_WORDS])


def _modifiers(words: list[Token], at: int, breaks: frozenset[str]) -> int:
    """The index of the first of at most three modifiers before a noun."""
    first = at
    while first > 0 and at - first < _MODIFIERS:
        word = words[first - 1].text
        if not word[:1].isalnum() or word.lower() in breaks:
            break
        first -= 1
    return first
