"""`dragoman brief`: what the articles mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.coders import (
    ApiKey,
    BaseUrl,
    CacheDir,
    Choice,
    ModelName,
    TokenBudget,
    WhichCoder,
    chosen_coder,
)
from dragoman.cli.common import (
    AsJson,
    Day,
    Dictionaries,
    Inputs,
    Quiet,
    codes_of,
    compact,
    readable,
    say,
    show,
    told,
)
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.brief import Brief
    from dragoman.coding import Coder
    from dragoman.records import Document

SUFFIXES = (".md", ".html", ".json", ".pdf")


def brief_command(
    inputs: Inputs,
    about: Annotated[
        str | None, typer.Option("--about", metavar="CODES", help="Only what these take part in: RUS,PRK.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FILE", help="Write .md, .html, .json or .pdf; - for Markdown."),
    ] = None,
    compare: Annotated[
        bool,
        typer.Option(
            "--compare", help="Say what is new, gone or changed from the first input to the second."
        ),
    ] = False,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="PATH", help="Put a store's record beside the text, up to its day."),
    ] = None,
    date: Day = None,
    dictionaries: Dictionaries = None,
    coder: WhichCoder = None,
    base_url: BaseUrl = None,
    model: ModelName = None,
    api_key: ApiKey = None,
    token_budget: TokenBudget = None,
    cache: CacheDir = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read articles and say what they mean, every sentence with its evidence."""
    if to and to != "-" and Path(to).suffix.lower() not in SUFFIXES:
        raise InputError(f"{to}: no such kind of brief", hint=f"Take one of {', '.join(SUFFIXES)}.")
    if compare and len(inputs) != 2:
        raise InputError(
            f"--compare takes two inputs, not {len(inputs)}", hint="dragoman brief A B --compare"
        )
    codes = codes_of(about, dictionaries)
    groups = [readable([one], date, quiet) for one in inputs] if compare else [readable(inputs, date, quiet)]
    choice = Choice(coder, base_url, model, api_key, token_budget, cache)
    coding = chosen_coder(choice, dictionaries, on_reject=lambda reject: say(told(reject), quiet))
    result = _brief(groups, codes, coding)
    if store is not None:
        result = _with_record(result, store, quiet)
    if json:
        show(result.to_dict())
    else:
        _put(result, to, quiet)


def _brief(groups: list[list[Document]], codes: Iterable[str], coder: Coder) -> Brief:
    """One brief, or what changed from the first group of documents to the second.

    Raises InputError where no document of a group could be coded.
    """
    from dragoman.brief import brief, compare
    from dragoman.documents import Duplicates

    links = Duplicates()
    coded = [list(coder.code_many(map(links.check, group))) for group in groups]
    if not all(coded):
        raise InputError("no document was coded", hint="Why is said above; name another coder with --coder.")
    briefs = [brief(group, about=codes) for group in coded]
    return briefs[0] if len(briefs) == 1 else compare(briefs[0], briefs[1])


def _with_record(result: Brief, store: Path, quiet: bool) -> Brief:
    """The brief with the record beside it. Raises StoreError where the store cannot be opened."""
    from dragoman.brief.record import beside
    from dragoman.cli.recording import recorded
    from dragoman.store import Store

    Store.open(store, read_only=True).close()
    found = recorded(result, store)
    if not found:
        say(f"{store} has no record of the states in this brief", quiet)
    return beside(result, found)


def _put(result: Brief, to: str | None, quiet: bool) -> None:
    """Show the brief where it was asked for."""
    if to is None and sys.stdout.isatty():
        from rich.console import Console

        result.to_terminal(Console())
        return
    if to in (None, "-"):
        sys.stdout.write(result.to_markdown())
        return
    path = Path(str(to))
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        result.to_pdf(path)
    elif suffix == ".html":
        path.write_text(result.to_html(), encoding="utf-8")
    elif suffix == ".json":
        path.write_text(compact(result.to_dict()) + "\n", encoding="utf-8")
    else:
        path.write_text(result.to_markdown(), encoding="utf-8")
    say(f"wrote {path}", quiet)
