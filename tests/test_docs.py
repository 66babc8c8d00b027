"""The documents are true: every command and option is in the reference, every room in the architecture."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "tools" / "cli_reference.py"


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_command_reference_is_what_the_commands_say() -> None:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(TOOL)], capture_output=True, check=True, env=settings, encoding="utf-8"
    )
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert words(written) == words(done.stdout), "run: python tools/cli_reference.py > docs/cli.md"


def test_every_command_is_in_the_reference() -> None:
    from dragoman.cli.app import app

    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"## dragoman {command.name}\n" in written


def test_every_room_is_in_the_architecture() -> None:
    written = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "dragoman"
    rooms = [f"`{path.name}/`" for path in package.iterdir() if (path / "__init__.py").exists()]
    files = [f"`{path.name}`" for path in package.glob("*.py") if not path.name.startswith("__")]
    missing = [name for name in (*rooms, *files) if name not in written]
    assert not missing, missing


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    missing = [page.name for page in (ROOT / "docs").glob("*.md") if page.name not in navigation]
    assert not missing, missing


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/coding.md", "docs/actors.md"])
def test_commands_that_are_shown_exist(page: str) -> None:
    from dragoman.cli.app import app

    known = {str(one.name) for one in app.registered_commands}
    known |= {str(one.name) for one in app.registered_groups}
    shown = re.findall(r"(?m)(?:^|`|&& )dragoman ([a-z]+)", (ROOT / page).read_text("utf-8"))
    assert set(shown) <= known, set(shown) - known
