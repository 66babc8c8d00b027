"""Finding the verb that a trigger stands on, with its auxiliaries, form and voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.brief.setting import Setting, Tense
from dragoman.brief.tails import Token, tokens
from dragoman.brief.verbs import Form
from dragoman.brief.wording import Wording

_BEFORE_GERUND = frozenset(
    {"by", "of", "from", ",", "after", "before", "without", "for", "and", "in", "while"}
)
_LIGHT_REACH = 4
_NOMINAL = re.compile(r"(?:tion|sion|ment|ence|ity|ness|ism|ship)s?$")
_HAVE = frozenset({"has", "have", "had"})
_OPEN_MODALS = frozenset({"would", "could", "may", "might", "will", "should"})
_PLURALS = frozenset({"police", "people", "they", "we", "men", "women", "who", "which", "both", "forces"})
_OPENING = frozenset('$€£"“')


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as written: offsets, lemma, form, and the auxiliaries before it in order."""

    start: int
    end: int
    word: str
    lemma: str
    form: Form
    chain: tuple[str, ...]


def find_verb(setting: Setting) -> Verb | None:
    """The verb at the trigger, or the light verb before an event noun; None for a bare noun."""
    words = tokens(setting.text)
    index = _first_word(words, setting)
    if index is None:
        return None
    index = _light_verb(words, index, setting.wording)
    token = words[index]
    lemma, form = setting.wording.verbs.analyse(token.text)
    chain = chain_before(words[:index], setting.wording)
    verb = Verb(token.start, token.end, token.text, lemma, form, chain)
    if setting.report.modality == "actual" and set(verb.chain) & _OPEN_MODALS:
        return None
    return verb if _looks_verbal(verb, words, index, setting) else None


def _first_word(words: Sequence[Token], setting: Setting) -> int | None:
    """The first word of the trigger that may be a verb: no auxiliary, pronoun, name or preposition."""
    grammar, end = setting.wording.words, setting.at + len(setting.report.trigger.text)
    closed = grammar.auxiliaries | grammar.pronouns | grammar.determiners | grammar.prepositions
    inside = [i for i, t in enumerate(words) if setting.at <= t.start < end]
    for index in inside:
        word = words[index].text
        if word in _HAVE and index + 1 < len(words) and _is_main_have(words[index + 1].text, setting.wording):
            return index
        if word[:1].islower() and word not in closed and not grammar.is_adverb(word):
            return index
    return next(iter(inside), None)


def _is_main_have(following: str, wording: Wording) -> bool:
    """`has talks` is a verb of its own, `has agreed` an auxiliary."""
    low = following.lower()
    if low in wording.words.auxiliaries or wording.words.is_adverb(low):
        return False
    return wording.verbs.analyse(low)[1] != "past"


def chain_before(words: Sequence[Token], wording: Wording) -> tuple[str, ...]:
    """The auxiliaries that stand right before a place, adverbs between them passed over."""
    chain: list[str] = []
    for token in reversed(words):
        low = token.text.lower()
        if low in wording.words.auxiliaries:
            chain.insert(0, low)
        elif not wording.words.is_adverb(low):
            break
    return tuple(chain)


def is_passive(verb: Verb, text: str, source: int, wording: Wording) -> bool | None:
    """Whether the verb is passive, given where the source stands; None where it cannot be told safely."""
    by = text[verb.end : verb.end + 40].lstrip().startswith("by ")
    last = next((c for c in reversed(verb.chain) if c not in wording.words.negations), "")
    if verb.form == "past" and last in wording.words.be:
        return True
    if verb.form == "past" and not verb.chain and by:
        return True
    if verb.form in {"s", "base"} and last in wording.words.be:
        return None
    return None if source > verb.start and not by else False


def tense_of(verb: Verb, wording: Wording) -> Tense:
    """The tense in which an actual act is told."""
    if verb.form == "ing":
        return "progressive" if set(verb.chain) & {"is", "are"} else "past"
    if set(verb.chain) & {"has", "have"} and not set(verb.chain) & wording.words.modals:
        return "perfect"
    unmarked = wording.verbs.past(verb.lemma) != verb.word.lower()
    return "present" if verb.form in {"s", "base"} and not verb.chain and unmarked else "past"


def is_event_noun(word: str, wording: Wording) -> bool:
    """Whether a word, singular or plural, is in the table of event nouns."""
    low = word.lower()
    return low in wording.nouns or low.removesuffix("s") in wording.nouns


def _light_verb(words: Sequence[Token], index: int, wording: Wording) -> int:
    """Move from an event noun to the light verb that carries it (`held` before `talks`)."""
    if not is_event_noun(words[index].text, wording):
        return index
    for back in range(1, _LIGHT_REACH + 1):
        place = index - back
        if place < 0 or words[place].text in {",", ".", ";"}:
            break
        lemma, form = wording.verbs.analyse(words[place].text)
        if lemma in wording.light and words[place].text.islower() and form != "ing":
            return place
    return index


def _looks_verbal(verb: Verb, words: Sequence[Token], index: int, setting: Setting) -> bool:
    """Whether the word is a verb here, by its auxiliaries and neighbours."""
    wording, grammar = setting.wording, setting.wording.words
    if not verb.word[:1].islower() or verb.word in wording.numbers:
        return False
    nominal = is_event_noun(verb.word, wording) or bool(_NOMINAL.search(verb.word))
    if nominal and verb.lemma not in grammar.verbal_nouns and verb.form != "past":
        return False
    if verb.chain:
        return _after_auxiliary(verb, wording)
    if grammar.is_adverb(verb.word):
        return False
    before = words[index - 1].text.lower() if index else ""
    after = words[index + 1].text.lower() if index + 1 < len(words) else ""
    if before in grammar.determiners or before == "of" or before.endswith(("'s", "’s", "s'", "s’")):
        return verb.form == "ing" and before == "of" and after != "of"
    if verb.form == "past":
        return True
    if verb.form == "ing":
        return (before in _BEFORE_GERUND or words[index - 1].text[:1].isupper()) and after != "of"
    return before not in grammar.prepositions and _is_present(verb, words, index, setting)


def _is_present(verb: Verb, words: Sequence[Token], index: int, setting: Setting) -> bool:
    """Whether a bare form or one in -s is a present verb here, and not a noun of the same shape.

    A person, or several actors, can be a verb's subject but hardly a noun's modifier.
    """
    wording = setting.wording
    parties = len(setting.report.source) + len(setting.report.target) * setting.is_reciprocal
    subject = parties > 1 if verb.form == "base" else setting.has_person
    after = words[index + 1].text.lower() if index + 1 < len(words) else ""
    opens = after[:1].isalnum() or after[:1] in _OPENING
    noun_like = not opens or after in wording.words.prepositions or after.endswith("ing")
    if is_event_noun(verb.word, wording) and noun_like and not subject and verb.lemma != "call":
        return False
    unmarked = wording.verbs.past(verb.lemma) == verb.word
    return verb.form == "s" or unmarked or subject or _plural_before(words, index, wording)


def _plural_before(words: Sequence[Token], index: int, wording: Wording) -> bool:
    """Whether a present verb without -s has a plural subject near: `ministers accuse`, `A and B deploy`."""
    near = [w.text.lower() for w in words[max(0, index - 6) : index]]
    last = next((w for w in reversed(near) if w.isalpha() and not wording.words.is_adverb(w)), "")
    return (last.endswith("s") and not last.endswith("ss")) or "and" in near or last in _PLURALS


def _after_auxiliary(verb: Verb, wording: Wording) -> bool:
    if verb.chain == ("to",):
        return verb.form in {"base", "past"}
    only_be = set(verb.chain) <= wording.words.be | wording.words.negations
    return not (only_be and verb.form in {"s", "base"})
