"""Where the shared data lies, for tests that measure on real text."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of a file below `../shared/data`; skips the test, with the reason, where it is absent."""
    return _present(SHARED / "data" / name)


def shared_tool(name: str) -> Path:
    """The path of a script below `../shared/tools`; skips the test, with the reason, where it is absent."""
    return _present(SHARED / "tools" / name)


def _present(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is absent: the shared data are not part of the repository")
    return path
