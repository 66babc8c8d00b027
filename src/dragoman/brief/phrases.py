"""The predicate of a report: the text's own verb and words where they can be taken, else its type's wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.brief.names import Names
from dragoman.brief.tails import Token, noun_phrase_before, tail, tokens
from dragoman.brief.wording import Pattern, Wording
from dragoman.records import Actor, Report

Tense = Literal["past", "perfect", "present", "progressive"]
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_AUX = frozenset(
    "has have had is are was were be been being will would may might could can cannot should must shall to did does do"
    " not never n't".split()
)
_BE = frozenset("is are was were be been being".split())
_HAVE = frozenset({"has", "have", "had"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_MODAL = _POSSIBLE | {"will", "would", "should", "must", "shall", "cannot", "to", "did", "does", "do"}
_ADVERB = re.compile(r"^(?:\w+ly|also|already|still|now|then|even|soon|once|again|never|just|long|all|both|again|reportedly)$")  # fmt: skip
_PRONOUN = re.compile(r"^(?:him|her|it|them|me|us|he|she|they|its|his|their)$", re.I)
_PREPOSITION = re.compile(
    r"^(?:of|from|for|over|about|with|to|in|on|at|by|into|against|as|during|out|under)\b", re.I
)
_GAP = re.compile(r"\b(that|which|whom)(\s+(?:it|he|she|they|[^,.;]{2,60}?))?$", re.I)
_CLAUSE_VERB = re.compile(r"\b(?:[a-z]{3,}ed|said|is|are|was|were|has|have|had|will|would|could|may)\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A predicate: its verb's lemma and what follows; `own` where the words are the text's."""

    lemma: str
    rest: str
    tense: Tense = "past"
    together: bool = False
    negated: bool = False
    modal: str | None = None
    own: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One report in its sentence: the text, where the sentence begins, and how actors are called."""

    report: Report
    text: str
    offset: int
    names: Names

    @property
    def wording(self) -> Wording:
        """The brief's words."""
        return self.names.wording

    @property
    def at(self) -> int:
        """The trigger's offset in the sentence; -1 where it is not inside."""
        at = self.report.trigger.start - self.offset
        inside = 0 <= at < len(self.text) and self.text[at:].startswith(self.report.trigger.text[:3])
        return at if inside else self.text.find(self.report.trigger.text)

    def find(self, actor: Actor) -> int:
        """Where the actor's span stands in the sentence, nearest to the trigger; -1 where it does not."""
        if not actor.text:
            return -1
        found = [m.start() for m in re.finditer(re.escape(actor.text) + r"(?!\w)", self.text)]
        return min(found, key=lambda i: abs(i - self.at), default=-1)


def phrase(setting: Setting) -> Phrase:
    """The best predicate for a report: own words if its verb can be read safely, else the noun's or type's."""
    own = _own(setting) if setting.at >= 0 else None
    if own is not None:
        return own
    return _template(setting)


def _own(setting: Setting) -> Phrase | None:
    found = _verb(setting)
    if found is None:
        return None
    start, end, word, chain = found
    lemma, form = setting.wording.verbs.analyse(word)
    source = min((i for a in setting.report.source if (i := setting.find(a)) >= 0), default=-1)
    passive = _is_passive(form, chain, setting.text, end, source, start)
    if passive is None:
        return None
    following = tail(setting.text, end, setting.wording)
    if passive:
        following = _without_by(following)
    rest = _with_object(setting, following, start, source, passive)
    if rest is None:
        return None
    tense = _tense(form, chain)
    if tense == "present" and setting.wording.verbs.past(lemma) == word.lower():
        tense = "past"
    phrase_ = Phrase(
        lemma, rest, tense, negated=bool({"not", "never", "n't", "cannot"} & set(chain)), own=True
    )
    phrase_ = replace(phrase_, modal=next((c for c in chain if c in _POSSIBLE), None))
    return replace(phrase_, together=_is_together(setting, start, passive, rest))


def _verb(setting: Setting) -> tuple[int, int, str, tuple[str, ...]] | None:
    """Offsets and word of the verb at the trigger, with the auxiliaries before it; None for a bare noun."""
    words = tokens(setting.text)
    index = next((i for i, t in enumerate(words) if t.start >= setting.at), None)
    if index is None:
        return None
    index = _light_verb(words, index, setting.wording)
    token = words[index]
    chain = _chain([w.text for w in words[:index]])
    if not _looks_verbal(token.text, chain, words, index, setting):
        return None
    return token.start, token.end, token.text, chain


def _light_verb(words: list[Token], index: int, wording: Wording) -> int:
    """Move from an event noun to the light verb that carries it (`held` before `talks`)."""
    token = words[index].text.lower()
    noun = token in wording.nouns or token.rstrip("s") in wording.nouns
    if not noun:
        return index
    for back in range(1, 5):
        if index - back < 0 or words[index - back].text in {",", ".", ";"}:
            break
        lemma, form = wording.verbs.analyse(words[index - back].text)
        if lemma in wording.light and words[index - back].text.islower() and form != "ing":
            return index - back
    return index


def _chain(before: list[str]) -> tuple[str, ...]:
    chain: list[str] = []
    for word in reversed(before):
        low = word.lower()
        if low in _AUX:
            chain.insert(0, low)
        elif not _ADVERB.match(low):
            break
    return tuple(chain)


def _looks_verbal(word: str, chain: tuple[str, ...], words: list[Token], index: int, setting: Setting) -> bool:
    form = setting.wording.verbs.analyse(word)[1]
    if not word[:1].islower():
        return False
    if chain:
        return not (chain == ("to",) and form in {"ing", "s"}) and not (
            set(chain) <= _BE | {"not"} and form in {"s", "base"}
        )
    before = words[index - 1].text if index else ""
    after = words[index + 1].text if index + 1 < len(words) else ""
    if form == "past":
        return not re.match(r"^(?:the|a|an|of|increased|their|its|his)$", before, re.I)
    if form == "ing":
        return (
            bool(re.match(r"^(?:by|of|from|,|after|before|without|for|and|in|while)$", before))
            and after.lower() != "of"
        )
    if re.match(r"^(?:the|a|an|of|its|his|their|for|in|on|'s|’s|new|more|no|any)$", before, re.I):
        return False
    noun = word.lower() in setting.wording.nouns or word.lower().rstrip("s") in setting.wording.nouns
    return not (noun and (not after or _PREPOSITION.match(after) or after in {",", "."}))


def _is_passive(
    form: str, chain: tuple[str, ...], text: str, end: int, source: int, start: int
) -> bool | None:
    """Whether the verb is passive; None where it cannot be told safely."""
    by = text[end : end + 40].lstrip().startswith("by ")
    last = next((c for c in reversed(chain) if c not in {"not", "never"}), "")
    if form == "past" and last in _BE:
        return True
    if form == "past" and not chain and (by or source > start):
        return True
    if form in {"s", "base"} and last in _BE:
        return None
    if source > start and not by:
        return None
    return False


def _without_by(following: str) -> str:
    match = re.match(r"by\s+", following)
    if not match:
        return following
    later = re.search(r"\s(?:on|in|from|for|over|of|to|with|against|after|at)\s.*$", following[match.end() :])
    return later.group().strip() if later else ""


def _with_object(setting: Setting, following: str, start: int, source: int, passive: bool) -> str | None:
    """The words after the verb, with the object put in where it stands before the verb or is a pronoun."""
    target = setting.report.target
    names = setting.names
    first = following.split(" ", 1)[0] if following else ""
    if _PRONOUN.match(first) and first.lower() not in {"its", "his", "their"}:
        if (
            first.lower() in {"her"}
            and len(following.split()) > 1
            and not _PREPOSITION.match(following.split()[1])
        ):
            return following
        if not target:
            return None
        return f"{names.join(target)}{following[len(first) :]}"
    target_at = min((i for a in target if (i := setting.find(a)) >= 0), default=-1)
    if passive:
        return _joined(names.join(target), following) if target else None
    return _relative(setting, following, start, source, target_at)


def _relative(setting: Setting, following: str, start: int, source: int, target_at: int) -> str | None:
    """The words after a verb in a relative clause get their object: the target, or the noun before `that`."""
    subject_at = source if 0 <= source < start else start
    before = _strip_chain(setting.text[:start])
    gap = _GAP.search(before)
    subject = (gap.group(2) or "").strip() if gap else ""
    if gap is None or not subject or _CLAUSE_VERB.search(subject):
        return following
    if not _PRONOUN.match(subject) and subject_at < gap.start():
        return following
    lead = setting.text[: gap.start()].rstrip()
    if setting.report.target and 0 <= target_at < gap.start() and lead.endswith(","):
        return _joined(setting.names.join(setting.report.target), following)
    noun = noun_phrase_before(setting.text, gap.start())
    return _joined(noun, following) if noun else None


def _strip_chain(before: str) -> str:
    """The text before a verb without its auxiliaries and adverbs."""
    words = before.rstrip()
    while words:
        last = words.rsplit(None, 1)[-1].lower()
        if last not in _AUX and not _ADVERB.match(last):
            break
        words = words[: -len(last)].rstrip()
    return words


def _joined(first: str, rest: str) -> str:
    return f"{first} {rest}".strip()


def _is_together(setting: Setting, start: int, passive: bool, rest: str) -> bool:
    """Whether source and target are joint subjects: both before the verb, side by side."""
    report = setting.report
    if passive or report.type not in RECIPROCAL or not report.target:
        return False
    first = [setting.find(a) for a in report.source]
    second = [setting.find(a) for a in report.target]
    if min(first + second) < 0 or max(first + second) >= start:
        return False
    between = setting.text[min(first + second) : max(first + second)]
    return bool(re.search(r"(?:\band|,)\s*(?:\w+\s+){0,4}$", between)) and len(between) < 90


def _tense(form: str, chain: tuple[str, ...]) -> Tense:
    if form == "ing":
        return "progressive" if set(chain) & {"is", "are"} else "past"
    if set(chain) & {"has", "have"} and not set(chain) & _MODAL:
        return "perfect"
    if form in {"s", "base"} and not chain:
        return "present"
    return "past"


def _template(setting: Setting) -> Phrase:
    report, wording = setting.report, setting.wording
    word = next(iter(re.findall(r"[\w-]+", report.trigger.text.lower())[-1:]), "")
    stem = next(
        (w for w in (word, word.rstrip("s"), wording.verbs.analyse(word)[0]) if w in wording.nouns), None
    )
    pattern = wording.pattern(report.type)
    exact = stem is not None and wording.nouns[stem][0] == report.type
    if exact and stem is not None:
        pattern = wording.nouns[stem][1]
    filled = _filled(pattern, report, setting.names)
    lemma, _, rest = filled.partition(" ")
    together = report.type in RECIPROCAL and bool(report.target) and pattern.together is not None
    quote = "" if exact else _quote(setting)
    return Phrase(lemma, rest, "present" if pattern.now else "past", together=together, quote=quote)


def _filled(pattern: Pattern, report: Report, names: Names) -> str:
    if not report.target:
        return pattern.alone
    if pattern.together is not None and report.type in RECIPROCAL:
        return pattern.together
    wording = pattern.modes.get(report.mode or "", pattern.with_)
    return wording.replace("{t}", names.join(report.target))


def _quote(setting: Setting) -> str:
    """A short span of the text around the trigger, to show what the type's plain wording stands for."""
    if setting.at < 0:
        return ""
    words = tokens(setting.text)
    at = next((i for i, t in enumerate(words) if t.start >= setting.at), 0)
    first = at
    while (
        first > 0
        and at - first < 3
        and re.match(r"^[\w-]+$", words[first - 1].text)
        and not re.match(
            r"^(?:the|a|an|of|to|in|on|and|or|for|with|by|that|has|have|had|is|are|was|were|will|about|from|as)$",
            words[first - 1].text,
            re.I,
        )
    ):
        first -= 1
    following = tail(setting.text, words[at].end, setting.wording)
    end = setting.text.find(following, words[at].end) + len(following) if following else words[at].end
    return " ".join(setting.text[words[first].start : end].split()[:14])
