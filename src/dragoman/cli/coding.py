"""`dragoman code`: a corpus to event data, on standard output, in a file, or in the store."""

from __future__ import annotations

import json as jsonlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.coders import (
    ApiKey,
    BaseUrl,
    CacheDir,
    Choice,
    ModelName,
    TokenBudget,
    WhichCoder,
    chosen_coder,
)
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
NOT_CODED = "document not coded"
"""How the reason begins for which a coder sets a whole document aside."""


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
    coder: WhichCoder = None,
    base_url: BaseUrl = None,
    model: ModelName = None,
    api_key: ApiKey = None,
    token_budget: TokenBudget = None,
    cache: CacheDir = None,
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
    asked = Asked(Choice(coder, base_url, model, api_key, token_budget, cache), dictionaries, processes)
    if to == "store":
        _to_store(reading, store, asked, quiet, json)
    elif to == "-" or suffix == ".jsonl":
        coding = asked.coder(_known(store), reading.set_aside)
        lines_out(_lines(reading.watch(coding.code_many(reading.documents(), processes=processes))), to)
    else:
        _to_table(reading, Path(to), asked, _known(store))
    reading.finish()


@dataclass(frozen=True)
class Asked:
    """With what a corpus is to be coded."""

    choice: Choice
    dictionaries: Path | None
    processes: int

    def coder(self, learned: Sequence[LearnedActor], on_reject: Callable[[Reject], None]) -> Coder:
        """The coder, with the names that a store has learned."""
        return chosen_coder(self.choice, self.dictionaries, learned, on_reject)

    def settings(self, **more: Any) -> dict[str, Any]:
        """What the run's record says of it."""
        return {**more, "processes": self.processes, **self.choice.settings()}


class Reading:
    """The documents of the inputs as they are read; counts them, tells of rejects, shows progress."""

    def __init__(self, inputs: Sequence[str], date: str | None, quiet: bool) -> None:
        self.inputs, self.date, self.quiet = inputs, date, quiet
        self.rejects: list[Reject] = []
        self.read = self.uncoded = 0
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
            self.set_aside(found, store)

    def set_aside(self, reject: Reject, store: Store | None = None) -> None:
        """Something that could not be read, or coded, or believed: kept, counted, and told of at first."""
        self.rejects.append(reject)
        self.uncoded += reject.reason.startswith(NOT_CODED)
        if store is not None:
            store.add_reject(reject)
        if len(self.rejects) <= 10:
            self.progress.note(told(reject))

    def watch(self, coded: Iterable[Coded]) -> Iterator[Coded]:
        """What was coded, with progress shown."""
        for one in coded:
            self.progress.done()
            yield one
        self.progress.close()

    def finish(self) -> None:
        """Say how much was set aside. Raises InputError if nothing could be read, or nothing coded."""
        if len(self.rejects) > 10:
            say(f"set aside {len(self.rejects)} in all", self.quiet)
        if not self.read:
            raise InputError(
                f"nothing to read in {', '.join(map(str, self.inputs))}",
                hint=WHAT_TO_GIVE,
            )
        if self.uncoded == self.read:
            raise InputError(
                f"no document was coded, of {self.read}", hint="See above, or `dragoman store rejects`."
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


def _to_table(reading: Reading, to: Path, asked: Asked, known: Sequence[LearnedActor]) -> None:
    """Reports as one CSV or Parquet table with its codebook, by way of a passing store."""
    from dragoman.cli.provenance import begin
    from dragoman.store import Store, export

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "passing.duckdb") as store:
        coder = asked.coder(known, partial(reading.set_aside, store=store))
        begin(store, coder, reading.inputs, asked.settings(to=to.name, date=reading.date))
        for one in reading.watch(coder.code_many(reading.documents(store), processes=asked.processes)):
            store.add(one)
        done = export(store, to)
    say(f"wrote {to}: {done.rows:,} reports", reading.quiet)


def _to_store(reading: Reading, path: Path, asked: Asked, quiet: bool, json: bool) -> None:
    """Code what the store lacks, group its reports into events, and print a summary."""
    from dragoman.cli.provenance import begin
    from dragoman.cli.summary import summary
    from dragoman.documents import Duplicates
    from dragoman.store import Store

    with Store.open(path) as store:
        coder = asked.coder(store.learned_actors(), partial(reading.set_aside, store=store))
        run = begin(store, coder, reading.inputs, asked.settings(date=reading.date))
        links = Duplicates()
        linked = (links.check(document) for document in reading.documents(store))
        fresh = store.missing(linked, coder.version, coder.dictionaries)
        coded = 0
        for one in reading.watch(coder.code_many(fresh, processes=asked.processes)):
            store.add(one)
            coded += 1
        events = store.regroup()
        summary(store, run.id, reading, coded, events, quiet=quiet, json=json)
