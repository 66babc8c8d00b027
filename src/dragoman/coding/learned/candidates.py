"""Which actors of a sentence the learned reader is asked about, and what parse and rules say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.coding.learned.encoding import Span, Syntax, Told
from dragoman.coding.lexicon import RECIPROCAL
from dragoman.coding.parties import Party, Scene
from dragoman.coding.predicates import Draft
from dragoman.records import Modality

Pair = tuple[int, int]


def spans_of(scene: Scene) -> list[Span]:
    """The mentions of the scene as spans within its sentence, in order; one span a place in the text."""
    out: dict[tuple[int, int], Span] = {}
    for m in scene.mentions:
        start, end = m.start - scene.offset, m.end - scene.offset
        out.setdefault((start, end), Span(start, end, m.actor.country, m.actor.sector, m.kind))
    return list(out.values())


def syntax_of(
    scene: Scene,
    spans: Sequence[Span],
    read: Iterable[tuple[Draft, Modality]],
    modality: Callable[[int], Modality],
) -> Syntax:
    """The scene's parse, with the rules' drafts and their modalities at the pairs of spans they stand at.

    `modality` reads the modality of an act told by a token; it is asked about verbs.
    """
    told: dict[Pair, Told] = {}
    for draft, said in sorted(read, key=lambda r: -r[0].score):
        for pair in sorted(pairs_of_draft(scene, draft, spans)):
            told.setdefault(pair, Told(draft.type, said, draft.token))
    parse = scene.parse

    def of_verb(token: int) -> Modality | None:
        return modality(token) if parse.tags[token].startswith("V") else None

    return Syntax(parse.starts, parse.ends, parse.heads, told, of_verb)


def pairs_of_draft(scene: Scene, draft: Draft, spans: Sequence[Span]) -> set[Pair]:
    """The ordered pairs of spans that the draft's parties stand at; both orders for a mutual act."""
    sources = [k for p in draft.source if (k := _span_of(scene, p, spans)) is not None]
    targets = [k for p in draft.target if (k := _span_of(scene, p, spans)) is not None]
    pairs = {(i, j) for i in sources for j in (targets or [-1])}
    if draft.type in RECIPROCAL:
        pairs |= {(j, i) for i, j in pairs if j >= 0}
    return pairs


def _span_of(scene: Scene, party: Party, spans: Sequence[Span]) -> int | None:
    """The span of the party's mention, else one that shares a letter with it."""
    mention = scene.at.get(party.token)
    if mention is None or party.how == "placed":
        return None
    start, end = mention.start - scene.offset, mention.end - scene.offset
    over = [k for k, s in enumerate(spans) if s.start < end and s.end > start]
    return min(over, key=lambda k: (spans[k].start, spans[k].end) != (start, end), default=None)
