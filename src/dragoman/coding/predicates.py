"""The acts that a sentence tells: verbs, light verbs with event nouns, and event nouns alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dragoman.coding.clauses import Clause, clause_of, is_verb, surface_subjects
from dragoman.coding.lexicon import RECIPROCAL, Entry, EventNoun, Lexicon
from dragoman.coding.matching import Match, Matcher
from dragoman.coding.parties import Party, Scene
from dragoman.coding.tables import DATA

_PHRASAL_LIGHT = frozenset({"go", "proceed", "engage", "participate", "push", "persist", "continue"})
_REACHING = frozenset(
    "agree sign initial conclude settle decide announce promise pledge fail declare undertake reach".split()
)
_MUTUAL = frozenset({"between", "with", "among"})
_SPLIT_NOUNS = frozenset(
    "war conflict clash fight fighting battle ceasefire truce skirmish hostility".split()
)


@dataclass(frozen=True, slots=True)
class Learned:
    """What the learned reader says of a draft.

    `by` is who spoke, `confidence` how likely the draft is right, judged by `features`; `probability` is the
    network's own of the type, `modalities` of each modality: None where it was not asked about these parties.
    """

    by: str
    confidence: float
    features: Mapping[str, float]
    probability: float | None
    modalities: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An act as first read: its type, its parties, the token that carries it and the rule that read it."""

    type: str
    mode: str | None
    cameo: str | None
    rule: str
    token: int
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    score: float
    effect: str = ""
    verb: int | None = None
    learned: Learned | None = None
    bare: bool = False
    """Whether the pattern fixed nothing but the verb."""


@dataclass(frozen=True, slots=True)
class TargetPolicy:
    """Where targets are looked for that a pattern leaves open, and which types need one."""

    prepositions: Mapping[str, tuple[str, ...]]
    open: frozenset[str]
    open_nouns: frozenset[str]
    open_objects: frozenset[str]
    placed: frozenset[str]
    domestic: frozenset[str]
    armed: frozenset[str]
    deep: frozenset[str]
    state_acts: frozenset[str]
    locative: frozenset[str]
    needs_complement: frozenset[str]


def load_policy() -> TargetPolicy:
    """The shipped target policy (`data/targets.toml`)."""
    table = tomllib.loads((DATA / "targets.toml").read_text(encoding="utf-8"))
    policy = {k: frozenset(v) for k, v in table["policy"].items()}
    return TargetPolicy({k: tuple(v) for k, v in table["prepositions"].items()}, **policy)


class PredicateReader:
    """Reads the acts of scenes with one lexicon and one policy."""

    def __init__(self, lexicon: Lexicon, policy: TargetPolicy) -> None:
        self.lexicon = lexicon
        self.policy = policy

    def read(self, scene: Scene, *, elliptic: bool = False) -> list[Draft]:
        """The drafts of one sentence, in the order of their tokens.

        With `elliptic`, talks and the like may lack their source ("Meeting with T").
        """
        matcher = Matcher(scene, self.lexicon)
        drafts: list[Draft] = []
        used: set[int] = set()
        for i in range(len(scene.parse)):
            if is_verb(scene.parse, i) and scene.parse.deps[i] not in {"aux", "auxpass", "amod", "compound"}:
                drafts += self._verb(matcher, i, used)
        for i in range(len(scene.parse)):
            if i not in used and (noun := matcher.event_noun(i)) is not None:
                drafts += self._noun(matcher, i, noun, elliptic)
        return sorted(self._complete(scene, drafts), key=lambda d: d.token)

    # -- verbs ---------------------------------------------------------------------------------------

    def _verb(self, matcher: Matcher, i: int, used: set[int]) -> list[Draft]:
        lemma = matcher.parse.lemmas[i]
        entries = self.lexicon.verbs.get(lemma, ())
        light = self.lexicon.light.get(lemma)
        request = self._call_for(matcher, i)
        if request is not None:
            return [request]
        if not entries and light is None:
            return []
        clause = clause_of(matcher.parse, i)
        best = self._best(matcher, entries, clause)
        lighted = self._light(matcher, clause) if light is not None else None
        if lighted is not None and not (best and best[1].used):
            used.add(lighted.token)
            return [lighted]
        if best is None:
            return []
        entry, match = best
        if entry.type not in {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}:
            used.update(match.used)
        draft = Draft(
            entry.type, entry.mode, entry.cameo, entry.id, i, match.source, match.target, match.score, "", i,
            bare=not match.used,
        )  # fmt: skip
        return [self._with_fallback(matcher, draft, clause)]

    def _call_for(self, matcher: Matcher, i: int) -> Draft | None:
        """The request in "calls for T to do something", where "for" introduces what is asked."""
        parse = matcher.parse
        if parse.lemmas[i] not in {"call", "ask", "appeal", "push", "press"}:
            return None
        for k in parse.kids(i, "advcl", "ccomp", "xcomp"):
            if any(parse.lower[m] == "for" for m in parse.kids(k, "mark")):
                sources = [p for s in surface_subjects(parse, i) for p in matcher.scene.parties(s)]
                targets = [p for s in parse.kids(k, "nsubj", "nsubjpass") for p in matcher.scene.parties(s)]
                if sources:
                    return Draft(
                        "REQUEST",
                        None,
                        "020",
                        f"{parse.lemmas[i]}.for",
                        i,
                        tuple(sources),
                        tuple(targets),
                        4.0,
                        "",
                        i,
                    )
        return None

    def _best(self, matcher: Matcher, entries: Iterable[Entry], clause: Clause) -> tuple[Entry, Match] | None:
        best: tuple[Entry, Match] | None = None
        for entry in matcher.candidates(entries, clause):
            # entries come heaviest first: one that cannot beat the best any more ends the search
            if best is not None and entry.pattern.weight + 2.0 <= best[1].score:
                break
            match = matcher.match(entry.pattern, clause, mutual=entry.type in RECIPROCAL)
            if match is None or not self._counts(matcher, entry, match, clause):
                continue
            if not self._stands(entry, match):
                match = replace(match, score=match.score - (4.0 if entry.type == "AID" else 0.75))
            if best is None or match.score > best[1].score:
                best = (entry, match)
        return best

    def _stands(self, entry: Entry, match: Match) -> bool:
        """Whether the act has the target that its type needs: "rushed tanks to the heights" gives nobody arms."""
        if not match.target:
            return entry.type in self.policy.open or (entry.type in RECIPROCAL and len(match.source) > 1)
        own = {p.actor.country for p in match.source}
        return entry.type != "AID" or any(p.actor.country not in own for p in match.target)

    def _counts(self, matcher: Matcher, entry: Entry, match: Match, clause: Clause) -> bool:
        if not match.source:
            # nobody but the authorities arrests: who they are, the place tells later
            return (
                clause.passive
                and bool(match.target)
                and (matcher.parse.lemmas[clause.verb] in self.policy.state_acts)
            )
        if match.target or match.used or entry.pattern.phrases or entry.pattern.particle:
            return True
        if matcher.parse.lemmas[clause.verb] in self.policy.needs_complement:
            return matcher.parse.kid(clause.verb, "xcomp", "ccomp", "dobj") is not None
        return True

    def _with_fallback(self, matcher: Matcher, draft: Draft, clause: Clause) -> Draft:
        if draft.target:
            return draft
        taken = {p.actor.id for p in draft.source}
        for prep in self.policy.prepositions.get(draft.type, ()):
            for phrase in clause.phrases:
                if phrase.prep == prep:
                    found = [p for p in matcher.scene.parties(phrase.object) if p.actor.id not in taken]
                    if found:
                        return replace(draft, target=tuple(found), score=draft.score - 0.5)
        return self._deep_target(matcher, draft, clause)

    def _deep_target(self, matcher: Matcher, draft: Draft, clause: Clause) -> Draft:
        """The first foreign actor inside the object ("bans the export of arms to T")."""
        if draft.type not in self.policy.deep:
            return draft
        homes = {p.actor.country for p in draft.source}
        for o in clause.objects:
            for k in matcher.parse.subtree(o):
                if self._bounded(matcher, k, o):
                    found = [
                        p
                        for p in matcher.scene.parties(k)
                        if p.actor.country and p.actor.country not in homes
                    ]
                    if found:
                        return replace(draft, target=tuple(found), score=draft.score - 1.0)
        return draft

    def _bounded(self, matcher: Matcher, k: int, top: int) -> bool:
        """Whether token `k` is a preposition's object in the phrase of `top`, with no clause between."""
        parse = matcher.parse
        if parse.deps[k] not in {"pobj", "poss"} or (
            parse.deps[k] == "pobj" and parse.lower[parse.heads[k]] in {"in", "by", "at"}
        ):
            return False
        for a in parse.ancestors(k):
            if a == top:
                return True
            if parse.deps[a] in {"relcl", "advcl", "ccomp"}:
                return False
        return False

    def _light(self, matcher: Matcher, clause: Clause) -> Draft | None:
        parse = matcher.parse
        light = self.lexicon.light[parse.lemmas[clause.verb]]
        # "goes ahead with the transfer", "engages in talks": the event noun stands behind a preposition
        behind = [p.object for p in clause.phrases if p.depth == 0 and p.prep in {"with", "in"}]
        for o in clause.objects or (behind if light.verb in _PHRASAL_LIGHT else []):
            for token in matcher.contents(o):
                noun = matcher.event_noun(token)
                if noun is None or token in matcher.scene.at:
                    continue
                subjects = [p for s in clause.subjects for p in matcher.scene.parties(s)]
                sources, targets = self._noun_parties(matcher, token, noun)
                targets = targets or self._by_prepositions(matcher, noun, clause)
                if light.subject == "source":
                    sources = subjects or sources
                else:
                    targets = targets or subjects
                if not sources:
                    return None
                return Draft(
                    noun.type, noun.mode, noun.cameo, noun.id, token, tuple(sources), tuple(targets), 3.0,
                    light.effect, clause.verb,
                )  # fmt: skip
        return None

    def _by_prepositions(self, matcher: Matcher, noun: EventNoun, clause: Clause) -> list[Party]:
        preps = noun.target | ({"with", "between"} if noun.type in RECIPROCAL else frozenset())
        return [q for p in clause.phrases if p.prep in preps for q in matcher.scene.parties(p.object)]

    # -- nouns ---------------------------------------------------------------------------------------

    def _noun(self, matcher: Matcher, token: int, noun: EventNoun, elliptic: bool) -> list[Draft]:
        mention = matcher.scene.at.get(token)
        if noun.alone == "never" or (mention is not None and mention.kind != "adjective"):
            return []
        if matcher.parse.deps[token] in {"compound", "amod", "nmod"}:
            return []
        sources, targets = self._noun_parties(matcher, token, noun)
        if not sources and not targets:
            sources = self._talked(matcher, token, noun)
        if not targets and len(sources) > 1 and (noun.type in RECIPROCAL or noun.words[-1] in _SPLIT_NOUNS):
            sources, targets = sources[:1], sources[1:]
        if not sources and noun.type == "PROTEST":
            return [Draft(noun.type, noun.mode, noun.cameo, noun.id, token, (), tuple(targets), 1.0)]
        if elliptic and targets and not sources and noun.type in RECIPROCAL:
            return [Draft(noun.type, noun.mode, noun.cameo, noun.id, token, (), tuple(targets), 2.0)]
        if not sources or (noun.alone == "parties" and not targets and noun.type not in self.policy.placed):
            return []
        return [Draft(noun.type, noun.mode, noun.cameo, noun.id, token, tuple(sources), tuple(targets), 2.0)]

    def _noun_parties(self, matcher: Matcher, token: int, noun: EventNoun) -> tuple[list[Party], list[Party]]:
        scene, parse = matcher.scene, matcher.parse
        sources = matcher.noun_sources(token, noun)
        targets: list[Party] = []
        preps = parse.kids(token, "prep")
        if parse.deps[token] in {"nsubj", "nsubjpass"}:
            # "clashes erupt between A and B", "talks were held with C"
            preps = preps + [k for k in parse.kids(parse.heads[token], "prep") if parse.lower[k] in _MUTUAL]
        for prep in preps:
            word = parse.lower[prep]
            for o in parse.kids(prep, "pobj"):
                found = scene.parties(o)
                if word in {"between", "among"}:
                    sources, targets = sources + found[:1], targets + found[1:]
                elif word == "with" and (noun.type in RECIPROCAL or noun.words[-1] in _SPLIT_NOUNS):
                    targets += found
                elif word in noun.target:
                    targets += [p for p in found if p.actor.id not in {s.actor.id for s in sources}]
                elif word == "of" and not sources and noun.type in {*RECIPROCAL, "AID"}:
                    sources += found
        if targets and not sources and noun.type in RECIPROCAL:
            sources = self._from_governor(matcher, token, targets)
        return sources, targets

    def _from_governor(self, matcher: Matcher, token: int, targets: list[Party]) -> list[Party]:
        """Who talks, where only the verb tells: "a pledge extracted by A in talks with B"."""
        verb = self._framed(matcher, token)
        if verb is None:
            return []
        parse, taken = matcher.parse, {p.actor.id for p in targets}
        return [
            p
            for s in clause_of(parse, verb).subjects
            for p in matcher.scene.parties(s)
            if p.actor.id not in taken
        ]

    def _framed(self, matcher: Matcher, token: int) -> int | None:
        """The verb that the talks frame: "after hours of talks, A and B agreed", "extracted in talks"."""
        parse = matcher.parse
        prep = parse.heads[token]
        if parse.lower[prep] == "of" and parse.deps[parse.heads[prep]] == "pobj":
            token, prep = parse.heads[prep], parse.heads[parse.heads[prep]]
        if parse.deps[token] != "pobj" or parse.lower[prep] not in {"in", "during", "at", "after", "before"}:
            return None
        return parse.heads[prep] if is_verb(parse, parse.heads[prep]) else None

    def _talked(self, matcher: Matcher, token: int, noun: EventNoun) -> list[Party]:
        """Two who came to something after talks that say nobody's name."""
        verb = self._framed(matcher, token) if noun.type == "CONSULT" else None
        if verb is None or matcher.parse.lemmas[verb] not in _REACHING:
            return []
        return [p for s in clause_of(matcher.parse, verb).subjects for p in matcher.scene.parties(s)]

    # -- completion ----------------------------------------------------------------------------------

    def _complete(self, scene: Scene, drafts: list[Draft]) -> list[Draft]:
        """Give acts that lack a target that of the act they govern, and split reciprocal subjects."""
        at = {d.verb if d.verb is not None else d.token: d for d in drafts}
        whole = [self._from_complement(scene, self._split(d), at) for d in drafts]
        return [d for d in whole if d.target or not d.bare or d.type not in self.policy.open_objects]

    def _from_complement(self, scene: Scene, draft: Draft, at: Mapping[int, Draft]) -> Draft:
        if draft.target or draft.verb is None or draft.type in {"CONSULT", "ASSAULT", "COERCE"}:
            return draft
        own = {p.actor.id for p in draft.source}
        for k in self._complements(scene, draft.verb):
            inner = at.get(k)
            named = [p for s in scene.parse.kids(k, "nsubj", "nsubjpass") for p in scene.parties(s)]
            found = [p for p in named if p.actor.id not in own]
            if (
                not found
                and (inner is None or not inner.target)
                and draft.type in (self.policy.open | {"AID"})
            ):
                objects = [o for o in scene.parse.kids(k, "dobj") if scene.parse.tags[o].startswith("NN")]
                found = [p for o in objects for p in scene.parties(o) if p.actor.id not in own]
            if not found and inner is not None:
                found = [p for p in (*inner.target, *inner.source) if p.actor.id not in own]
            if found:
                return replace(draft, target=tuple(found), score=draft.score - 0.5)
        return draft

    def _complements(self, scene: Scene, verb: int) -> list[int]:
        parse = scene.parse
        out = parse.kids(verb, "xcomp", "ccomp")
        for prep in parse.kids(verb, "prep"):
            out += parse.kids(prep, "pcomp")
        for noun in parse.kids(verb, "dobj"):
            out += parse.kids(noun, "acl")
        out += [k for k in parse.kids(verb, "advcl") if parse.tags[k] == "VB"]
        return out + [k for v in out for k in parse.kids(v, "conj", "xcomp")]

    def _split(self, draft: Draft) -> Draft:
        if draft.type in RECIPROCAL and not draft.target and len(draft.source) > 1:
            return replace(draft, source=draft.source[:1], target=draft.source[1:])
        return draft
