"""A labelled sentence told of other states keeps its labels in place."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.swapping import swapped

TEXT = "Canada imposed tariffs on Norwegian steel after talks with Norway failed."


def row(kind: str = "country") -> dict[str, object]:
    spans = [[0, 6, "CAN", None, kind], [26, 35, "NOR", None, "adjective"], [59, 65, "NOR", None, "country"]]
    return {
        "text": TEXT, "spans": spans, "pairs": [[0, 1, "SANCTION", "actual", [15, 22]]], "unclear": [],
        "parse": [[0, 7, 15], [6, 14, 22], [1, 1, 1]],
    }  # fmt: skip


def test_names_change_together_and_offsets_follow() -> None:
    for seed in range(30):
        made = swapped(row(), random.Random(seed))
        text = made["text"]
        start, end = made["pairs"][0][4]
        assert text[start:end] == "tariffs"
        assert text[made["parse"][0][2] : made["parse"][1][2]] == "tariffs"
        words = [text[s[0] : s[1]] for s in made["spans"]]
        assert made["spans"][1][2] == made["spans"][2][2]
        assert (words[1] == "Norwegian") == (words[2] == "Norway") == (made["spans"][1][2] == "NOR")
        assert len({s[2] for s in made["spans"]}) == 2


def test_a_state_with_a_named_person_keeps_its_name() -> None:
    assert all(swapped(row("person"), random.Random(seed))["text"].startswith("Canada") for seed in range(30))
