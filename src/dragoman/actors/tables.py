"""Reading the dictionary's CSV and TOML files; every complaint names file, line and field."""

from __future__ import annotations

import csv
import gc
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.errors import DictionaryError

Complain = Callable[[DictionaryError], None]
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_CODE = re.compile(r"[A-Z]{3}")
ORGANISATION_CODES = frozenset({"IGOUNO", "IGOEUR", "IGONAT", "IGO", "NGO", "MNC", "IMG"})
SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
        "IGO",
        "NGO",
    ]
)


@contextmanager
def no_collection() -> Iterator[None]:
    """Keeps the garbage collector still while many lasting objects are made: a third of the load time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def raise_it(error: DictionaryError) -> None:
    """The strict way to complain: stop at the first bad line."""
    raise error


def rows(path: Path, columns: Sequence[str], complain: Complain) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row; lines that begin with # and blank lines are passed over.

    Complains of a wrong header, a wrong number of cells and text that is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        complain(DictionaryError(path, 1, f"not UTF-8 ({error.reason})", hint="Save the file as UTF-8."))
        return
    lines = ["" if line[:1] == "#" else line for line in text.splitlines()]
    reader = csv.reader(lines)
    width, header = len(columns), None
    for row in reader:
        if not row:
            continue
        if header is None:
            header = row
            if header != list(columns):
                complain(_header_error(path, reader.line_num, columns, header))
                return
        elif len(row) != width:
            problem = f"expected {width} columns ({', '.join(columns)}), got {len(row)}"
            complain(DictionaryError(path, reader.line_num, problem, hint="Quote cells that hold a comma."))
        else:
            yield reader.line_num, row


def _header_error(path: Path, line: int, columns: Sequence[str], header: Sequence[str]) -> DictionaryError:
    got, want = ",".join(header), ",".join(columns)
    return DictionaryError(path, line, f"header: expected {want}, got {got}")


def day(value: str, *, last: bool) -> str | None:
    """A date of year, month or day precision as its first or last day; None if it is not ISO 8601."""
    if not value:
        return ""
    if len(value) == 10 and _DATE.fullmatch(value):
        return value
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, _ = match.groups()
    # the 31st of any month compares rightly as text, which is all that these days are for
    return f"{year}-{month or ('12' if last else '01')}-{'31' if last else '01'}"


def _days(since: str, until: str) -> bool:
    """Whether both are whole days in order: the usual case, without a detour."""
    whole = _DAY.fullmatch(since) is not None and (not until or _DAY.fullmatch(until) is not None)
    return whole and (not until or since <= until)


def span(path: Path, line: int, since: str, until: str, complain: Complain) -> tuple[str, str]:
    """The two dates as whole days; complains of what is no date and of until before since."""
    if len(since) == 10 and len(until) in (0, 10) and _days(since, until):
        return since, until
    out = []
    for field, value in (("since", since), ("until", until)):
        whole = day(value, last=field == "until")
        if whole is None:
            problem = f"{field}: {value!r} is not a date"
            complain(DictionaryError(path, line, problem, hint="Write YYYY-MM-DD, YYYY-MM or YYYY."))
        out.append(whole or "")
    if out[0] and out[1] and out[1] < out[0]:
        complain(DictionaryError(path, line, f"until: {until} is before since ({since})"))
    return out[0], out[1]


def check_code(path: Path, line: int, code: str, known: frozenset[str], complain: Complain) -> None:
    """Complains unless the code is a known state's or an organisation's."""
    if code in known or code in ORGANISATION_CODES or (not known and _CODE.fullmatch(code)):
        return
    hint = "Use ISO 3166 alpha-3, XKX, or one of " + ", ".join(sorted(ORGANISATION_CODES)) + "."
    complain(DictionaryError(path, line, f"country: unknown code {code!r}", hint=hint))


def check_sector(path: Path, line: int, sector: str, complain: Complain) -> None:
    """Complains unless the sector is empty or one of PLOVER's."""
    if sector and sector not in SECTORS:
        hint = "Use one of " + ", ".join(sorted(SECTORS)) + "."
        complain(DictionaryError(path, line, f"sector: unknown sector {sector!r}", hint=hint))


def cells(value: str) -> tuple[str, ...]:
    """The parts of a list cell, without blanks."""
    if not value:
        return ()
    return tuple(part for part in (p.strip() for p in value.split("|")) if part)


def toml(path: Path, complain: Complain) -> dict[str, Any]:
    """The file's tables; {} after a complaint when it is not TOML."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"at line (\d+)", str(error))
        complain(DictionaryError(path, int(found[1]) if found else 1, f"not TOML: {error}"))
        return {}
