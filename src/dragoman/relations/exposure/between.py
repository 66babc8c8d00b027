"""What two states have in each other, and so what each stands to lose."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.relations.exposure.state import Exposure


@dataclass(frozen=True, slots=True)
class Loss:
    """What `who` has in the other: `what` in a word, its value and share where it has them, and as of when."""

    who: str
    what: str
    value: float | None
    share: float | None
    as_of: str


@dataclass(frozen=True)
class Between:
    """Both sides' losses; the ratio of capabilities (a over b), agreement of votes, disputes and sanctions between."""

    a: Exposure
    b: Exposure
    losses: tuple[Loss, ...]
    pledge: str | None
    votes: tuple[int, float] | None
    power_ratio: float | None
    contiguous: bool
    disputes: tuple[int, int, int] | None
    a_sanctions_b: tuple[str, ...]
    b_sanctions_a: tuple[str, ...]
    common_suppliers: tuple[str, ...]
    common_allies: tuple[str, ...]


def between(a: Exposure, b: Exposure) -> Between:
    """What binds and what divides two states, from the exposure of each."""
    one, other = a.known.state, b.known.state
    pledge = dict(a.known.allies).get(other)
    losses = [*_losses(a, other), *_losses(b, one)]
    if pledge:
        losses += [
            Loss(who, f"a pledge: {pledge}", None, None, str(a.known.allies_year)) for who in (one, other)
        ]
    ratio = a.power / b.power if a.power and b.power else None
    suppliers = {s.who for s in a.suppliers} & {s.who for s in b.suppliers}
    return Between(
        a, b, tuple(losses), pledge,
        next(((n, s) for who, n, s in a.known.votes if who == other), None), ratio,
        other in a.known.neighbours,
        next(((n, y, h) for who, n, y, h in a.known.disputes if who == other), None),
        tuple(since for who, since, _ in b.known.sanctions_on if who == one),
        tuple(since for who, since, _ in a.known.sanctions_on if who == other),
        tuple(sorted(suppliers)),
        tuple(sorted({w for w, _ in a.known.allies} & {w for w, _ in b.known.allies})),
    )  # fmt: skip


def _losses(side: Exposure, other: str) -> list[Loss]:
    span = side.known.arms_span
    when = "" if span is None else f"{span[0]}–{span[1]}"
    out = []
    for what, shares in (("arms received", side.suppliers), ("arms sold", side.recipients)):
        out += [Loss(side.known.state, what, s.value, s.share, when) for s in shares if s.who == other]
    return out
