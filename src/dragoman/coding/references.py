"""Whom "he", "its", "both countries", "the president" and the like stand for in a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dragoman.coding.descriptions import described
from dragoman.coding.parties import Scene
from dragoman.coding.pronouns import pronoun
from dragoman.coding.salience import Memory, group_of, reference_words
from dragoman.coding.sites import Found, Site
from dragoman.coding.speakers import first_person, note_speaker
from dragoman.records import Actor, Mention

_LABEL = re.compile(r"(?:(?:[A-Z]\S*|of|the|and|for|de|on) ){0,9}[A-Z]\S*:(?:\s|$)")
_DIVIDED = (
    (("PRK", "North Korea"), ("KOR", "South Korea")),
    (("SDN", "Sudan"), ("SSD", "South Sudan")),
    (("VNM", "Vietnam"), ("VNM", "Vietnam")),
    (("YEM", "Yemen"), ("YEM", "Yemen")),
)


def resolve_references(
    scenes: Sequence[Scene],
    on: str | None,
    name: Callable[[str], str] = str,
    numbers: Sequence[int] | None = None,
    named: Iterable[Mention] | None = None,
) -> list[list[Mention]]:
    """For each of a document's sentences, in order, the mentions (kind "reference") that its words refer to.

    Several with one span stand together ("the two leaders"). One at a found mention's place replaces it.
    Offsets are the document's; `name` gives a country's name for its code. Where the scenes are not all of
    the document's, `numbers` are theirs and `named` are the mentions of all.
    """
    memory = Memory(name=name)
    halves = _halves((m for s in scenes for m in s.mentions) if named is None else named)
    counted = range(len(scenes)) if numbers is None else numbers
    return [_read(scene, n, memory, halves) for n, scene in zip(counted, scenes, strict=True)]


def is_label(text: str) -> bool:
    """Whether a sentence begins with a transcript's speaker label."""
    return _LABEL.match(text) is not None


def _read(scene: Scene, number: int, memory: Memory, halves: dict[str, Actor]) -> list[Mention]:
    parse = scene.parse
    site = Site(scene, number, memory, reference_words())
    _label(scene, memory)
    out: list[Mention] = []
    first = {i: m for i, m in scene.at.items() if scene.at.get(i - 1) is not m}
    # "We will fight," he said: the speaker stands behind his "we".
    for i in sorted(range(len(parse)), key=lambda i: first_person(parse.lower[i])):
        mention = first.get(i)
        if mention is None and (i in scene.at or parse.lower[i] not in site.words.triggers):
            continue
        found, why = _referred(site, i, mention, halves)
        if found:
            site.found[max(site.tokens(mention)) if mention else i] = found
            out += _mentions(site, i, mention, found, why)
        elif mention is not None:
            _note(site, mention)
    note_speaker(site)
    site.note_meeting()
    return out


def _referred(site: Site, i: int, mention: Mention | None, halves: dict[str, Actor]) -> Found:
    found = _half(site, i, halves)
    if found[0] or mention is not None:
        return found if found[0] or mention is None else described(site, i, mention)
    found = pronoun(site, i)
    return found if found[0] else described(site, i, None)


def _label(scene: Scene, memory: Memory) -> None:
    """A transcript's speaker label ("Vladimir Putin: ...", "Question: ...") sets who "we" is from here on."""
    label = _LABEL.match(scene.parse.text)
    if label is None:
        return
    first = next((m for m in scene.mentions if m.end - scene.offset <= label.end()), None)
    memory.speaker = first.actor if first is not None and first.kind == "person" else None


def _mentions(site: Site, i: int, mention: Mention | None, found: Sequence[Actor], why: str) -> list[Mention]:
    scene, parse = site.scene, site.scene.parse
    start = mention.start if mention else scene.offset + parse.starts[i]
    end = mention.end if mention else scene.offset + parse.end(i)
    text = parse.text[start - scene.offset : end - scene.offset]
    out = []
    for actor in found:
        new = Mention(start, end, text, replace(actor, text=text), "reference", start, why)
        out.append(new)
        if len(found) == 1:
            site.memory.see(actor, _group(actor, site), site.number, i, site.weight(i))
    return out


def _group(actor: Actor, site: Site) -> str:
    known = site.memory.get(actor)
    if known is not None:
        return known.group
    return "office" if actor.role or actor.sector else "state"


def _note(site: Site, mention: Mention) -> None:
    root = site.root(mention)
    group = group_of(mention)
    if group == "none":
        return
    site.memory.see(mention.actor, group, site.number, root, site.weight(root))
    site.note_pair(root)


def _halves(mentions: Iterable[Mention]) -> dict[str, Actor]:
    """Whom "the North" and "the South" name in this document."""
    seen = {m.actor.country for m in mentions}
    for north, south in _DIVIDED:
        if north[0] in seen or (south[0] in seen and south[0] != "SSD"):
            return {
                "north": Actor(north[0], north[1], north[0], "GOV"),
                "south": Actor(south[0], south[1], south[0], "GOV"),
            }
    return {}


def _half(site: Site, i: int, halves: dict[str, Actor]) -> tuple[list[Actor], str]:
    parse = site.scene.parse
    if not halves or parse.words[i] not in {"North", "South"} or i in site.scene.at:
        return [], ""
    if (
        i == 0
        or parse.lower[i - 1] != "the"
        or parse.deps[i] in {"compound", "amod"}
        or site.followed_by_of(i)
    ):
        return [], ""
    return [halves[parse.lower[i]]], f"the {parse.words[i]} of two named countries"
