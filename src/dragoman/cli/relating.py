"""`dragoman relations`: how two states stand, since when, and what marks the turns."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from dragoman.cli.common import DEFAULT_STORE, AsJson, Quiet, StorePath, say, show
from dragoman.cli.dyadic import (
    Modalities,
    Origins,
    Per,
    Plot,
    Since,
    Until,
    dyadic,
    states,
    which,
)
from dragoman.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.relations.periods import By
    from dragoman.relations.series import Gap, Series, Turn
    from dragoman.store.dyads import DyadTable, Which

_MARKS = 5


def relations_command(
    pair: Annotated[list[str], typer.Argument(metavar="A B", help="Codes of two states: RUS PRK.")],
    since: Since = None,
    until: Until = None,
    by: Per = "month",
    directed: Annotated[
        bool, typer.Option("--directed", help="Only what the first does to the second.")
    ] = False,
    types: Annotated[
        str, typer.Option("--types", metavar="LIST", help="Only acts of these types, by commas.")
    ] = "",
    modality: Modalities = "actual",
    origin: Origins = "",
    plot: Plot = None,
    store: StorePath = DEFAULT_STORE,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """How two states stand and since when: acts by period beside coverage, turns with their evidence, gaps.

    How turns and gaps are found, and what they do not show: docs/series.md.
    """
    wanted = states(pair)
    if len(wanted) != 2:
        raise InputError("a relation has two states", hint="For example: dragoman relations RUS PRK.")
    told = Told.of(store, wanted, which(since, until, modality, origin), by, directed, types)
    answer = told.answer(modality)
    if plot is not None:
        _draw(plot, told, answer, quiet)
    if json:
        show(answer)
    else:
        print("\n".join(_lines(answer)))


@dataclass(frozen=True)
class Told:
    """A dyad's acts and what is read from them."""

    states: tuple[str, str]
    directed: bool
    table: DyadTable
    series: Series
    turns: tuple[Turn, ...]
    gaps: tuple[Gap, ...]

    @classmethod
    def of(
        cls, path: Path, wanted: tuple[str, ...], which_: Which, by: str, directed: bool, types: str
    ) -> Told:
        """Read a store. Raises InputError where the two have no act as asked for."""
        import numpy as np

        from dragoman.relations.periods import periods
        from dragoman.relations.series import gaps, series, turns

        a, b = wanted
        every = dyadic(path, which_)
        mine = ((every.source == a) & (every.target == b)) | (
            (every.source == b) & (every.target == a) & (not directed)
        )
        chosen = [word.strip().upper() for word in types.split(",") if word.strip()]
        if chosen:
            mine &= np.isin(every.type.astype(str), chosen)
        if not mine.any():
            raise InputError(
                f"{path}: no act {'of' if directed else 'between'} {a} {'to' if directed else 'and'} {b} as asked for",
                hint="Take another span, or fill the store with `dragoman code` or `dragoman import`.",
            )
        table = every.only(mine)
        # coverage counts what the same sources tell, from the first day on that they tell anything
        read = every.date[np.isin(every.origin.astype(str), np.unique(table.origin.astype(str)))]
        span = periods(which_.since or read[0], which_.until or read[-1], cast("By", by))
        found = series(span, table.date, table.quad, table.intensity, read)
        holes = gaps(found)
        return cls((a, b), directed, table, found, turns(found.conflict, holes), holes)

    def answer(self, modality: str) -> dict[str, Any]:
        """The JSON object of `dragoman relations`."""
        found, label = self.series, self.series.periods.label
        return {
            "a": self.states[0],
            "b": self.states[1],
            "directed": self.directed,
            "by": found.periods.by,
            "modality": modality,
            "basis": self.basis(modality),
            "now": self._now(),
            "turns": [self._turn(turn) for turn in self.turns],
            "gaps": [
                {
                    "from": label[g.first], "to": label[g.last], "n": round(g.n, 2), "around": round(g.around, 2),
                    "told": "acts of every kind fall away and come back: coverage, not the relation",
                }
                for g in self.gaps
            ],
            "series": [self._period(k) for k in range(len(label))],
        }  # fmt: skip

    def basis(self, modality: str) -> str:
        """What the numbers rest on."""
        table, found = self.table, self.series
        origins = ", ".join(sorted(set(table.origin.tolist())))
        return (
            f"{len(table):,} acts ({modality}; {origins}) from {table.date[0]} to {table.date[-1]}, "
            f"of {int(found.read.sum()):,} read"
        )

    def _now(self) -> dict[str, Any]:
        """The time since the last turn that is no gap's edge, against the segment before it."""
        label = self.series.periods.label
        real = [turn.at for turn in self.turns if not turn.gap]
        edges = [0, *real, len(label)]
        last = slice(edges[-2], edges[-1])
        before = slice(edges[-3], edges[-2]) if real else None
        return {
            "since": label[edges[-2]],
            "until": label[-1],
            **self._level(last),
            "before": None if before is None else {"since": label[before.start], **self._level(before)},
        }

    def _level(self, part: slice) -> dict[str, Any]:
        found = self.series
        n, good, bad = (int(x[part].sum()) for x in (found.n, found.cooperation, found.conflict))
        weighed, size = int(found.weighed[part].sum()), part.stop - part.start
        read = int(found.read[part].sum())
        return {
            "n": n,
            "a_period": round(n / size, 3),
            "cooperation": good,
            "conflict": bad,
            "conflict_a_period": round(bad / size, 3),
            "conflict_share": round(bad / (good + bad), 4) if good + bad else None,
            "intensity": round(float(found.intensity[part].sum()) / weighed, 4) if weighed else None,
            "share_of_read": round(n / read, 5) if read else None,
        }

    def _turn(self, turn: Turn) -> dict[str, Any]:
        span = self.series.periods
        return {
            "period": span.label[turn.at],
            "measure": "conflict",
            "direction": "rise" if turn.rises else "fall",
            "before": round(turn.before, 3),
            "after": round(turn.after, 3),
            "support": turn.support,
            "coverage": turn.gap,
            "acts": [self._act(int(k)) for k in self._marks(turn)[:_MARKS]],
        }

    def _marks(self, turn: Turn) -> NDArray[Any]:
        import numpy as np

        from dragoman.relations.series import marking

        table, span = self.table, self.series.periods
        conflict = (table.quad == 3) | (table.quad == 4)
        strength = -np.nan_to_num(table.intensity)
        return marking(turn, table.date, conflict, span.start[turn.at], span.end[turn.at], strength)

    def _act(self, k: int) -> dict[str, Any]:
        t = self.table
        return {
            "date": str(t.date[k]), "source": t.source[k], "target": t.target[k], "type": t.type[k],
            "intensity": None if isnan(t.intensity[k]) else round(float(t.intensity[k]), 2),
            "origin": t.origin[k], "id": t.id[k], "url": t.url[k],
        }  # fmt: skip

    def _period(self, k: int) -> dict[str, Any]:
        f = self.series
        mean, share = float(f.mean_intensity[k]), float(f.share[k])
        return {
            "period": f.periods.label[k], "n": int(f.n[k]), "cooperation": int(f.cooperation[k]),
            "conflict": int(f.conflict[k]), "intensity_sum": round(float(f.intensity[k]), 3),
            "intensity": None if isnan(mean) else round(mean, 4), "read": int(f.read[k]),
            "share": None if isnan(share) else round(share, 6),
        }  # fmt: skip


def _lines(answer: dict[str, Any]) -> list[str]:
    a, b, by, now = answer["a"], answer["b"], answer["by"], answer["now"]
    name = f"{a} to {b}" if answer["directed"] else f"{a} and {b}"
    lines = [f"{name}: {answer['basis']}", f"since {now['since']}: {_level(now, by)}"]
    if now["before"]:
        lines.append(f"before, since {now['before']['since']}: {_level(now['before'], by)}")
    if answer["turns"]:
        lines += ["", f"turns of conflict a {by} (support: share of bootstrap samples that turn there too)"]
    for turn in answer["turns"]:
        mark = "  coverage, not the relation" if turn["coverage"] else ""
        lines.append(
            f"{turn['period']:<11}{turn['direction']:<5} {turn['before']:>8.1f} → {turn['after']:<8.1f}"
            f" support {turn['support']:.2f}{mark}"
        )
        if not turn["coverage"]:
            lines += [f"    {_act(one)}" for one in turn["acts"][:2]]
    for gap in answer["gaps"]:
        lines.append(
            f"gap {gap['from']} to {gap['to']}: {gap['n']:g} acts a {by} against {gap['around']:g} around it; {gap['told']}"
        )
    return lines


def _level(level: dict[str, Any], by: str) -> str:
    share = "-" if level["conflict_share"] is None else f"{level['conflict_share']:.0%}"
    mean = "-" if level["intensity"] is None else f"{level['intensity']:+.2f}"
    read = "-" if level["share_of_read"] is None else f"{level['share_of_read']:.2%}"
    return (
        f"{level['n']:,} acts, {level['a_period']:.1f} a {by}; conflict {share} of {level['cooperation'] + level['conflict']:,}; "
        f"mean intensity {mean}; {read} of all acts read"
    )


def _act(one: dict[str, Any]) -> str:
    where = one["url"] or one["id"]
    strength = "" if one["intensity"] is None else f" ({one['intensity']:+g})"
    return f"{one['date']} {one['source']} → {one['target']} {one['type'] or '-'}{strength}  {one['origin']}: {where}"


def _draw(path: Path, told: Told, answer: dict[str, Any], quiet: bool) -> None:
    from dragoman.charts.saving import save_chart
    from dragoman.charts.series import series_chart

    a, b = told.states
    title = f"{a} to {b}" if told.directed else f"{a} and {b}"
    save_chart(series_chart(answer), path, title, f"{answer['basis']}.")
    say(f"wrote {path}", quiet)
