"""Floors under each measure, with the digests of the data they were measured on."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dragoman.errors import InputError

Side = Literal["least", "most"]
SLACK = 0.005
"""How far from what was measured a floor is set: half a hundredth, or one case where that is more."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure's value (a share, 0 to 1) over n cases, its 95 % interval, and the data files it read.

    `side` says whether it must be at least or at most its floor; `data` are paths below the data folder.
    """

    value: float
    low: float
    high: float
    n: int
    data: tuple[str, ...]
    side: Side = "least"


@dataclass(frozen=True, slots=True)
class Floor:
    """What a measure must reach, the value it had when that was written, and by which coder."""

    floor: float
    measured: float
    n: int
    side: Side
    data: tuple[str, ...]
    coder: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by measure, and the SHA-256 of each data file."""

    digests: Mapping[str, str]
    floors: Mapping[str, Floor]


def digest(path: Path) -> str:
    """The file's SHA-256 in hexadecimal digits. Raises InputError where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error})", hint="Name the folder of the data.") from None


def read_floors(path: Path) -> Floors:
    """The floors of a TOML file. Raises InputError, naming the file and the entry, for one that does not hold."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        floors = {
            name: Floor(
                float(row["floor"]),
                float(row["measured"]),
                int(row["n"]),
                row["side"],
                tuple(row["data"]),
                str(row["coder"]),
            )
            for name, row in table["floor"].items()
        }
        return Floors(dict(table["sha256"]), floors)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}: no floors ({error!r})", hint="Write them: bench/floors.py write."
        ) from None


def check_floors(floors: Floors, measured: Mapping[str, Measured], data: Path) -> list[str]:
    """What is wrong: changed data, measures below their floor, floors that nothing measures; empty if all hold."""
    problems = [
        f"{name}: its SHA-256 is {found}, the floors were measured on {wanted}"
        for name, wanted in floors.digests.items()
        if (found := digest(data / name)) != wanted
    ]
    for name, floor in floors.floors.items():
        if name not in measured:
            problems.append(f"{name}: has a floor and is not measured")
        elif not _holds(measured[name].value, floor.floor, floor.side):
            value, low, high = measured[name].value, measured[name].low, measured[name].high
            problems.append(
                f"{name}: {value:.3f} (95 % interval {low:.3f}-{high:.3f}), must be at {floor.side} "
                f"{floor.floor:.3f}; it was {floor.measured:.3f} with {floor.coder}"
            )
    return problems


def new_floors(
    old: Floors | None, measured: Mapping[str, Measured], data: Path, coder: str, lower: bool = False
) -> Floors:
    """Floors at what was measured, less their slack; those that stand higher stay, unless `lower`.

    Raises InputError where a measure is below its floor, a floor would vanish, or the data have changed,
    and `lower` is not given.
    """
    problems = check_floors(old, measured, data) if old else []
    if problems and not lower:
        raise InputError("; ".join(problems), hint="Give --lower to write lower floors, and say why.")
    before: Mapping[str, Floor] = {} if old is None or lower else old.floors
    made = {name: _made(found, before.get(name), coder) for name, found in measured.items()}
    files = sorted({name for found in measured.values() for name in found.data})
    return Floors({name: digest(data / name) for name in files}, made)


def floors_text(floors: Floors) -> str:
    """The floors as a TOML file."""
    lines = [
        "# What each measure must reach; checked by `python bench/floors.py check`, raised by",
        "# `python bench/floors.py write`; lowering one takes `--lower` and a reason in the commit.",
        "# Values are shares (0 to 1) on the data files whose digests stand below.",
        "",
        "[sha256]",
        *(f'"{name}" = "{value}"' for name, value in floors.digests.items()),
    ]
    for name, floor in floors.floors.items():
        lines += [
            "",
            f'[floor."{name}"]',
            f"floor = {floor.floor:.4f}",
            f"measured = {floor.measured:.4f}",
            f"n = {floor.n}",
            f'side = "{floor.side}"',
            f"data = [{_listed(floor.data)}]",
            f'coder = "{floor.coder}"',
        ]
    return "\n".join([*lines, ""])


def missing(data: Path, names: Iterable[str]) -> list[str]:
    """The data files that are absent."""
    return [name for name in names if not (data / name).is_file()]


def _made(found: Measured, old: Floor | None, coder: str) -> Floor:
    """The floor of one measure."""
    slack = max(SLACK, 1 / found.n) if found.n else SLACK
    step = -slack if found.side == "least" else slack
    value = round(min(1.0, max(0.0, found.value + step)), 4)
    floor = Floor(value, round(found.value, 4), found.n, found.side, found.data, coder)
    if old is None:
        return floor
    tighter = max if found.side == "least" else min
    return replace(floor, floor=tighter(floor.floor, old.floor))


def _holds(value: float, floor: float, side: Side) -> bool:
    return value >= floor if side == "least" else value <= floor


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
