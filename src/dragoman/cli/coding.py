"""`dragoman code`: a corpus to event data, on standard output, in a file, or in the store."""

from __future__ import annotations

import json as jsonlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.common import (
    DEFAULT_STORE,
    WHAT_TO_GIVE,
    AsJson,
    Day,
    Dictionaries,
    Inputs,
    Quiet,
    StorePath,
    day_of,
    lines_out,
    make_coder,
    rows_of,
    say,
    told,
)
from dragoman.cli.progress import Progress
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.coding import Coder
    from dragoman.records import Coded, Document, LearnedActor, Reject
    from dragoman.store import Store

SUFFIXES = (".jsonl", ".parquet", ".csv")


def code_command(
    inputs: Inputs,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="WHERE", help="store, - (JSON lines), or a .jsonl, .parquet or .csv file."
        ),
    ] = "store",
    store: StorePath = DEFAULT_STORE,
    date: Day = None,
    processes: Annotated[int, typer.Option("--processes", "-p", min=1, help="How many processes code.")] = 1,
    dictionaries: Dictionaries = None,
    quiet: Quiet = False,
    json: AsJson = False,
) -> None:
    """Turn articles into event data: who did what to whom, and what each side wants.

    Without --to it writes to the store, goes on where an interrupted run stopped, and prints a summary.
    """
    day_of(date)
    suffix = Path(to).suffix.lower()
    if to not in ("-", "store") and suffix not in SUFFIXES:
        raise InputError(
            f"{to}: no such kind of file", hint="Take store, -, or a .jsonl, .parquet or .csv file."
        )
    reading = Reading(inputs, date, quiet)
    if to == "store":
        _to_store(reading, store, processes, dictionaries, quiet, json)
    elif to == "-" or suffix == ".jsonl":
        coder = make_coder(dictionaries, _known(store))
        lines_out(_lines(reading.watch(coder.code_many(reading.documents(), processes=processes))), to)
    else:
        _to_table(reading, Path(to), processes, make_coder(dictionaries, _known(store)))
    reading.finish()


class Reading:
    """The documents of the inputs as they are read; counts them, tells of rejects, shows progress."""

    def __init__(self, inputs: Sequence[str], date: str | None, quiet: bool) -> None:
        self.inputs, self.date, self.quiet = inputs, date, quiet
        self.rejects: list[Reject] = []
        self.read = 0
        self.progress = Progress(inputs, quiet)

    def documents(self, store: Store | None = None) -> Iterator[Document]:
        """Every readable document; rejects are kept in the store, if there is one."""
        from dragoman.documents import read_documents
        from dragoman.records import Document

        for found in read_documents(self.inputs, date=self.date):
            self.progress.saw()
            if isinstance(found, Document):
                self.read += 1
                yield found
                continue
            self.rejects.append(found)
            if store is not None:
                store.add_reject(found)
            if len(self.rejects) <= 10:
                self.progress.note(told(found))

    def watch(self, coded: Iterable[Coded]) -> Iterator[Coded]:
        """What was coded, with progress shown."""
        for one in coded:
            self.progress.done()
            yield one
        self.progress.close()

    def finish(self) -> None:
        """Say how many inputs were set aside. Raises InputError if nothing could be read."""
        if len(self.rejects) > 10:
            say(f"set aside {len(self.rejects)} inputs in all", self.quiet)
        if not self.read:
            raise InputError(
                f"nothing to read in {', '.join(map(str, self.inputs))}",
                hint=WHAT_TO_GIVE,
            )


def _lines(coded: Iterable[Coded]) -> Iterator[str]:
    """The JSON lines of each document's reports and interests, one string a document."""
    for one in coded:
        rows = rows_of(one)
        if rows:
            yield "\n".join(jsonlib.dumps(row, ensure_ascii=False) for row in rows)


def _known(path: Path) -> list[LearnedActor]:
    """Names that the store has learned, if there is one that can be read."""
    from dragoman.errors import StoreError
    from dragoman.store import Store

    if not path.is_file():
        return []
    try:
        with Store.open(path, read_only=True) as store:
            return store.learned_actors()
    except StoreError:
        return []


def _to_table(reading: Reading, to: Path, processes: int, coder: Coder) -> None:
    """Reports as one CSV or Parquet table with its codebook, by way of a passing store."""
    from dragoman.cli.provenance import begin
    from dragoman.store import Store, export

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "passing.duckdb") as store:
        begin(store, coder, reading.inputs, {"to": to.name, "processes": processes, "date": reading.date})
        for one in reading.watch(coder.code_many(reading.documents(store), processes=processes)):
            store.add(one)
        done = export(store, to)
    say(f"wrote {to}: {done.rows:,} reports", reading.quiet)


def _to_store(
    reading: Reading, path: Path, processes: int, dictionaries: Path | None, quiet: bool, json: bool
) -> None:
    """Code what the store lacks, group its reports into events, and print a summary."""
    from dragoman.cli.provenance import begin
    from dragoman.cli.summary import summary
    from dragoman.documents import Duplicates
    from dragoman.store import Store

    with Store.open(path) as store:
        coder = make_coder(dictionaries, store.learned_actors())
        run = begin(store, coder, reading.inputs, {"processes": processes, "date": reading.date})
        links = Duplicates()
        linked = (links.check(document) for document in reading.documents(store))
        fresh = store.missing(linked, coder.version, coder.dictionaries)
        coded = 0
        for one in reading.watch(coder.code_many(fresh, processes=processes)):
            store.add(one)
            coded += 1
        events = store.regroup()
        summary(store, run.id, reading, coded, events, quiet=quiet, json=json)
