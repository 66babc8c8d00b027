"""Names of states by code, from the actors' data file, without loading the whole dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

# The file's own layout, which the actors' loader has checked: TOML would take 0.2 s to read it again.
_STATE = re.compile(r'^\[\[state\]\]\ncode = "([A-Z]{3})"\nname = "([^"\\]+)"$', re.MULTILINE)


@cache
def state_names() -> Mapping[str, str]:
    """The usual English name of each state by its code; empty where the actors' data are absent."""
    path = resources.files("dragoman").joinpath("actors/data/states.toml")
    return dict(_STATE.findall(path.read_text(encoding="utf-8"))) if path.is_file() else {}
