"""What each side wants and has, and where two sides' interests answer each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.brief.acts import Key
from dragoman.brief.findings import Barter, Exchange, Stake
from dragoman.brief.names import Names
from dragoman.brief.tails import around
from dragoman.brief.wording import Wording
from dragoman.records import Coded, Interest

WANTS = ("seeks", "lacks")
HAS = ("holds", "offers")
_VAGUE = frozenset({"other", "unknown", "none", ""})


def find_stakes(coded: Sequence[Coded], names: Names, about: Iterable[str] = ()) -> tuple[Stake, ...]:
    """Interests by side, the same thing told twice merged; in the text's order."""
    wanted = frozenset(about)
    found: dict[tuple[str, str, str], Stake] = {}
    for item in coded:
        for interest in item.interests:
            side = interest.actor.country or interest.actor.id
            if wanted and side not in wanted:
                continue
            key = (side, interest.stance, re.sub(r"\W+", " ", interest.what.text.lower()).strip())
            known = found.get(key)
            keys = (*(known.keys if known else ()), (item.document.id, interest.evidence.sentence))
            found[key] = _stake(interest, side, names, tuple(dict.fromkeys(keys)))
    return tuple(found.values())


def _stake(interest: Interest, side: str, names: Names, keys: tuple[Key, ...]) -> Stake:
    return Stake(
        side,
        names.actor(interest.actor),
        interest.stance,
        interest.what.class_,
        interest.what.text.strip(" ,;."),
        interest.modality,
        keys,
    )


def fits(a: str, b: str, wording: Wording) -> bool:
    """Whether two resource classes answer each other."""
    never = wording.fits.get("never", frozenset())
    if a in _VAGUE | never or b in _VAGUE | never:
        return False
    return a == b or any(a in group and b in group for group in wording.fits.values())


def find_exchanges(
    stakes: Sequence[Stake], barters: Sequence[Barter], wording: Wording
) -> tuple[Exchange, ...]:
    """One side wants what another has; with the way back where there is one. Two-way ones first."""
    found: dict[tuple[str, str, str], Exchange] = {}
    for wants in (s for s in stakes if s.stance in WANTS):
        for has in (s for s in stakes if s.stance in HAS and s.side != wants.side):
            key = (wants.side, has.side, has.class_)
            if key in found or not fits(wants.class_, has.class_, wording):
                continue
            found[key] = _exchange(wants, has, stakes, barters, wording)
    ordered = sorted(found.values(), key=lambda e: (e.barter is None, e.back_wants is None, e.keys))
    return tuple(_without_mirrors(ordered))


def _exchange(
    wants: Stake, has: Stake, stakes: Sequence[Stake], barters: Sequence[Barter], wording: Wording
) -> Exchange:
    back = [s for s in stakes if s.side == has.side and s.stance in WANTS]
    gives = [s for s in stakes if s.side == wants.side and s.stance in HAS]
    pair = next(((w, g) for w in back for g in gives if fits(w.class_, g.class_, wording)), None)
    back_wants = pair[0] if pair else next((w for w in back if w.stance == "seeks"), None)
    back_has = pair[1] if pair else None
    parts = [s for s in (wants, has, back_wants, back_has) if s is not None]
    keys = tuple(sorted({k for s in parts for k in s.keys}))
    said = next(
        (b for b in barters if {wants.side, has.side} <= set(b.sides) or set(b.keys) & set(keys)), None
    )
    return Exchange(wants, has, back_wants, back_has, said, keys)


def _without_mirrors(ordered: Sequence[Exchange]) -> Iterable[Exchange]:
    seen: set[tuple[Stake, Stake]] = set()
    for exchange in ordered:
        if exchange.back_wants and exchange.back_has and (exchange.back_wants, exchange.back_has) in seen:
            continue
        seen.add((exchange.wants, exchange.has))
        yield exchange


def find_barters(coded: Sequence[Coded], names: Names, about: Iterable[str] = ()) -> tuple[Barter, ...]:
    """Sentences in which the text itself sets one thing against another (`in exchange for`)."""
    wanted = frozenset(about)
    cues = re.compile(r"\b(?:" + "|".join(map(re.escape, names.wording.exchange_cues)) + r")\b", re.I)
    found = []
    for item in coded:
        for sentence in item.sentences:
            match = cues.search(sentence.text)
            if match is None:
                continue
            inside = {m.actor.country for m in item.mentions if sentence.start <= m.start < sentence.end}
            sides = tuple(sorted(c for c in inside if c))
            if wanted and not wanted & inside:
                continue
            quote = around(sentence.text, match.start(), match.end(), names.wording, across=True)
            found.append(Barter(quote, sides, ((item.document.id, sentence.index),)))
    return tuple(found)
