"""Progress of a long run on standard error, when that is a terminal: count, rate, time left."""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.common import say

EVERY = 0.5
"""Seconds between two lines of progress."""


class Progress:
    """One line that is written over; silent where standard error is no terminal, or if asked to be."""

    def __init__(self, inputs: Sequence[str], quiet: bool) -> None:
        self.quiet = quiet
        self.shown = sys.stderr.isatty() and not quiet
        self.total = expected(inputs) if self.shown else None
        self.began = self.last = time.monotonic()
        self.seen = self.coded = 0

    def saw(self) -> None:
        """One more input was read, to be coded or set aside."""
        self.seen += 1

    def done(self) -> None:
        """One more document is coded."""
        self.coded += 1
        now = time.monotonic()
        if self.shown and now - self.last >= EVERY:
            self.last = now
            self._write(self.line(now))

    def line(self, now: float) -> str:
        """The line as it stands: `1,234 of 8,000 documents · 85/s · 1 min 20 s left`."""
        rate = self.coded / max(now - self.began, 1e-6)
        of = f" of {self.total:,}" if self.total else ""
        left = max((self.total or 0) - self.seen, 0) / rate if rate else 0
        end = f" · {duration(left)} left" if self.total else ""
        return f"{self.seen:,}{of} documents · {rate:,.0f}/s{end}"

    def note(self, text: str) -> None:
        """A line that stays."""
        if self.shown:
            self._write("")
        say(text, self.quiet)

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def duration(seconds: float) -> str:
    """Seconds in words: `1 min 20 s`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def expected(inputs: Sequence[str]) -> int | None:
    """About how many documents the inputs hold: files, and lines of tables; None for standard input."""
    if "-" in inputs:
        return None
    files = [f for name in inputs for f in _files(Path(name))]
    return sum(_lines(file) if _is_table(file) else 1 for file in files)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in path.rglob("*") if file.is_file()]
    return [path] if path.is_file() else []


def _is_table(path: Path) -> bool:
    return Path(path.name.removesuffix(".gz")).suffix.lower() in {".jsonl", ".ndjson", ".csv", ".tsv"}


def _lines(path: Path) -> int:
    """How many lines a file has, compressed or not; 1 where it cannot be read."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 1
