"""Writes docs/cli.md from the commands' own help: python tools/cli_reference.py > docs/cli.md."""

from __future__ import annotations

import os
import subprocess
import sys

COMMANDS = (
    "brief", "code", "actor", "explain", "export", "evaluate", "check",
    "relations", "precedents", "align", "balance", "network", "exposure",
    "import votes", "import vetoes", "import alliances", "import transfers", "import capabilities",
    "import sanctions", "import disputes", "import contiguity", "import visits", "import travels", "import risk",
    "import gdelt", "import icews", "import keds", "import polecat", "import phoenix", "import acled", "import ucdp",
    "store info", "store runs", "store rejects",
)  # fmt: skip
HEAD = """# The command line

Standard output is data, standard error is narration; `-` is standard input or output. Exit codes: 0 ok,
1 data error, 2 usage, 130 interrupted. An error is one sentence that says what was wrong and where, and
one that says what to do. Input that cannot be read is set aside with its reason, and the run goes on.

In a terminal `dragoman brief` shows the brief with colours; through a pipe it writes Markdown.
`dragoman code` can be stopped at any moment; the same command goes on where it stopped.
`dragoman actor NAME --json` answers with `null` where nothing is known; without `--json` that is an error
with the nearest names. `dragoman --install-completion` sets up completion for your shell;
`--show-completion` prints it.

This page is made from the commands' help by `tools/cli_reference.py`.
"""


def help_of(command: str) -> str:
    """What `dragoman COMMAND --help` prints, 100 columns wide."""
    settings = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *command.split(), "--help"],
        capture_output=True, text=True, check=True, env=settings, encoding="utf-8",
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def reference() -> str:
    """The whole page."""
    parts = [f"## dragoman {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    sys.stdout.write(reference())
