"""Personal names that no dictionary has: their shape, their surname, what may not be one."""

from __future__ import annotations

import re

_WORD = r"(?:[A-Z]\w*(?:'(?!s\b)\w+|-\w+|'(?= al-))*)"
_INITIAL = r"(?:[A-Z]\.)"
_PARTICLE = (
    r"(?:(?:al|el|bin|bint|ibn|ben|ould|van|von|der|den|ter|de|da|do|dos|das|del|della|di|la|le|du|af|ul|ur"
    r"|e|y)[ -])"
)
_TOKEN = rf"(?:{_PARTICLE}{{0,2}}(?:{_INITIAL}|{_WORD}))"
NAME = rf"{_TOKEN}(?: {_TOKEN}){{0,4}}"
_AHEAD = re.compile(NAME)
_BEHIND = re.compile(
    rf"(?:^|(?<=[\s\"(]))({_TOKEN}(?: {_TOKEN}){{1,4}}),? "
    rf"(?:\((?:[^)]*)\),? )?"
    rf"(?:who (?:now |currently |also )?(?:heads|leads|commands|chairs|runs|serves as) )?"
    rf"(?:the |an? |his |her )?(?:country's |nation's )?$"
)
_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "SGP", "KHM", "HUN"})
NOT_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "The",
        "In",
        "On",
        "At",
        "After",
        "Before",
        "When",
        "While",
        "But",
        "And",
        "For",
        "If",
        "It",
        "He",
        "She",
        "They",
    ]
)


def ahead(folded: str, at: int) -> tuple[int, int] | None:
    """The span of a personal name that begins at an offset, without days, months and little words."""
    match = _AHEAD.match(folded, at)
    if match is None:
        return None
    end = at
    for word in re.finditer(r"\S+", match[0]):
        if word[0] in NOT_NAMES:
            break
        end = at + word.end()
    return (at, end) if end > at else None


def behind(folded: str, at: int, floor: int) -> tuple[int, int] | None:
    """The span of a name of two words or more before ", the" or ", who heads the" at an offset."""
    window = max(floor, at - 90)
    if "," not in folded[window:at]:
        return None
    match = _BEHIND.search(folded[window:at])
    if match is None or "," not in match[0][len(match[1]) :]:
        return None
    start = window + match.start(1)
    words = match[1].split(" ")
    while words and words[0] in NOT_NAMES:
        start += len(words.pop(0)) + 1
    return (start, window + match.end(1)) if len(words) > 1 else None


def surnames(name: str, country: str | None) -> tuple[str, ...]:
    """What later sentences may call a person: the last word, or the first where families come first."""
    words = name.split(" ")
    if len(words) < 2:
        return ()
    if country in _FAMILY_FIRST and len(words) <= 3:
        return (words[0],) if len(words[0]) > 1 else ()
    last = words[-1]
    return (last,) if len(last.rstrip(".")) > 2 else ()
