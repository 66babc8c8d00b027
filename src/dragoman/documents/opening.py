"""Opening inputs: files, gzip, standard input; what they hold; their lines, up to a limit."""

from __future__ import annotations

import gzip
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import InputError

LONGEST_LINE = 10_000_000
"""The most bytes that one line of a record file, or one whole text or page, may have."""

FORMATS = ("text", "markdown", "html", "jsonl", "json", "csv", "tsv", "parquet")
_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|!--|html|head|body|article|div|p|meta)\b", re.I
)


def open_input(name: str) -> BinaryIO:
    """The input's bytes as a buffered stream, uncompressed; `-` is standard input.

    Raises InputError where it is not there or may not be read.
    """
    if name == "-":
        raw: BinaryIO = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer))
    else:
        try:
            raw = Path(name).open("rb")  # noqa: SIM115 (the caller closes it)
        except OSError as error:
            raise InputError(
                f"it cannot be read ({error.strerror})", hint="Check the name and the rights."
            ) from None
    head = peek(raw, 2)
    return cast(BinaryIO, io.BufferedReader(gzip.GzipFile(fileobj=raw))) if head == b"\x1f\x8b" else raw


def peek(stream: BinaryIO, size: int) -> bytes:
    """The next bytes, at most `size`, without taking them."""
    return cast(io.BufferedReader, stream).peek(size)[:size]


def format_of(name: str, head: bytes) -> str:
    """One of FORMATS, from the file's name, or from its first bytes where the name does not tell."""
    if head.startswith(b"PAR1"):
        return "parquet"
    path = Path(name.removesuffix(".gz").removesuffix(".GZ"))
    known = _SUFFIXES.get(path.suffix.lower())
    if known:
        return known
    if head.lstrip()[:1] == b"{":
        return "jsonl"
    return "html" if _HTML.match(head) else "text"


def read_all(stream: BinaryIO) -> bytes:
    """The whole stream; InputError where it is longer than LONGEST_LINE."""
    data = stream.read(LONGEST_LINE + 1)
    if len(data) > LONGEST_LINE:
        raise InputError(
            f"it has more than {LONGEST_LINE // 1_000_000} MB, too much for one document",
            hint="Split it into its articles, or give it as JSONL with one article a line.",
        )
    return data


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None, int]]:
    """Line number from 1, the line (None where it is longer than LONGEST_LINE), and its length in bytes."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line, len(line)
            continue
        length = len(line)
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
            length += len(line)
        yield number, None, length
