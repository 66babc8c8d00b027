"""`dragoman exposure`: what a state rests on, and what two states stand to lose in each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show
from dragoman.cli.dyadic import Plot, last_day, states
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.relations.exposure import Between, Exposure, Known
    from dragoman.store import Store

_SHOWN = 6
_MISSING = "not imported"


def exposure_command(
    who: Annotated[list[str], typer.Argument(metavar="STATE [OTHER]", help="One state, or two.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="What was known on that day; today without it."),
    ] = None,
    years: Annotated[
        int, typer.Option("--years", metavar="N", min=1, help="Arms and disputes of so many years.")
    ] = 10,
    plot: Plot = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Who arms a state, is allied with it, sanctions it and votes with it; of two states, what each has in the other.

    Each figure has the year of its data; data that are not imported are named: docs/exposure.md.
    """
    from dragoman.relations.exposure import between, exposure
    from dragoman.store import Store

    wanted = states(who)
    if len(wanted) not in (1, 2):
        raise InputError("exposure takes one state or two", hint="For example: dragoman exposure IND RUS.")
    day = last_day(as_of) or datetime.now(UTC).date().isoformat()
    with Store.open(store, read_only=True) as opened:
        found = [exposure(known(opened, state, day, years)) for state in wanted]
    if all(_empty(one.known) for one in found):
        raise InputError(
            f"{store}: no data on {' or '.join(wanted)} up to {day}",
            hint="Import some: dragoman import transfers FILE (and alliances, sanctions, votes, capabilities).",
        )
    if plot is not None:
        _draw(plot, found[0], quiet)
    if len(found) == 1:
        answer, lines = state_object(found[0]), _lines(found[0])
    else:
        both = between(*found)
        answer, lines = between_object(both), _between_lines(both)
    if json:
        show(answer)
    else:
        print("\n".join(lines))


def known(store: Store, state: str, day: str, years: int) -> Known:
    """What a store's imported data say of a state up to a day."""
    from dragoman.relations.exposure import Known
    from dragoman.store.states import asking, standing

    year = int(day[:4])
    arms = standing.last_year(store, "transfers", year)
    power = standing.last_year(store, "capabilities", year)
    allies = standing.last_year(store, "alliances", year)
    span = None if arms is None else (arms - years + 1, arms)
    votes_year, votes = _votes(store, state, year)
    pledges: list[tuple[str, str]] = []
    if allies is not None:
        words = ("defence", "neutrality or nonaggression", "consultation or offence")
        for _, a, b, *given in asking.alliances(store, allies, allies):
            if state in (a, b) and any(given):
                pledges.append(
                    (b if a == state else a, next(w for w, on in zip(words, given, strict=True) if on))
                )
    return Known(
        state, day, span,
        [] if span is None else standing.transfers(store, "recipient", state, *span),
        [] if span is None else standing.transfers(store, "supplier", state, *span),
        allies, sorted(pledges), standing.sanctions_known_until(store),
        standing.sanctions(store, "target", state, day), standing.sanctions(store, "sender", state, day),
        votes_year, votes, power, {} if power is None else standing.capabilities(store, power),
        standing.neighbours(store, state, day), standing.disputes(store, state, year - years + 1, year),
    )  # fmt: skip


def _votes(store: Store, state: str, year: int) -> tuple[int | None, list[tuple[str, int, float]]]:
    """The last year in which a state cast enough votes to compare, and S (squared) with every other."""
    import numpy as np

    from dragoman.relations.alignment import Ballots, similarity
    from dragoman.relations.exposure import LEAST_VOTES
    from dragoman.store.states import asking

    ballots = Ballots(**asking.votes(store))
    if not len(ballots) or state not in ballots.states:
        return None, []
    at = ballots.states.index(state)
    mine = ballots.year[(ballots.state == at) & (ballots.year <= year)]
    years, cast = np.unique(mine, return_counts=True)
    if not (cast >= LEAST_VOTES).any():
        return None, []
    last = int(years[cast >= LEAST_VOTES].max())
    found = similarity(ballots.only(since=last, until=last))
    out = []
    for a, b, n, s in zip(found.a, found.b, found.n, found.values["s_sq"], strict=True):
        pair = found.states[int(a)], found.states[int(b)]
        if state in pair:
            out.append((pair[0] if pair[1] == state else pair[1], int(n), float(s)))
    return last, out


def _empty(found: Known) -> bool:
    return not (
        found.suppliers or found.recipients or found.allies or found.sanctions_on or found.sanctions_by
        or found.votes or found.state in found.power or found.disputes or found.neighbours
    )  # fmt: skip


def state_object(found: Exposure) -> dict[str, Any]:
    """The JSON object of one state."""
    k = found.known
    shares = [
        [{"who": s.who, "tiv": round(s.value, 1), "share": round(s.share, 4)} for s in side]
        for side in (found.suppliers, found.recipients)
    ]
    votes = [
        [{"who": w, "n": n, "s_sq": round(s, 4)} for w, n, s in side]
        for side in (found.nearest_votes, found.farthest_votes)
    ]
    return {
        "state": k.state,
        "as_of": k.day,
        "arms": None if k.arms_span is None else {
            "from": k.arms_span[0], "to": k.arms_span[1], "suppliers": shares[0], "recipients": shares[1],
            "concentration": None if found.concentration is None else round(found.concentration, 4),
        },
        "allies": None if k.allies_year is None else {
            "year": k.allies_year, "pledges": [{"who": w, "pledge": p} for w, p in k.allies],
        },
        "sanctions": None if k.sanctions_until is None else {
            "known_until": k.sanctions_until,
            "against_it": [{"who": w, "since": s, "end_known": not o} for w, s, o in k.sanctions_on],
            "by_it": [{"who": w, "since": s, "end_known": not o} for w, s, o in k.sanctions_by],
        },
        "votes": None if k.votes_year is None else {"year": k.votes_year, "nearest": votes[0], "farthest": votes[1]},
        "power": None if found.power is None else {
            "year": k.power_year, "cinc": round(found.power, 6), "rank": found.rank, "of": len(k.power),
        },
        "neighbours": list(k.neighbours),
        "disputes": [{"who": w, "n": n, "last": y, "hostility": h} for w, n, y, h in k.disputes],
        "food": None,
        "missing": _missing(k),
    }  # fmt: skip


def between_object(found: Between) -> dict[str, Any]:
    """The JSON object of two states."""
    return {
        "a": found.a.known.state,
        "b": found.b.known.state,
        "as_of": found.a.known.day,
        "losses": [
            {
                "who": x.who, "what": x.what, "value": None if x.value is None else round(x.value, 1),
                "share": None if x.share is None else round(x.share, 4), "as_of": x.as_of,
            }
            for x in found.losses
        ],
        "pledge": found.pledge,
        "votes": None if found.votes is None else {
            "year": found.a.known.votes_year, "n": found.votes[0], "s_sq": round(found.votes[1], 4),
        },
        "power_ratio": None if found.power_ratio is None else round(found.power_ratio, 4),
        "contiguous": found.contiguous,
        "disputes": None if found.disputes is None else dict(zip(("n", "last", "hostility"), found.disputes, strict=True)),
        "a_sanctions_b": list(found.a_sanctions_b),
        "b_sanctions_a": list(found.b_sanctions_a),
        "common_suppliers": list(found.common_suppliers),
        "common_allies": list(found.common_allies),
        "states": [state_object(found.a), state_object(found.b)],
        "missing": _missing(found.a.known),
    }  # fmt: skip


def _missing(k: Known) -> list[str]:
    """The data that are not imported, and those that no importer has yet."""
    have = {
        "transfers": k.arms_span, "alliances": k.allies_year, "sanctions": k.sanctions_until,
        "votes": k.votes_year, "capabilities": k.power_year,
    }  # fmt: skip
    return [name for name, value in have.items() if value is None] + ["trade in food and energy"]


def _lines(found: Exposure) -> list[str]:
    k = found.known
    lines = [f"{k.state}, as of {k.day}"]
    if k.arms_span is not None:
        span = f"{k.arms_span[0]}–{k.arms_span[1]}"
        spread = "" if found.concentration is None else f"; concentration {found.concentration:.2f}"
        lines.append(
            f"arms from ({span}, trend-indicator value in millions{spread}): {_shares(found.suppliers)}"
        )
        lines.append(f"arms to ({span}): {_shares(found.recipients)}")
    if k.allies_year is not None:
        lines.append(f"allies ({k.allies_year}): {_some([f'{w} ({p})' for w, p in k.allies])}")
    if k.sanctions_until is not None:
        lines.append(f"sanctioned by ({_day(k)}): {_some([_sanction(x) for x in k.sanctions_on])}")
        lines.append(f"sanctions ({_day(k)}): {_some([_sanction(x) for x in k.sanctions_by])}")
    if k.votes_year is not None:
        lines.append(f"votes with ({k.votes_year}, S squared): {_votes_of(found.nearest_votes)}")
        lines.append(f"votes against: {_votes_of(found.farthest_votes)}")
    if found.power is not None:
        lines.append(
            f"capabilities ({k.power_year}): {found.power:.4f} of the world's, rank {found.rank} of {len(k.power)}"
        )
    if k.neighbours:
        lines.append(f"land borders: {', '.join(k.neighbours)}")
    if k.disputes:
        lines.append(f"militarised disputes: {_some([f'{w} {n} (last {y})' for w, n, y, _ in k.disputes])}")
    return [*lines, f"{_MISSING}: {', '.join(_missing(k))}"]


def _between_lines(found: Between) -> list[str]:
    a, b = found.a.known, found.b.known
    lines = [f"{a.state} and {b.state}, as of {a.day}"]
    for loss in found.losses:
        told = (
            "" if loss.share is None else f": {loss.value:,.0f}, {loss.share:.0%} of its own ({loss.as_of})"
        )
        other = b.state if loss.who == a.state else a.state
        way = "from" if loss.what == "arms received" else "to" if loss.what == "arms sold" else "with"
        lines.append(f"{loss.who} has {loss.what} {way} {other}{told or f' ({loss.as_of})'}")
    if not found.losses:
        lines.append("no arms between them and no pledge, as far as is imported")
    if found.votes is not None:
        lines.append(
            f"votes ({a.votes_year}): S squared {found.votes[1]:+.2f} over {found.votes[0]} roll calls"
        )
    if found.power_ratio is not None:
        lines.append(
            f"capabilities: {a.state} has {found.power_ratio:.2f} times those of {b.state} ({a.power_year})"
        )
    lines.append(f"land border: {'yes' if found.contiguous else 'none known'}")
    if found.disputes:
        lines.append(f"militarised disputes: {found.disputes[0]}, the last in {found.disputes[1]}")
    for by, on, begun in ((a, b, found.a_sanctions_b), (b, a, found.b_sanctions_a)):
        if begun:
            lines.append(f"{by.state} sanctions {on.state} since {', '.join(begun)}")
    if found.common_suppliers:
        lines.append(f"armed by the same: {_some(list(found.common_suppliers))}")
    if found.common_allies:
        lines.append(f"allied with the same: {_some(list(found.common_allies))}")
    return [*lines, f"{_MISSING}: {', '.join(_missing(a))}"]


def _shares(side: Any) -> str:
    return _some([f"{s.who} {s.value:,.0f} ({s.share:.0%})" for s in side])


def _votes_of(side: Any) -> str:
    return _some([f"{w} {s:+.2f}" for w, _, s in side])


def _sanction(row: tuple[str, str, bool]) -> str:
    who, since, unended = row
    return f"{who} since {since}{', no end known' if unended else ''}"


def _day(k: Known) -> str:
    return (
        k.day if k.sanctions_until is None or k.day <= k.sanctions_until else f"data to {k.sanctions_until}"
    )


def _some(parts: list[str]) -> str:
    if not parts:
        return "none known"
    left = len(parts) - _SHOWN
    return ", ".join(parts[:_SHOWN]) + (f" and {left} more" if left > 0 else "")


def _draw(path: Path, found: Exposure, quiet: bool) -> None:
    from dragoman.charts.exposure import exposure_chart
    from dragoman.charts.saving import save_chart

    chart = exposure_chart(state_object(found))
    if chart is None:
        raise InputError(
            f"no arms of {found.known.state} to draw", hint="Import them: dragoman import transfers FILE."
        )
    title = f"Who arms {found.known.state}, and whom it arms"
    save_chart(chart, path, title, f"As of {found.known.day}; trend-indicator values in millions.")
    say(f"wrote {path}", quiet)
