"""Definite descriptions: the president, the government, the two leaders, both countries, the country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.coding.pronouns import NUMBERS, last_pair, together
from dragoman.coding.salience import Known, is_state
from dragoman.coding.sites import Found, Site
from dragoman.records import Actor, Mention

_NONE: Found = ([], "")
_DEFINITE = frozenset({"the", "this", "that"})
_GROUPS = frozenset({"REB", "PTY", "OPP", "PRM", "UAF", "CRM"})
_CROSSING = frozenset({"enter", "leave", "flee", "visit", "exit", "reenter"})
_EACH = frozenset({"side", "country", "state", "government", "party", "nation", "army", "capital"})
_OFFICES = frozenset({"president", "prime minister", "premier"})
_NAMES = frozenset({"country", "adjective", "sector", "person", "organisation"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})


def described(site: Site, i: int, mention: Mention | None) -> Found:
    """The actors that the description beginning (or, without a mention, standing) at `i` stands for."""
    parse = site.scene.parse
    if mention is None:
        if not parse.tags[i].startswith("NN"):
            return _NONE
        if (
            parse.lower[i] in {"sides", "parties"}
            and i
            and parse.lower[i - 1] == "the"
            and not _placed(site, i)
        ):
            return _pair(site, i, "side", named=True)
        if parse.lower[i] in {"successor", "predecessor"}:
            return _successor(site, i)
        size = _counted(site, i)
        return _pair(site, i, parse.lemmas[i], size) if size else _whole(site, i)
    if mention.kind != "sector":
        return _NONE
    head = max(site.tokens(mention))
    text = parse.lemmas[head] if parse.tags[head] == "NNS" else mention.text.lower()
    if mention.actor.country is not None:
        return _known_office(site, mention)
    size = _counted(site, head)
    if size:
        return _pair(site, head, parse.lemmas[head], size)
    if mention.text.lower() == "heads of state" or (
        parse.tags[head].endswith("S") and site.words.pairs.get(parse.lemmas[head]) == "person"
    ):
        det = _determiner(site, head)
        definite = det is not None and parse.lower[det] == "the" and not _placed(site, head)
        return _pair(site, head, "leader", named=True) if definite else _NONE
    return _one(site, head, mention, text)


def _determiner(site: Site, i: int) -> int | None:
    return site.scene.parse.kid(i, "det", "poss", "predet")


def _counted(site: Site, i: int) -> int:
    """Of how many it is said: "the two leaders", "both sides", "each side", "the four states"; 0 for none."""
    parse = site.scene.parse
    if parse.lemmas[i] not in site.words.pairs:
        return 0
    kids = {
        parse.lower[k] for k in parse.kids(i, "nummod", "det", "predet", "preconj", "amod", "advmod", "cc")
    }
    if not parse.tags[i].endswith("S"):
        return 2 if "each" in kids and parse.lemmas[i] in _EACH else 0
    if "both" in kids:
        return 2
    size = next((NUMBERS[k] for k in kids if k in NUMBERS), 0)
    return size if kids & {"the", "these", "those"} else 0


def _pair(site: Site, i: int, noun: str, size: int = 2, *, named: bool = False) -> Found:
    """Those in mind; with `named`, only two that the text has joined ("the sides", "the leaders")."""
    kind, told = site.words.pairs[noun], site.scene.parse.lower[i]
    if named:
        pair = list(last_pair(site, reach=3))[:2]
        if len(pair) < 2:
            return _NONE
    else:
        pair = together(site, i, size, told)[0]
    if size > 2:
        return _states(site, pair, told) if len(pair) == size else _NONE
    if kind == "person":
        return _persons_of(site, noun, pair, told)
    agents = site.agents(i)
    if len(_codes(pair)) < 2:
        pair = [site.memory.state(c) for c in site.memory.countries(site.number) if c not in agents][:2]
    return _states(site, pair, told) if len(_codes(pair)) == 2 else _NONE


def _codes(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(a.country for a in actors if a.country and is_state(a.country)))


def _states(site: Site, actors: Iterable[Actor], told: str) -> Found:
    codes = _codes(actors)
    return [site.memory.state(c) for c in codes], f"{told}: the {len(codes)} countries in mind"


def _persons_of(site: Site, noun: str, pair: list[Actor], told: str) -> Found:
    """Two people: the two who hold such an office, the two joined, the two last named; or the two joined."""
    holders = [k.actor for k in _persons(site, noun, None, reach=99)][:2] if noun in _OFFICES else []
    persons = [a for a in pair if _is_person(site, a)]
    if len({a.country for a in holders}) == 2 and {a.country for a in persons} != {
        a.country for a in holders
    }:
        persons = holders
    if len(persons) < 2 and len(pair) == 2:
        persons = [k.actor for c in _codes(pair) for k in _persons(site, "leader", c)[:1]]
    if len(persons) < 2:
        persons = [k.actor for k in site.memory.ranked(site.number, ("person",), reach=6)][:2]
    if len(persons) == 2:
        return persons, f"{told}: the two people in mind"
    return (pair, f"{told}: the two in mind") if len(pair) == 2 else _NONE


def _successor(site: Site, i: int) -> Found:
    """Read "his successor": one who holds the same office in the same country."""
    parse = site.scene.parse
    det = _determiner(site, i)
    if det is None or parse.lower[det] not in {"his", "her"}:
        return _NONE
    holders = site.memory.ranked(site.number, ("person", "office"), lambda k: is_state(k.actor.country), 2)
    if not holders or holders[0].actor.country is None:
        return _NONE
    code, role = holders[0].actor.country, holders[0].actor.role
    word = parse.lower[i]
    actor = Actor(f"{code.lower()}-{word}", word, code, holders[0].actor.sector or "GOV", role, word)
    return [actor], f"{parse.lower[det]} {word}: of the last person in mind"


def _is_person(site: Site, actor: Actor) -> bool:
    known = site.memory.get(actor)
    return known is not None and known.group == "person"


def _whole(site: Site, i: int) -> Found:
    """Read "the country", "the kingdom", "the bloc"."""
    parse, noun, words = site.scene.parse, site.scene.parse.lower[i], site.words
    if not any(noun in words.definite[kind] for kind in ("whole", "bloc", "group")):
        return _NONE
    det = _determiner(site, i)
    if det is None or parse.lower[det] not in _DEFINITE or _placed(site, i):
        return _NONE
    if noun in words.definite["bloc"]:
        bodies = site.memory.ranked(site.number, ("body",), lambda k: k.actor.sector == "IGO")
        return ([bodies[0].actor], f"the {noun}: the last organisation in mind") if bodies else _NONE
    if noun in words.definite["group"]:
        groups = site.memory.ranked(site.number, ("body",), lambda k: k.actor.sector in _GROUPS, reach=3)
        return ([groups[0].actor], f"the {noun}: the last group named") if groups else _NONE
    only = words.kinds.get(noun)
    codes = [c for c in site.memory.countries(site.number, reach=3) if only is None or c in only]
    near = _nearest(site, i, only)
    codes = near or [c for c in codes if c not in _subjects(site, i)] or codes or _only(site)
    return ([site.memory.state(codes[0])], f"the {noun}: the country in mind") if codes else _NONE


def _nearest(site: Site, i: int, only: frozenset[str] | None) -> list[str]:
    """The countries named before the noun in its sentence, nearest first; none for what one enters or leaves."""
    parse = site.scene.parse
    above = parse.heads[i]
    if parse.lemmas[above] in _CROSSING:
        return []
    # "Israeli strikes against the nation": not the strikers'.
    noun = parse.heads[above] if parse.deps[i] == "pobj" else above
    barred = {p.actor.country for p in site.scene.owners(noun)} | _subjects(site, i)
    codes = [
        m.actor.country for k in range(i - 1, -1, -1) if (m := site.scene.at.get(k)) and m.kind in _NAMES
    ]
    return [c for c in codes if c and is_state(c) and c not in barred and (only is None or c in only)]


def _only(site: Site) -> list[str]:
    """The one country that the sentence's names have; none where they have several."""
    codes = {m.actor.country for m in site.scene.mentions if m.actor.country and is_state(m.actor.country)}
    return list(codes) if len(codes) == 1 else []


def _agents(site: Site, i: int) -> set[str]:
    """Who asks or accuses it: "France asked the administration to", not its own subjects."""
    parse = site.scene.parse
    verb = parse.heads[i]
    if parse.deps[i] in {"nsubj"} and parse.deps[verb] in {"ccomp", "xcomp"} and not parse.kids(verb, "mark"):
        verb = parse.heads[verb]
    elif parse.deps[i] != "dobj":
        return set()
    if parse.lemmas[verb] not in site.words.facing:
        return set()
    return {a.country for s in parse.kids(verb, "nsubj") for a in site.actors(s) if a.country}


def _subjects(site: Site, i: int) -> set[str]:
    """Countries that are subjects of the clause in which the noun is an object: it is another one."""
    parse = site.scene.parse
    if parse.deps[i] != "dobj":
        return set()
    kids = parse.kids(parse.heads[i], "nsubj")
    return {a.country for s in kids for a in site.actors(s) if a.country}


def _placed(site: Site, i: int) -> bool:
    """Whether the phrase says itself whose it is: "of Mali", "in Kyiv", an adjective."""
    parse = site.scene.parse
    if site.scene.owners(i):
        return True
    return any(o in site.scene.at for k in parse.kids(i, "prep") for o in parse.kids(k, "pobj"))


def _known_office(site: Site, mention: Mention) -> Found:
    """Read "the Russian leader", "Kremlin chief": the last person of that country who fits."""
    noun = mention.text.split()[-1].lower()
    if noun not in site.words.definite["office"]:
        return _NONE
    words = mention.text.lower().split()
    noun = next(
        (
            " ".join(words[k:])
            for k in range(len(words))
            if " ".join(words[k:]) in site.words.definite["office"]
        ),
        noun,
    )
    found = _persons(site, noun, mention.actor.country)
    return ([found[0].actor], f"{mention.text}: the last such person named") if found else _NONE


def _persons(site: Site, noun: str, country: str | None, reach: int = 12) -> list[Known]:
    roles = site.words.roles.get(noun, frozenset({noun}))
    return site.memory.ranked(
        site.number,
        ("person",),
        lambda k: (k.actor.role or "") in roles and (country is None or k.actor.country == country),
        reach=reach,
    )


def _one(site: Site, i: int, mention: Mention, noun: str) -> Found:
    parse, words = site.scene.parse, site.words
    det = _determiner(site, min(site.tokens(mention)))
    det = det if det is not None else _determiner(site, i)
    if det is None or _placed(site, i) or _compounded(site, i, mention):
        return _NONE
    if parse.lower[det] in _POSSESSIVE:
        return _possessed(site, mention, parse.lower[det])
    if parse.lower[det] not in _DEFINITE:
        return _NONE
    if noun in words.definite["office"]:
        found = _persons(site, noun, None)
        if found:
            return [found[0].actor], f"the {noun}: the last such person named"
    if noun in words.definite["group"]:
        return _group(site, mention, noun)
    if (
        noun in words.definite["office"]
        or noun in words.definite["state"]
        or mention.text.lower() in words.definite["state"]
    ):
        codes = site.memory.countries(site.number, reach=12 if noun in words.kinds else 6) or _only(site)
        only, agents = words.kinds.get(noun), _agents(site, i)
        fits = [c for c in codes if only is None or c in only]
        return _placed_in(
            mention, [c for c in fits if c not in agents] or fits, f"the {noun}: the country in mind"
        )
    return _NONE


def _compounded(site: Site, i: int, mention: Mention) -> bool:
    """Whether another noun makes it something else: "the non-proliferation regime"."""
    inside = site.tokens(mention)
    return any(k not in inside for k in site.scene.parse.kids(i, "compound"))


def _group(site: Site, mention: Mention, noun: str) -> Found:
    sector = mention.actor.sector
    fits = site.memory.ranked(site.number, ("body",), lambda k: k.actor.sector == sector, reach=8)
    return ([fits[0].actor], f"the {noun}: the last such group named") if fits else _NONE


def _possessed(site: Site, mention: Mention, word: str) -> Found:
    groups = ("person", "office") if word in {"his", "her"} else ("state", "body", "office")
    if word == "their" or mention.text.lower().endswith(("allies", "partners", "neighbours")):
        return _NONE
    ranked = site.memory.ranked(site.number, groups, lambda k: is_state(k.actor.country), reach=2)
    codes = [k.actor.country for k in ranked if k.actor.country]
    return _placed_in(mention, codes, f"{word}: the last such party in mind")


def _placed_in(mention: Mention, codes: Iterable[str], why: str) -> Found:
    code = next(iter(codes), None)
    if code is None:
        return _NONE
    actor = mention.actor
    return [replace(actor, id=f"{code.lower()}-{actor.id}", country=code)], why
