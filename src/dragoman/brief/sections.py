"""Findings worded as the sections of the page, in the order of a desk analyst's brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.brief.acts import Act, clause, is_plural, subject
from dragoman.brief.clauses import predicate
from dragoman.brief.findings import Findings, Gap
from dragoman.brief.moves import moves
from dragoman.brief.names import Names, join_words
from dragoman.brief.plain_dates import day, plain
from dragoman.brief.sides import exchanges, sides, swap_parts
from dragoman.brief.statements import Block, Line, Part, Section, capital, chain, label, note, told

MAX_ROWS = 14
_WORDS = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def sections(found: Findings, names: Names) -> tuple[Section, ...]:
    """All sections; a section without findings says so plainly."""
    return (
        Section("in_short", "In short", (Block("paragraph", in_short(found, names)),)),
        Section("happened", "What happened", happened(found, names)),
        Section("sides", "What each side wants and has", sides(found, names)),
        Section("exchanges", "Exchanges that fit", (Block("list", exchanges(found, names)),)),
        Section("moves", "Who moves where", (Block("list", moves(found, names)),)),
        Section("signals", "Signals and institutions", signals(found, names)),
        Section("watch", "What to watch", (Block("list", watch(found, names)),)),
        Section("open", "What the text leaves open", (Block("list", gaps(found, names)),)),
        Section("background", "Background", (Block("list", background(found, names)),)),
    )


def title(found: Findings, names: Names) -> Line:
    """The headline: the most salient act, in the present."""
    if not found.lead:
        return note(names.wording.empty["lead"].rstrip("."))
    act = found.lead[0]
    words = clause(act, names, "headline")
    return chain([told(act, words)], end="")


def in_short(found: Findings, names: Names) -> tuple[Line, ...]:
    """Three sentences: the development, what the sides want, and what is open or moving."""
    if not found.lead:
        return (note(names.wording.empty["lead"]),)
    lines = [chain([told(a, clause(a, names, full=i == 0)) for i, a in enumerate(_first(found))])]
    parts = swap_parts(found, names)
    if parts:
        lines.append(chain(parts, between=", and "))
    rest = [*_closer(found, names), *(told(a, clause(a, names)) for a in _second(found))]
    if rest:
        lines.append(chain(rest))
    return tuple(lines)


def _closer(found: Findings, names: Names) -> list[Part]:
    """The strongest move closer beyond the pair of the development itself."""
    others = [m for m in found.movements if m.direction == "closer" and not {m.a, m.b} <= found.lead[0].sides]
    others = [m for m in others if any(a.modality == "actual" for a in m.acts)]
    if not others:
        return []
    keys = tuple(dict.fromkeys(k for a in others[0].acts if a.intensity > 0 for k in a.keys))[:3]
    fill = {"a": names.country(others[0].a), "b": names.country(others[0].b)}
    return [Part(names.wording.say["moving"].format(**fill), keys)]


def _first(found: Findings) -> Sequence[Act]:
    """The development, and what the other side of the same pair does, says or refuses."""
    act = found.lead[0]
    ours = {a.country for a in act.source}
    fresh = sorted((a for a in found.acts if not a.background), key=lambda a: -a.salience)
    answers = [
        a for a in fresh if a is not act and a.sides <= act.sides and not ours & {x.country for x in a.source}
    ]
    return [act, *answers[:1]]


def _second(found: Findings) -> list[Act]:
    """The weightiest act of conflict, and what is open, conflict before cooperation; else another act."""
    used = list(_first(found))
    fresh = sorted((a for a in found.acts if not a.background and a.salience > 0), key=lambda a: -a.salience)
    chosen: list[Act] = []
    for wanted in (_is_conflict, _is_open, _is_other):
        if wanted is _is_other and chosen:
            break
        known = {k for a in (*used, *chosen) for k in a.keys}
        fitting = [a for a in fresh if wanted(a) and not set(a.keys) & known]
        if wanted is _is_open:
            fitting.sort(key=lambda a: a.quad < 3)
        chosen += fitting[:1]
    return chosen


def _is_other(act: Act) -> bool:
    return act.modality == "actual" and act.type != "CONSULT"


def _is_conflict(act: Act) -> bool:
    return act.modality == "actual" and act.quad > 2 and bool(act.target)


def _is_open(act: Act) -> bool:
    return act.modality in {"planned", "possible", "conditional"}


def happened(found: Findings, names: Names) -> tuple[Block, ...]:
    """The table: when, who did what to whom, how sure the text is."""
    fresh = [a for a in found.acts if not a.background]
    if not fresh:
        return (Block("paragraph", (note(names.wording.empty["happened"]),)),)
    several = found.coverage.documents > 1
    keep = sorted(fresh, key=lambda a: -a.salience)[: MAX_ROWS * (1 + several)]
    rows = tuple(_row(a, names, several) for a in sorted(keep, key=lambda a: (a.date.start or "", a.order)))
    columns: tuple[str, ...] = ("when", "who did what to whom", "how sure")
    if all(row[0].text == "–" for row in rows):
        columns, rows = columns[1:], tuple(row[1:] for row in rows)
    table = Block("table", columns=columns, rows=rows)
    more = len(fresh) - len(keep)
    if not more:
        return (table,)
    return (table, Block("paragraph", (note(_more(more)),)))


def _more(number: int) -> str:
    return f"{number} lesser {'act is' if number == 1 else 'acts are'} in the data and not in this table."


def _row(act: Act, names: Names, several: bool) -> tuple[Line, ...]:
    when = (plain(act.date) or "–").removeprefix("on ")
    if when == "–" and several and act.date.basis == "published" and act.date.start:
        when = f"told {day(act.date.start)}"
    sure = _sure(act, names)
    if act.speaker and act.modality == "actual":
        sure = f"{sure}, says a speaker"
    return label(when, act.keys), chain([told(act, clause(act, names))], end=""), label(sure, act.keys)


def _sure(act: Act, names: Names) -> str:
    """How real the text says it is: a word said is `said`, a promise `pledged`, a deed `done`."""
    sure = names.wording.sure
    if act.modality != "actual":
        return sure[act.modality]
    if act.type == "AGREE" and act.phrase.lemma not in {"sign", "conclude", "ratify", "reach"}:
        return sure["pledged"]
    if act.phrase.lemma == "be" or act.phrase.tense == "progressive":
        return sure["ongoing"]
    return sure["said"] if act.type in _WORDS else sure["actual"]


def signals(found: Findings, names: Names) -> tuple[Block, ...]:
    """Pressures as a paragraph, then the institutions that the text brings in, one bullet each."""
    pressures = [chain([told(a, clause(a, names))]) for a in found.signals]
    blocks = [Block("paragraph", tuple(pressures))] if pressures else []
    bullets = _institutions(found, names)
    if bullets:
        blocks.append(Block("list", bullets))
    return tuple(blocks) or (Block("paragraph", (note(names.wording.empty["signals"]),)),)


def _institutions(found: Findings, names: Names) -> tuple[Line, ...]:
    """Institutions that one act brings in share its bullet."""
    lines = []
    acts = list(dict.fromkeys(i.act.id for i in found.institutions if i.act is not None))
    for act_id in acts:
        group = [i for i in found.institutions if i.act is not None and i.act.id == act_id]
        act = group[0].act
        if act is not None:
            head = capital(join_words([i.name for i in group]))
            lines.append(Line((replace(told(act, capital(clause(act, names)), after="."), head=head),)))
    for item in (i for i in found.institutions if i.act is None):
        words = names.wording.say["institution"].format(quote=item.quote)
        lines.append(Line((Part(words, item.keys, after=".", head=capital(item.name)),)))
    return tuple(lines)


def watch(found: Findings, names: Names) -> tuple[Line, ...]:
    """Each open act as a question, with what the text calls it."""
    lines = [_question(a, names) for a in found.watch]
    return tuple(lines) or (note(names.wording.empty["watch"]),)


def _question(act: Act, names: Names) -> Line:
    say = names.wording.say
    plural = is_plural(act, names)
    base = predicate(act.phrase, act.modality, plural, names.wording, "question")
    words = f"{subject(act, names)} {base}"
    asked = told(act, words, template=("Do " if plural else "Does ") + "{}?")
    calls = Part(say["calls"].format(modality=names.wording.sure[act.modality]), act.keys)
    when = plain(act.date)
    dated = Part(f"{calls.text}, {when}", act.keys) if when else calls
    return Line((replace(asked, after=" ", show=False), replace(dated, after=".")))


def gaps(found: Findings, names: Names) -> tuple[Line, ...]:
    """What is denied, undated or unanswered."""
    lines = [chain([_gap(g, names)]) for g in found.gaps]
    return tuple(lines) or (note(names.wording.empty["open"]),)


def _gap(gap: Gap, names: Names) -> Part:
    words = clause(gap.act, names)
    if gap.kind == "not_done":
        return told(gap.act, words)
    side = names.country(gap.side) if gap.side else ""
    template = names.wording.say[gap.kind].format(side=side, act="{}")
    return told(gap.act, words, template=template)


def background(found: Findings, names: Names) -> tuple[Line, ...]:
    """Earlier acts with their dates, oldest first."""
    lines = []
    for act in found.background[:8]:
        when = plain(act.date) or ""
        words = clause(act, names)
        said = not when or when.split(" ", 1)[-1] in words
        part = told(act, capital(words), after=".")
        lines.append(Line((part if said else replace(part, head=capital(when)),)))
    return tuple(lines) or (note(names.wording.empty["background"]),)
