"""Where an act happens, and which country a party without one belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.lexicon import RECIPROCAL
from dragoman.coding.parties import Party, Scene
from dragoman.coding.predicates import Draft, TargetPolicy
from dragoman.records import Actor, Mention, Place


@dataclass(frozen=True, slots=True)
class Ground:
    """The country that a document is mostly about, for parties that nothing nearer places."""

    country: str | None

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Ground:
        """The country named most; None where two are named equally often."""
        counts = Counter(m.actor.country for m in mentions if m.actor.country).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
            return cls(None)
        return cls(counts[0][0])


def place_of(scene: Scene, token: int, policy: TargetPolicy) -> Place | None:
    """The place of the act at `token`: a locative phrase under it, under a governor, or in the sentence."""
    parse = scene.parse
    for node in (token, *parse.ancestors(token)):
        for k in parse.subtree(node):
            if parse.lower[k] in policy.locative and parse.deps[k] == "prep":
                for o in parse.kids(k, "pobj"):
                    place = _place_at(scene, o)
                    if place:
                        return place
    return None


def _place_at(scene: Scene, token: int) -> Place | None:
    mention = scene.at.get(token)
    named = [scene.at[k] for k in scene.parse.subtree(token) if k in scene.at]
    for m in ([mention] if mention else []) + named:
        if m.kind in {"place", "country"} and m.actor.country:
            return Place(m.text, m.actor.country)
    return None


class Grounder:
    """Fills countries and sectors of a draft's parties."""

    def __init__(self, policy: TargetPolicy) -> None:
        self.policy = policy

    def ground(self, draft: Draft, place: Place | None, ground: Ground) -> Draft:
        """The draft with every party's country as far as place, other party or document tell it."""
        home = place.country if place else None
        sources = self._countries(draft.source, home or self._other(draft, draft.target) or ground.country)
        if not sources and home:
            sources = (self._locals(draft, home),)
        with_source = replace(draft, source=sources)
        targets = self._countries(
            draft.target, home or self._foreign(draft, sources) or self._elsewhere(draft, sources, ground)
        )
        if not targets and draft.type in self.policy.placed and place and home:
            actor = Actor(home, place.name, home, None, None, place.name)
            targets = (Party(actor, draft.token, "placed"),)
        apart = self._apart(draft, sources, targets)
        if not apart and len(sources) > 1 and draft.type in RECIPROCAL:
            return replace(with_source, source=sources[:1], target=sources[1:])
        return replace(with_source, target=apart)

    def _locals(self, draft: Draft, home: str) -> Party:
        """The people of a place that protests, or its authorities that arrest."""
        sector = "CVL" if draft.type == "PROTEST" else "COP"
        name = "people" if draft.type == "PROTEST" else "authorities"
        return Party(Actor(f"{home.lower()}-{name}", name, home, sector, None, ""), draft.token, "placed")

    def _elsewhere(self, draft: Draft, sources: Sequence[Party], ground: Ground) -> str | None:
        """The document's country, unless that is the attacker's own state."""
        own = {p.actor.country for p in sources if p.actor.sector in {None, "MIL", "GOV"}}
        return None if draft.type in self.policy.placed and ground.country in own else ground.country

    def _other(self, draft: Draft, parties: Sequence[Party]) -> str | None:
        if draft.type not in self.policy.domestic:
            return None
        return next((p.actor.country for p in parties if p.actor.country and len(p.actor.country) == 3), None)

    def _foreign(self, draft: Draft, sources: Sequence[Party]) -> str | None:
        """For victims of a fight the attacker's own country is no guess; for arrests it is the best."""
        return None if draft.type in self.policy.placed else self._other(draft, sources)

    def _countries(self, parties: Sequence[Party], country: str | None) -> tuple[Party, ...]:
        out = []
        for party in parties:
            if party.actor.country is None and country is not None:
                actor = replace(party.actor, id=f"{country.lower()}-{party.actor.id}", country=country)
                out.append(replace(party, actor=actor, how="grounded"))
            else:
                out.append(party)
        return tuple(out)

    def _apart(self, draft: Draft, sources: Sequence[Party], targets: Sequence[Party]) -> tuple[Party, ...]:
        """Targets that are not the source itself: not the same actor, nor its bare country or its own things."""
        ids = {p.actor.id for p in sources}
        homes = {p.actor.country for p in sources}
        return tuple(
            t
            for t in targets
            if t.actor.id not in ids
            and not (t.actor.country in homes and (t.how in {"owner", "placed"} and self._bare(t.actor)))
            and not (t.actor.country in homes and self._bare(t.actor) and self._all_state(sources))
        )

    def _bare(self, actor: Actor) -> bool:
        return actor.id == actor.country

    def _all_state(self, sources: Sequence[Party]) -> bool:
        return all(p.actor.sector in {None, "GOV", "MIL", "COP", "SPY", "JUD", "LEG"} for p in sources)


def with_sector(draft: Draft, party: Party, policy: TargetPolicy, *, is_source: bool) -> Actor:
    """The party's actor; a bare country that acts is its government, or its forces in an armed act."""
    actor = party.actor
    if actor.sector is not None or actor.id != actor.country:
        return actor
    if draft.type in policy.armed:
        return replace(actor, sector="MIL") if is_source else actor
    mutual = draft.type in {"CONSULT", "AGREE"}
    return replace(actor, sector="GOV") if is_source or mutual else actor
