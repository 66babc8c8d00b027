"""Who is who: the dictionary of actors, and finding them in text."""

from dragoman.actors.dictionary import ActorDictionary, check
from dragoman.actors.finder import ActorFinder
from dragoman.actors.learn import LearnedNames, Support, learn_names, unknown_names
from dragoman.actors.places import PlaceHit, PlaceIndex
from dragoman.actors.resolve import Resolution, resolve, resolve_many

__all__ = [
    "ActorDictionary",
    "ActorFinder",
    "LearnedNames",
    "PlaceHit",
    "PlaceIndex",
    "Resolution",
    "Support",
    "check",
    "learn_names",
    "resolve",
    "resolve_many",
    "unknown_names",
]
