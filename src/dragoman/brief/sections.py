"""Findings worded as the sections of the page, in the order of a desk analyst's brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.brief.acts import Act, clause, is_plural, subject
from dragoman.brief.clauses import predicate
from dragoman.brief.findings import Findings, Gap
from dragoman.brief.moves import moves
from dragoman.brief.names import Names
from dragoman.brief.plain_dates import plain
from dragoman.brief.sides import exchanges, sides, swap_parts
from dragoman.brief.statements import Block, Line, Part, Section, capital, chain, label, note, told

MAX_ROWS = 14


def sections(found: Findings, names: Names) -> tuple[Section, ...]:
    """All sections; a section without findings says so plainly."""
    return (
        Section("in_short", "In short", (Block("paragraph", in_short(found, names)),)),
        Section("happened", "What happened", happened(found, names)),
        Section("sides", "What each side wants and has", sides(found, names)),
        Section("exchanges", "Exchanges that fit", (Block("list", exchanges(found, names)),)),
        Section("moves", "Who moves where", (Block("list", moves(found, names)),)),
        Section("signals", "Signals and institutions", (Block("paragraph", signals(found, names)),)),
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
    rest = _second(found)
    if rest:
        lines.append(chain([told(a, clause(a, names)) for a in rest]))
    return tuple(lines)


def _first(found: Findings) -> Sequence[Act]:
    """The development, and what the same pair does in return or has not done."""
    act = found.lead[0]
    pair = act.sides
    answers = [a for a in found.lead[1:] if a.sides <= pair and a.sides and a.type != act.type]
    return [act, *answers[:1]]


def _second(found: Findings) -> list[Act]:
    used = set(_first(found))
    others = [a for a in found.lead if a not in used and a.modality == "actual"][:2]
    unsure = [a for a in found.watch if a not in used][:1]
    return [*others, *unsure]


def happened(found: Findings, names: Names) -> tuple[Block, ...]:
    """The table: when, who did what to whom, how sure the text is."""
    fresh = [a for a in found.acts if not a.background]
    if not fresh:
        return (Block("paragraph", (note(names.wording.empty["happened"]),)),)
    keep = sorted(fresh, key=lambda a: -a.salience)[:MAX_ROWS]
    rows = tuple(_row(a, names) for a in sorted(keep, key=lambda a: (a.date.start or "", a.order)))
    table = Block("table", columns=("when", "who did what to whom", "how sure"), rows=rows)
    more = len(fresh) - len(keep)
    if not more:
        return (table,)
    return (table, Block("paragraph", (note(_more(more)),)))


def _more(number: int) -> str:
    return f"{number} lesser {'act is' if number == 1 else 'acts are'} in the data and not in this table."


def _row(act: Act, names: Names) -> tuple[Line, ...]:
    when = plain(act.date) or "–"
    sure = names.wording.sure["pledged" if _is_pledge(act) else act.modality]
    if act.speaker and act.modality == "actual":
        sure = f"{sure}, says a speaker"
    return label(when, act.keys), chain([told(act, clause(act, names))], end=""), label(sure, act.keys)


def _is_pledge(act: Act) -> bool:
    return (
        act.type == "AGREE"
        and act.modality == "actual"
        and act.phrase.lemma not in {"sign", "conclude", "ratify"}
    )


def signals(found: Findings, names: Names) -> tuple[Line, ...]:
    """Pressures first, then the institutions that the text brings in."""
    lines = [chain([told(a, clause(a, names))]) for a in found.signals]
    shown = {a.id for a in found.signals}
    for item in found.institutions:
        if item.act is not None and item.act.id not in shown:
            shown.add(item.act.id)
            lines.append(chain([told(item.act, clause(item.act, names))]))
        elif item.act is None:
            words = names.wording.say["institution"].format(name=names.article(item.name), quote=item.quote)
            lines.append(chain([Part(words, item.keys)]))
    return tuple(lines) or (note(names.wording.empty["signals"]),)


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
        template = (
            "{}"
            if when.removeprefix("in ").removeprefix("on ") in words or not when
            else f"{capital(when)}: {{}}"
        )
        lines.append(chain([told(act, words, template=template)]))
    return tuple(lines) or (note(names.wording.empty["background"]),)
