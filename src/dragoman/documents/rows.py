"""Readers of formats that hold many documents: JSON lines, JSON, CSV, Parquet. One record at a time."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from dragoman.documents.dates import shorten
from dragoman.documents.fields import document_from_record, has_text_field, known_names
from dragoman.documents.opening import LONGEST_LINE, lines
from dragoman.documents.repair import decode, is_binary
from dragoman.documents.texts import Source, finish, whole
from dragoman.errors import InputError
from dragoman.records import Document, Reject

Read = Iterator[Document | Reject]
_BATCH = 256


def reject(source: Source, line: int | None, error: InputError) -> Reject:
    """The reject that an error in one record or file becomes."""
    return Reject(source=source.name, line=line, reason=error.message, detail=error.hint)


def read_jsonl(stream: BinaryIO, source: Source) -> Read:
    """One document a line; a bad line is set aside, and reading goes on with the next."""
    for number, line, length in lines(stream):
        if line is None:
            yield reject(source, number, _too_long(length))
        elif line.strip():
            yield _from_line(line, number, source)


def read_json(stream: BinaryIO, source: Source) -> Read:
    """A JSON file: one object, a list of objects, or JSON lines under another name."""
    text = whole(stream)
    try:
        content = json.loads(text)
    except ValueError:
        yield from read_jsonl(io.BytesIO(text.encode("utf-8", "surrogatepass")), source)
        return
    records = content if isinstance(content, list) else [content]
    for number, record in enumerate(records, 1):
        yield _from_record(record, number if len(records) > 1 else None, source)


def read_csv(stream: BinaryIO, source: Source, delimiter: str = ",") -> Read:
    """One document a row below a header line; a bad row is set aside."""
    if is_binary(stream.peek(8192)):  # type: ignore[attr-defined]
        raise InputError("it is a binary file, not CSV", hint="Give text, HTML, JSONL, CSV or Parquet.")
    csv.field_size_limit(LONGEST_LINE)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.reader(text, delimiter=delimiter)
    header = _next_row(rows)
    if not header or not has_text_field(header):
        raise _no_column(header or [])
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            problem = InputError(f"the row cannot be read: {error}", hint="Check its quotes and its length.")
            yield reject(source, rows.line_num, problem)
            continue
        if row is None:
            return
        if row:
            yield _from_row(header, row, rows.line_num, source)


def read_parquet(stream: BinaryIO, source: Source) -> Read:
    """One document a row, read in batches from the file."""
    import duckdb

    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        try:
            with duckdb.connect() as connection:
                cursor = connection.execute("SELECT * FROM read_parquet(?)", [copy.name])
                names = [column[0] for column in cursor.description or []]
                if not has_text_field(names):
                    raise _no_column(names)
                number = 0
                while batch := cursor.fetchmany(_BATCH):
                    for row in batch:
                        number += 1
                        yield _from_record(dict(zip(names, row, strict=True)), number, source)
        except duckdb.Error as error:
            raise InputError(
                f"it is not a readable Parquet file ({shorten(str(error), 120)})", hint="Write the file anew."
            ) from None


def _from_line(line: bytes, number: int, source: Source) -> Document | Reject:
    """One JSON line as a document or a reject."""
    try:
        record = json.loads(decode(line))
    except InputError as error:
        return reject(source, number, error)
    except (ValueError, RecursionError) as error:
        problem = InputError(f"the line is not JSON: {error}", hint="Write one JSON object a line.")
        return reject(source, number, problem)
    return _from_record(record, number, source)


def _from_row(header: list[str], row: list[str], number: int, source: Source) -> Document | Reject:
    """One CSV row as a document or a reject."""
    if len(row) != len(header):
        problem = f"the row has {len(row)} columns, the header {len(header)}"
        return reject(source, number, InputError(problem, hint="Check its commas and quotes."))
    return _from_record(dict(zip(header, row, strict=True)), number, source)


def _from_record(record: object, number: int | None, source: Source) -> Document | Reject:
    """One record as a document or a reject."""
    if not isinstance(record, Mapping):
        problem = f"the record is not an object but {type(record).__name__}"
        return reject(
            source, number, InputError(problem, hint="Write objects with the fields id, date and text.")
        )
    own = source.id if number is None else f"{source.id}:{number}"
    try:
        return finish(document_from_record(record, own), replace(source, name=""))
    except InputError as error:
        return reject(source, number, error)


def _next_row(rows: Iterable[list[str]]) -> list[str] | None:
    """The first row, None where there is none; InputError where it cannot be read."""
    try:
        return next(iter(rows), None)
    except csv.Error as error:
        raise InputError(
            f"the header line cannot be read: {error}", hint="Check the file's first line."
        ) from None


def _too_long(length: int) -> InputError:
    return InputError(
        f"the line has {length / 1e6:.0f} MB, over the limit of {LONGEST_LINE // 1_000_000} MB a record",
        hint="Split it into its articles, one a line.",
    )


def _no_column(names: list[Any]) -> InputError:
    return InputError(
        f"no column holds the text (columns: {shorten(', '.join(names) or 'none', 120)})",
        hint=f"Name it one of: {', '.join(known_names()['text'])}.",
    )
