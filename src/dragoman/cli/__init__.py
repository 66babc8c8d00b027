"""The command line: one function a command, no logic.

Standard output is data, standard error is narration. Exit codes: 0 ok, 1 data error, 2 usage, 130
interrupted. An error is one sentence and what to do, never a traceback.
"""

from __future__ import annotations

import sys

from dragoman.errors import DragomanError

__all__ = ["main"]


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    from dragoman.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app(prog_name="dragoman")
    except DragomanError as error:
        _complain(error.message, error.hint)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"{where}{error.strerror or error}.", "Check the path and its permissions.")
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(message: str, hint: str) -> None:
    """Say on standard error what is wrong and what to do, and exit with 1."""
    end = "" if message.endswith((".", "!", "?")) else "."
    print(f"dragoman: {message}{end}" + (f" {hint}" if hint else ""), file=sys.stderr)
    sys.exit(1)
