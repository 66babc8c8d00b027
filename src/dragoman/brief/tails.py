"""Cutting the words that follow a verb: as far as its clause goes, and no further."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.brief.wording import Wording

_TOKEN = re.compile(r"[$€£]?\d[\d,.]*\d(?:-\w+)*%?|\d+–\d+|[\w$€£%](?:[\w.'’$€£%/-]|–(?=\w))*|[^\w\s]")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Dr|Gen|Lt|Col|Sen|Gov|St|No)\.")
_STOP = frozenset(".;:!?()—–[]")
_QUOTES = frozenset('"“”')
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LONGEST = 22
_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its offsets in the sentence."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Words and marks of a text, with offsets."""
    found = []
    for match in _TOKEN.finditer(text):
        whole = match.group()
        word = whole if _ABBREVIATION.fullmatch(whole) else whole.rstrip(".'’")
        if word:
            found.append(Token(word, match.start(), match.start() + len(word)))
        if word != whole:
            found.append(Token(whole[len(word) :], match.start() + len(word), match.end()))
    return found


def tail(text: str, start: int, wording: Wording, lemma: str = "") -> str:
    """The words of `text` from `start` to the end of the clause, verbatim, without a dangling last word.

    `lemma` is the verb before it: after a verb of speech a clause may follow without `that`.
    """
    text = _ASIDE.sub("", text[start:])
    following = tokens(text)
    kept: list[Token] = []
    for index, token in enumerate(following):
        reported = lemma in wording.words.speech and not any(wording.words.is_finite(k.text) for k in kept)
        joins = reported and token.text in {"and", "or"}
        if not joins and _ends(token, kept, following[index + 1 : index + 4], wording):
            break
        if lemma not in wording.words.speech and _is_new_clause(token, kept, wording):
            break
        kept.append(token)
        if len(kept) >= _LONGEST:
            kept = _shorten(kept, wording)
            break
    if sum(k.text in _QUOTES for k in kept) % 2:
        kept = kept[: max(i for i, k in enumerate(kept) if k.text in _QUOTES)]
    while kept and _dangles(kept[-1].text, wording):
        kept.pop()
    return text[kept[0].start : kept[-1].end] if kept else ""


def _is_new_clause(token: Token, kept: list[Token], wording: Wording) -> bool:
    """Whether an auxiliary shows that the words have run into the verb of another clause."""
    grammar = wording.words
    if token.text not in grammar.modals | grammar.be | {"has", "have", "had"} or token.text in {
        "to",
        "be",
        "been",
    }:
        return False
    return token.text != "being" and not any(k.text.lower() in grammar.openers for k in kept)


def _dangles(word: str, wording: Wording) -> bool:
    return word in wording.words.dangling or not (word[0].isalnum() or word[0] in "$€£%'’\"”")


def _ends(token: Token, kept: list[Token], after: list[Token], wording: Wording) -> bool:
    word = token.text
    if word in _STOP or (word in {"'", "’", "-"} and not kept):
        return True
    if word == ",":
        return not _list_goes_on(kept, after, wording)
    if word.lower() not in wording.clause_ends or not kept:
        return False
    return word.lower() not in wording.clause_soft or _opens_clause(word.lower(), after, wording)


def _opens_clause(word: str, after: list[Token], wording: Wording) -> bool:
    """Whether the soft word opens a clause with its own verb, rather than joining nouns."""
    grammar = wording.words
    if not after or after[0].text == ",":
        return True
    first = after[0].text
    if first.lower() in grammar.subjects or grammar.is_finite(first):
        return True
    second_finite = len(after) > 1 and grammar.is_finite(after[1].text)
    if word in {"and", "or"}:
        third = len(after) > 1 and _is_third_person(first, after[1].text, wording)
        if len(after) > 1 and _is_participle(first, after[1].text, wording):
            return True
        return third or (first.lower() not in grammar.determiners and second_finite)
    return word != "as" and not first[:1].isdigit() and second_finite


def _is_third_person(word: str, following: str, wording: Wording) -> bool:
    """`supports Ukraine`, `warns the`: a present verb before its object, not a plural noun."""
    if not word.islower() or not word.endswith("s") or word.endswith("ss"):
        return False
    lemma = wording.verbs.analyse(word)[0]
    if lemma in wording.verbs.past_of or (lemma in wording.light and following.lower() not in {"of", "and"}):
        return True
    return following[:1].isupper() or following.lower() in wording.words.determiners


def _is_participle(word: str, following: str, wording: Wording) -> bool:
    """`blown up`, `built the`: a participle that goes on from an auxiliary before."""
    particles = wording.words.determiners | {"up", "down", "out", "off"}
    return following.lower() in particles and wording.verbs.analyse(word)[1] == "past"


def _list_goes_on(kept: list[Token], after: list[Token], wording: Wording) -> bool:
    """Whether a comma stands inside a list of nouns: `banks, ports and goodwill`."""
    if len(after) < 2 or not kept:
        return False
    words = [t.text.lower() for t in after]
    if words[0].isdigit() and len(words[0]) == 4:
        return False
    grammar = wording.words
    if words[0] in {"and", "or"}:
        return any(k.text == "," for k in kept) and not _opens_clause(words[0], after[1:], wording)
    opens = words[0] in grammar.subjects or grammar.is_finite(after[0].text) or words[0] in grammar.dangling
    return not opens and (bool({"and", "or"} & set(words[1:3])) or words[1] == ",")


def _shorten(kept: list[Token], wording: Wording) -> list[Token]:
    """A clause that runs too long ends before its last preposition beyond the tenth word."""
    for index in range(len(kept) - 1, _SHORTEST - 1, -1):
        if kept[index].text.lower() in wording.words.prepositions | {"and"}:
            return kept[:index]
    return kept


def subject_phrase(before: str, wording: Wording) -> str:
    """The noun phrase that a text ends with, if it can be a subject: not the object of a preposition."""
    grammar = wording.words
    words = tokens(before)
    kept: list[Token] = []
    for token in reversed(words[-_SHORTEST:]):
        low = token.text.lower()
        if token.text in _STOP or token.text in {",", '"', "“", "”"} or grammar.is_finite(token.text):
            break
        if low in grammar.prepositions or low in {"and", "or", "that", "which", "who"} | grammar.pronouns:
            return "" if low not in {"that", "and"} else _plain_phrase(before, kept)
        kept.insert(0, token)
        if low in grammar.determiners:
            break
    return _plain_phrase(before, kept)


def _plain_phrase(text: str, kept: list[Token]) -> str:
    """The words as they stand within a sentence: a determiner that began it loses its capital."""
    if not kept:
        return ""
    words = text[kept[0].start : kept[-1].end]
    return (
        words[0].lower() + words[1:] if kept[0].text in {"The", "A", "An", "Its", "Their", "His"} else words
    )


def around(text: str, start: int, end: int, wording: Wording, across: bool = False) -> str:
    """A short span around the words from `start` to `end`, verbatim; `across` lets it run over commas."""
    lead = tokens(text[:start])
    stops = _STOP | _QUOTES | {"that", "which", "who"} | (frozenset() if across else {",", "and", "but"})
    first = len(lead)
    while first > 0 and len(lead) - first < _SHORTEST - 2 and lead[first - 1].text.lower() not in stops:
        first -= 1
    while first < len(lead) and _is_weak(lead[first].text, wording):
        first += 1
    begin = lead[first].start if first < len(lead) else start
    following = tail(text, end, wording)
    stop = text.find(following, end) + len(following) if following and following in text[end:] else end
    return " ".join(text[begin:stop].split())


def _is_weak(word: str, wording: Wording) -> bool:
    """Whether a quotation should not begin with the word."""
    return word == "," or word.lower() in wording.words.dangling - wording.words.determiners


def noun_phrase_before(text: str, end: int, wording: Wording) -> str:
    """The noun phrase that ends at `end`, from its determiner on; empty where none is found near."""
    before = [t for t in tokens(text) if t.end <= end][-9:]
    if not before or wording.verbs.analyse(before[-1].text)[0] in wording.words.speech:
        return ""
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.text in _STOP or token.text == ",":
            return ""
        if token.text.lower() in wording.words.determiners and index < len(before) - 1:
            return _plain_phrase(text, before[index:])
    return ""
