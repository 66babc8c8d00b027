"""The parts of a pair's score: what each measures, for the rules' loader and for the documents."""

from __future__ import annotations

from types import MappingProxyType

PARTS = MappingProxyType(
    {
        "words": "rarity-weighted share of content words in common (Dice), parties' names left out",
        "contained": "the same, as a share of the shorter sentence",
        "rare": "how much the words in common tell: those that most sentences of such acts have do not count",
        "context": "the same as words, for title and beginning of the two documents",
        "names": "names in common that are no party's: places, persons, bodies",
        "names_apart": "both sentences have such names, and none in common",
        "numbers": "numbers in common",
        "numbers_apart": "both sentences have numbers, none in common, and none may have grown",
        "counted_anew": "other numbers on another day, and neither sentence looks back",
        "place": "the same place",
        "place_apart": "different places",
        "trigger": "the same word tells the act",
        "days": "days apart, as a share of the window",
        "fresh": "on different days, and neither sentence looks back: a toll that rises, yesterday, ongoing",
        "stated_apart": "the texts name different days",
        "parties": "both sides the same, not one a part of the other",
        "persons": "a person in common",
        "persons_apart": "persons of one country on both, and none in common",
        "sectors_apart": "a state's own bodies in one, its rebels or citizens in the other",
        "mode_apart": "different modes",
        "coarse": "a date that is not known to the week",
        "copies": "the documents are near-duplicates",
        "one_document": "both stand in one document",
        "one_sentence": "both stand in one sentence; words, names and numbers do not count then",
        "later_sentence": "in one document, the later act points back: the attack, these talks",
    }
)
"""Name of each part and what it measures; each is between 0 and 1."""
