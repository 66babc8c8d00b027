"""The one tree of errors that Dragoman raises on purpose.

```
DragomanError
├── InputError        a document or data file cannot be read or is not what it should be
├── DictionaryError   a shipped or user dictionary has a bad line
├── StoreError        the store cannot be opened, read or written
├── UnknownTermError  a code, name or word that the program does not know
└── MissingExtraError an optional part is not installed
```

Each message says what was wrong, where (file, line, field) and what to do.
"""

from __future__ import annotations

from pathlib import Path


class DragomanError(Exception):
    """Base of every error raised on purpose; `hint` says what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message} {hint}".strip())


class InputError(DragomanError):
    """A document or data file that cannot be read, or is not what it should be."""


class DictionaryError(DragomanError):
    """A dictionary line that does not hold; the message begins `file:line: field`."""

    def __init__(self, path: Path | str, line: int, problem: str, *, hint: str = "") -> None:
        self.path = str(path)
        self.line = line
        super().__init__(f"{path}:{line}: {problem}", hint=hint)


class StoreError(DragomanError):
    """The store cannot be opened, read or written."""


class UnknownTermError(DragomanError):
    """A code, name or word that is not known; the hint names the nearest known ones."""


class MissingExtraError(DragomanError):
    """A part that is not installed; the hint names the command that installs it."""
