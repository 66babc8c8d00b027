"""The thing of an interest: which words it spans, which class it has, what is coordinated with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.coding.parsing import Parse
from dragoman.coding.parties import Scene
from dragoman.coding.resources import Resources

_FAMILIES = dict.fromkeys(
    ("arms", "ammunition", "missiles", "air_defence", "aircraft", "ships", "troops"), "arms"
)
_OUTSIDE = frozenset({"relcl", "appos", "conj", "cc", "punct", "parataxis", "preconj"})
_TIME = frozenset(
    "after before since during despite amid until because as while if although following when through".split()
)
_CLAUSE_OUTSIDE = frozenset({"advcl", "punct", "cc", "parataxis", "mark", "npadvmod"})
_LEADING = frozenset({"det", "predet", "punct", "neg"})
_SMALL = frozenset({"yet", "still", "even", "also", "only", "just", "not", "that", "already"})
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: its head token, class, span in the sentence, and whether the text negates it."""

    token: int
    class_: str
    start: int
    end: int
    negated: bool = False


def noun_things(scene: Scene, resources: Resources, token: int) -> list[Thing]:
    """The things that the phrase headed by `token` names: one for each family of classes in it."""
    out = []
    for run, class_, negated in _runs(scene, resources, token):
        tokens = [t for member in run for t in _phrase(scene.parse, member)]
        start, end = scene.parse.starts[min(tokens)], scene.parse.end(max(tokens))
        out.append(Thing(run[0], class_, start, end, negated or _none_of(scene.parse, run[0])))
    return out


def actor_thing(scene: Scene, token: int, class_: str) -> list[Thing]:
    """The actor at `token`, or a part of one ("two thirds of Guyana"), as a thing of the class given."""
    inside = [o for prep in scene.parse.kids(token, "prep") for o in scene.parse.kids(prep, "pobj")]
    here = [scene.at[t] for t in (token, *inside) if t in scene.at]
    if not any(m.kind == "country" and m.actor.country for m in here):
        return []
    tokens = _phrase(scene.parse, token)
    return [Thing(token, class_, scene.parse.starts[tokens[0]], scene.parse.end(tokens[-1]))]


def clause_things(scene: Scene, resources: Resources, verb: int, default: str | None = None) -> list[Thing]:
    """The thing that an infinitive, gerund or that-clause names; empty where it has no class."""
    class_ = resources.of_clause(scene.parse, verb) or default
    if class_ is None or scene.parse.lemmas[verb] == "rule":
        return []
    tokens = _clause(scene.parse, verb)
    return [Thing(verb, class_, scene.parse.starts[tokens[0]], scene.parse.end(tokens[-1]))]


def object_things(scene: Scene, resources: Resources, verb: int) -> list[Thing]:
    """The things that a verb of getting or giving hands over: its object, or what stands behind "with"."""
    parse = scene.parse
    objects = parse.kids(verb, "dobj")
    for prep in parse.kids(verb, "prep"):
        if parse.lower[prep] == "with" and any(o in scene.at for o in objects):
            objects += parse.kids(prep, "pobj")
    return [t for o in objects[-1:] for t in noun_things(scene, resources, o)]


def stray_things(scene: Scene, resources: Resources, verb: int) -> list[Thing]:
    """Nouns that the parser coordinates with the verb: the consent in "has A but not yet the consent"."""
    parse = scene.parse
    out = []
    for k in parse.kids(verb, "conj"):
        if parse.tags[k].startswith("NN") and parse.kid(k, "nsubj") is None:
            negated = bool({parse.lower[i] for i in range(max(verb, k - 5), k)} & {"not", "nor"})
            out += [replace(t, negated=t.negated or negated) for t in noun_things(scene, resources, k)]
    return out


def _runs(scene: Scene, resources: Resources, token: int) -> list[tuple[list[int], str, bool]]:
    parse = scene.parse
    shared = any(
        k in scene.at or parse.deps[k] == "poss" for k in parse.kids(token, "amod", "poss", "compound")
    )
    runs: list[tuple[list[int], str, bool]] = []
    waiting: list[int] = []
    for member, negated in _members(parse, token):
        class_ = resources.of_noun(parse, member)
        joins = (
            bool(runs)
            and runs[-1][2] == negated
            and (
                class_ is None or _family(class_) == _family(runs[-1][1]) or (shared and _bare(parse, member))
            )
        )
        if joins:
            runs[-1][0].append(member)
        elif class_ is None:
            waiting.append(member)
        else:
            runs.append(([*waiting, member], class_, negated))
            waiting = []
    return runs


def _members(parse: Parse, token: int, negated: bool = False) -> Iterator[tuple[int, bool]]:
    """The noun and those coordinated with it, with whether "not" stands before them ("but not yet X")."""
    yield token, negated
    for k in parse.kids(token, "conj"):
        if parse.tags[k].startswith(("NN", "CD", "JJ", "VBG")):
            between = {parse.lower[i] for i in range(token + 1, k)}
            yield from _members(parse, k, bool(between & {"not", "nor", "neither"}) or _none_of(parse, k))


def _family(class_: str) -> str:
    return _FAMILIES.get(class_, class_)


def _bare(parse: Parse, token: int) -> bool:
    return not parse.kids(token, "det", "poss", "amod", "compound", "prep", "nmod")


def _none_of(parse: Parse, token: int) -> bool:
    """Whether the words before the noun say that there is none: "no", "few" and "little" without "a"."""
    words = {parse.lower[k] for k in parse.kids(token, "det", "neg", "amod", "nmod")}
    return bool(words & {"no", "neither", "insufficient"}) or (
        bool(words & {"few", "little"}) and "a" not in words
    )


def _phrase(parse: Parse, token: int) -> list[int]:
    """The tokens of a noun phrase without relative clauses, appositions, coordination and dates."""
    tokens = {token}
    if parse.tags[token].startswith("VB"):
        return sorted(
            {*(t for k in parse.kids(token, "nsubj", "compound", "amod") for t in _trimmed(parse, k)), token}
        )
    for k in parse.kids(token):
        if parse.deps[k] in _OUTSIDE or _is_aside(parse, k):
            continue
        tokens.update(_trimmed(parse, k))
    return _around(parse, tokens, token)


def _trimmed(parse: Parse, token: int) -> Iterable[int]:
    """A dependent's tokens; relative clauses and participles behind it are left out."""
    out = [token]
    for k in parse.kids(token):
        if parse.deps[k] in {"relcl", "advcl", "parataxis"} or (k > token and parse.deps[k] == "appos"):
            continue
        if not _is_aside(parse, k):
            out += _trimmed(parse, k)
    return out


def _is_aside(parse: Parse, k: int) -> bool:
    """Whether `k` opens a phrase of time or of exchange, which is not part of the thing."""
    if parse.deps[k] not in {"prep", "advcl", "npadvmod"}:
        return False
    inner = {parse.lemmas[o] for o in parse.kids(k, "pobj")}
    return parse.lower[k] in _TIME or bool(inner & {"exchange", "return", "year", "week", "month", "day"})


def _clause(parse: Parse, verb: int) -> list[int]:
    tokens = {verb}
    for k in parse.kids(verb):
        dep = parse.deps[k]
        if dep in _CLAUSE_OUTSIDE or _is_aside(parse, k):
            continue
        if dep == "conj" and parse.kid(k, "nsubj", "nsubjpass") is not None:
            continue
        if dep == "conj":
            tokens.update(parse.kids(verb, "cc"))
        tokens.update(_trimmed(parse, k))
    return _around(parse, tokens, verb)


def _around(parse: Parse, tokens: set[int], centre: int) -> list[int]:
    """The longest run of kept tokens around the head, with inner punctuation, without loose ends."""
    first = last = centre
    while first - 1 in tokens or (first - 2 in tokens and _joint(parse, first - 1)):
        first -= 1
    while last + 1 in tokens or (last + 2 in tokens and _joint(parse, last + 1)):
        last += 1
    last = min(last, first + _LONGEST) if last > centre + _LONGEST else last
    while first < centre and (parse.deps[first] in _LEADING or parse.lower[first] in _SMALL):
        first += 1
    while last > centre and parse.tags[last] in {"CC", "IN", ",", ":", "DT"}:
        last -= 1
    return list(range(first, last + 1))


def _joint(parse: Parse, i: int) -> bool:
    return parse.tags[i] in {",", "HYPH", ":", "``", "''", "CC", "POS"}
