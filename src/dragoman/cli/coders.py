"""Which coder a command uses: the rules, the learned reader, or both joined."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from dragoman.cli.common import make_coder
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.coding import Coder
    from dragoman.evaluation import RelationReader

CoderName = Literal["rules", "model", "joined"]
WhichCoder = Annotated[
    CoderName | None,
    typer.Option("--coder", help="The rules, the learned reader, or both joined."),
]


def coder_named(name: CoderName | None, dictionaries: Path | None) -> Coder:
    """The coder of whole texts; without a name, the one that `dragoman code` uses.

    Raises InputError for one that this installation lacks.
    """
    if name in ("model", "joined"):
        raise _absent(name)
    return make_coder(dictionaries)


def reader_named(name: CoderName | None, dictionaries: Path | None) -> RelationReader:
    """The reader of marked pairs; without a name, both joined where the model is there, or the rules.

    Raises InputError for one that this installation lacks.
    """
    from dragoman.evaluation import JoinedReader, ReportReader

    learned = None if name == "rules" else _learned_reader(dictionaries)
    if learned is None and name in ("model", "joined"):
        raise _absent(name)
    if learned is not None and name == "model":
        return learned
    rules = ReportReader(coder_named("rules", dictionaries).code_many)
    return JoinedReader(rules, learned) if learned else rules


def _learned_reader(dictionaries: Path | None) -> RelationReader | None:
    """The learned reader of marked pairs; None where it or its model is not installed."""
    try:
        files = import_module("dragoman.coding.learned.model_files")
        relations = import_module("dragoman.coding.learned.relations")
    except ModuleNotFoundError:
        return None
    if not files.model_installed():
        return None
    return cast("RelationReader", relations.load_relation_reader(dictionaries))


def _absent(name: str) -> InputError:
    return InputError(f"--coder {name}: the learned reader is not installed", hint="Take --coder rules.")
