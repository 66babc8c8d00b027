"""Everything the coder loads once: lexicon, finder, parser and the readers of each step."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors import ActorDictionary, ActorFinder
from dragoman.coding.attribution import load_speech
from dragoman.coding.grounding import Grounder
from dragoman.coding.interests import InterestReader
from dragoman.coding.lexicon import load_lexicon
from dragoman.coding.modality import ModalityReader, load_cues
from dragoman.coding.parsing import DEFAULT_PIPELINE, Parser
from dragoman.coding.predicates import PredicateReader, TargetPolicy, load_policy
from dragoman.coding.publishers import Publishers, load_publishers
from dragoman.ontology import Ontology, load_contexts, load_ontology
from dragoman.ontology.contexts import ContextTagger


@dataclass(frozen=True)
class Steps:
    """The loaded parts; `digest` covers every dictionary they were made from."""

    dictionary: ActorDictionary
    finder: ActorFinder
    parser: Parser
    predicates: PredicateReader
    grounder: Grounder
    policy: TargetPolicy
    modality: ModalityReader
    speech: frozenset[str]
    interests: InterestReader
    ontology: Ontology
    contexts: ContextTagger
    publishers: Publishers
    digest: str


def load_steps(extra: Path | None = None, pipeline: str = DEFAULT_PIPELINE) -> Steps:
    """Load all parts; a user's own files under `extra` add to the shipped ones.

    Raises DictionaryError for the first bad line of a data file.
    """
    lexicon = load_lexicon(extra)
    dictionary = ActorDictionary.load(extra)
    policy = load_policy()
    return Steps(
        dictionary=dictionary,
        finder=ActorFinder(dictionary),
        parser=Parser(pipeline),
        predicates=PredicateReader(lexicon, policy),
        grounder=Grounder(policy),
        policy=policy,
        modality=ModalityReader(load_cues()),
        speech=load_speech(),
        interests=InterestReader.load(lexicon, extra),
        ontology=load_ontology(),
        contexts=load_contexts(),
        publishers=load_publishers(dictionary, extra),
        digest=_joined([lexicon.digest, dictionary.digest]),
    )


def _joined(digests: Sequence[str]) -> str:
    return f"sha256:{hashlib.sha256(' '.join(digests).encode()).hexdigest()[:16]}"
