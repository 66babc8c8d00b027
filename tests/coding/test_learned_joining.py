"""What is counted, weighed and let through when rules and network are joined."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.coding.learned.gate import Gate, words_of
from dragoman.coding.learned.joining import Joiner, Weights
from dragoman.coding.learned.sureness import Sureness
from dragoman.coding.learned.track import TrackRecord, key_of
from dragoman.coding.predicates import Draft, load_policy
from dragoman.errors import DictionaryError
from dragoman.records import MODALITIES


def draft(kind: str, rule: str) -> Draft:
    return Draft(kind, None, None, rule, 0, (), (), 3.0)


def test_verbs_and_nouns_of_one_head_are_counted_apart() -> None:
    assert key_of("AID", "supply.2") == key_of("AID", "supply.11") == ("AID", "supply")
    assert key_of("AID", "supply.n3") == ("AID", "supply.n")
    assert key_of("REQUEST", "call for") == ("REQUEST", "call for")


def test_a_rule_that_was_often_right_is_trusted_more() -> None:
    good, bad = ("ASSAULT", "shell"), ("ASSAULT", "hit")
    track = TrackRecord({good: 40, bad: 40}, {good: 38, bad: 5})
    known, poor = track.odds(draft("ASSAULT", "shell.1")), track.odds(draft("ASSAULT", "hit.4"))
    assert poor < 0 < known
    assert poor < track.odds(draft("ASSAULT", "strike.1")) < known, "an unseen rule leans on its type"


def test_counts_that_are_no_numbers_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "track.csv"
    path.write_text("type,head,right,read\nAID,send,3,4\nAID,give,many,9\n")
    with pytest.raises(DictionaryError, match=r"track\.csv:3"):
        TrackRecord.load(path)


def test_both_say_what_modality_holds() -> None:
    heard: dict[str, Sequence[float]] = {m: [2.0 if m == n else 0.0 for n in MODALITIES] for m in MODALITIES}
    heard["planned:rules"] = [0.0, 3.0, 0.0, 0.0, 0.0, 0.0]
    joiner = Joiner(Weights({}, heard, 0.2, 0.2), load_policy(), TrackRecord({}, {}), Gate({}, 0.0, 0.0))
    unsure, sure = (0.6, 0.2, 0.1, 0.05, 0.03, 0.02), (0.98, 0.005, 0.005, 0.004, 0.003, 0.003)
    assert joiner.modality("planned", unsure, ruled=True) == "planned"
    assert joiner.modality("planned", sure, ruled=True) == "actual"
    assert joiner.modality("planned", unsure, ruled=False) == "actual", "nothing weighs what rules read alone"


def test_the_gate_adds_up_words() -> None:
    gate = Gate({"troops": 2.0, "match": -3.0}, bias=-1.0, least=0.5)
    assert gate.passes(words_of("Troops crossed the border."))
    assert not gate.passes(words_of("Troops watched the match."))
    assert not gate.passes(())


def test_confidence_follows_the_judged_share(tmp_path: Path) -> None:
    path = tmp_path / "confidence.toml"
    assert Sureness.load(path)(0.3) == 0.3, "without a map a probability stays"
    path.write_text("raw = [0.2, 0.8]\nright = [0.1, 0.9]\n")
    sure = Sureness.load(path)
    assert [round(sure(p), 6) for p in (0.0, 0.2, 0.5, 0.9)] == [0.1, 0.1, 0.5, 0.9]
