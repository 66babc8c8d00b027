"""Cutting the words that follow a verb: as far as its clause goes, and no further."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.brief.wording import Wording

_TOKEN = re.compile(r"[A-Za-z0-9À-ÿ$€£%][\w.'’À-ÿ$€£%/-]*|[^\w\s]")
_STOP = set('.;:!?()—–"“”[]')
_LIMIT = 20
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those|some|any|all|more)$", re.I)
_SUBJECT = re.compile(r"^(?:he|she|it|they|we|who|which|there|this|that)$", re.I)
_PAST = re.compile(r"^(?:[a-z]{3,}ed|said|told|was|were|has|have|had|is|are|will|would|could|may|did|does|let|sent|made|took|held|gave|kept|led|left|saw|put|struck|met|went|came|called)$")  # fmt: skip
_DANGLING = re.compile(r"^(?:and|or|the|a|an|of|in|on|to|for|with|by|at|from|its|his|their|that|as|into|over|not|both|between|against|who|which|also|either|too|already|now|then|about|but|than|more|after|before|since|during|under|is|are|was|were|has|have)$", re.I)  # fmt: skip


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
        word = match.group().rstrip(".'’") if not _is_abbreviation(match.group()) else match.group()
        found.append(Token(word, match.start(), match.start() + len(word)))
        if word != match.group():
            found.append(Token(match.group()[len(word) :], match.start() + len(word), match.end()))
    return found


def tail(text: str, start: int, wording: Wording) -> str:
    """The words of `text` from `start` to the end of the clause, verbatim, without a dangling last word."""
    following = [t for t in tokens(text) if t.start >= start]
    kept: list[Token] = []
    for index, token in enumerate(following):
        after = following[index + 1 : index + 4]
        if _ends(token, kept, after, wording):
            break
        kept.append(token)
        if len(kept) >= _LIMIT:
            kept = _shorten(kept)
            break
    while kept and (
        _DANGLING.match(kept[-1].text) or not kept[-1].text[0].isalnum() and kept[-1].text[0] not in "$€£%"
    ):
        kept.pop()
    return text[kept[0].start : kept[-1].end] if kept else ""


def _ends(token: Token, kept: list[Token], after: list[Token], wording: Wording) -> bool:
    word = token.text
    if word in _STOP or (word in {"'", "’", "-"} and not kept):
        return True
    if word == ",":
        return not _list_goes_on(kept, after)
    if word.lower() not in wording.clause_ends or not kept:
        return False
    if word.lower() in wording.clause_soft:
        return _opens_clause(word.lower(), after)
    return True


def _opens_clause(word: str, after: list[Token]) -> bool:
    """Whether the soft word opens a clause with its own verb, rather than joining nouns."""
    if not after or after[0].text == ",":
        return True
    first = after[0].text
    if _SUBJECT.match(first) or _PAST.match(first):
        return True
    if word in {"and", "or"}:
        return not _DETERMINER.match(first) and any(_PAST.match(t.text) for t in after[1:2])
    return word in {"as", "since", "after", "before", "until"} and not first[:1].isdigit() and word != "as" and len(after) > 1 and bool(_PAST.match(after[1].text))  # fmt: skip


def _list_goes_on(kept: list[Token], after: list[Token]) -> bool:
    """A comma inside a list of nouns or a number: `banks, ports and goodwill`."""
    if len(after) < 2 or not kept:
        return False
    words = [t.text.lower() for t in after]
    if words[0].isdigit() and len(words[0]) == 4:
        return False
    joined = any(w in {"and", "or"} for w in words[1:3]) or (len(words) > 1 and words[1] == ",")
    return joined and not (_SUBJECT.match(words[0]) or _PAST.match(words[0]) or _DANGLING.match(words[0]))


def _shorten(kept: list[Token]) -> list[Token]:
    """A clause that runs too long ends before its last preposition beyond the tenth word."""
    for index in range(len(kept) - 1, 9, -1):
        if re.match(r"^(?:in|on|for|with|by|at|from|over|and|to|of)$", kept[index].text):
            return kept[:index]
    return kept


def noun_phrase_before(text: str, end: int) -> str:
    """The noun phrase that ends at `end`, from its determiner on; empty where none is found near."""
    before = [t for t in tokens(text) if t.end <= end][-9:]
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.text in _STOP or token.text == ",":
            return ""
        if _DETERMINER.match(token.text) and index < len(before) - 1:
            return text[token.start : before[-1].end]
    return ""


def _is_abbreviation(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Dr|Gen|Lt|Col|Sen|Gov|St|No)\.", word))
