"""`dragoman align`: how alike states behave, by their votes and alliances, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show
from dragoman.errors import InputError, StoreError, UnknownTermError

if TYPE_CHECKING:
    from dragoman.relations.alignment import Ballots, Portfolios
    from dragoman.relations.alignment.pairs import Points
    from dragoman.store import Store

MODEL = "ideal-points-1"
"""Raised when the model changes, so that points kept in a store are computed anew."""


def align_command(
    states: Annotated[
        list[str] | None, typer.Argument(metavar="STATE...", help="Codes of two states or more: KOR USA.")
    ] = None,
    since: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="The first year.")] = None,
    until: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="The last year.")] = None,
    everyone: Annotated[
        Path | None,
        typer.Option("--all", metavar="FILE", help="All pairs and years, to a .csv or .parquet file."),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="A picture of a pair: .svg, .png or .html.")
    ] = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Agreement, S, kappa, pi, ideal points and alliances of states, side by side, each with its n.

    What a measure means and where it is not defined: docs/alignment.md. Years without data are left out.
    """
    from dragoman.relations.alignment import Ballots
    from dragoman.store import Store
    from dragoman.store.states import asking

    with Store.open(store, read_only=True) as opened:
        ballots = Ballots(**asking.votes(opened))
        wanted = _codes(states or [], opened, ballots) if everyone is None else ()
        mark = f"{MODEL}:{asking.votes_fingerprint(opened)}"
        portfolios = _portfolios(opened, since, until, wanted)
        points = _kept(opened, mark)
    if everyone is not None:
        _write_all(everyone, ballots.only(since=since, until=until), quiet)
        return
    if points is None:
        points = _computed(ballots, store, mark, quiet)
    _answer(wanted, ballots.only(since=since, until=until), points, portfolios, plot, json, quiet)


def _codes(states: Sequence[str], store: Store, ballots: Ballots) -> tuple[str, ...]:
    """The codes asked for. Raises InputError for fewer than two, UnknownTermError for an unknown one."""
    from dragoman.ontology.nearest import nearest_hint
    from dragoman.store.states import asking, load_states

    if not len(ballots) and asking.alliance_years(store) is None:
        raise InputError(
            f"{store.path}: holds neither votes nor alliances",
            hint="Fill it with `dragoman import votes un_votes.csv.gz --roll-calls un_roll_calls.csv.gz`.",
        )
    wanted = tuple(dict.fromkeys(code.strip().upper() for part in states for code in part.split(",") if code))
    if len(wanted) < 2:
        raise InputError("alignment needs two states or more", hint="For example: dragoman align KOR USA.")
    known = load_states().codes | set(ballots.states)
    for code in wanted:
        if code not in known:
            raise UnknownTermError(f"no state has the code {code!r}", hint=nearest_hint(code, known))
    return wanted


def _portfolios(
    store: Store, since: int | None, until: int | None, wanted: Sequence[str]
) -> dict[int, Portfolios]:
    """The portfolios of each year asked for, where alliances are imported and states are asked for."""
    from dragoman.relations.alignment import level, portfolio_similarity
    from dragoman.store.states import asking, load_states

    span = asking.alliance_years(store) if wanted else None
    if span is None:
        return {}
    first, last = max(since or span[0], span[0]), min(until or span[1], span[1])
    by_year: dict[int, list[tuple[str, str, int]]] = {year: [] for year in range(first, last + 1)}
    for year, a, b, *pledges in asking.alliances(store, first, last):
        by_year[year].append((a, b, level(*pledges)))
    codes = load_states()
    return {year: portfolio_similarity(codes.system(year), ties) for year, ties in by_year.items()}


def _kept(store: Store, mark: str) -> Points | None:
    from dragoman.store.states.keeping import kept_ideal_points

    rows = kept_ideal_points(store, mark)
    return None if rows is None else {(state, year): (at, sd) for state, year, _, at, sd in rows}


def _computed(ballots: Ballots, path: Path, mark: str, quiet: bool) -> Points:
    """Ideal points of all states, kept in the store for the next time where it can be written."""
    from dragoman.relations.alignment import ideal_points
    from dragoman.store import Store
    from dragoman.store.states.keeping import keep_ideal_points

    if not len(ballots):
        return {}
    say(
        f"computing the ideal points of {len(ballots.states)} states from {len(ballots):,} votes, once", quiet
    )
    found = ideal_points(ballots)
    if not found.settled:
        say(f"the ideal points still move after {found.rounds} rounds: take them as near", quiet)
    try:
        with Store.open(path) as opened:
            keep_ideal_points(opened, mark, found.rows())
    except StoreError as error:
        say(f"not kept for the next time: {error.message}", quiet)
    return {(state, year): (at, sd) for state, year, _, at, sd in found.rows()}


def _write_all(path: Path, ballots: Ballots, quiet: bool) -> None:
    """All pairs as a table."""
    import numpy as np

    from dragoman.relations.alignment import similarity
    from dragoman.store.states.exporting import write_columns

    found = similarity(ballots)
    names = np.array(found.states or [""], object)
    columns = {"year": found.year, "a": names[found.a], "b": names[found.b], "n": found.n, **found.values}
    rows = write_columns(path, columns)
    say(f"wrote {path}: {rows:,} pairs and years from {len(ballots):,} votes", quiet)


def _answer(
    wanted: Sequence[str],
    ballots: Ballots,
    points: Points,
    portfolios: dict[int, Portfolios],
    plot: Path | None,
    json: bool,
    quiet: bool,
) -> None:
    """The answer as JSON or a table, and the picture."""
    from dragoman.cli.alignment_table import table
    from dragoman.relations.alignment import align

    years = align(ballots, wanted, points, portfolios)
    if not years:
        say(f"no year in which {' and '.join(wanted)} have votes or alliances in common", quiet)
    if plot is not None:
        _draw(plot, years, wanted, quiet)
    if json:
        show({"states": list(wanted), "years": years})
    else:
        print("\n".join(table(years, wanted)))


def _draw(path: Path, years: list[dict[str, Any]], wanted: Sequence[str], quiet: bool) -> None:
    """The picture of a pair. Raises InputError for more states than two, or without years."""
    from dragoman.charts.alignment import alignment_chart
    from dragoman.charts.saving import save_chart

    if len(wanted) != 2:
        raise InputError("a picture shows two states", hint="Leave --plot out, or name two states.")
    chart = alignment_chart(years, *wanted)
    if chart is None:
        raise InputError(f"nothing to draw for {' and '.join(wanted)}", hint="Take other years.")
    votes = sum((one["votes"] or {"n": 0})["n"] for one in years)
    title = f"{wanted[0]} and {wanted[1]}, {years[0]['year']} to {years[-1]['year']}"
    save_chart(chart, path, title, f"{votes:,} common votes in the General Assembly in {len(years)} years.")
    say(f"wrote {path}", quiet)
