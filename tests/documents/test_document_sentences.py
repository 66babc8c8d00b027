from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents import is_speaker_label, make_document, split_sentences
from shared_data import shared


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("They flew to the U.S. The trip was short.", ["They flew to the U.S.", "The trip was short."]),
        ("Mr. Smith met Gen. Jones in St. Petersburg.", ["Mr. Smith met Gen. Jones in St. Petersburg."]),
        ("Lt. Gen. A. B. Clark spoke. All listened.", ["Lt. Gen. A. B. Clark spoke.", "All listened."]),
        ("On Jan. 5 they met. On Jan. 7 they parted.", ["On Jan. 5 they met.", "On Jan. 7 they parted."]),
        ("It fell 3.5 percent to 1.2. Banks rose.", ["It fell 3.5 percent to 1.2.", "Banks rose."]),
        ("Talks began at 9 a.m. They ended at noon.", ["Talks began at 9 a.m.", "They ended at noon."]),
        ("Order No. 5 was signed. No. 6 was not.", ["Order No. 5 was signed.", "No. 6 was not."]),
        ("He paused... and went on. Then he left.", ["He paused... and went on.", "Then he left."]),
        ("He waited… The door opened.", ["He waited…", "The door opened."]),
        ('"We agree." The minister smiled.', ['"We agree."', "The minister smiled."]),
        ("“Enough!” the envoy said. Nobody moved.", ["“Enough!” the envoy said.", "Nobody moved."]),
        ('"Why now?" Clark asked. There was no answer.', ['"Why now?" Clark asked.', "There was no answer."]),
        ("Is it war? It is.", ["Is it war?", "It is."]),
        ("They met (in Rome.) Then they left.", ["They met (in Rome.)", "Then they left."]),
        ("It was signed.[3] Nobody objected.", ["It was signed.[3]", "Nobody objected."]),
        ("The group struck. al-Noor claimed it.", ["The group struck.", "al-Noor claimed it."]),
        ("Acme Inc. said so. Others agreed.", ["Acme Inc. said so.", "Others agreed."]),
        ("The talks failed.The envoy left.", ["The talks failed.", "The envoy left."]),
        ("Talks fail\n\nThe envoy left Rome.", ["Talks fail", "The envoy left Rome."]),
        ("- first point\n- second point\n1. third", ["first point", "second point", "third"]),
        ("* * *\nAfter the break.\n----", ["After the break."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_hard_wrapped_lines_are_joined_and_paragraphs_are_not() -> None:
    text = (
        "The finance ministers of the five states met in the lakeside\n"
        "town on Monday and agreed to keep their currencies where they\n"
        "stand, officials said after the talks had ended late at night.\n"
        "    Nobody spoke of the tariff that had been announced the week\n"
        "before, a delegate told reporters as he left the conference.\n"
        "    Further talks are due in Lisbon in the spring of next year."
    )
    assert [sentence.split()[0] for sentence in texts(text)] == ["The", "Nobody", "Further"]


def test_unwrapped_lines_are_paragraphs() -> None:
    assert texts("Minister visits Rome\nThe minister came by train") == [
        "Minister visits Rome",
        "The minister came by train",
    ]


def test_speaker_label_is_a_sentence_of_its_own() -> None:
    text = "President of Freedonia Rufus Firefly: Mr President, welcome. Sit down.\nThank you: we will."
    found = texts(text)
    assert found[:3] == ["President of Freedonia Rufus Firefly:", "Mr President, welcome.", "Sit down."]
    assert is_speaker_label(found[0])
    assert not is_speaker_label(found[1])
    assert "Thank you: we will." in found


@pytest.mark.parametrize(
    "head",
    [
        "VILNIUS, July 12, 2023 — ",
        "WASHINGTON, March 5 - ",
        "MOSCOW (Reuters) - ",
        "SEOUL -- ",
        "NEW YORK, Feb. 26 (AP) — ",
        "Geneva, 9 November 2023 – ",
        "COEUR D'ALENE, Idaho, March 24 - ",
    ],
)
def test_dateline_is_in_no_sentence(head: str) -> None:
    assert texts(head + "Ministers met. They talked.") == ["Ministers met.", "They talked."]


@pytest.mark.parametrize(
    "text",
    [
        "Russia - the largest state - signed.",
        "NATO said on Monday - and later denied - the plan.",
        "The U.S.-led bloc met.",
    ],
)
def test_a_dash_alone_is_no_dateline(text: str) -> None:
    assert texts(text) == [text]


@given(st.text(max_size=400))
def test_offsets_always_slice_right(text: str) -> None:
    _check(text)


@given(
    st.lists(
        st.sampled_from(
            ["Mr. ", "U.S. ", "He ", "left. ", "\n", "\n\n", "“No!” ", "5.5 ", "- ", "A: ", "… "]
        ),
        max_size=40,
    )
)
def test_offsets_slice_right_in_text_like_news(parts: list[str]) -> None:
    _check("".join(parts))


def _check(text: str) -> None:
    end = 0
    for number, sentence in enumerate(split_sentences(text)):
        assert sentence.index == number
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.text
        assert sentence.start >= end
        end = sentence.end


def test_no_letter_is_lost() -> None:
    text = make_document(shared("news/kim_putin_2023-11-09.txt").read_text("utf-8")).text
    assert "".join("".join(texts(text)).split()) == "".join(text.split())


def test_fast_enough_for_the_hot_path() -> None:
    paragraph = "The ministers met Mr. Clark in the U.S. on Jan. 5 and signed. It was 3.5 percent. " * 8
    text = f"{paragraph}\n" * 800
    start = time.process_time()
    split_sentences(text)
    assert len(text) / (time.process_time() - start) > 1_000_000  # characters a second, on any machine
