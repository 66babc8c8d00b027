"""What is counted, weighed and let through when rules and network are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.coding.learned.gate import Gate, words_of
from dragoman.coding.learned.joining import Joiner, Weights
from dragoman.coding.learned.sureness import Sureness
from dragoman.coding.learned.track import TrackRecord, key_of
from dragoman.coding.predicates import Draft, Learned, load_policy
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


def joiner(modality: Mapping[str, Sequence[float]]) -> Joiner:
    keep = {"rules": 0.2, "model": 0.2, "targetless": 0.1}
    weights = Weights({}, modality, 0.2, 1500, keep, keep)
    return Joiner(weights, weights, load_policy(), TrackRecord({}, {}), Gate({}, 0.0, 0.0, 0.0))


def heard(rule: str, *said: float) -> Draft:
    return replace(draft("AID", rule), learned=Learned("model", 0.5, {}, 0.5, said or None))


def test_both_say_what_modality_holds() -> None:
    weights: dict[str, Sequence[float]] = {
        m: [2.0 if m == n else 0.0 for n in MODALITIES] for m in MODALITIES
    }
    weights["planned:rules"] = [0.0, 3.0, 0.0, 0.0, 0.0, 0.0]
    both = joiner(weights)
    unsure, sure = (0.6, 0.2, 0.1, 0.05, 0.03, 0.02), (0.98, 0.005, 0.005, 0.004, 0.003, 0.003)
    assert both.modality(heard("send.1", *unsure), "planned") == "planned"
    assert both.modality(heard("send.1", *sure), "planned") == "actual"
    alone = both.modality(heard("model", *unsure), "planned")
    assert alone == "actual", "nothing weighs what rules read alone"
    assert both.modality(heard("send.1"), "planned") == "planned", (
        "where the network was not asked the rules hold"
    )


def test_what_has_a_word_of_doubt_never_becomes_a_fact() -> None:
    sure = (0.98, 0.005, 0.005, 0.004, 0.003, 0.003)
    both = joiner({"actual": [9, 0, 0, 0, 0, 0], "bias": [50, 0, 0, 0, 0, 0]})
    assert both.modality(heard("send.1", *sure), "possible") == "possible"
    assert both.modality(heard("send.1", *sure), "planned") == "actual"


def test_what_modality_holds_depends_on_the_type_and_on_agreement() -> None:
    even = tuple(1 / 6 for _ in MODALITIES)
    assert joiner({"AID": [0, 1, 0, 0, 0, 0]}).modality(heard("send.1", *even), "actual") == "planned"
    assert joiner({"same:denied": [0, 0, 0, 0, 0, 9]}).modality(heard("send.1", *even), "denied") == "denied"


def test_the_gate_adds_up_words() -> None:
    gate = Gate({"troops": 2.0, "match": -3.0}, bias=-1.0, least=0.5, doubt=-2.0)
    assert gate.passes(words_of("Troops crossed the border."))
    assert not gate.passes(words_of("Troops watched the match."))
    assert not gate.passes(())
    assert gate.asks(words_of("They crossed the border."), told=True), "what rules read there is weighed"
    assert not gate.asks(words_of("They watched the match."), told=True)


def test_confidence_follows_the_judged_share(tmp_path: Path) -> None:
    path = tmp_path / "confidence.toml"
    assert Sureness.load(path)(0.3) == 0.3, "without a map a probability stays"
    path.write_text("raw = [0.2, 0.8]\nright = [0.1, 0.9]\n")
    sure = Sureness.load(path)
    assert [round(sure(p), 6) for p in (0.0, 0.2, 0.5, 0.9)] == [0.1, 0.1, 0.5, 0.9]
