"""A sentence in its document, as the resolver of references sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.coding.clauses import clause_of, referent, surface_subjects
from dragoman.coding.parties import Scene
from dragoman.coding.salience import Memory, Words
from dragoman.records import Actor, Mention

Found = tuple[list[Actor], str]
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass
class Site:
    """One sentence of a document with what the text has in mind when it is read."""

    scene: Scene
    number: int
    memory: Memory
    words: Words
    found: dict[int, list[Actor]] = field(default_factory=dict)

    @cached_property
    def _spans(self) -> dict[int, list[int]]:
        """The tokens of each mention, by the mention's start."""
        spans: dict[int, list[int]] = {}
        for i, mention in self.scene.at.items():
            spans.setdefault(mention.start, []).append(i)
        return {start: sorted(tokens) for start, tokens in spans.items()}

    def tokens(self, mention: Mention) -> list[int]:
        """The tokens that a mention covers."""
        return self._spans.get(mention.start) or self.scene.tokens_of(mention)

    def root(self, mention: Mention) -> int:
        """The token of a mention that the rest of the sentence governs."""
        tokens, heads = self.tokens(mention), self.scene.parse.heads
        return next((i for i in tokens if heads[i] == i or heads[i] not in tokens), tokens[-1])

    def actors(self, i: int, *, owners: bool = True) -> list[Actor]:
        """The actors of the phrase at a token, references read so far included."""
        i = referent(self.scene.parse, i)
        return [p.actor for p in self.scene.parties(i, owners=owners)] or self.found.get(i, [])

    def weight(self, i: int) -> float:
        """How much the position of a token makes its actor stand out."""
        parse, inside = self.scene.parse, False
        for _ in range(8):
            dep = parse.deps[i]
            if dep in _SUBJECT:
                main = parse.deps[parse.heads[i]] in {"ROOT", "conj"}
                return (0.9 if inside else 1.5) + (0.5 if main else 0.0)
            if dep == "pobj" and parse.heads[i] == 0 and not inside:
                return 1.0  # "For Sweden, ..."
            if dep in {"dobj", "agent"}:
                return 0.1 if inside else 0.6
            if dep in {"poss", "compound", "amod", "nmod", "appos"}:
                inside = inside or dep != "appos"
            elif dep != "conj":
                break
            i = parse.heads[i]
        return 0.1 if inside else 0.3

    def followed_by_of(self, i: int) -> bool:
        """Whether the phrase at `i` goes on with "of"."""
        return any(self.scene.parse.lower[k] == "of" for k in self.scene.parse.kids(i, "prep"))

    def clause(self, i: int) -> int | None:
        """The nearest verb above a token."""
        parse = self.scene.parse
        return next((a for a in parse.ancestors(i) if parse.tags[a].startswith(("VB", "MD"))), None)

    def agents(self, i: int) -> set[str]:
        """Countries of the subjects of the clause in which the token is something else: it means others."""
        verb = self.clause(i)
        if verb is None:
            return set()
        subjects = surface_subjects(self.scene.parse, verb)
        if any(i == s or s in self.scene.parse.ancestors(i) for s in subjects):
            return self._above(verb)
        return {a.country for s in subjects for a in self.actors(s) if a.country}

    def _above(self, verb: int) -> set[str]:
        """Countries of the subjects of the clause that a relative clause or a complement stands in."""
        parse = self.scene.parse
        if parse.deps[verb] not in {"relcl", "acl", "ccomp", "xcomp", "advcl"}:
            return set()
        above = self.clause(verb)
        subjects = surface_subjects(parse, above) if above is not None else []
        return {a.country for s in subjects for a in self.actors(s) if a.country}

    def note_pair(self, root: int) -> None:
        """Remember two actors that are joined by "and", "with" or by meeting each other."""
        parse = self.scene.parse
        if parse.deps[root] != "conj":
            return
        first = parse.heads[root]
        while (
            parse.deps[first] == "conj" and not parse.tags[parse.heads[first]].startswith("VB")
        ) or self.scene.listed(first):
            first = parse.heads[first]
        actors = [p.actor for p in self.scene.parties(first, owners=False) if p.actor.country or p.actor.role]
        if len(actors) >= 2:
            self.memory.pairs.append((self.number, tuple(actors[:8]), parse.lower[root]))

    def note_again(self, actors: Sequence[Actor]) -> None:
        """Remember that the text has several actors in mind together."""
        if len(actors) >= 2:
            self.memory.pairs.append((self.number, tuple(actors), "again"))

    def note_meeting(self) -> None:
        """Remember the two who met, spoke or signed with each other in a main clause, as a pair."""
        parse = self.scene.parse
        for i, lemma in enumerate(parse.lemmas):
            if lemma in self.words.meeting and parse.deps[i] in {"ROOT", "conj"}:
                clause = clause_of(parse, i)
                others = [*clause.objects, *(p.object for p in clause.phrases if p.prep in {"with", "to"})]
                one = [a for s in clause.subjects for a in self.actors(s, owners=False)]
                two = [a for o in others for a in self.actors(o, owners=False)]
                if len(one) == 1 and len(two) == 1 and one[0].id != two[0].id:
                    self.memory.pairs.append((self.number, (one[0], two[0]), "with"))
