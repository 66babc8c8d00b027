"""Who it is that a model names: our dictionaries' actor where they know the words, else the words with its code."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.text import slug
from dragoman.coding.llm.answers import ToldActor
from dragoman.coding.llm.refusing import WHO, RefusedError
from dragoman.coding.parsing import Span
from dragoman.coding.parties import Party, Scene
from dragoman.coding.steps import Steps
from dragoman.records import Actor

_PRONOUNS = frozenset("i we he she it they me us him her them his hers its their theirs our who both".split())
_NAMED = frozenset({"country", "person", "organisation", "group"})


class Namer:
    """Resolves named actors on the day of a document."""

    def __init__(self, steps: Steps, on: str | None) -> None:
        self.finder = steps.finder
        self.codes = steps.dictionary.codes
        self.sectors = steps.ontology.sectors
        self.on = on

    def actor(self, told: ToldActor, scene: Scene, span: Span, token: int) -> Actor:
        """The actor in a span whose head is `token`.

        Its country is the model's where that is a code that somebody has, else the dictionaries'. Raises
        RefusedError where the two differ about a name, or where the words name several.
        """
        code = (told.country or "").strip().upper()
        code = code if code in self.codes else ""
        sector = told.sector if told.sector in self.sectors else None
        found = self._found(scene, span, token)
        fitting = [p for p in found if not code or p.actor.country == code]
        if len({p.actor.country or p.actor.id for p in fitting}) > 1:
            raise RefusedError(WHO, f"{told.text!r} names several")
        if fitting:
            return self._with(fitting[0], sector)
        if any(self._is_name(scene, p) for p in found):
            known = found[0].actor.country
            raise RefusedError(WHO, f"{told.text!r} is {known} in the dictionaries and {code} in the answer")
        return self._other(told.text, code, sector)

    def _found(self, scene: Scene, span: Span, token: int) -> list[Party]:
        """Whom the words stand for, without those that stand beside them."""
        parse = scene.parse

        def is_inside(party: Party) -> bool:
            return parse.starts[party.token] < span[1] and parse.ends[party.token] > span[0]

        return [p for p in scene.parties(token) if p.how == "owner" or is_inside(p)]

    def _is_name(self, scene: Scene, party: Party) -> bool:
        mention = scene.at.get(party.token)
        named = party.how == "named" and mention is not None and mention.kind in _NAMED
        return named and party.actor.country is not None

    def _with(self, party: Party, sector: str | None) -> Actor:
        actor = party.actor
        if sector and actor.sector is None and party.how == "owner":
            return replace(actor, sector=sector)
        return actor

    def _other(self, text: str, code: str, sector: str | None) -> Actor:
        """An actor that the sentence's mentions lack."""
        known = self.finder.resolve(text, self.on)
        if known.id and known.country and known.country == (code or known.country):
            return Actor(known.id, known.name or text, known.country, known.sector, known.role, text)
        if text.lower() in _PRONOUNS:
            if not code:
                raise RefusedError(WHO, f"{text!r} stands for nobody known")
            return Actor(code, self.finder.country_name(code), code, sector, None, text)
        return Actor(
            "-".join(filter(None, (code.lower(), slug(text)))), text, code or None, sector, None, text
        )
