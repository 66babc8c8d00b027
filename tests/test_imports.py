"""The import contract: the way of the data runs one way."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "dragoman"
SLOW = {"spacy", "duckdb", "altair", "trafilatura", "pyarrow", "onnxruntime", "vl_convert", "weasyprint"}


def layers() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contract = tomllib.load(file)["tool"]["importlinter"]["contracts"][0]
    return [name.removeprefix("dragoman.") for name in contract["layers"]]


def imports(path: Path) -> set[str]:
    """Modules of dragoman that a file imports, as `room` or `room.module`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name.removeprefix("dragoman.") for name in found if name.startswith("dragoman.")}


def top_level_imports(path: Path) -> set[str]:
    """First names of what a file imports when it is loaded."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
    return found


def test_a_room_uses_only_rooms_before_it() -> None:
    order = layers()
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room not in order:
            continue
        allowed = set(order[order.index(room) :])
        used = {name.split(".")[0] for name in imports(path)} & set(order)
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in sorted(used - allowed)]
    assert not wrong, wrong


def test_slow_libraries_are_imported_where_they_are_used() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in sorted(top_level_imports(path) & SLOW)
    ]
    assert not wrong, wrong


def test_import_linter_keeps_the_contract() -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed (extra dev)")
    missing = [name for name in layers() if not list(PACKAGE.glob(f"{name}*"))]
    if missing:
        pytest.skip(f"rooms not built yet: {', '.join(missing)}")
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
