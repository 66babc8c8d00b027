"""What the commands about history share: their options, and the dyadic events of a store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.store.dyads import DyadTable, Which

Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day, month or year: 1999, 1999-03.")
]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day, month or year.")]
Per = Annotated[str, typer.Option("--by", metavar="PERIOD", help="day, week, month, quarter or year.")]
Modalities = Annotated[
    str, typer.Option("--modality", metavar="LIST", help="Which modalities count, by commas; or all.")
]
Origins = Annotated[
    str,
    typer.Option("--origin", metavar="LIST", help="Only events of these: coded, gdelt, keds, …; by commas."),
]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="A picture: .svg, .png or .html.")]
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def which(
    since: str | None,
    until: str | None,
    modality: str = "actual",
    origin: str = "",
    about: Sequence[str] = (),
) -> Which:
    """What to take of a store. Raises InputError for a date or a modality that is none."""
    from typing import cast

    from dragoman.records import MODALITIES, Modality
    from dragoman.store.dyads import Which

    wanted = tuple(MODALITIES) if modality == "all" else _listed(modality)
    for word in wanted:
        if word not in MODALITIES:
            raise InputError(f"no modality is called {word!r}", hint=f"Take {', '.join(MODALITIES)} or all.")
    return Which(
        about=tuple(about),
        since=first_day(since),
        until=last_day(until),
        origins=_listed(origin),
        modality=cast(tuple[Modality, ...], wanted),
    )


def dyadic(path: Path, wanted: Which) -> DyadTable:
    """The dyadic events of a store. Raises InputError where none is there, or none of those asked for."""
    from dragoman.store import Store
    from dragoman.store.dyads import dyadic_events, origins

    with Store.open(path, read_only=True) as store:
        found = dyadic_events(store, wanted)
        held = origins(store)
    if not len(found):
        told = ", ".join(f"{n:,} {name}" for name, n in held.items())
        raise InputError(
            f"{path}: no event between two states as asked for; it holds {told or 'no events'}",
            hint="Take another span, or fill it with `dragoman code` or `dragoman import`.",
        )
    return found


def states(names: Sequence[str], known: Sequence[str] | None = None) -> tuple[str, ...]:
    """Codes of states from arguments such as `RUS PRK` or `rus,prk`. Raises UnknownTermError for an unknown one."""
    from dragoman.errors import UnknownTermError
    from dragoman.ontology.nearest import nearest_hint
    from dragoman.store.states import load_states

    wanted = tuple(dict.fromkeys(code.strip().upper() for part in names for code in part.split(",") if code))
    codes = load_states().codes | set(known or ())
    for code in wanted:
        if code not in codes and not code.startswith(("IGO", "NGO", "MNC", "IMG")):
            raise UnknownTermError(f"no state has the code {code!r}", hint=nearest_hint(code, codes))
    return wanted


def narrowed(wanted: Which, about: Sequence[str]) -> Which:
    """The same, only where each of `about` is a side."""
    return replace(wanted, about=tuple(about))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def first_day(text: str | None) -> str | None:
    """The first day of a day, month or year. Raises InputError where it is none."""
    if text is None:
        return None
    return f"{_checked(text)}-01-01"[:10]


def last_day(text: str | None) -> str | None:
    """The last day of a day, month or year. Raises InputError where it is none."""
    from calendar import monthrange

    if text is None or len(_checked(text)) == 10:
        return text
    year, month = int(text[:4]), int(text[5:7] or 12)
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def _checked(text: str) -> str:
    import numpy as np

    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        np.datetime64(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no date", hint="Give 1999, 1999-03 or 1999-03-24.") from error
    return text
