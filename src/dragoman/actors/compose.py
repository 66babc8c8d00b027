"""The grammar of names: parts of a text become phrases, from left to right, without a parser.

[state | organisation | person] ['s] modifiers noun+ [of phrase] [person]; see Composer.phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors import names
from dragoman.actors.dictionary import ActorDictionary
from dragoman.actors.entries import Entity, Noun, Person, PlaceEntry, State
from dragoman.actors.people import standing
from dragoman.actors.phrases import Part, Phrase
from dragoman.actors.text import slug

_OWNERS = frozenset({"country", "adjective", "seat", "region", "place", "organisation", "group", "person"})
_POSSESSIVE = re.compile(r"'s?(?= )")
_HYPHEN = re.compile(r"-(?:based|led|run|controlled|born|dominated|held|ruled|administered|owned)(?= )")
_LOOSE = ("al", "ic", "ical", "ary", "ous", "ine", "ese")
_OF = re.compile(r" (?:of|for) (?:the |its |their |all )?")
_FORMER = re.compile(
    r"(?:\b(?:[Ff]ormer|[Rr]etired|[Oo]usted|[Dd]eposed|[Ee]xiled|[Oo]ne-?time|[Dd]isgraced) (?:\w+ )?|\b[Ee]x-)$"
)
_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|[Oo]ver|[Tt]hrough|[Dd]owntown|[Cc]entral|"
    r"[Ww]estern|[Ee]astern|[Nn]orthern|[Ss]outhern|[Aa]bove|city of|capital|including) $"
)
_NEXT = re.compile(r"[ -]([a-z]+)")
_TALK = re.compile(r"(?:\b[Pp]ro|\b[Aa]nti|\b[Nn]on)-$")
_FORCES = frozenset({"MIL", "COP", "JUD", "LEG", "SPY", "MED", "EDU", "REF", "JRN"})
_INHERIT = frozenset(
    {"LEG", "JUD", "BUS", "PTY", "EDU", "LAB", "REL", "NGO", "SOC", "OPP", "COP", "MIL", "SPY"}
)


class Composer:
    """Composes the phrases of one text; holds nothing that outlives it."""

    def __init__(
        self, dictionary: ActorDictionary, folded: str, parts: Sequence[Part], on: str | None
    ) -> None:
        self._dictionary = dictionary
        self._text = folded
        self._parts = parts
        self._on = on
        self._things = dictionary.words.get("thing", frozenset())
        self._modifiers = dictionary.words.get("modifier", frozenset())

    def phrases(self) -> list[Phrase]:
        """All phrases of the text, in order, none over another."""
        found: list[Phrase] = []
        index, free = 0, 0
        while index < len(self._parts):
            if self._parts[index].start < free:
                index += 1
                continue
            phrase = self.phrase(index)
            if phrase is None or self._idle(phrase):
                index += 1 if phrase is None else phrase.after - index
                continue
            phrase = self._introduced(phrase, free)
            found.extend(self._shared(found, phrase, index))
            found.append(phrase)
            index, free = phrase.after, max(p.end for p in found[-1:])
        return found

    def _idle(self, phrase: Phrase) -> bool:
        """Whether it is a general word ("head", "dozens"), or a word before a thing ("military campaign")."""
        if phrase.kind != "sector" or phrase.country is not None:
            return False
        after = _NEXT.match(self._text, phrase.end)
        return phrase.sector is None or (after is not None and after[1] in self._things)

    def phrase(self, i: int) -> Phrase | None:
        """The phrase that begins with part `i`; None where the part is no actor."""
        part = self._parts[i]
        if part.kind == "noun":
            return self._person_after(self._of(self._cluster(i, None)))
        if part.kind == "block" and not part.ref.country:
            return None
        own = self._alone(i)
        if part.kind in _OWNERS or part.kind == "block":
            j = i + 1
            if j < len(self._parts) and self._parts[j].kind == "noun" and self._owns(part, self._parts[j]):
                return self._person_after(self._of(self._cluster(j, own)))
            if j < len(self._parts) and self._parts[j].kind == "person" and part.kind != "person":
                return self._person_of(own, j)
        if own.person is not None:
            return self._apposition(own)
        return own

    # one part

    def _alone(self, i: int) -> Phrase:
        part = self._parts[i]
        ref = part.ref
        if isinstance(ref, State):
            return self._state(i, part, ref)
        if isinstance(ref, Person):
            return self._person(i, part, ref)
        if isinstance(ref, PlaceEntry):
            return self._make(i, part, "place", ref.country, ref.name, ref.country, None, "a place")
        assert isinstance(ref, Entity)
        kind = part.kind
        if kind == "block":
            kind = "place" if ref.kind == "place" else "organisation"
        return self._make(i, part, kind, ref.id, ref.name, ref.country, ref.sector, part.why or ref.kind)

    def _make(
        self,
        i: int,
        part: Part,
        kind: str,
        key: str,
        name: str,
        country: str | None,
        sector: str | None,
        why: str,
    ) -> Phrase:
        head = self._text.rfind(" ", part.start, part.end) + 1 or part.start
        if kind in ("organisation", "group"):
            head = self._entity_head(part)
        return Phrase(part.start, part.end, head, kind, key, name, country, sector, None, why, i + 1)

    def _entity_head(self, part: Part) -> int:
        """The word before "of" or "for" in an organisation's name, else its last."""
        cut = _OF.search(self._text, part.start, part.end)
        stop = cut.start() if cut else part.end
        return max(self._text.rfind(" ", part.start, stop) + 1, part.start)

    def _state(self, i: int, part: Part, state: State) -> Phrase:
        before = self._text[max(0, part.start - 16) : part.start]
        sector, kind, why = None, part.kind, part.why
        if kind == "people":
            kind, sector, why = "sector", "CVL", why or "the people of the state"
        elif kind == "seat":
            if _LOCATIVE.search(before) or before.endswith(", "):
                kind, why = "place", "seat of government, named as a place"
            else:
                kind, sector, why = "country", "GOV", why or "seat of government"
        elif kind == "region":
            kind, why = "place", "a part of the state"
            if self._text[part.start : part.end] in self._dictionary.words.get("breakaway", ()):
                sector, why = "PRE", "a breakaway part of the state"
            if self._text[part.start : part.end] in self._dictionary.words.get("breakaway", ()):
                sector, why = "PRE", "a breakaway part of the state"
        elif _TALK.search(before):
            kind, why = "adjective", _TALK.search(before)[0]  # type: ignore[index]
        code = state.code
        return self._make(i, part, kind, code, state.name, code, sector, why or "name of the state")

    def _person(self, i: int, part: Part, person: Person) -> Phrase:
        now = standing(person, self._on)
        why = f"{part.why}; {now.why}" if part.why else now.why
        phrase = self._make(i, part, "person", person.id, person.name, now.country, now.sector, why)
        phrase.role, phrase.person = now.role, person
        if _FORMER.search(self._text[max(0, part.start - 20) : part.start]) and "on " not in now.why:
            phrase.sector = "ELI"
        return phrase

    # owner and noun

    def _owns(self, part: Part, noun: Part) -> bool:
        """Whether what stands between an owner and a noun leaves the noun to the owner."""
        gap = self._text[part.end : noun.start]
        if part.kind == "person" and not gap.startswith("'"):
            return gap == " " and noun.ref.noun in ("administration", "government", "cabinet", "regime")
        if gap == " ":
            return not _TALK.search(self._text[max(0, part.start - 5) : part.start])
        if "." in gap or "," in gap or gap == "-" or len(gap) > 60:
            return False
        owned = _POSSESSIVE.match(gap) or _HYPHEN.match(gap)
        loose = bool(owned) or part.kind == "adjective"
        words = (gap[owned.end() :] if owned else gap).split()
        if (not words and not owned) or (not owned and gap[0] != " ") or len(words) > 4:
            return False
        title = noun.start < len(self._text) and self._text[noun.start].isupper()
        return all(self._modifies(word, loose=loose, title=title) for word in words)

    def _modifies(self, word: str, *, loose: bool, title: bool = False) -> bool:
        lower = word.lower()
        if lower in self._modifiers or word.isdigit():
            return True
        if not loose:
            return False
        return (
            lower.endswith(_LOOSE) or ("-" in word and not word[0].isupper()) or (title and word[0].isupper())
        )

    def _cluster(self, i: int, own: Phrase | None) -> Phrase:
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
            country=own.country if own else None, sector=sector, role=noun.role, why=why, after=j + 1,
            singular=not noun.plural, office=noun.kind == "office",
        )  # fmt: skip
        return self._dated(phrase, own, run)

    def _dated(self, phrase: Phrase, own: Phrase | None, run: Sequence[Part]) -> Phrase:
        """Names what is owned, and makes a former office ELI."""
        words = self._text[run[0].start : run[-1].end]
        if own is not None:
            phrase.id = f"{(own.country or own.id).lower()}-{slug(words)}"
        before = self._text[max(0, phrase.start - 20) : phrase.start]
        inside = self._text[own.end : run[0].start] if own else ""
        former = _FORMER.search(before) or _FORMER.search(inside)
        if former and phrase.sector not in ("REB", "BUS", "CVL", "CRM", "REF"):
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
        if own.country and own.country.startswith("IGO") and sector in _FORCES:
            return sector, f"{why}, of {own.name}"
        return own.sector or sector, f"of {own.name}"

    def _of(self, phrase: Phrase) -> Phrase:
        """Joins "of the …": the country, and for members and heads the sector, of what follows."""
        j = phrase.after
        if phrase.country is not None or j >= len(self._parts):
            return phrase
        gap = self._text[phrase.end : self._parts[j].start]
        cut = _OF.match(gap)
        if cut is None or (cut.end() < len(gap) and not all(self._fits(w) for w in gap[cut.end() :].split())):
            return phrase
        head: Noun = self._parts[j - 1].ref
        if gap.startswith(" for") and head.kind != "office":
            return phrase
        inner = self.phrase(j)
        if inner is None or (inner.kind == "adjective"):
            return phrase
        return self._joined(phrase, inner, head)

    def _fits(self, word: str) -> bool:
        return self._modifies(word, loose=True) or word.endswith("ly")

    def _joined(self, phrase: Phrase, inner: Phrase, head: Noun) -> Phrase:
        if inner.person is not None and self._parts[phrase.after].kind in ("country", "adjective"):
            return self._titled(phrase, inner)
        bodily = inner.kind in ("organisation", "group", "sector")
        if head.kind == "quantity":
            phrase.sector, phrase.why = inner.sector, inner.why
        elif bodily and inner.sector and phrase.sector != "ELI":
            if head.kind == "generic" or phrase.sector is None or head.kind == "office":
                phrase.sector, phrase.why = inner.sector, f"{phrase.why} of {inner.name or inner.why}"
        elif inner.kind == "place" and head.kind == "quantity":
            phrase.sector = inner.sector
        phrase.country = inner.country
        phrase.id = f"{(inner.country or 'x').lower()}-{slug(self._text[phrase.start : phrase.end])}"
        phrase.end, phrase.after = inner.end, inner.after
        return phrase

    # people

    def _person_of(self, own: Phrase, j: int) -> Phrase:
        """ "Ukraine's Volodymyr Zelenskyy" is one mention when the person is of that state."""
        gap = self._text[own.end : self._parts[j].start]
        person = self._alone(j)
        if gap not in (" ", "'s ") or own.country != person.country:
            return own
        person.start = own.start
        return person

    def _person_after(self, phrase: Phrase) -> Phrase:
        """Joins the name after a title: a known person, or a new one who takes the title's office."""
        if not phrase.singular:
            return phrase
        j = phrase.after
        text = self._text
        if j < len(self._parts) and self._parts[j].kind == "person":
            gap = text[phrase.end : self._parts[j].start]
            if gap in (" ", ", ") and (gap == " " or phrase.country):
                return self._titled(phrase, self._alone(j))
        if text[phrase.end : phrase.end + 1] != " ":
            return phrase
        span = names.ahead(text, phrase.end + 1)
        if span is None:
            return phrase
        end = self._cut(span, j)
        words = text[span[0] : end].split(" ")
        if end <= span[0] or (len(words) < 2 and not phrase.office):
            return phrase
        return self._new(phrase, span[0], end, phrase.start, end)

    def _cut(self, span: tuple[int, int], j: int) -> int:
        """Where a new name ends: before a part that is an actor by itself."""
        while j < len(self._parts) and self._parts[j].start < span[1]:
            part = self._parts[j]
            whole = part.end >= span[1]
            if part.kind in ("noun", "organisation", "group", "block", "adjective") or (
                part.start == span[0] and (whole or not self._given(part))
            ):
                return part.start - 1
            j += 1
        return span[1]

    def _given(self, part: Part) -> bool:
        cue = self._dictionary.cues.get(self._text[part.start : part.end])
        return part.kind in ("person", "place") or (cue is not None and cue.rule in ("given", "both"))

    def _titled(self, phrase: Phrase, person: Phrase) -> Phrase:
        """A known person with a title: the title decides where the dictionary has no office on the day."""
        current = bool(self._on) and person.role is not None and person.why.endswith(f"on {self._on}")
        person.start = phrase.start
        if phrase.country and phrase.country != person.country:
            if current and not phrase.office:
                return person
            person.country, person.sector, person.role = phrase.country, phrase.sector, phrase.role
            person.why = f"title in the text ({phrase.why})"
        elif phrase.sector == "ELI" and not current:
            person.sector, person.why = "ELI", f"{phrase.why}; {person.why}"
        elif not current and phrase.sector and phrase.office and phrase.country:
            person.sector, person.role = phrase.sector, phrase.role or person.role
            person.why = f"title in the text ({phrase.why})"
        return self._apposition(person)

    def _new(self, title: Phrase, start: int, end: int, left: int, right: int) -> Phrase:
        name = self._text[start:end]
        after = title.after
        while after < len(self._parts) and self._parts[after].start < right:
            after += 1
        return Phrase(
            start=left, end=right, head=self._text.rfind(" ", start, end) + 1 or start, kind="person",
            id=slug(name), name=name, country=title.country, sector=title.sector, role=title.role,
            why=f"introduced as {self._text[title.start : title.end]} ({title.why})", after=after,
            introduced=True,
        )  # fmt: skip

    def _introduced(self, phrase: Phrase, floor: int) -> Phrase:
        """ "Name Surname, the Iranian foreign minister," : the name before joins its apposition."""
        if phrase.kind not in ("sector", "organisation", "group") or phrase.country is None:
            return phrase
        span = names.behind(self._text, phrase.start, floor)
        if span is None or not self._closes(phrase, span):
            return phrase
        return self._new(phrase, *span, span[0], phrase.end)

    def _closes(self, phrase: Phrase, span: tuple[int, int]) -> bool:
        between = self._text[span[1] : phrase.start]
        if " who " in between:
            return True
        rest = self._text[phrase.end : phrase.end + 2]
        return phrase.singular and phrase.kind == "sector" and (not rest.strip() or rest[0] in ",.;:)")

    def _apposition(self, person: Phrase) -> Phrase:
        """ "Surname, the Iranian foreign minister," : a known person takes in the apposition."""
        j = person.after
        if j >= len(self._parts) or self._parts[j].start - person.end > 40:
            return person
        if not re.fullmatch(
            r", (?:the |an? |then )?(?:\w+ )?", self._text[person.end : self._parts[j].start]
        ):
            return person
        if self._parts[j].kind not in ("country", "adjective", "noun"):
            return person
        title = self.phrase(j)
        if title is None or title.kind != "sector" or not (title.singular and title.office):
            return person
        if title.country not in (None, person.country) or not self._closes(title, (0, title.start)):
            return person
        person.end, person.after = title.end, title.after
        return person

    def _shared(self, found: list[Phrase], phrase: Phrase, i: int) -> list[Phrase]:
        """ "Russian and Chinese ministers": the adjectives before share the noun."""
        if phrase.kind != "sector" or phrase.country is None or not found or phrase.head == phrase.start:
            return []
        if self._parts[i].kind not in ("adjective", "country"):
            return []
        stop = phrase.start
        for before in reversed(found):
            gap = self._text[before.end : stop]
            if before.end > stop or gap not in (" and ", ", ", " or ", ", and ", " and the "):
                break
            if before.kind != "adjective" and not self._text[before.start : before.end].isupper():
                break
            before.kind, before.sector, before.head = "sector", phrase.sector, phrase.head
            before.why = "shares the noun that follows"
            stop = before.start
        return []
