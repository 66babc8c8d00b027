"""Runs of nouns with their owner: "Chile's mining ministry", "a US destroyer", "party leader"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors.entries import Noun
from dragoman.actors.phrases import Part, Phrase
from dragoman.actors.single import FORMER, TALK, Singles
from dragoman.actors.text import slug

_POSSESSIVE = re.compile(r"'s?(?= )")
_HYPHEN = re.compile(r"-(?:based|led|run|controlled|born|dominated|held|ruled|administered|owned)(?= )")
_LOOSE = ("al", "ic", "ical", "ary", "ous", "ine", "ese")
_FORCES = frozenset({"MIL", "COP", "JUD", "LEG", "SPY", "MED", "EDU", "REF", "JRN"})
_INHERIT = _FORCES - {"MED", "REF", "JRN"} | {"BUS", "PTY", "LAB", "REL", "NGO", "SOC", "OPP"}
_ADJECTIVES = ("armed", "unarmed", "elected", "displaced", "joined", "combined", "so-called")
_OFFICES = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO", None)  # a former teacher is none of the elite


class Nouns(Singles):
    """The runs of nouns of one text."""

    def owns(self, part: Part, noun: Part) -> bool:
        """Whether what stands between an owner and a noun leaves the noun to the owner."""
        gap = self._text[part.end : noun.start]
        if part.kind == "person" and not gap.startswith("'"):
            return gap == " " and noun.ref.noun in ("administration", "government", "cabinet", "regime")
        if gap == " ":
            return not TALK.search(self._text[max(0, part.start - 5) : part.start])
        if "." in gap or "," in gap or gap == "-" or len(gap) > 60:
            return False
        owned = _POSSESSIVE.match(gap) or _HYPHEN.match(gap)
        loose = bool(owned) or part.kind == "adjective"
        words = (gap[owned.end() :] if owned else gap).split()
        if (not words and not owned) or (not owned and gap[0] != " ") or len(words) > 4:
            return False
        title = noun.start < len(self._text) and self._text[noun.start].isupper()
        return all(self.modifies(word, loose=loose, title=title) for word in words)

    def modifies(self, word: str, *, loose: bool, title: bool = False) -> bool:
        """Whether a word may stand between owner and noun; `loose` where a verb cannot stand there."""
        lower = word.lower()
        if not loose:  # "Sitra injured 32 civilians" is no run of modifiers
            return lower in self._modifiers and not (lower.endswith("ed") and lower not in _ADJECTIVES)
        if lower in self._modifiers or word.isdigit():
            return True
        return (
            lower.endswith(_LOOSE) or ("-" in word and not word[0].isupper()) or (title and word[0].isupper())
        )

    def cluster(self, i: int, own: Phrase | None) -> Phrase:
        """The run of nouns from part `i`, with its owner's country and the sector that the run means."""
        j = i
        while j + 1 < len(self._parts) and self._parts[j + 1].kind == "noun" and self._joins(j):
            j += 1
        run = [self._parts[k] for k in range(i, j + 1)]
        last = run[-1]
        noun: Noun = last.ref
        sector, why = self._sector([p.ref for p in run], own)
        head = self._text.rfind(" ", last.start, last.end) + 1 or last.start
        if " of " in noun.noun:
            cut = self._text.find(" of ", last.start)
            head = max(self._text.rfind(" ", last.start, cut) + 1, last.start)
        phrase = Phrase(
            start=own.start if own else run[0].start, end=last.end, head=head, kind="sector", id="", name="",
            country=own.country if own else None, sector=sector, role=_role(run), why=why, after=j + 1,
            singular=not noun.plural and noun.kind in ("office", "person", "generic"),
            office=noun.kind == "office",
        )  # fmt: skip
        return self._dated(phrase, own, run)

    def _dated(self, phrase: Phrase, own: Phrase | None, run: Sequence[Part]) -> Phrase:
        """Names what is owned, and makes a former office ELI."""
        words = self._text[run[0].start : run[-1].end]
        if own is not None:
            phrase.id = f"{(own.country or own.id).lower()}-{slug(words)}"
        before = self._text[max(0, phrase.start - 20) : phrase.start]
        inside = self._text[own.end : run[0].start] if own else ""
        former = FORMER.search(before) or FORMER.search(inside)
        if former and phrase.sector in _OFFICES:
            phrase.sector, phrase.why = "ELI", f"{phrase.why}, {former[0].strip()}"
            phrase.role = f"former {phrase.role}" if phrase.role else None
        return phrase

    def _joins(self, j: int) -> bool:
        gap = self._text[self._parts[j].end : self._parts[j + 1].start]
        if gap in (" ", "'s ", "-", "' "):
            return not (gap == " " and self._parts[j].ref.plural)
        owned = gap.startswith("'s ")
        return owned and len(gap) < 30 and all(w in self._modifiers for w in gap[3:].split())

    def _sector(self, run: Sequence[Noun], own: Phrase | None) -> tuple[str | None, str]:
        last = run[-1]
        sector, why = last.sector, f"{last.noun}: {last.sector or 'any sector'}"
        for before in reversed(run[:-1]):
            if before.sector and (last.kind == "generic" or sector is None):
                sector, why = before.sector, f"{before.noun}: {before.sector}"
                break
            if before.sector in _INHERIT and last.kind == "office" and sector == "GOV":
                sector, why = before.sector, f"{before.noun}: {before.sector}"
                break
        if own is None or own.kind not in ("organisation", "group"):
            return sector, why
        return self._of_body(own, sector, why)

    def _of_body(self, own: Phrase, sector: str | None, why: str) -> tuple[str | None, str]:
        """The sector of an organisation's people: the organisation's, but for its soldiers and the like."""
        if own.country and own.country.startswith("IGO") and sector in (_FORCES - {"EDU"}):
            return sector, f"{why}, of {own.name}"
        return own.sector or sector, f"of {own.name}"


def _role(run: Sequence[Part]) -> str | None:
    """The office that a run of nouns names: "deputy" before a minister counts."""
    role: str | None = run[-1].ref.role
    if role is None:
        last: str = run[-1].ref.noun
        role = last if run[-1].ref.kind == "office" and not run[-1].ref.plural else None
    if role and len(run) > 1 and run[-2].ref.noun in ("deputy", "vice", "assistant"):
        return f"{run[-2].ref.noun} {role}"
    return role
