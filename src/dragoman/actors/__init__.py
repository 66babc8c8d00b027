"""Who is who: the dictionary of actors, and finding them in text."""

from dragoman.actors.dictionary import ActorDictionary, check
from dragoman.actors.finder import ActorFinder

__all__ = ["ActorDictionary", "ActorFinder", "check"]
