"""Where the learned reader's files lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coding.learned.joining import Joiner
    from dragoman.coding.learned.reader import LearnedReader
    from dragoman.coding.predicates import TargetPolicy

SHIPPED = Path(__file__).parents[1] / "data" / "learned"


def model_directory() -> Path:
    """The directory named by the environment variable DRAGOMAN_MODEL, or the shipped one."""
    named = os.environ.get("DRAGOMAN_MODEL")
    return Path(named) if named else SHIPPED


def model_installed() -> bool:
    """Whether there is a model to read with."""
    return (model_directory() / "reader.onnx").is_file()


def load_joined(policy: TargetPolicy) -> tuple[LearnedReader, Joiner]:
    """The installed model's reader, and what joins it with the rules. Raises InputError where there is none."""
    from dragoman.coding.learned.gate import Gate
    from dragoman.coding.learned.joining import Joiner, Weights
    from dragoman.coding.learned.reader import LearnedReader
    from dragoman.coding.learned.sureness import Sureness
    from dragoman.coding.learned.track import TrackRecord

    folder = model_directory()
    reader = LearnedReader(folder)
    weights, ruled = (Weights.load(folder / "joining.toml", part) for part in ("joined", "rules"))
    track, gate = TrackRecord.load(folder / "track.csv"), Gate.load(folder / "gate.toml")
    return reader, Joiner(weights, ruled, policy, track, gate, Sureness.load(folder / "confidence.toml"))
