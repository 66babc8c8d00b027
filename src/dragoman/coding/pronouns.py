"""Pronouns: he, its, they, both, each other, we in a quotation."""

from __future__ import annotations

from dragoman.coding.clauses import surface_subjects
from dragoman.coding.salience import Known
from dragoman.coding.sites import Found, Site
from dragoman.coding.speakers import first_person, speaker
from dragoman.records import Actor

_NONE: Found = ([], "")
_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THEM = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_RAISING = frozenset({"likely", "unlikely", "sure", "certain", "set", "ready"})
_OPINION = frozenset("possible impossible clear unclear important necessary difficult hard time true".split())


def pronoun(site: Site, i: int) -> Found:
    """The actors that the pronoun at `i` stands for; none where it is no pronoun or cannot be told."""
    word = site.scene.parse.lower[i]
    if word in _MALE or word in _FEMALE:
        return _person(site, i, word in _FEMALE)
    if word in {"it", "its", "itself"}:
        return _thing(site, i)
    if word in _THEM:
        return _many(site, i)
    if word == "both" or (word == "other" and i and site.scene.parse.lower[i - 1] == "each"):
        return _both(site, i)
    if word == "each" and site.scene.parse.deps[i] in _SUBJECT:
        return together(site, i, 2, "each")
    if word in NUMBERS and _bare_number(site, i):
        return together(site, i, NUMBERS[word], f"the {word}")
    if first_person(word):
        return speaker(site, i)
    if word in {"former", "latter"} and site.scene.parse.deps[i] not in {"amod", "compound"}:
        return _ordered(site, word)
    return _NONE


def _person(site: Site, i: int, female: bool) -> Found:
    words, barred = site.words, _co_arguments(site, i)
    wrong = words.male if female else words.female

    def fits(known: Known) -> bool:
        if known.actor.id in barred:
            return False
        if known.group == "office":
            return known.actor.role is not None
        return known.actor.name.split()[0] not in wrong

    ranked = site.memory.ranked(site.number, ("person", "office"), fits, reach=3)
    persons = [k for k in ranked if k.group == "person"] or ranked
    if not persons:
        return _NONE
    return [persons[0].actor], f"{site.scene.parse.lower[i]}: the last person in mind"


def _co_arguments(site: Site, i: int) -> set[str]:
    """Actors that the pronoun cannot be: the subject of the verb whose object it is."""
    parse = site.scene.parse
    if parse.deps[i] not in {"dobj", "dative", "pobj"} or parse.lower[i].endswith("self"):
        return set()
    verb = site.clause(i)
    if verb is None:
        return set()
    return {a.id for s in surface_subjects(parse, verb) for a in site.actors(s)}


def _thing(site: Site, i: int) -> Found:
    parse, word = site.scene.parse, site.scene.parse.lower[i]
    if word == "it" and _impersonal(site, i):
        return _NONE
    barred = _co_arguments(site, i)
    if word == "its":
        near = _owner_in_clause(site, i)
        if near is not None:
            return ([near], "its: the party of its clause") if near.id else _NONE
    ranked = site.memory.ranked(
        site.number,
        ("state", "body", "office"),
        lambda k: _can_be_it(k) and k.actor.id not in barred,
        reach=1,
    )
    if not ranked:
        return _NONE
    return [ranked[0].actor], f"{parse.lower[i]}: the last country or body in mind"


def _can_be_it(known: Known) -> bool:
    if known.weight < 0.2:  # "an American drone": the drone is it
        return False
    return known.group != "office" or (known.actor.role is None and known.actor.country is not None)


def _impersonal(site: Site, i: int) -> bool:
    """Whether "it" stands for a matter: "it is unlikely that", "it highlights", or an object."""
    parse = site.scene.parse
    if parse.deps[i] not in _SUBJECT:
        return parse.deps[i] != "pobj" or parse.lower[parse.heads[i]] not in {
            "against",
            "with",
            "toward",
            "towards",
        }
    verb = parse.heads[i]
    if not parse.tags[verb].startswith(("VB", "MD")):
        return True
    if parse.lemmas[verb] in {"be", "become", "seem", "appear"}:
        for k in parse.kids(verb, "acomp", "attr", "oprd"):
            if parse.lower[k] in _RAISING:  # "it is likely to strike", against "it is likely that"
                return parse.kid(k, "xcomp") is None and parse.kid(verb, "xcomp") is None
            if parse.lower[k] in _OPINION:
                return True
        if parse.kids(verb, "ccomp", "csubj", "attr"):
            return True
    if parse.deps[i] == "nsubjpass" and parse.kid(verb, "ccomp") is not None:
        return True
    return parse.lemmas[verb] in site.words.idle and not _actor_before(site, i)


def _actor_before(site: Site, i: int) -> bool:
    """Whether the subject before this one is an actor, so that "it" takes it up."""
    parse = site.scene.parse
    for s in range(i - 1, -1, -1):
        if parse.deps[s] in _SUBJECT:
            return bool(site.actors(s))
    best = site.memory.ranked(site.number, ("state", "body", "office"), _can_be_it, reach=1)
    return bool(best) and best[0].weight >= 1.9


def _owner_in_clause(site: Site, i: int) -> Actor | None:
    """Whose "its" is by the clause: the object before "for its", else the subject; id "" where a thing's."""
    parse = site.scene.parse
    verb = site.clause(i)
    if verb is None:
        return None
    preps = {parse.lower[a] for a in list(parse.ancestors(i))[:3]}
    # "punish Mali for its coup", "back Mali in its war": the object's, not the subject's.
    if preps & {"for", "over"} or ("in" in preps and parse.lemmas[verb] in site.words.helping):
        for o in parse.kids(verb, "dobj"):
            named = site.actors(o, owners=False)
            if named and o < i:
                return named[0]
    subjects = [s for s in surface_subjects(parse, verb) if s < i]
    for s in subjects:
        actors = site.actors(s)
        if len({a.country for a in actors}) > 1:  # many have "their" citizens
            continue
        for actor in actors:
            known = site.memory.get(actor)
            if known is not None and known.group in {"state", "body", "office"}:
                return actor
    if (
        subjects
        and parse.tags[subjects[0]] == "NN"
        and parse.deps[i] == "poss"
        and subjects[0] not in site.scene.at
    ):
        return Actor("", "", None)
    return None


def _many(site: Site, i: int) -> Found:
    parse = site.scene.parse
    barred = _co_arguments(site, i)
    pair = last_pair(site, reach=1)
    # "They were intercepted" after "missiles near the bases": only what stood out before can be meant.
    floor = 0.0 if parse.lower[i] == "their" else 0.5
    many = site.memory.ranked(
        site.number, ("many",), lambda k: k.actor.id not in barred and k.weight >= floor, reach=1
    )
    if pair and not (barred & {a.id for a in pair}):
        return list(pair), f"{parse.lower[i]}: those joined before"
    if many:
        return [many[0].actor], f"{parse.lower[i]}: the last group in mind"
    return _NONE


def last_pair(site: Site, reach: int) -> tuple[Actor, ...]:
    """The last actors joined by "and" within `reach` sentences."""
    for number, actors, _ in reversed(site.memory.pairs):
        if site.number - number <= reach:
            return actors
    return ()


def _both(site: Site, i: int) -> Found:
    parse = site.scene.parse
    if parse.deps[i] in {"preconj", "cc", "det", "predet", "advmod"} or site.followed_by_of(i):
        return _NONE
    if parse.lower[i] == "other":
        verb = site.clause(i)
        subjects = surface_subjects(parse, verb) if verb is not None else []
        actors = [a for s in subjects for a in site.actors(s)]
        if len(actors) >= 2:
            return actors, "each other: the parties of the clause"
    return together(site, i, 2, parse.lower[i])


def together(site: Site, i: int, size: int, told: str) -> Found:
    """So many actors that the text has in mind together, other than those who act on them here."""
    found = site.memory.joined(site.number, size, site.agents(i))
    site.note_again(found)
    return (list(found), f"{told}: those joined before") if found else _NONE


def _bare_number(site: Site, i: int) -> bool:
    """Whether the number stands for its own noun: "urged the four to", not "the four states"."""
    parse = site.scene.parse
    return (
        bool(i) and parse.lower[i - 1] == "the" and parse.deps[i] in _ARGUMENTS and not site.followed_by_of(i)
    )


def _ordered(site: Site, word: str) -> Found:
    pair = last_pair(site, reach=1)
    if len(pair) != 2:
        return _NONE
    return [pair[0 if word == "former" else 1]], f"the {word} of the pair before"
