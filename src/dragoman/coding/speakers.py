"""Who "we" and "I" are: the speaker of a quotation or of a transcript."""

from __future__ import annotations

from dragoman.coding.salience import is_state
from dragoman.coding.sites import Found, Site
from dragoman.records import Actor

_NONE: Found = ([], "")
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_SELF = frozenset({"i", "me", "my", "myself"})


def first_person(word: str) -> bool:
    """Whether a lower-case word stands for the speaker."""
    return word in _WE or word in _SELF


def speaker(site: Site, i: int) -> Found:
    """The speaker's country for "we", the speaker for "I": who the verb of saying has."""
    parse = site.scene.parse
    alone = parse.lower[i] in _SELF
    why = f"{parse.lower[i]}: the speaker"
    for a in parse.ancestors(i):
        if parse.lemmas[a] in site.words.speech:
            for s in parse.kids(a, "nsubj"):
                for actor in site.actors(s, owners=False):
                    return [_we(site, actor, alone)], why
    if site.memory.speaker is not None:
        return [_we(site, site.memory.speaker, alone)], why
    said, number = site.memory.said
    if said is not None and site.number - number <= 3 and _quoted(parse.text[: parse.starts[i]]):
        return [_we(site, said, alone)], why
    return _NONE


def note_speaker(site: Site) -> None:
    """Remember who says something in this sentence, for quotations that go on after it."""
    parse = site.scene.parse
    for i, lemma in enumerate(parse.lemmas):
        if lemma in site.words.speech and parse.tags[i].startswith("VB"):
            for s in parse.kids(i, "nsubj"):
                for actor in site.actors(s, owners=False):
                    site.memory.said = (actor, site.number)


def _we(site: Site, speaker: Actor, alone: bool) -> Actor:
    if alone or speaker.country is None:
        return speaker
    return site.memory.state(speaker.country) if is_state(speaker.country) else speaker


def _quoted(before: str) -> bool:
    """Whether a quotation is open at the end of these words."""
    return before.count("“") + before.count('"') % 2 > before.count("”")
