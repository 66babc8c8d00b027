"""Files as they come: plain, gzip, zip; of an archive that breaks off, what is readable."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from
from typing import IO

from dragoman.errors import InputError

PIECE = 1 << 20
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_BREAKS_OFF = "the archive breaks off"


@dataclass(slots=True)
class Part:
    """A file, or a file in an archive.

    After reading, `broken` says why an archive ended early (None where it did not), `lines` how many it has.
    """

    path: Path
    member: str | None = None
    several: bool = False
    broken: str | None = None
    lines: int = 0

    @property
    def name(self) -> str:
        """How ledgers call it: the path, and the name within an archive of several files."""
        return f"{self.path}/{self.member}" if self.several else str(self.path)


def parts(path: Path) -> list[Part]:
    """The file, or the files in a zip archive. Raises InputError where there is none, or nothing in it."""
    if not path.is_file():
        what = "is a directory" if path.is_dir() else "there is no such file"
        raise InputError(f"{path}: {what}", hint="Name the file itself.")
    if path.stat().st_size == 0:
        raise InputError(f"{path}: is empty", hint="Fetch it again.")
    if _start(path) != _ZIP:
        return [Part(path)]
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir()]
    except zipfile.BadZipFile:
        return [Part(path, broken=_BREAKS_OFF)]
    if not names:
        raise InputError(f"{path}: the zip archive holds no file", hint="Fetch it again.")
    return [Part(path, name, len(names) > 1) for name in names]


def pieces(part: Part, size: int = PIECE) -> Iterator[bytes]:
    """The bytes of a part, unpacked, in pieces; of a plain file, pieces of `size`.

    Notes in `part.broken` where the archive breaks off.
    """
    start = _start(part.path)
    with part.path.open("rb") as raw:
        if start == _ZIP:
            yield from _unzipped(part, raw)
        elif start.startswith(_GZIP):
            yield from _inflated(part, raw, zlib.MAX_WBITS | 32)
        else:
            while data := raw.read(size):
                yield data


def _start(path: Path) -> bytes:
    with path.open("rb") as raw:
        return raw.read(4)


def _unzipped(part: Part, raw: IO[bytes]) -> Iterator[bytes]:
    """A member of a zip archive; of an archive without its directory, the first member."""
    if part.broken:
        name, extra = unpack_from("<HH", raw.read(30).ljust(30, b"\0"), 26)
        raw.seek(30 + name + extra)
        yield from _inflated(part, raw, -zlib.MAX_WBITS)
        part.broken = _BREAKS_OFF
        return
    try:
        with zipfile.ZipFile(raw) as archive, archive.open(part.member or archive.namelist()[0]) as source:
            while data := source.read(PIECE):
                yield data
    except (EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        part.broken = f"the archive is damaged ({error})"


def _inflated(part: Part, raw: IO[bytes], bits: int) -> Iterator[bytes]:
    """A deflated stream, or several one after the other."""
    stream = zlib.decompressobj(bits)
    while data := raw.read(PIECE):
        while data:
            if stream.eof:
                if not data.startswith(_GZIP):
                    return
                stream = zlib.decompressobj(bits)
            try:
                got = stream.decompress(data)
            except zlib.error as error:
                part.broken = f"the archive is damaged ({error})"
                return
            if got:
                yield got
            data = stream.unused_data
    if not stream.eof:
        part.broken = _BREAKS_OFF
