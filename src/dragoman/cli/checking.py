"""`dragoman check`: whether dictionary files are right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import AsJson, show
from dragoman.errors import DictionaryError, InputError


def check_command(
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Your dictionary files; without it, the shipped ones."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Check dictionary files: names, codes, dates, patterns. Every problem with file, line and field.

    Exits with 1 if there is a problem.
    """
    if directory is not None and not directory.is_dir():
        raise InputError(f"{directory} is no directory", hint="Give the directory of your dictionary files.")
    problems = _problems(directory)
    if json:
        show([{"file": p.path, "line": p.line, "problem": p.message, "hint": p.hint} for p in problems])
    else:
        for problem in problems:
            print(f"{problem.message} {problem.hint}".strip())
        if not problems:
            print(f"{directory or 'The shipped dictionaries'}: no problems.")
    if problems:
        raise typer.Exit(1)


def _problems(directory: Path | None) -> list[DictionaryError]:
    """Problems of actors' files, then the first one of the lexicon and of the ontology."""
    from dragoman import actors
    from dragoman.coding.lexicon import load_lexicon
    from dragoman.ontology import load_contexts, load_ontology

    where = directory or Path(actors.__file__).parent / "data"
    problems = actors.check(where)
    try:
        load_lexicon(directory, whole=True)
        load_ontology()
        load_contexts()
    except DictionaryError as error:
        problems.append(error)
    return problems
