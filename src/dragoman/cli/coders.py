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
    """The coder of whole texts. Raises InputError for one that this installation lacks."""
    if name in ("model", "joined"):
        raise _absent(name)
    return make_coder(dictionaries)


def reader_named(name: CoderName | None, dictionaries: Path | None) -> RelationReader:
    """The reader of marked pairs. Raises InputError for one that this installation lacks."""
    from dragoman.evaluation import ReportReader

    if name == "model":
        try:
            module = import_module("dragoman.coding.learned.relations")
        except ModuleNotFoundError:
            raise _absent(name) from None
        return cast("RelationReader", module.load_relation_reader(dictionaries))
    return ReportReader(coder_named(name, dictionaries).code_many)


def _absent(name: str) -> InputError:
    return InputError(f"--coder {name}: the learned reader is not installed", hint="Take --coder rules.")
