"""Who arms a state, is allied with it, sanctions it, votes with it, and how strong it is; each with its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LEAST_VOTES = 20
"""Common roll calls from which on two states' votes are compared."""


@dataclass(frozen=True, slots=True)
class Share:
    """One partner: a value and its share (0 to 1) of the whole."""

    who: str
    value: float
    share: float


@dataclass(frozen=True)
class Known:
    """What imported data say of a state up to a day; a part is None where its data are not imported.

    `arms_span` is the first and last year of the sums in `suppliers` and `recipients` (partner, trend-indicator value
    in millions); `allies` (partner, strongest pledge) and `votes` (partner, roll calls, S squared, -1 to 1) hold for
    one year; `sanctions_on` and `sanctions_by` (partner, since, whether no end is known) for `day`; `power` is each
    state's share of the world's capabilities; `disputes` are partner, number, last year, highest hostility.
    """

    state: str
    day: str
    arms_span: tuple[int, int] | None = None
    suppliers: Sequence[tuple[str, float]] = ()
    recipients: Sequence[tuple[str, float]] = ()
    allies_year: int | None = None
    allies: Sequence[tuple[str, str]] = ()
    sanctions_until: str | None = None
    sanctions_on: Sequence[tuple[str, str, bool]] = ()
    sanctions_by: Sequence[tuple[str, str, bool]] = ()
    votes_year: int | None = None
    votes: Sequence[tuple[str, int, float]] = ()
    power_year: int | None = None
    power: Mapping[str, float] = field(default_factory=dict)
    neighbours: Sequence[str] = ()
    disputes: Sequence[tuple[str, int, int, int]] = ()


@dataclass(frozen=True)
class Exposure:
    """A state's partners by kind; `concentration` is the Herfindahl index of its suppliers (0 to 1), None without any.

    `rank` is the place by capabilities, 1 the strongest.
    """

    known: Known
    suppliers: tuple[Share, ...]
    recipients: tuple[Share, ...]
    concentration: float | None
    power: float | None
    rank: int | None
    nearest_votes: tuple[tuple[str, int, float], ...]
    farthest_votes: tuple[tuple[str, int, float], ...]


def exposure(known: Known, most: int = 5, least_votes: int = LEAST_VOTES) -> Exposure:
    """What a state rests on. Votes count with partners of `least_votes` common roll calls or more, `most` on each end."""
    suppliers, recipients = _shares(known.suppliers), _shares(known.recipients)
    order = sorted(known.power.items(), key=lambda item: (-item[1], item[0]))
    votes = sorted((v for v in known.votes if v[1] >= least_votes), key=lambda v: (-v[2], v[0]))
    return Exposure(
        known,
        suppliers,
        recipients,
        sum(s.share**2 for s in suppliers) if suppliers else None,
        known.power.get(known.state),
        next((place for place, (who, _) in enumerate(order, 1) if who == known.state), None),
        tuple(votes[:most]),
        tuple(reversed(votes[-most:])) if len(votes) > most else (),
    )


def _shares(rows: Sequence[tuple[str, float]]) -> tuple[Share, ...]:
    whole = sum(value for _, value in rows)
    return tuple(Share(who, value, value / whole) for who, value in rows) if whole else ()
