"""The pattern language of the lexicon: `S impose @sanction on|against T`.

`S`, `T`, `X` are slots (source, target, the thing of an interest), a lower-case word is a lemma, `a|b`
are alternatives, `@name` is a noun class, `[…]` is optional, `verb_particle` a verb with its particle,
`T:@class` a slot whose own head noun must be in the class. The words in front of the head verb are its
subject; what follows without a preposition are its objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

SLOTS = frozenset("STX")
PREPOSITIONS = frozenset(
    """about above across after against along alongside amid among around as at before behind between beyond
    by despite during for from in inside into like near of off on onto out outside over past since through
    throughout to toward towards under until upon via with within without""".split()
)


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: a slot, words or a class; in the clause's subject, object or behind `preps`.

    `constrains` says whether it names words or classes.
    """

    slot: str | None
    words: frozenset[str]
    classes: tuple[str, ...]
    preps: frozenset[str]
    optional: bool
    constrains: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "constrains", bool(self.words or self.classes))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern: its heads (lemmas), particle, subject, objects and prepositional elements.

    `weight` is how specific it is: constrained elements count most. `least_objects` is how many objects and
    `wanted_preps` which prepositions (one of each set) a clause must have for it to fit; `only_target` says
    that all it asks for besides its subject is a free target.
    """

    text: str
    heads: tuple[str, ...]
    particle: str | None
    subject: Element | None
    objects: tuple[Element, ...]
    phrases: tuple[Element, ...]
    noun: bool = False
    weight: float = field(init=False, compare=False)
    least_objects: int = field(init=False, compare=False)
    wanted_preps: tuple[frozenset[str], ...] = field(init=False, compare=False)
    only_target: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        subject = _weight_of((self.subject,)) if self.subject else 0.0
        rest = _asked(self.objects, self.phrases)
        weight = subject + rest.weight + (1.5 if self.particle else 0.0)
        for name, value in (
            ("weight", weight),
            ("least_objects", rest.least_objects),
            ("wanted_preps", rest.wanted_preps),
            ("only_target", rest.only_target),
        ):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What follows from a pattern's objects and phrases."""

    weight: float
    least_objects: int
    wanted_preps: tuple[frozenset[str], ...]
    only_target: bool


@cache
def _asked(objects: tuple[Element, ...], phrases: tuple[Element, ...]) -> _Asked:
    parts = (*objects, *phrases)
    free = all(e.slot == "T" and not e.words and (not e.preps or "with" in e.preps) for e in parts)
    first_needed = bool(objects) and not objects[0].optional
    return _Asked(
        weight=_weight_of(parts),
        least_objects=2 if len(objects) == 2 else int(first_needed),
        wanted_preps=tuple(e.preps for e in phrases if not e.optional and (e.constrains or e.slot != "T")),
        only_target=bool(parts) and free,
    )


def _weight_of(parts: Sequence[Element]) -> float:
    constrained = sum(2.0 for e in parts if e.constrains and not e.optional)
    return constrained + sum(0.5 for e in parts if e.slot and not e.optional)


class PatternError(ValueError):
    """A pattern that does not follow the grammar; the message says where."""


def parse_pattern(text: str) -> Pattern:
    """Read one pattern; raises PatternError that names the offending word."""
    noun = text.startswith("N:")
    tokens = _tokens(text.removeprefix("N:").strip())
    head = _head_position(tokens, text)
    subject = _element(tokens[0], frozenset()) if head else None
    heads, particle = _head(tokens[head][0])
    objects, phrases, dangling = _arguments(tuple(tokens[head + 1 :]))
    if dangling:
        raise PatternError(f"{text!r}: nothing follows the preposition {'|'.join(sorted(dangling))!r}")
    return Pattern(text, heads, particle, subject, objects, phrases, noun)


def heads_of(text: str) -> tuple[str, ...]:
    """The head lemmas of a pattern, without parsing the rest; empty where it has none."""
    for raw in text.removeprefix("N:").split():
        word = raw.lstrip("[").rstrip("]")
        if word and word[0].islower():
            return _head(word)[0]
    return ()


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Words with whether they stand in brackets."""
    out, optional = [], False
    for raw in text.split():
        word = raw
        if word.startswith("["):
            optional, word = True, word[1:]
        closes = word.endswith("]")
        out.append((word.rstrip("]"), optional))
        if closes:
            optional = False
    return [(w, o) for w, o in out if w]


def _head_position(tokens: list[tuple[str, bool]], text: str) -> int:
    for i, (word, _) in enumerate(tokens):
        if word[0].islower():
            if i > 1:
                raise PatternError(f"{text!r}: more than one element stands before the verb {word!r}")
            return i
    raise PatternError(f"{text!r}: no verb or noun lemma in it")


def _head(word: str) -> tuple[tuple[str, ...], str | None]:
    particle = None
    heads = []
    for form in word.split("|"):
        stem, _, own = form.partition("_")
        heads.append(stem)
        particle = own or particle
    return tuple(heads), particle


@cache
def _arguments(
    tokens: tuple[tuple[str, bool], ...],
) -> tuple[tuple[Element, ...], tuple[Element, ...], frozenset[str]]:
    """Objects, prepositional elements, and the preposition that nothing follows (none in a sound pattern)."""
    objects: list[Element] = []
    phrases: list[Element] = []
    preps: frozenset[str] = frozenset()
    preps_optional = False
    for word, optional in tokens:
        options = frozenset(word.split("|"))
        if options & PREPOSITIONS and not preps:
            preps, preps_optional = options, optional
            continue
        element = _element((word, optional or preps_optional), preps)
        (phrases if preps else objects).append(element)
        preps, preps_optional = frozenset(), False
    return tuple(objects), tuple(phrases), preps


@cache
def _element(token: tuple[str, bool], preps: frozenset[str]) -> Element:
    word, optional = token
    slot = None
    if word[0] in SLOTS and (len(word) == 1 or word[1] in ":|"):
        slot, word = word[0], word[2:]
    words, classes = split_words(word)
    return Element(slot, words, classes, preps, optional)


@cache
def split_words(word: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Alternatives apart: plain lemmas (`_` stands for a space) and class names without `@`."""
    options: Iterable[str] = [w for w in word.split("|") if w and w != "*"]
    plain = frozenset(w.replace("_", " ") for w in options if not w.startswith("@"))
    return plain, tuple(w[1:] for w in options if w.startswith("@"))
