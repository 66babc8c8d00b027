"""Who says so: the author of the text, or a speaker whom it names."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dragoman.coding.clauses import is_verb, surface_subjects
from dragoman.coding.parsing import Parse
from dragoman.coding.parties import Scene
from dragoman.coding.tables import DATA, rows
from dragoman.records import Attribution

_AUTHOR = Attribution(by="author")
_SUBORDINATE = frozenset({"relcl", "acl", "appos"})
_IMPERSONAL = frozenset({"it", "there", "this", "that", "which", "who"})
_EDGE = frozenset({"punct", "cc"})


def load_speech(path: Path | None = None) -> frozenset[str]:
    """The lemmas of verbs of speech, from `data/speech.csv` or `path`; raises DictionaryError."""
    return frozenset(row["verb"] for _, row in rows(path or DATA / "speech.csv", ("verb", "note")))


def attribute(scene: Scene, token: int, speech: Collection[str]) -> Attribution:
    """Who tells the act at `token`: the subject of the nearest verb of speech above it, or the author.

    `speech` holds the lemmas of those verbs. The speaker of "according to X" counts where the text has
    no verb of speech above the act.
    """
    parse = scene.parse
    below = token
    for above in parse.ancestors(token):
        speaker = _speaker_above(parse, below, above, speech)
        if speaker is not None:
            return _of(scene, speaker)
        below = above
    for verb in (token, *parse.ancestors(token)):
        speaker = _speaker_beside(parse, verb, speech)
        if speaker is not None:
            return _of(scene, speaker)
    return _AUTHOR


def _speaker_above(parse: Parse, below: int, above: int, speech: Collection[str]) -> int | None:
    """The subject of the speech verb `above` where `below` is what is said."""
    if parse.lemmas[above] not in speech or not is_verb(parse, above):
        return None
    if parse.deps[below] not in {"ccomp", "xcomp", "dobj", "parataxis"}:
        return None
    return _first(parse, surface_subjects(parse, above))


def _speaker_beside(parse: Parse, verb: int, speech: Collection[str]) -> int | None:
    """The speaker of "…, X said", parsed as a parenthesis under the verb, or of "according to X"."""
    for k in parse.kids(verb, "parataxis", "ccomp", "advcl"):
        if parse.lemmas[k] in speech and _is_comment(parse, k):
            return _first(parse, surface_subjects(parse, k))
    for k in parse.kids(verb, "prep"):
        if parse.lower[k] == "according":
            for to in parse.kids(k, "prep"):
                return _first(parse, parse.kids(to, "pobj"))
    return None


def _is_comment(parse: Parse, verb: int) -> bool:
    """Whether the speech verb is a parenthesis: own subject, nothing said inside it."""
    return parse.kid(verb, "nsubj") is not None and parse.kid(verb, "ccomp", "xcomp", "dobj") is None


def _first(parse: Parse, tokens: list[int]) -> int | None:
    return next((t for t in tokens if parse.lower[t] not in _IMPERSONAL), None)


def _of(scene: Scene, speaker: int) -> Attribution:
    parties = scene.parties(speaker)
    return Attribution(
        by="speaker", text=_words(scene.parse, speaker), actor=parties[0].actor if parties else None
    )


def _words(parse: Parse, token: int) -> str:
    """The phrase headed by `token` as the text has it, without clauses and appositions on it."""
    kept, todo = [token], [k for k in parse.kids(token) if parse.deps[k] not in _SUBORDINATE | _EDGE]
    while todo:
        k = todo.pop()
        kept.append(k)
        todo.extend(j for j in parse.kids(k) if parse.deps[j] not in _SUBORDINATE)
    first, last = token, token
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept or (last + 2 in kept and parse.deps[last + 1] == "cc"):
        last += 1
    return parse.text[parse.starts[first] : parse.end(last)]
