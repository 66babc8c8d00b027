"""What each side wants and has, in words: the table, and the exchanges that fit."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.findings import Exchange, Findings, Stake
from dragoman.brief.names import Names
from dragoman.brief.statements import Block, Line, Part, capital, chain, label, note

COLUMNS = ("", "seeks", "has or offers", "lacks or fears", "opposes")
_CELLS = (("seeks",), ("holds", "offers"), ("lacks", "fears"), ("opposes",))
_PER_CELL = 4


def sides(found: Findings, names: Names) -> tuple[Block, ...]:
    """The table of interests, one row a side, sides with most first; unused columns are left out."""
    if not found.stakes:
        return (Block("paragraph", (note(names.wording.empty["sides"]),)),)
    order = {s.side: i for i, s in reversed(list(enumerate(found.stakes)))}
    count = {side: sum(s.side == side for s in found.stakes) for side in order}
    used = [i for i, stances in enumerate(_CELLS) if any(s.stance in stances for s in found.stakes)]
    rows = []
    for side in sorted(order, key=lambda s: (-count[s], order[s])):
        mine = [s for s in found.stakes if s.side == side]
        cells = [_cell([s for s in mine if s.stance in _CELLS[i]]) for i in used]
        rows.append((label(_side_name(mine, names), mine[0].keys), *cells))
    return (Block("table", columns=("", *(COLUMNS[i + 1] for i in used)), rows=tuple(rows)),)


def _side_name(mine: Sequence[Stake], names: Names) -> str:
    side = mine[0].side
    return capital(names.country(side)) if side in names.countries else capital(mine[0].actor)


def _cell(stakes: Sequence[Stake]) -> Line:
    parts = [
        Part(s.text + (" (possible)" if s.modality != "actual" else ""), s.keys) for s in stakes[:_PER_CELL]
    ]
    if not parts:
        return label("–")
    return Line(
        tuple(Part(p.text, p.keys, after="" if i == len(parts) - 1 else "; ") for i, p in enumerate(parts))
    )


def stance_part(stake: Stake, names: Names, template: str) -> Part:
    """`Russia seeks weapons and ammunition`, with its evidence."""
    who = names.country(stake.side) if stake.side in names.countries else stake.actor
    lemma = names.wording.stances[stake.stance]
    plural = who.rsplit(" ", 1)[-1] in names.wording.plural
    verb = lemma if plural else names.wording.verbs.third(lemma)
    if stake.modality in {"possible", "conditional", "planned"}:
        verb = f"may {lemma}"
    words = names.wording.say[template]
    fill = {"a": who, "b": who, "verb": verb, "x": stake.text, "y": stake.text, "z": stake.text}
    return Part(words.format(**fill), stake.keys)


def swap_parts(found: Findings, names: Names) -> list[Part]:
    """The best exchange in a sentence's parts; else the two weightiest wants."""
    if found.exchanges:
        best = found.exchanges[0]
        return [stance_part(best.wants, names, "wants"), stance_part(best.has, names, "has")]
    wants = [s for s in found.stakes if s.stance in {"seeks", "lacks"}]
    seen: dict[str, Stake] = {}
    for stake in wants:
        seen.setdefault(stake.side, stake)
    return [stance_part(s, names, "wants") for s in list(seen.values())[:2]]


def exchanges(found: Findings, names: Names) -> tuple[Line, ...]:
    """One line an exchange; where the text does not tie the two together, the line says so."""
    lines = [_exchange(e, names) for e in found.exchanges[:5]]
    shown = [e.barter for e in found.exchanges[:5]]
    for barter in found.barters:
        if barter not in shown:
            lines.append(chain([Part(names.wording.say["explicit"].format(quote=barter.quote), barter.keys)]))
    return tuple(lines) or (note(names.wording.empty["exchanges"]),)


def _exchange(exchange: Exchange, names: Names) -> Line:
    parts = [stance_part(exchange.wants, names, "wants"), stance_part(exchange.has, names, "has")]
    parts = [
        Part(parts[0].text, parts[0].keys, after=", and "),
        Part(parts[1].text, parts[1].keys, after="; "),
    ]
    if exchange.back_wants is not None:
        parts.append(
            Part(stance_part(exchange.back_wants, names, "back").text, exchange.back_wants.keys, after="; ")
        )
    if exchange.barter is None:
        parts.append(Part(names.wording.say["side_by_side"], exchange.keys))
    else:
        parts.append(
            Part(names.wording.say["explicit"].format(quote=exchange.barter.quote), exchange.barter.keys)
        )
    return chain(parts)
