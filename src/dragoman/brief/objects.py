"""The words after a verb, with the object put back where passive, relative clause or pronoun took it away."""

from __future__ import annotations

import re

from dragoman.brief.setting import RECIPROCAL, Setting
from dragoman.brief.tails import noun_phrase_before, subject_phrase, tail
from dragoman.brief.verbal import Verb
from dragoman.brief.wording import Wording
from dragoman.records import Actor

_GAP = re.compile(r"\b(that|which|whom)(\s+(?:it|he|she|they|[^,.;]{2,60}?))?$", re.I)
_SIDE_BY_SIDE = re.compile(r"(?:\band|,)\s*(?:\w+\s+){0,4}$")
_FARTHEST = 90


def rest_of(setting: Setting, verb: Verb, passive: bool) -> str | None:
    """What follows the verb in the active voice; None where its object cannot be told."""
    following = tail(setting.text, verb.end, setting.wording, verb.lemma)
    if passive:
        thing = _passive_subject(setting, verb)
        return _joined(thing, _without_agent(setting, following)) if thing else None
    named = _named(setting, following)
    if named != following or named is None:
        return named
    return _relative(setting, following, verb)


def is_together(setting: Setting, verb: Verb, passive: bool) -> bool:
    """Whether source and target are joint subjects: both before the verb, side by side."""
    report = setting.report
    if report.type not in RECIPROCAL or not report.target:
        return False
    following = setting.text[verb.end :]
    if any(a.text and re.search(rf"\bwith (?:the )?{re.escape(a.text)}", following) for a in report.target):
        return False
    places = [setting.find(a) for a in (*report.source, *report.target)]
    side = min(places) > verb.end if passive else max(places) < verb.start
    if min(places) < 0 or not side:
        return False
    between = setting.text[min(places) : max(places)]
    return bool(_SIDE_BY_SIDE.search(between)) and len(between) < _FARTHEST


def _named(setting: Setting, following: str) -> str | None:
    """The tail with a leading pronoun replaced by the target's name; None for a pronoun without a target."""
    first, _, later = following.partition(" ")
    grammar = setting.wording.words
    if first.lower() not in grammar.pronouns:
        return following
    if (
        first.lower() in grammar.possessives
        and later
        and later.split()[0].lower() not in grammar.prepositions
    ):
        return following
    target = setting.report.target
    return f"{setting.names.join(target)}{following[len(first) :]}" if target else None


def _passive_subject(setting: Setting, verb: Verb) -> str:
    """What a passive verb is said of: the target where it is the subject, else the noun phrase before it."""
    if any(_stands_free(setting, actor, verb) for actor in setting.report.target):
        return setting.names.join(setting.report.target)
    before = _strip_chain(setting.text[: verb.start], setting.wording)
    return subject_phrase(before.rstrip(" ,"), setting.wording)


def _stands_free(setting: Setting, actor: Actor, verb: Verb) -> bool:
    """Whether an actor before the verb can be its subject: no preposition's object, no owner."""
    at = setting.find(actor)
    if not 0 <= at < verb.start or setting.text[at + len(actor.text) :].startswith(("'", "’")):
        return False
    before = [w.lower() for w in setting.text[:at].split()]
    while before and before[-1] in setting.wording.words.determiners:
        before.pop()
    return not before or before[-1] not in setting.wording.words.prepositions


def _without_agent(setting: Setting, following: str) -> str:
    """The words after a passive verb without the agent, who is the subject now."""
    agents = [a.text for a in setting.report.source if a.text]
    if following.startswith("by "):
        ends = [following.find(a) + len(a) for a in agents if a in following]
        later = following[max(ends) :].strip() if ends else ""
        return later if later.partition(" ")[0] in setting.wording.words.prepositions else ""
    if following.startswith("and ") or any(a in following for a in agents):
        return ""
    return following


def _relative(setting: Setting, following: str, verb: Verb) -> str | None:
    """In a relative clause the object is the target before it, or the noun before `that`."""
    report = setting.report
    source, target_at = setting.first(report.source), setting.first(report.target)
    subject_at = source if 0 <= source < verb.start else verb.start
    if _has_object(following, setting.wording):
        return following
    gap = _GAP.search(_strip_chain(setting.text[: verb.start], setting.wording))
    subject = (gap.group(2) or "").strip() if gap else ""
    if gap is None or not subject or any(setting.wording.words.is_finite(w) for w in subject.split()):
        return following
    if subject.split()[0].lower() not in setting.wording.words.pronouns and subject_at < gap.start():
        return following
    lead = setting.text[: gap.start()].rstrip()
    if report.target and 0 <= target_at < gap.start() and lead.endswith(","):
        return _joined(setting.names.join(report.target), following)
    noun = noun_phrase_before(setting.text, gap.start(), setting.wording)
    return _joined(noun, following) if noun else None


def _has_object(following: str, wording: Wording) -> bool:
    """Whether the words after a verb begin with a noun phrase of their own."""
    first, grammar = following.partition(" ")[0].lower(), wording.words
    if first in grammar.determiners:
        return True
    return bool(first) and first not in grammar.prepositions and not grammar.is_adverb(first)


def _strip_chain(before: str, wording: Wording) -> str:
    """The text before a verb without its auxiliaries and adverbs."""
    words = before.rstrip()
    while words:
        last = words.rsplit(None, 1)[-1]
        if last.lower() not in wording.words.auxiliaries and not wording.words.is_adverb(last):
            break
        words = words[: -len(last)].rstrip()
    return words


def _joined(first: str, rest: str) -> str:
    return f"{first} {rest}".strip()
