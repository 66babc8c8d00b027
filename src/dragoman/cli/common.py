"""What several commands share: their options, reading inputs, making the coder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.errors import InputError, UnknownTermError

if TYPE_CHECKING:
    from dragoman.coding import Coder
    from dragoman.records import Coded, Document, LearnedActor, Reject

WHAT_TO_GIVE = "Give articles in English as text files, HTML, JSONL, CSV or Parquet."
DEFAULT_STORE = Path("dragoman.duckdb")

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Files, directories, or - for standard input; .gz of any."),
]
Day = Annotated[
    str | None, typer.Option("--date", help="The publication date (YYYY-MM-DD) where the input has none.")
]
Dictionaries = Annotated[
    Path | None, typer.Option("--dictionaries", metavar="DIR", help="Your own actors and phrases, over ours.")
]
StorePath = Annotated[Path, typer.Option("--store", metavar="PATH", help="The store: one DuckDB file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on standard error.")]


def say(text: str, quiet: bool = False) -> None:
    """Narrate on standard error."""
    if not quiet:
        print(text, file=sys.stderr, flush=True)


def show(value: Any) -> None:
    """Print a value as one indented JSON object on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def compact(row: Any) -> str:
    """A value as one line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


def told(reject: Reject) -> str:
    """A reject as one line: where, what, and what to do."""
    line = f":{reject.line}" if reject.line is not None else ""
    detail = f" ({reject.detail})" if reject.detail else ""
    return f"set aside {reject.source}{line}: {reject.reason}{detail}"


def rows_of(coded: Coded) -> list[dict[str, Any]]:
    """A document's reports and interests as the JSON objects of the public contract."""
    return [*(one.to_dict() for one in coded.reports), *(one.to_dict() for one in coded.interests)]


def readable(inputs: Sequence[str], date: str | None, quiet: bool = False) -> list[Document]:
    """The documents of the inputs, rejects told on standard error. Raises InputError if none is left."""
    from dragoman.documents import read_documents
    from dragoman.records import Reject

    documents: list[Document] = []
    for found in read_documents(inputs, date=date):
        if isinstance(found, Reject):
            say(told(found), quiet)
        else:
            documents.append(found)
    if not documents:
        raise InputError(
            f"nothing to read in {', '.join(map(str, inputs))}",
            hint=WHAT_TO_GIVE,
        )
    return documents


def make_coder(
    dictionaries: Path | None,
    learned: Sequence[LearnedActor] = (),
    by: Literal["rules", "joined"] | None = None,
) -> Coder:
    """The coder, with a user's dictionaries and the names that a store has learned; `by` as Coder says."""
    from dragoman.coding import Coder

    directory_of(dictionaries)
    return Coder(dictionaries, learned=learned, by=by)


def directory_of(dictionaries: Path | None) -> None:
    """Raises InputError where a user's dictionaries are no directory."""
    if dictionaries is not None and not dictionaries.is_dir():
        raise InputError(f"{dictionaries} is no directory", hint="Give a directory of dictionary files.")


def codes_of(text: str | None, dictionaries: Path | None = None) -> tuple[str, ...]:
    """Codes of a list such as `RUS,PRK`. Raises UnknownTermError for one that nobody has."""
    if not text:
        return ()
    from dragoman.actors import ActorDictionary
    from dragoman.ontology.nearest import nearest_hint

    known = ActorDictionary.load(dictionaries).codes
    codes = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in codes:
        if code not in known:
            raise UnknownTermError(
                f"no country or organisation has the code {code!r}", hint=nearest_hint(code, known)
            )
    return codes


def day_of(text: str | None) -> str | None:
    """A day in ISO form. Raises InputError for what is none."""
    from dragoman.documents import parse_date

    return parse_date(text)


def lines_out(lines: Iterable[str], to: str) -> int:
    """Write lines to a file, or to standard output for `-`, each at once; returns how many."""
    count = 0
    for count, line in enumerate(_written(lines, to), 1):  # noqa: B007
        pass
    return count


def _written(lines: Iterable[str], to: str) -> Iterator[str]:
    if to == "-":
        for line in lines:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
            yield line
        return
    with Path(to).open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            yield line
