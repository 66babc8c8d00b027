"""What the accuracy benches share: where the data lie, and one run over all the gold."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.actors import ActorDictionary, ActorFinder
from dragoman.cli.coders import coder_named, reader_named
from dragoman.evaluation.floors import missing
from dragoman.evaluation.measuring import NEEDED, AllScores, measure_all

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"


def data_option(parser: argparse.ArgumentParser) -> None:
    """Adds `--data`."""
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with gold/ (../shared/data)")


def absent(data: Path) -> str | None:
    """Why nothing can be measured, or None."""
    gone = missing(data, NEEDED)
    if not gone:
        return None
    return f"{', '.join(gone)} absent below {data}: the shared data are not part of the repository"


def score_all(data: Path) -> tuple[str, AllScores]:
    """The coder's version, and its scores on all the gold."""
    coder = coder_named(None, None)
    resolve = ActorFinder(ActorDictionary.load()).resolve
    return coder.version, measure_all(data, coder.code_many, reader_named(None, None), resolve)
