"""Reading inputs of every kind into documents, one at a time, with what cannot be read set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.documents.dates import parse_date
from dragoman.documents.opening import FORMATS, format_of, open_input, peek
from dragoman.documents.rows import Read, read_csv, read_json, read_jsonl, read_parquet, reject
from dragoman.documents.texts import Source, read_html, read_markdown, read_text
from dragoman.errors import InputError
from dragoman.records import Document, Reject

_ONE = {"text": read_text, "markdown": read_markdown, "html": read_html}


STORE_SUFFIXES = frozenset({".duckdb", ".wal"})
"""Files of a store that lies among the articles: no input."""


def read_documents(
    inputs: Iterable[str | Path] | str | Path, *, date: str | None = None, format: str | None = None
) -> Iterator[Document | Reject]:
    """The documents of files, directories (all files below, in sorted order) and `-` (standard input).

    What cannot be read comes as a Reject in its place, with the reason, the file and the line; the rest is
    read on. `date` is the day for documents that tell none; `format` is one of FORMATS, else the file's
    name or its first bytes tell. Anything may be compressed with gzip. Memory does not grow with the
    number of documents. Raises InputError for a `date` or `format` that cannot be.
    """
    given = parse_date(date)
    if format is not None and format not in FORMATS:
        raise InputError(f"unknown format {format!r}", hint=f"Known formats: {', '.join(FORMATS)}.")
    names = [inputs] if isinstance(inputs, str | Path) else inputs
    return _read_inputs(names, given, format)


def _read_inputs(names: Iterable[str | Path], date: str | None, format: str | None) -> Read:
    """The documents of every input in turn."""
    for name in names:
        path = Path(name)
        if str(name) != "-" and path.is_dir():
            yield from _read_directory(path, date, format)
        else:
            yield from _read_input(str(name), Source(_shown(str(name)), _id(str(name)), date), format)


def _read_directory(path: Path, date: str | None, format: str | None) -> Read:
    """The documents of all files below a directory, hidden ones and stores left out."""
    found = False
    for directory, folders, files in path.walk() if hasattr(path, "walk") else _walk(path):
        folders.sort()
        for file in sorted(files):
            name = directory / file
            hidden = any(part.startswith(".") for part in name.relative_to(path).parts)
            if hidden or name.suffix in STORE_SUFFIXES:
                continue
            found = True
            source = Source(str(name), str(name.relative_to(path)), date)
            yield from _read_input(str(name), source, format)
    if not found:
        error = InputError(
            "the directory has no files to read", hint="Give a directory with articles, or files."
        )
        yield reject(Source(str(path), str(path), date), None, error)


def _walk(path: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """`Path.walk`, which Python 3.11 does not have yet."""
    import os

    return ((Path(directory), folders, files) for directory, folders, files in os.walk(path))


def _read_input(name: str, source: Source, format: str | None) -> Read:
    """The documents of one file or stream; an error of the whole becomes one reject."""
    try:
        with open_input(name) as stream:
            yield from _never_nothing(_read_stream(stream, name, source, format), source)
    except InputError as error:
        yield reject(source, None, error)
    except (OSError, EOFError) as error:
        problem = InputError(f"reading broke off: {error}", hint="Check that the file is whole.")
        yield reject(source, None, problem)


def _read_stream(stream: BinaryIO, name: str, source: Source, format: str | None) -> Read:
    """The documents of an opened stream, by its format."""
    chosen = format or format_of(name, peek(stream, 4096))
    if chosen in _ONE:
        yield _ONE[chosen](stream, source)
    elif chosen == "jsonl":
        yield from read_jsonl(stream, source)
    elif chosen == "json":
        yield from read_json(stream, source)
    elif chosen == "parquet":
        yield from read_parquet(stream, source)
    else:
        yield from read_csv(stream, source, "\t" if chosen == "tsv" else ",")


def _never_nothing(found: Read, source: Source) -> Read:
    """The same, with a reject where there is nothing at all."""
    empty = True
    for item in found:
        empty = False
        yield item
    if empty:
        yield reject(
            source, None, InputError("the file is empty", hint="Leave it out, or check how it was made.")
        )


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _id(name: str) -> str:
    return "stdin" if name == "-" else Path(name).name
