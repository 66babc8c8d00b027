"""Reading a file of states' data: plain or gzip, whole or broken off, in UTF-8 or not, with line numbers."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import InputError

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
LONGEST_CELL = 131_072
"""Characters of a cell; a longer one is a quote that was never closed."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text; `cut` where its archive breaks off, `odd_lines` those that are not UTF-8."""

    path: str
    digest: str
    text: str
    cut: bool
    odd_lines: int

    def expected(self) -> int | None:
        """How many records follow the header, counted from quotes and line ends; None where it is cut."""
        if self.cut:
            return None
        count, quoted = 0, False
        for line in self.text.splitlines():
            quoted ^= line.count('"') % 2 == 1
            count += bool(not quoted and line.strip())
        return max(count + quoted - 1, 0)


def read_text(path: Path | str) -> Text:
    """The text of a file, unpacked. Raises InputError where it is absent, empty, no text or holds several files.

    Bytes that are no UTF-8 are read as Windows-1252, line by line. Of an archive that breaks off, what could
    be unpacked is kept.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: is a directory", hint="Name the file to import.")
    raw = path.read_bytes()
    data, cut = _unpacked(path, raw)
    if not data.strip():
        raise InputError(f"{path}: is empty", hint="Fetch the file again.")
    if b"\0" in data[:4096]:
        raise InputError(f"{path}: is no text", hint="Give a CSV file, plain, zipped or gzipped.")
    text, odd = _decoded(data)
    return Text(str(path), f"sha256:{hashlib.sha256(raw).hexdigest()}", text, cut, odd)


def records(text: Text) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, and its cells; the header first, blank lines left out.

    The last record of a file that is cut is left out: it may be half a record. Raises InputError, with file
    and line, where a quote is opened and never closed.
    """
    source = io.StringIO(text.text, newline="")
    reader = csv.reader(source)
    csv.field_size_limit(LONGEST_CELL)  # the reader of documents sets a wider one, for the whole process
    before: tuple[int, list[str]] | None = None
    line = 1
    try:
        for cells in reader:
            if cells:
                if before:
                    yield before
                before = (line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{text.path}:{line}: {error}", hint="A quote may be open; mend the line and import again."
        ) from error
    if before and not text.cut:
        yield before


def _unpacked(path: Path, raw: bytes) -> tuple[bytes, bool]:
    """The content, and whether its archive breaks off."""
    if raw.startswith(_GZIP):
        return _gunzipped(raw)
    if not raw.startswith(_ZIP):
        return raw, False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            if len(names) != 1:
                raise InputError(f"{path}: holds {len(names)} files, expected one", hint="Unpack it first.")
            return archive.read(names[0]), False
    except (zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"{path}: the archive is broken: {error}", hint="Fetch the file again.") from error


def _gunzipped(raw: bytes) -> tuple[bytes, bool]:
    """What a gzip archive of one or more members gives, and whether it breaks off."""
    out = []
    while raw.startswith(_GZIP):
        member = zlib.decompressobj(31)
        try:
            out.append(member.decompress(raw))
        except zlib.error:
            out.append(_as_far_as_it_goes(raw))
            return b"".join(out), True
        if not member.eof:
            return b"".join(out), True
        raw = member.unused_data
    return b"".join(out), False


def _as_far_as_it_goes(raw: bytes) -> bytes:
    """What can be unpacked before the damage, in small steps."""
    member = zlib.decompressobj(31)
    out = []
    try:
        for start in range(0, len(raw), 1024):
            out.append(member.decompress(raw[start : start + 1024]))
    except zlib.error:
        pass
    return b"".join(out)


def _decoded(data: bytes) -> tuple[str, int]:
    """The text, and how many lines are not UTF-8."""
    try:
        return data.decode("utf-8-sig").replace("\0", ""), 0
    except UnicodeDecodeError:
        lines, odd = [], 0
        for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
            try:
                lines.append(line.decode("utf-8"))
            except UnicodeDecodeError:
                lines.append(line.decode("cp1252", errors="replace"))
                odd += 1
        return "\n".join(lines).replace("\0", ""), odd
