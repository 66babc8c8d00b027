"""What the data show, one frozen record a finding, each with the sentences it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.brief.acts import Act, Key
from dragoman.records import Stance

Direction = Literal["closer", "apart", "unsettled"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: documents, sentences, publishers, period, acts by modality, and how many were too unsure."""

    as_of: str | None
    first: str | None
    place: str | None
    documents: int
    sentences: int
    publishers: int
    acts: int
    by_modality: tuple[tuple[str, int], ...]
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Stake:
    """One thing that a side seeks, holds, lacks, offers, fears or opposes, in the text's words."""

    side: str
    actor: str
    stance: Stance
    class_: str
    text: str
    modality: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Barter:
    """A sentence that speaks of one thing in exchange for another, and its words about it."""

    quote: str
    sides: tuple[str, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two sides of which one wants what the other has; `barter` where the text itself speaks of a trade."""

    wants: Stake
    has: Stake
    back_wants: Stake | None
    back_has: Stake | None
    barter: Barter | None
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A dyad's signed sum of intensities: closer, apart, or unsettled where both signs weigh."""

    a: str
    b: str
    direction: Direction
    score: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Triangle:
    """`hub` stands with both others (or against both), who are `tie` to each other: -1 strain, +1 rest."""

    hub: str
    x: str
    y: str
    kind: Literal["strain", "front"]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Camps:
    """Two groups of states, friends within and at odds across, and the acts that say so."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution or procedure that the text brings in, with the act or the words that do."""

    name: str
    act: Act | None
    quote: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the text leaves open."""

    kind: Literal["no_date", "not_done", "no_answer"]
    act: Act
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one brief, in the brief's order."""

    coverage: Coverage
    lead: tuple[Act, ...]
    acts: tuple[Act, ...]
    stakes: tuple[Stake, ...]
    exchanges: tuple[Exchange, ...]
    barters: tuple[Barter, ...]
    movements: tuple[Movement, ...]
    triangles: tuple[Triangle, ...]
    camps: Camps | None
    signals: tuple[Act, ...]
    institutions: tuple[Institution, ...]
    watch: tuple[Act, ...]
    gaps: tuple[Gap, ...]
    background: tuple[Act, ...]
