"""A predicate said in the tense and modality that the text allows."""

from __future__ import annotations

from typing import Literal

from dragoman.brief.setting import Phrase
from dragoman.brief.wording import Wording
from dragoman.records import Modality

Style = Literal["text", "headline", "question"]


def predicate(
    phrase: Phrase, modality: Modality, plural: bool, wording: Wording, style: Style = "text"
) -> str:
    """The predicate as words: `may refuse to extend the deal`, `has agreed to …`, `is to meet`."""
    rest = f" {phrase.rest}" if phrase.rest else ""
    quote = f" (“{phrase.quote}”)" if phrase.quote and style == "text" else ""
    if style == "question":
        return f"{phrase.lemma}{rest}{quote}"
    if modality == "actual":
        return _actual(phrase, plural, wording, style) + rest + quote
    return _unreal(phrase, modality, plural, wording, style) + rest + quote


def _actual(phrase: Phrase, plural: bool, wording: Wording, style: Style) -> str:
    verbs = wording.verbs
    present = phrase.tense == "present" or style == "headline"
    if phrase.negated:
        return _not_done(phrase, plural, wording)
    if phrase.lemma == "be":
        return ("are" if plural else "is") if present else ("were" if plural else "was")
    if phrase.tense == "progressive":
        return f"{'are' if plural else 'is'} {verbs.gerund(phrase.lemma)}"
    if present:
        return phrase.lemma if plural else verbs.third(phrase.lemma)
    if phrase.tense == "perfect":
        return f"{'have' if plural else 'has'} {verbs.participle(phrase.lemma)}"
    return verbs.past(phrase.lemma)


def _not_done(phrase: Phrase, plural: bool, wording: Wording) -> str:
    if phrase.tense == "perfect":
        return f"{'have' if plural else 'has'} not {wording.verbs.participle(phrase.lemma)}"
    if phrase.tense == "progressive":
        return f"{'are' if plural else 'is'} not {wording.verbs.gerund(phrase.lemma)}"
    return f"did not {phrase.lemma}"


def _unreal(phrase: Phrase, modality: Modality, plural: bool, wording: Wording, style: Style) -> str:
    if modality == "denied" and not phrase.negated and phrase.lemma in wording.words.cancelling:
        return _actual(phrase, plural, wording, style)
    verb = ("not " if phrase.negated else "") + phrase.lemma
    be = "are" if plural else "is"
    if modality == "planned":
        return f"to {verb}" if style == "headline" else f"{be} to {verb}"
    if modality == "possible":
        return f"{phrase.modal or 'may'} {verb}"
    if modality == "conditional":
        return f"would {verb}"
    if modality == "demanded":
        return f"{be} urged to {verb}"
    if phrase.negated:
        return _not_done(phrase, plural, wording)
    return f"{be} said not to have {wording.verbs.participle(phrase.lemma)}"
