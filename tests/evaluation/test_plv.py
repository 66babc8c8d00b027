from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import DictionaryError, InputError
from dragoman.evaluation import JoinedReader, Relation, ReportReader, score_plv
from dragoman.evaluation.classes import score_classes
from dragoman.evaluation.plv import read_pairs, unmark
from dragoman.evaluation.plv_scheme import load_scheme
from dragoman.evaluation.relations import Span

HEADER = "sentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\tgold_penta"


def row(number: int, marked: str, root: str) -> str:
    return f"{number}\tx\t{marked}\ta\tb\t{root}\t1"


ROWS = [
    row(1, "<s>Avaria</s> sent grain to <t>Belland</t>.", "AID"),
    row(2, "<s>Avaria</s> will send grain to <t>Belland</t>.", "AGREE"),
    row(3, "<t>Belland </t>saw <s>its neighbour</s> pull out.", "YIELD"),
    row(4, '"<s>Avaria</s> ""may"" shell <t>Belland</t>."', "THREATEN"),
    row(5, "Rain fell on <t>Belland</t>.", "ASSAULT"),
]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    return path


class Scripted:
    """Answers by a word of the sentence; remembers the words that were marked."""

    def __init__(self) -> None:
        self.seen: list[tuple[str | None, str | None]] = []

    def relations(self, sentence: str, source: Span | None, target: Span | None) -> list[Relation]:
        self.seen.append(
            (sentence[slice(*source)] if source else None, sentence[slice(*target)] if target else None)
        )
        answers = {
            "sent": [Relation("AID", "actual", 0.4), Relation("NONE", "actual", 0.6)],
            "will": [
                Relation("AID", "planned", 0.3),
                Relation("AGREE", "actual", 0.3),
                Relation("AID", "actual", 0.4),
            ],
            "pull": [Relation("RETREAT", "actual", 1.0)],
            "shell": [Relation("ASSAULT", "actual", 1.0)],
        }
        return next((found for word, found in answers.items() if word in sentence), [])


def test_pairs_are_scored_by_root_quad_and_side(pairs: Path) -> None:
    reader = Scripted()
    found = score_plv(pairs, reader, errors=2)
    assert reader.seen == [
        ("Avaria", "Belland"),
        ("Avaria", "Belland"),
        ("its neighbour", "Belland"),
        ("Avaria", "Belland"),
        (None, "Belland"),
    ]
    row = json.loads(json.dumps(found.to_dict()))
    assert (row["n"], row["unread"]) == (5, 1)
    assert row["root_macro_f1"] == pytest.approx((1 + 1 + 1 + 0 + 0) / 5)
    assert row["per_type"]["AID"] == {"precision": 1, "recall": 1, "f1": 1, "gold": 1, "coded": 1}
    assert row["confusion"]["THREATEN"] == {"ASSAULT": 1}
    assert row["confusion"]["ASSAULT"] == {"unread": 1}
    assert row["binary_macro_f1"] == pytest.approx((1 + 2 / 3) / 2)
    low, high = row["intervals"]["quad_macro_f1"]
    assert 0 <= low <= row["quad_macro_f1"] <= high <= 1
    assert [e["gold"] for e in row["errors"]] == ["THREATEN", "ASSAULT"]
    assert 'Avaria "may" shell Belland.' in found.to_text()


def test_marks_go_and_leave_spans() -> None:
    sentence, spans = unmark("Then <s> the envoy</s> met <s>him</s>, <t>she </t>said.")
    assert sentence == "Then  the envoy met him, she said."
    assert {name: sentence[slice(*span)] for name, span in spans.items()} == {"s": "the envoy", "t": "she"}
    assert unmark("No marks") == ("No marks", {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lacks the columns"),
        (HEADER + "\n\n", "has no rows"),
        ("a\tb\n1\t2\n", "lacks the columns marked_sentence, gold_root"),
        (HEADER + "\n" + row(1, "<s>A</s> met <t>B</t>.", "MEET"), r"pairs\.tsv:2: gold_root: 'MEET'"),
        (HEADER + "\n1\tx", r"pairs\.tsv:2: gold_root: ''"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(read_pairs(path, load_scheme()))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_pairs(tmp_path / "none.tsv", load_scheme()))


@pytest.mark.parametrize(
    ("kind", "modality", "root"),
    [
        ("CONCEDE", "actual", "YIELD"),
        ("RETREAT", "actual", "YIELD"),
        ("AID", "planned", "AGREE"),
        ("COOPERATE", "conditional", "AGREE"),
        ("CONSULT", "planned", "CONSULT"),
        ("ASSAULT", "planned", "THREATEN"),
        ("RETREAT", "demanded", "REQUEST"),
        ("ASSAULT", "denied", "REJECT"),
        ("SANCTION", "actual", "SANCTION"),
    ],
)
def test_types_and_modalities_read_in_roots(kind: str, modality: str, root: str) -> None:
    assert load_scheme().root([Relation(kind, modality, 0.5)]) == root


def test_the_scheme_has_four_quads_and_two_sides() -> None:
    scheme = load_scheme()
    assert len(scheme.quads) == 15
    assert (scheme.quad("SANCTION"), scheme.side("SANCTION")) == ("4", "conflictual")
    assert scheme.side("YIELD") == "cooperative"
    assert scheme.root([Relation("NONE", "actual", 1.0)]) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('AID = "AID"\n', "", "root.actual: lacks AID"),
        ("AID = 2\n", "AID = 7\n", "quad: unknown 7"),
        ("[root.denied]", "[root.undone]", "root: unknown undone"),
        ('CONCEDE = "REJECT"', 'CONCEED = "REJECT"', "root.denied: unknown CONCEED"),
        ('CONCEDE = "REJECT"', 'CONCEDE = "REFUSE"', "root.denied: unknown REFUSE"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    from dragoman.evaluation import plv_scheme

    table = Path(plv_scheme.__file__).with_name("data") / "plv.toml"
    path = tmp_path / "plv.toml"
    path.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DictionaryError, match=message):
        load_scheme(path)


def test_reports_answer_for_the_marked_pair() -> None:
    from dragoman.coding import Coder

    reader = ReportReader(Coder().code_many)
    text = "Iran condemned Israel on Monday, and France attacked Mali."

    def told(source: str | None, target: str | None) -> set[str]:
        spans = [(text.index(w), text.index(w) + len(w)) if w else None for w in (source, target)]
        return {found.type for found in reader.relations(text, spans[0], spans[1])}

    assert told("Iran", "Israel") == {"ACCUSE"}
    assert told("France", "Mali") == {"ASSAULT"}
    assert told("France", None) == {"ASSAULT"}
    assert told(None, "Israel") == {"ACCUSE"}
    assert told(None, None) == {"ACCUSE", "ASSAULT"}
    assert reader.relations("It rained all day.", (0, 2), None) == []


def test_macro_f1_takes_the_gold_s_classes_alone() -> None:
    found = score_classes(["a", "a", "b"], ["a", "z", None])
    assert found.macro_f1 == pytest.approx((2 / 3 + 0) / 2)
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.confusion == {"a": {"a": 1, "z": 1}, "b": {"unread": 1}}
    assert score_classes([], []).macro_f1 == 0.0


def test_joined_readers_add_up() -> None:
    joined = JoinedReader(Scripted(), Scripted())
    found = joined.relations("Avaria sent grain.", (0, 6), None)
    assert [r.type for r in found] == ["AID", "NONE", "AID", "NONE"]
    assert load_scheme().root(found) == "AID"
