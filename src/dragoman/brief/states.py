"""Names of states by code, from the actors' data file, without loading the whole dictionary."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def state_names() -> Mapping[str, str]:
    """The usual English name of each state by its code; empty where the actors' data are absent."""
    path = resources.files("dragoman").joinpath("actors/data/states.toml")
    if not path.is_file():
        return {}
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {row["code"]: row["name"] for row in data.get("state", []) if "code" in row and "name" in row}
