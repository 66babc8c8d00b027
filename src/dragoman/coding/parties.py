"""Which actors a noun phrase stands for: the mention it holds, its owner, or those it counts.

A `Scene` is one parsed sentence with its mentions on its tokens.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dragoman.coding.clauses import referent
from dragoman.coding.parsing import Parse
from dragoman.records import Actor, Mention

_PARTITIVE = frozenset(
    """member group number dozens hundred thousand dozen hundreds thousands score most many some majority part
    all both one none each several two three four five six coalition convoy team crowd band unit column wave
    series leader representative official delegation leadership side people million millions lot handful pair
    couple dollar euro faction wing force alliance bloc list citizen resident""".split()
)

_OWNING = ("compound", "amod", "poss", "npadvmod")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a slot, the token that stands there, and how: named, owner, part or reference."""

    actor: Actor
    token: int
    how: str


@dataclass
class Scene:
    """One parsed sentence; `offset` is its start in the document, `at` maps tokens to mentions."""

    parse: Parse
    offset: int
    mentions: Sequence[Mention]
    at: dict[int, Mention] = field(init=False)
    _found: dict[tuple[int, bool, bool], list[Party]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.at = {}
        self._found = {}
        for mention in self.mentions:
            for token in self.tokens_of(mention):
                self.at.setdefault(token, mention)

    def tokens_of(self, mention: Mention) -> list[int]:
        """The tokens that a mention covers."""
        start, end = mention.start - self.offset, mention.end - self.offset
        return list(range(bisect_right(self.parse.ends, start), bisect_left(self.parse.starts, end)))

    def root(self, mention: Mention) -> int:
        """The token of the mention that the rest of the sentence governs."""
        tokens = self.tokens_of(mention)
        inside = set(tokens)
        for i in tokens:
            if self.parse.heads[i] not in inside or self.parse.heads[i] == i:
                return i
        return tokens[-1]

    def parties(self, token: int, *, owners: bool = True, skip_of: bool = False) -> list[Party]:
        """The actors that the phrase headed by `token` stands for, coordinated ones included."""
        key = (token, owners, skip_of)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _unique(self._gather(referent(self.parse, token), owners, skip_of, 0))
        return list(found)

    def _gather(self, token: int, owners: bool, skip_of: bool, depth: int) -> list[Party]:
        if depth > 6:
            return []
        out = self._named(token)
        if not out:
            out = self._partitive(token, depth) or self._apposed(token)
        if not out and owners:
            out = self.owners(token, skip_of=skip_of)
        for k in self._coordinated(token):
            if not self.parse.tags[k].startswith("VB"):
                out = out + self._gather(k, owners, skip_of, depth + 1)
        return out

    def _coordinated(self, token: int) -> list[int]:
        """What stands beside `token`, or beside a word of its mention ("presidents of A, B and C")."""
        mention = self.at.get(token)
        inside = self.tokens_of(mention) if mention is not None else [token]
        found = [k for t in inside for k in self.parse.kids(t, "conj") if k not in inside]
        return [k for t in inside for k in self.parse.kids(t, "appos") if self.listed(k)] + found

    def listed(self, token: int) -> bool:
        """Whether what was parsed as an apposition goes on a list of states: "A, B, C and D"."""
        one, two = self.at.get(token), self.at.get(self.parse.heads[token])
        if self.parse.deps[token] != "appos" or one is None or two is None:
            return False
        countries = one.kind == two.kind == "country" and one.actor.country != two.actor.country
        return countries and self.parse.kid(token, "conj") is not None

    def _named(self, token: int) -> list[Party]:
        mention = self.at.get(token)
        if mention is None or (mention.kind == "adjective" and not self._stands_alone(token)):
            return []
        return [Party(self._of_owner(token, mention), token, "named"), *self._hyphenated(token, mention)]

    def _of_owner(self, token: int, mention: Mention) -> Actor:
        """As in "his defence secretary", "its army": the owner's country beats every guess."""
        if mention.kind not in {"sector", "reference"}:
            return mention.actor
        for k in self.parse.kids(token, "poss"):
            owner = self.at.get(k)
            if (
                owner is not None
                and owner is not mention
                and owner.kind == "reference"
                and owner.actor.country
            ):
                return replace(mention.actor, country=owner.actor.country)
        return mention.actor

    def _stands_alone(self, token: int) -> bool:
        """An adjective that is itself the argument ("the Chinese", "Iran-Israeli")."""
        return self.parse.deps[token] not in {"amod", "compound", "nmod"}

    def _hyphenated(self, token: int, mention: Mention) -> list[Party]:
        """A second mention inside one token, as in "Russian-Turkish"."""
        start, end = self.offset + self.parse.starts[token], self.offset + self.parse.end(token)
        others = [m for m in self.mentions if m is not mention and m.start >= start and m.end <= end]
        return [Party(m.actor, token, "named") for m in others]

    def _partitive(self, token: int, depth: int) -> list[Party]:
        examples = self._examples(token, depth)
        if examples:
            return examples
        lemma = self.parse.lemmas[token]
        if lemma not in _PARTITIVE and self.parse.tags[token] != "CD":
            return []
        out: list[Party] = []
        for prep in self.parse.kids(token, "prep"):
            if self.parse.lower[prep] in {"of", "from"}:
                for o in self.parse.kids(prep, "pobj"):
                    out += [replace(p, how="part") for p in self._gather(o, True, False, depth + 1)]
        return out

    def _examples(self, token: int, depth: int) -> list[Party]:
        """Those named stand for the group: "states like A and B", "allies such as C"."""
        out: list[Party] = []
        for prep in self.parse.kids(token, "prep"):
            if self._introduces_examples(prep):
                for o in self.parse.kids(prep, "pobj"):
                    out += [replace(p, how="part") for p in self._gather(o, False, False, depth + 1)]
        return out

    def _introduces_examples(self, prep: int) -> bool:
        word = self.parse.lower[prep]
        if word == "as":
            return any(self.parse.lower[k] == "such" for k in self.parse.kids(prep))
        return word in {"like", "including"}

    def _apposed(self, token: int) -> list[Party]:
        return [p for k in self.parse.kids(token, "appos") for p in self._named(k)]

    def owners(self, token: int, *, skip_of: bool = False) -> list[Party]:
        """The actors whose the thing at `token` is: possessive, adjective, compound, or "of" phrase."""
        out: list[Party] = []
        for k in self.parse.kids(token, "poss", "amod", "compound", "nmod", "nummod", "npadvmod"):
            out += self._owner(k)
        if not out and not skip_of:
            for prep in self.parse.kids(token, "prep"):
                if self.parse.lower[prep] == "of":
                    for o in self.parse.kids(prep, "pobj"):
                        out += [replace(p, how="owner") for p in self._gather(o, False, False, 3)]
        return out

    def _owner(self, token: int) -> list[Party]:
        mention = self.at.get(token)
        if mention is not None:
            found = [Party(mention.actor, token, "owner")]
            found += [replace(p, how="owner") for p in self._hyphenated(token, mention)]
            inner = (
                k for k in self.parse.kids(token, "nmod", "compound", "amod") if self.at.get(k) is not mention
            )
            found = [q for k in inner for q in self._owner(k)] + found
        else:
            found = [q for k in self.parse.kids(token, *_OWNING) for q in self._owner(k)]
        for k in self.parse.kids(token, "conj"):
            found += self._owner(k)
        return found


def _unique(parties: Iterable[Party]) -> list[Party]:
    seen: set[str] = set()
    out = []
    for party in parties:
        if party.actor.id not in seen:
            seen.add(party.actor.id)
            out.append(party)
    return out
