"""Who a text has in mind: the actors named so far, each with how much it stands out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from dragoman.records import Actor, Mention

_OF_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI", "OPP"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of data/references.toml, as sets."""

    pairs: Mapping[str, str]
    definite: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    idle: frozenset[str]
    speech: frozenset[str]
    helping: frozenset[str]
    meeting: frozenset[str]
    facing: frozenset[str]
    triggers: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]


_PRONOUNS = """he him his himself she her hers herself it its itself they them their theirs themselves both other
    we us our ours ourselves i me my myself former latter north south each two three
    four five six seven successor predecessor"""


def _nouns(raw: Mapping[str, Mapping[str, list[str]]]) -> frozenset[str]:
    """Nouns that may refer without being mentions themselves: parts of pairs, groups and blocs."""
    pairs = [w for words in raw["pairs"].values() for w in words]
    plural = [w[:-1] + "ies" if w.endswith("y") else w + "s" for w in pairs]
    return frozenset(
        [*pairs, *plural, *raw["definite"]["group"], *raw["definite"]["bloc"], "men", "women", "allies"]
    )


@lru_cache(maxsize=1)
def reference_words() -> Words:
    """The words that refer back, read once."""
    raw = tomllib.loads((resources.files("dragoman.coding") / "data/references.toml").read_text("utf-8"))

    def sets(name: str) -> dict[str, frozenset[str]]:
        return {key: frozenset(value) for key, value in raw[name].items()}

    words, names = sets("words"), sets("names")
    return Words(
        pairs={w: kind for kind, ws in raw["pairs"].items() for w in ws},
        definite=sets("definite"),
        roles=sets("roles"),
        kinds=sets("kinds"),
        idle=words["idle"],
        speech=words["speech"],
        helping=words["helping"],
        meeting=words["meeting"],
        facing=words["facing"],
        triggers=frozenset(_PRONOUNS.split()) | sets("definite")["whole"] | _nouns(raw),
        female=names["female"],
        male=names["male"],
    )


@dataclass(slots=True)
class Known:
    """An actor named in the text: its last sentence and place there, its weight, how often it came."""

    actor: Actor
    group: str
    scene: int
    token: int
    weight: float
    count: int = 1


def is_state(country: str | None) -> bool:
    """Whether the code is a country's, not an organisation's."""
    return country is not None and len(country) == 3 and country not in {"IGO", "NGO", "MNC", "IMG"}


def group_of(mention: Mention) -> str:
    """What pronouns can stand for the mention: person, office, state, body, many or none."""
    actor = mention.actor
    if mention.kind in {"person", "reference"}:
        return "person" if actor.role or mention.kind == "person" else "state"
    if mention.kind in {"country", "adjective"}:
        return "state" if is_state(actor.country) else "body"
    if mention.kind in {"organisation", "group"}:
        return "body"
    if mention.kind == "sector":
        last = mention.text.split()[-1].lower()
        return "many" if (last.endswith("s") and not last.endswith("ss")) or last == "police" else "office"
    return "none"


@dataclass(slots=True)
class Memory:
    """The actors of a document so far."""

    known: dict[str, Known] = field(default_factory=dict)
    pairs: list[tuple[int, tuple[Actor, ...], str]] = field(default_factory=list)
    speaker: Actor | None = None
    name: Callable[[str], str] = str
    said: tuple[Actor | None, int] = (None, 0)

    def see(self, actor: Actor, group: str, scene: int, token: int, weight: float) -> None:
        """Note that an actor was named, or meant."""
        # "Russia" and "Russians" share an id, not a sector.
        key = f"{actor.id}/{actor.sector}"
        old = self.known.get(key)
        if old is None:
            self.known[key] = Known(actor, group, scene, token, weight)
            return
        old.weight = max(weight, old.weight) if old.scene == scene else weight
        old.scene, old.token, old.count = scene, token, old.count + 1

    def score(self, known: Known, scene: int) -> float:
        """How much an actor stands out at a sentence: recency, position, frequency."""
        return known.weight - 1.4 * (scene - known.scene) + 0.1 * min(known.count, 6) + known.token / 1000

    def ranked(
        self,
        scene: int,
        groups: Iterable[str],
        fits: Callable[[Known], bool] = lambda _: True,
        reach: int = 4,
    ) -> list[Known]:
        """The actors of some groups that were named within `reach` sentences, most salient first."""
        wanted = set(groups)
        found = [k for k in self.known.values() if k.group in wanted and scene - k.scene <= reach and fits(k)]
        return sorted(found, key=lambda k: -self.score(k, scene))

    def get(self, actor: Actor) -> Known | None:
        """What is known of an actor, if it was named."""
        return self.known.get(f"{actor.id}/{actor.sector}")

    def joined(
        self, scene: int, size: int = 2, barred: Iterable[str | None] = (), reach: int = 99
    ) -> tuple[Actor, ...]:
        """The actors of so many countries that the text joined and now has in mind together: near, or its main ones.

        Those with a `barred` country among them are passed over.
        """
        counts: dict[str | None, int] = {}
        for known in self.known.values():
            counts[known.actor.country] = counts.get(known.actor.country, 0) + known.count
        most, shut = max(counts.values(), default=1), set(barred)
        best: tuple[float, tuple[Actor, ...]] = (-99.0, ())
        for number, actors, _ in reversed(self.pairs):
            codes = {a.country for a in actors}
            if scene - number > reach or len(codes) != size or codes & shut or None in codes:
                continue
            told = min(counts.get(c, 0) for c in codes) / most
            score = told - min(0.25 * (scene - number), 0.8)
            if score > best[0]:
                best = (score, actors)
        return best[1]

    def countries(self, scene: int, reach: int = 50) -> list[str]:
        """The codes of the countries named, directly or by those who act for them, most salient first."""
        scores: dict[str, float] = {}
        for known in self.known.values():
            code = known.actor.country
            if code is None or not is_state(code) or scene - known.scene > reach:
                continue
            if known.actor.sector in _OF_STATE:
                value = self.score(known, scene) + (0.7 if known.group == "state" else 0.0)
                scores[code] = max(value, scores.get(code, -99.0)) + 0.1
        return sorted(scores, key=lambda c: -scores[c])

    def state(self, code: str) -> Actor:
        """The actor that stands for a whole country."""
        return Actor(code, self.name(code), code)
