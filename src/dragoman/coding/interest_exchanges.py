"""What stands behind "in exchange for" and "in return for": the other side of what is told before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.coding.interest_reading import InterestDraft
from dragoman.coding.interest_things import Thing, clause_things, noun_things, object_things
from dragoman.coding.parties import Scene
from dragoman.coding.resources import Resources
from dragoman.records import Stance

_EXCHANGE = frozenset({"exchange", "return"})
_OTHER_SIDE: Mapping[Stance, Stance] = {"seeks": "offers", "offers": "seeks", "holds": "seeks"}
RULE = "in-exchange-for"


def exchanges(scene: Scene, resources: Resources, drafts: Sequence[InterestDraft]) -> list[InterestDraft]:
    """Who seeks a thing in exchange for another offers that other, and the other way about."""
    parse = scene.parse
    out: list[InterestDraft] = []
    for i, lemma in enumerate(parse.lemmas):
        if lemma not in _EXCHANGE or not i or parse.lower[i - 1] != "in":
            continue
        before = [d for d in drafts if d.start < parse.starts[i] and d.token < i and d.stance in _OTHER_SIDE]
        given = [k for prep in parse.kids(i, "prep") for k in parse.kids(prep, "pobj", "pcomp")]
        for draft in _last(before) if before else []:
            out += [_returned(scene, draft, t) for k in given for t in _given(scene, resources, k)]
    return out


def _returned(scene: Scene, draft: InterestDraft, thing: Thing) -> InterestDraft:
    return replace(
        draft,
        stance=_OTHER_SIDE[draft.stance],
        class_=thing.class_,
        text=scene.parse.text[thing.start : thing.end],
        start=thing.start,
        end=thing.end,
        rule=RULE,
    )


def _given(scene: Scene, resources: Resources, token: int) -> list[Thing]:
    if not scene.parse.tags[token].startswith("VB"):
        return noun_things(scene, resources, token)
    passing = resources.giving | resources.gaining
    handed = object_things(scene, resources, token) if scene.parse.lemmas[token] in passing else []
    return handed or clause_things(scene, resources, token)


def _last(drafts: Sequence[InterestDraft]) -> list[InterestDraft]:
    """The drafts of the trigger nearest before, one an actor."""
    token = max(d.token for d in drafts)
    return list({d.actor.id: d for d in drafts if d.token == token}.values())
