"""A small gold of our own, and a stand-in for the coder, for the tests of the evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def act(kind: str, source: str, *targets: str, modality: str = "actual", **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "source": [{"country": source}],
        "target": [{"country": target} for target in targets],
        "modality": modality,
        **more,
    }


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
