"""`dragoman actor`: who is this."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dragoman.cli.common import (
    DEFAULT_STORE,
    AsJson,
    Dictionaries,
    StorePath,
    compact,
    day_of,
    lines_out,
    show,
)
from dragoman.errors import InputError, StoreError, UnknownTermError

if TYPE_CHECKING:
    from dragoman.records import LearnedActor


def actor_command(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A name, title or phrase.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day for which to answer.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Many at once: CSV with phrase and date; - reads."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="Where the answers to --from go.")] = "-",
    learned: Annotated[bool, typer.Option("--learned", help="Names that the store has learned.")] = False,
    unknown: Annotated[bool, typer.Option("--unknown", help="Frequent names without a country.")] = False,
    store: StorePath = DEFAULT_STORE,
    dictionaries: Dictionaries = None,
    json: AsJson = False,
) -> None:
    """Say who a name stands for on a day: country, sector, office, since when and until when, and why."""
    if sum((name is not None, source is not None, learned, unknown)) != 1:
        raise typer.BadParameter("give a NAME, or one of --from, --learned, --unknown")
    if learned:
        _learned(store, json)
    elif unknown:
        _unknown(store, dictionaries, json)
    elif source is not None:
        _many(source, to, dictionaries, _told(store))
    else:
        _one(str(name), day_of(on), dictionaries, json, _told(store))


def _told(path: Path) -> list[LearnedActor]:
    """Names that the store's texts have introduced, if there is a store that can be read."""
    from dragoman.store import Store

    if not path.is_file():
        return []
    try:
        with Store.open(path, read_only=True) as store:
            return store.learned_actors(1)
    except StoreError:
        return []


def _one(
    name: str, on: str | None, dictionaries: Path | None, json: bool, told: Sequence[LearnedActor]
) -> None:
    """One answer. Raises UnknownTermError, without --json, where nothing is known."""
    from dragoman.actors import ActorDictionary, ActorFinder

    found = ActorFinder(ActorDictionary.load(dictionaries)).resolve(name, on, told)
    if json:
        show(found.to_dict())
        return
    if found.country is None and found.sector is None:
        near = f"Nearest: {', '.join(found.suggestions)}." if found.suggestions else "Try a fuller name."
        raise UnknownTermError(f"{name!r}: {found.why}", hint=near)
    row = found.to_dict()
    labels = ("name", "country", "sector", "role", "since", "until", "why")
    print("\n".join(f"{label:<8} {row[label]}" for label in labels if row[label]))


def _many(source: str, to: str, dictionaries: Path | None, told: Sequence[LearnedActor]) -> None:
    """One JSON line for each row, in the input's order."""
    from dragoman.actors import ActorDictionary, ActorFinder

    finder = ActorFinder(ActorDictionary.load(dictionaries))
    lines_out((compact(found.to_dict()) for found in finder.resolve_many(_rows(source), told)), to)


def _rows(source: str) -> Iterator[Mapping[str, str | None]]:
    """The rows of a CSV file. Raises InputError for a file without the column `phrase`."""
    if source == "-":
        yield from _table(sys.stdin, "standard input")
        return
    try:
        with Path(source).open(encoding="utf-8-sig", newline="") as file:
            yield from _table(file, source)
    except UnicodeDecodeError as error:
        raise InputError(f"{source} is not UTF-8 ({error.reason})", hint="Save it as UTF-8.") from None


def _table(file: TextIO, name: str) -> Iterator[Mapping[str, str | None]]:
    table = csv.DictReader(file)
    if "phrase" not in (table.fieldnames or ()):
        raise InputError(f"{name}:1: no column 'phrase'", hint="The header line is phrase,date.")
    for row in table:
        on = (row.get("date") or "").strip()
        try:
            yield {"phrase": row["phrase"], "date": day_of(on) if on else None}
        except InputError as error:
            raise InputError(f"{name}:{table.line_num}: date: {error.message}", hint=error.hint) from None


def _learned(path: Path, json: bool) -> None:
    """Names that texts have introduced, the best supported first."""
    from dragoman.store import Store

    with Store.open(path, read_only=True) as store:
        found = store.learned()
    if json:
        show([one.to_dict() for one in found])
        return
    for one in found:
        role = f", {one.role}" if one.role else ""
        print(f"{one.name}: {one.country} {one.sector or ''}{role}")
        print(f"    {one.documents} documents, {one.first} to {one.last}")
        for sentence in one.sentences[:1]:
            print(f"    {sentence}")


def _unknown(path: Path, dictionaries: Path | None, json: bool) -> None:
    """Frequent names without a country, with the nearest known names."""
    from dragoman.actors import ActorDictionary, ActorFinder
    from dragoman.actors.resolve import suggestions
    from dragoman.store import Store

    with Store.open(path, read_only=True) as store:
        found = store.unknown(100 if json else 40)
    finder = ActorFinder(ActorDictionary.load(dictionaries))
    near = {one.name: suggestions(finder, one.name, 3) for one in found}
    if json:
        show([{**one.to_dict(), "nearest": list(near[one.name])} for one in found])
        return
    for one in found:
        guess = f"; nearest: {', '.join(near[one.name])}" if near[one.name] else ""
        print(f"{one.name}: {one.documents} documents, {one.first} to {one.last}{guess}")
