"""Reading event data as blocks of whole lines: plain, gzip and zip; truncated archives; odd encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import InputError
from dragoman.store.importing.archives import Part, pieces

BLOCK = 96 * 1024 * 1024
"""Bytes that are read, and written to the store, at a time."""
LONGEST = 64 * 1024 * 1024
"""A line longer than this is no line of event data."""
_BLANK = re.compile(rb"\n{2,}")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines of a file, as UTF-8, with line feeds; `first` is the number of its first line, from 1.

    `lines` is how many there are, `blank` whether some are empty; `recoded` are the numbers of lines that were
    not UTF-8 and were read as Windows-1252.
    """

    data: bytes
    first: int
    lines: int
    blank: bool = False
    recoded: tuple[int, ...] = ()


def chunks(part: Part, *, quoted: bool, block: int = BLOCK) -> Iterator[Chunk]:
    """Blocks of whole lines (in a `quoted` file, of whole records), in order.

    An archive that breaks off gives what is readable; `part.broken` then says so. Raises InputError for a
    file in UTF-16 and for one without lines.
    """
    rest, line = b"", 1
    for read in _blocks(part, block):
        if line == 1 and not rest:
            _check_start(part, read)
        data = rest + (read.removeprefix(_BOM) if line == 1 and not rest else read)
        cut = _cut(data, quoted=quoted)
        if not cut and len(data) > LONGEST:
            cut = data.rfind(b"\n") + 1 or _too_long(part, line)
        whole, rest = data[:cut], data[cut:]
        if whole:
            yield (chunk := _chunk(whole, line))
            line += chunk.lines
    if rest and not part.broken:
        yield _chunk(rest + b"\n", line)
        line += rest.count(b"\n") + 1
    elif rest:
        part.broken = f"{part.broken}; its last line, {line}, is cut short and was left out"
    part.lines = line - 1


def expected_rows(chunk: Chunk, *, quoted: bool) -> int:
    """How many rows whole lines should give: line ends outside of quotes, empty lines not counted."""
    if not chunk.blank and not (quoted and b'"' in chunk.data):
        return chunk.lines
    outside = chunk.data.split(b'"')[::2] if quoted else [chunk.data]
    empty = sum(len(run) - 1 for one in outside for run in _BLANK.findall(one)) + chunk.data.startswith(b"\n")
    return sum(one.count(b"\n") for one in outside) - empty


def _cut(data: bytes, *, quoted: bool) -> int:
    """Where the last whole line ends; in a quoted file, the last line end that is outside of quotes."""
    end = data.rfind(b"\n") + 1
    if not quoted:
        return end
    odd = data.count(b'"', 0, end) % 2
    while end and odd:
        before = data.rfind(b"\n", 0, end - 1) + 1
        odd = (odd + data.count(b'"', before, end)) % 2
        end = before
    return end


def _too_long(part: Part, line: int) -> int:
    raise InputError(f"{part.name}:{line}: a line of more than {LONGEST:,} bytes", hint="Is it event data?")


def _chunk(data: bytes, first: int) -> Chunk:
    """The lines as UTF-8 with line feeds; lone carriage returns and zero bytes become spaces."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if b"\0" in data:
        data = data.replace(b"\0", b" ")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _recoded(data, first)
    return Chunk(data, first, data.count(b"\n"), b"\n\n" in data or data.startswith(b"\n"))


def _recoded(data: bytes, first: int) -> Chunk:
    """Lines that are not UTF-8 read as Windows-1252, each noted."""
    lines, bad = data.split(b"\n"), []
    for index, line in enumerate(lines):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            bad.append(first + index)
            lines[index] = line.decode("cp1252", errors="replace").encode("utf-8")
    return Chunk(b"\n".join(lines), first, len(lines) - 1, b"" in lines[:-1], tuple(bad))


def _check_start(part: Part, data: bytes) -> None:
    """Raises InputError for a file whose first bytes say that it is no table of lines in UTF-8."""
    if data.startswith(_WIDE):
        raise InputError(f"{part.name}:1: is in UTF-16", hint="Save it as UTF-8.")
    if not data.strip():
        raise InputError(f"{part.name}: holds no rows", hint="Fetch it again.")


def _blocks(part: Part, block: int) -> Iterator[bytes]:
    """Raw blocks of about a size. Raises InputError where there is no byte."""
    gathered: list[bytes] = []
    size, empty = 0, True
    for data in pieces(part, block):
        gathered.append(data)
        size += len(data)
        if size >= block:
            yield data if len(gathered) == 1 else b"".join(gathered)
            gathered, size, empty = [], 0, False
    if gathered:
        yield b"".join(gathered)
    elif empty:
        raise InputError(f"{part.name}: {part.broken or 'is empty'}", hint="Fetch it again.")
