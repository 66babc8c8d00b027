"""What a text says of a name that nobody knows: the office given to it, and the state of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.actors.names import NAME, NOT_NAMES
from dragoman.records import Mention

_NAME = re.compile(rf"(?<![\w'.-])(?:{NAME})")
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:St|Mr|Dr))(?<!\b(?:Mrs|Gen|Col|Gov|Sen|Rep))[.!?][\"')]?\s+(?=[\"'(]?[A-Z])|\n"
)
# "NAME is sworn in as the new …", "appoints NAME as …", "NAME, the former …", "NAME becomes …"
_WORDS = (
    r"is|was|are|were|be|been|has|have|had|will|officially|formally|unanimously|also|now|later"
    r"|re-?elected|elected|sworn|in|appointed|named|nominated|chosen|confirmed|inaugurated"
    r"|installed|reappointed|proclaimed|declared|selected|picked|designated|becomes?|became"
    r"|serving|serves|served|who|to|be|as|the|a|an|its|his|her|their|country's|nation's|new"
    r"|next|first|second|third|acting|interim|incoming|outgoing|former|then|female"
    r"|long-?serving|winner|of|president-elect|resigns?|resigned|steps?|stepped|down|dismissed"
    r"|removed|ousted|takes?|took|office"
    r"|\d+(?:st|nd|rd|th)|\w+ly"
)
_TO_OFFICE = re.compile(rf"(?:(?:, {NAME}){{0,3}},? and {NAME})?,?(?: (?:{_WORDS}))* $")
_OF = re.compile(
    r",? (?:of|from) (?:the )?(?:(?:opposition|ruling|governing|far-right|left-wing|right-wing) )?$"
)
_AFTER = re.compile(r"\b(?:succeed|succeeds|succeeded|succeeding|replace|replaces|replaced|replacing) $")
_CANDIDATE = re.compile(
    r"\b(?:incumbent|challenger|rival|frontrunner|candidates|activist|dissident|nominee) $"
)
# "Uzbek chess grandmaster", "Norwegian ski jumpers": what ends so names people
_AGENT = re.compile(
    r"(?!.*\b(?:over|under|after|never|however|whether|her|for|or|nor|that|the|by|to|in|on|of|and)\b)"
    r"(?: [a-z][a-z-]*){0,3} [a-z-]*(?:[^aeo]er|[tds]or|ist|cian|man|woman|star|lete|champion|coach|model|winner"
    r"|king|general|hero|national)s? $"
)
_AND = re.compile(r"(?:, and|,| and) $")
_BODIES = ("IGO", "NGO", "MNC", "IMG")
_STATE = ("GOV", "LEG", "JUD", "MIL", "COP", "PTY")
_PUBLIC = frozenset((*_STATE, "SPY", "OPP", "REB", "ELI", "PRE", "CVL", "SOC", "LAB"))
_NEAR, _WIDE, _MANY = 110, 400, 40


class Introduction(NamedTuple):
    """A name with what the text makes of it; `certain` where country and office stand beside the name."""

    start: int
    end: int
    country: str
    sector: str | None
    role: str | None
    certain: bool


class Introductions:
    """The unknown people of one text (folded) with its mentions."""

    def __init__(self, folded: str, mentions: Sequence[Mention]) -> None:
        self._text = folded
        self._mentions = mentions
        self._ends = [0, *(match.end() for match in _END.finditer(folded)), len(folded) + 1]

    def found(self) -> Iterator[Introduction]:
        """Every name that is introduced, in the order of the text."""
        after = 0
        for match in _NAME.finditer(self._text):
            while after < len(self._mentions) and self._mentions[after].end <= match.start():
                after += 1
            span = self._free(match, after)
            if span is None:
                continue
            told = self._beside(*span, after) or self._before(*span, after)
            if told is not None:
                yield told
        yield from self._titled()

    def _free(self, match: re.Match[str], after: int) -> tuple[int, int] | None:
        """The part of a match that no mention holds, if it is a name of two words or more."""
        start, end = match.span()
        if after < len(self._mentions) and self._mentions[after].start < end:
            return None
        while (word := self._text[start:end].partition(" "))[0] in NOT_NAMES and word[2]:
            start += len(word[0]) + 1
        return (start, end) if " " in self._text[start:end] else None

    def _titled(self) -> Iterator[Introduction]:
        """Names with an office whose country the sentence tells: "prime minister Name"."""
        for number, mention in enumerate(self._mentions):
            if mention.kind != "person" or mention.actor.country or " " not in mention.actor.name:
                continue
            if not mention.why.startswith("introduced as "):
                continue
            at = self._text.find(mention.actor.name, mention.start, mention.end)
            public = mention.actor.sector in _PUBLIC
            country = self._state(number, mention.start) if public else None
            if at >= 0 and country:
                end = at + len(mention.actor.name)
                yield Introduction(at, end, country, mention.actor.sector, mention.actor.role, False)

    def _beside(self, start: int, end: int, after: int) -> Introduction | None:
        """An office or a state behind the name: "Name is elected president of …", "Name of Kazakhstan"."""
        if after >= len(self._mentions):
            return None
        mention = self._mentions[after]
        gap = self._text[end : mention.start]
        if len(gap) > _NEAR:
            return None
        actor = mention.actor
        if _OF.fullmatch(gap) and actor.country and mention.kind in ("country", "organisation", "group"):
            sector = actor.sector if mention.kind != "country" else None
            return Introduction(start, end, actor.country, sector, None, True)
        if mention.kind != "sector" or not _TO_OFFICE.fullmatch(gap):
            return None
        country = actor.country or self._state(after, start)
        if not country or (not actor.role and gap.startswith(",")):
            return None
        return Introduction(start, end, country, actor.sector, actor.role, actor.country is not None)

    def _before(self, start: int, end: int, after: int) -> Introduction | None:
        """A word before the name: "succeeding Name", "incumbent Name", "ministers Name and Name"."""
        if not after:
            return None
        mention = self._mentions[after - 1]
        gap = self._text[mention.end : start]
        actor = mention.actor
        office = mention.kind == "sector" and (actor.role is not None or actor.sector in _STATE)
        if actor.country and gap in (" ", "'s ") and (office or mention.kind in ("adjective", "country")):
            return Introduction(start, end, actor.country, actor.sector, actor.role, office)
        if actor.country and mention.kind == "adjective" and _AGENT.fullmatch(gap):
            return Introduction(start, end, actor.country, None, None, False)
        if actor.country and _AND.fullmatch(gap) and self._plural(mention, after - 1):
            return Introduction(start, end, actor.country, actor.sector, actor.role, True)
        lead = self._text[max(0, start - 40) : start]
        if _AFTER.search(lead) or _CANDIDATE.search(lead.lower()):
            country = self._state(after, start)
            return Introduction(start, end, country, None, None, False) if country else None
        return None

    def _plural(self, mention: Mention, number: int) -> bool:
        """Whether a title of several stands before: "ministers Name One and Name Two"."""
        if mention.kind != "person" or number < 1:
            return False
        title = self._mentions[number - 1]
        return title.kind == "sector" and self._text[title.end : mention.start] == " "

    def _state(self, number: int, at: int) -> str | None:
        """The state that the sentence, else the text, names nearest to an offset, earlier ones first."""
        sentence = bisect_right(self._ends, at)
        first, last = self._ends[sentence - 1], self._ends[sentence]
        before, behind = None, None
        known: set[str | None] = set()
        for mention in reversed(self._mentions[max(0, number - _MANY) : number]):
            if mention.start < at - _WIDE:
                break
            if _national(mention):
                if mention.start >= first:
                    return mention.actor.country
                before = before or mention.actor.country
                known.add(mention.actor.country)
        for mention in self._mentions[number : number + _MANY]:
            if mention.start >= last:
                break
            if _national(mention) and mention.start > at:
                behind = mention.actor.country
                break
        return behind if behind and (not before or behind in known) else before


def _national(mention: Mention) -> bool:
    country = mention.actor.country
    if not country or str(country).startswith(_BODIES):
        return False
    return mention.kind not in ("organisation", "group") or mention.actor.sector in _STATE
