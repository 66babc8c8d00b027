from __future__ import annotations

import dataclasses
from collections import Counter

from dragoman.documents import Duplicates, make_document, read_documents
from dragoman.records import Document
from shared_data import shared

WORDS = (
    "ministers of the two coastal states met in the old harbour town for three days of talks about "
    "fishing rights and left with a treaty that neither parliament had asked for while crews in both "
    "fleets waited at anchor and the bishop of the island offered his palace as a neutral ground for "
    "further rounds that were to follow before winter closed the northern passage and ice made every "
    "patrol a gamble for the small guard ships of the region"
)


def document(text: str, day: str = "2023-07-12", title: str | None = None, source: str = "a") -> Document:
    return make_document(text, date=day, title=title, source_id=source)


def kinds(*documents: Document, window: int = 100) -> list[str | None]:
    linker = Duplicates(window)
    return [linker.check(each).duplicate_kind for each in documents]


def test_a_repetition_is_exact_whatever_its_spaces_and_capitals() -> None:
    first, second = document(WORDS), document(WORDS.upper().replace(" ", "\n", 1), source="b")
    linker = Duplicates()
    assert linker.check(first) == first
    assert linker.check(second) == dataclasses.replace(second, duplicate_of=first.id, duplicate_kind="exact")


def test_a_reworked_text_is_near() -> None:
    assert kinds(document(WORDS), document(WORDS.replace("old harbour", "port"), source="b")) == [
        None,
        "near",
    ]


def test_other_numbers_are_another_event() -> None:
    assert kinds(document(f"{WORDS} 12 dead"), document(f"{WORDS} 90 dead", "2023-07-13", source="b")) == [
        None,
        None,
    ]


def test_a_correction_is_linked_as_such() -> None:
    first = document(WORDS, title="STATES SIGN FISHING TREATY")
    second = document(
        WORDS.replace("three days", "four days"), title="(CORRECTED) - STATES SIGN FISHING TREATY"
    )
    third = document(f"{WORDS}.\n(Corrects number of days in item that ran yesterday)", "2023-07-13")
    assert kinds(first, second, third) == [None, "correction", "correction"]


def test_a_correction_without_its_original_is_linked_to_nothing() -> None:
    assert kinds(document(WORDS, title="CORRECTED - FISHING")) == [None]


def test_short_texts_on_other_days_or_under_other_titles_stay_apart() -> None:
    text = "Quarterly dividend ten cents. Payable in April."
    assert kinds(document(text, title="Alpha"), document(text, title="Beta")) == [None, None]
    assert kinds(document(text), document(text, "2023-07-20", source="b")) == [None, None]


def test_a_chain_leads_to_the_first() -> None:
    linker = Duplicates()
    found = [linker.check(document(WORDS, source=name)) for name in "abc"]
    assert found[1].duplicate_of == found[2].duplicate_of == found[0].id


def test_the_same_document_again_is_no_duplicate_of_itself() -> None:
    assert kinds(document(WORDS), document(WORDS)) == [None, None]


def test_the_window_bounds_the_memory() -> None:
    others = [document(f"{name} {WORDS[::-1]} {name * 3}", source=name) for name in ("x", "y", "z")]
    assert kinds(document(WORDS), *others, document(WORDS, source="b"), window=2)[-1] is None
    linker = Duplicates(window=2)
    for number in range(50):
        linker.check(document(f"{WORDS[number:]} {number}", source=str(number)))
    assert len(linker._seen) == 2
    assert len(linker._latest) <= 2 * 17


def test_reuters_has_its_known_repetitions_and_corrections() -> None:
    linker = Duplicates()
    path = shared("news/reuters21578.jsonl.gz")
    found = Counter(linker.check(d).duplicate_kind for d in read_documents(path) if isinstance(d, Document))
    assert found["exact"] > 300
    assert found["near"] > 120
    assert found["correction"] >= 12
