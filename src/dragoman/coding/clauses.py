"""A verb's deep arguments: who does it, what it is done to, and its prepositional phrases.

Undoes passives, relative clauses, participles, coordination and control, so that a pattern need only be
written in the active voice. Arguments are token numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.coding.parsing import Parse

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_OBJECT_CONTROL = frozenset(
    """accuse blame criticise criticize condemn denounce suspect charge convict thank praise prevent stop ban
    bar fault slam rebuke sanction punish arrest detain indict sentence commend congratulate dissuade deter
    discourage prohibit""".split()
)

_PARTS = frozenset({"part", "some", "most", "half", "portion", "bulk", "share", "dollar", "euro"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A preposition and its object; `depth` 0 on the verb itself, 1 on its object."""

    prep: str
    object: int
    depth: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The arguments of the verb at `verb`, as in the active voice."""

    verb: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    phrases: tuple[Phrase, ...]
    preps: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "preps", frozenset(p.prep for p in self.phrases))


def is_verb(parse: Parse, i: int) -> bool:
    """Whether token `i` is tagged as a verb."""
    return parse.tags[i].startswith("VB")


def governing_verb(parse: Parse, i: int) -> int | None:
    """The nearest verb above token `i`, or None."""
    return next((a for a in parse.ancestors(i) if is_verb(parse, a)), None)


def clause_of(parse: Parse, i: int) -> Clause:
    """The clause of the verb at `i`."""
    passive = is_passive(parse, i)
    phrases = _phrases(parse, i, 0)
    objects = _objects(parse, i, passive)
    for o in objects:
        phrases += _phrases(parse, o, 1)
        for p in [p for p in phrases if parse.lemmas[o] in _PARTS and p.prep == "of" and p.depth == 1]:
            phrases += _phrases(parse, p.object, 1)  # "part of its aid to T"
    for k in parse.kids(i, "conj"):
        if passive and is_verb(parse, k) and is_passive(parse, k):
            # "ten are killed and five injured in attacks by T": the last verb carries what all share
            phrases += _phrases(parse, k, 0)
    if passive:
        agents = [p.object for p in phrases if p.prep == "by" and p.depth == 0]
        return Clause(i, True, tuple(agents), tuple(objects), tuple(phrases))
    subjects = surface_subjects(parse, i) + _companions(parse, i)
    return Clause(i, False, tuple(subjects), tuple(objects), tuple(phrases))


def _companions(parse: Parse, i: int) -> list[int]:
    """Who acts with the subject: "together with China, Russia hindered …"."""
    out = []
    for k in parse.kids(i, "advmod", "prep"):
        if parse.lower[k] in {"together", "along", "jointly"}:
            out += [o for p in parse.kids(k, "prep") for o in parse.kids(p, "pobj")]
        elif parse.lower[k] == "alongside" or _is_together_with(parse, k):
            out += parse.kids(k, "pobj")
    return out


def _is_together_with(parse: Parse, k: int) -> bool:
    return parse.lower[k] == "with" and any(parse.lower[a] in {"together", "along"} for a in parse.kids(k))


def is_passive(parse: Parse, i: int) -> bool:
    """Whether the verb at `i` is in the passive, reduced relatives and shared auxiliaries included."""
    if parse.kid(i, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    if parse.tags[i] not in {"VBN", "VBD"}:
        return False
    if parse.deps[i] == "acl":
        return parse.kid(i, "dobj") is None or parse.kid(i, "agent") is not None
    if parse.tags[i] == "VBN" and parse.deps[i] == "conj" and parse.kid(i, "nsubj", "aux") is None:
        return is_passive(parse, parse.heads[i])
    if parse.tags[i] == "VBN" and parse.kid(i, "aux") is None:
        return parse.kid(i, "agent") is not None or (
            parse.deps[i] in {"advcl", "ROOT"} and parse.kid(i, "dobj") is None
        )
    return parse.kid(i, "agent") is not None and parse.kid(i, "dobj") is None


def referent(parse: Parse, i: int) -> int:
    """The noun that a relative pronoun stands for; any other token itself."""
    if parse.tags[i] not in _RELATIVE and not (parse.lower[i] == "that" and parse.tags[i] in {"IN", "DT"}):
        return i
    for a in parse.ancestors(i):
        if parse.deps[a] == "relcl":
            return parse.heads[a]
    return i


def surface_subjects(parse: Parse, i: int, depth: int = 0) -> list[int]:
    """The grammatical subjects of the verb at `i`, own or inherited; empty where there is none."""
    own = parse.kids(i, "nsubj", "nsubjpass")
    if own:
        return [referent(parse, k) for k in own]
    if depth > 6:
        return []
    dep, head = parse.deps[i], parse.heads[i]
    if dep == "acl":
        return _subject_of_acl(parse, i, head, depth)
    if dep == "relcl":
        return [head] if parse.kid(i, "dobj") is not None else []
    if dep == "pcomp":
        return _subject_under_preposition(parse, head, depth)
    if dep in {"xcomp", "ccomp", "advcl"}:
        return _controller(parse, i, head, depth)
    if dep == "conj" or (dep == "dep" and is_verb(parse, head)):
        return surface_subjects(parse, head, depth + 1)
    return []


def surface_objects(parse: Parse, i: int) -> list[int]:
    """Direct object, or the subject of a passive."""
    return parse.kids(i, "nsubjpass") or parse.kids(i, "dobj", "dative")


def _controller(parse: Parse, i: int, head: int, depth: int) -> list[int]:
    """Who is to do an embedded act: the governor's object where it has one, else its subject."""
    if not (is_verb(parse, head) or parse.deps[head] in {"ROOT", "acomp", "conj"}):
        return surface_subjects(parse, head, depth + 1) if is_verb(parse, head) else []
    objects = parse.kids(head, "dobj", "dative") if parse.deps[i] == "xcomp" else []
    nouns = [o for o in objects if parse.tags[o].startswith(("NN", "PRP"))]
    return nouns or surface_subjects(parse, head, depth + 1)


def _subject_of_acl(parse: Parse, i: int, noun: int, depth: int) -> list[int]:
    if parse.tags[i] != "VB":
        return [noun]
    introduced = [k for k in parse.kids(noun, "prep") if parse.lower[k] == "for" and k < i]
    if introduced:
        # "an opportunity for Kim to negotiate"
        return parse.kids(introduced[-1], "pobj")
    owner = parse.kids(noun, "poss", "compound", "amod")
    governor = parse.heads[noun]
    inherited = surface_subjects(parse, governor, depth + 1) if is_verb(parse, governor) else []
    return owner or inherited


def _subject_under_preposition(parse: Parse, prep: int, depth: int) -> list[int]:
    governor = parse.heads[prep]
    if not is_verb(parse, governor):
        owner = parse.kids(governor, "poss", "compound", "amod")
        above = governing_verb(parse, governor)
        return owner or (surface_subjects(parse, above, depth + 1) if above is not None else [])
    if parse.lemmas[governor] in _OBJECT_CONTROL and parse.lower[prep] in {"of", "for", "from", "with"}:
        return surface_objects(parse, governor)
    return surface_subjects(parse, governor, depth + 1)


def _objects(parse: Parse, i: int, passive: bool) -> list[int]:
    own = [referent(parse, k) for k in parse.kids(i, "dative", "dobj") if parse.tags[k] not in {"IN", "TO"}]
    if passive:
        raised = parse.kids(i, "nsubjpass")
        if not raised and parse.deps[i] in {"acl", "relcl"}:
            raised = [parse.heads[i]]
        if not raised:
            raised = [s for s in surface_subjects(parse, i) if s != i]
        return [referent(parse, k) for k in raised] + own
    if own:
        return own
    return _shared_object(parse, i)


def _shared_object(parse: Parse, i: int) -> list[int]:
    """The object of a relative clause without one, or that of the next verb in "arrested and deported T"."""
    if (
        parse.deps[i] == "relcl"
        and parse.kid(i, "nsubj") is not None
        and parse.kid(i, "ccomp", "xcomp") is None
    ):
        subject = parse.kid(i, "nsubj")
        if subject is not None and referent(parse, subject) != parse.heads[i]:
            return [parse.heads[i]]
    for k in parse.kids(i, "conj"):
        if (
            is_verb(parse, k)
            and parse.kid(k, "nsubj", "nsubjpass") is None
            and not parse.kids(i, "prep", "xcomp")
        ):
            return [referent(parse, o) for o in parse.kids(k, "dobj")]
    return []


def _phrases(parse: Parse, i: int, depth: int) -> list[Phrase]:
    out: list[Phrase] = []
    for k in parse.kids(i):
        dep = parse.deps[k]
        if dep in {"prep", "agent", "dative"} and parse.tags[k] in {"IN", "TO", "RP", "VBG", "JJ", "RB"}:
            out += _objects_of(parse, k, depth)
        elif dep == "advmod" and parse.kids(k, "prep"):
            for p in parse.kids(k, "prep"):
                out += _objects_of(parse, p, depth)
    return out


def _objects_of(parse: Parse, prep: int, depth: int) -> list[Phrase]:
    word = parse.lower[prep]
    out = [Phrase(word, referent(parse, o), depth) for o in parse.kids(prep, "pobj", "pcomp")]
    for inner in parse.kids(prep, "prep"):
        out += [Phrase(parse.lower[inner], referent(parse, o), depth) for o in parse.kids(inner, "pobj")]
    for other in parse.kids(prep, "conj"):
        if parse.tags[other] in {"IN", "TO"}:
            out += _objects_of(parse, other, depth)
    return out
