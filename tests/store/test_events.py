"""Reports grouped into events, each merge with its reason."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from making import coded, document, report

from dragoman.records import Document, Event, Place, Report
from dragoman.store import Store, group_reports

TEXT = "Korea supplied munitions to Russia through the port of Rason"


def pair(
    second: str = TEXT + " again", day: str = "2023-11-10", **changes: object
) -> tuple[list[Report], list[Document]]:
    one = document(TEXT, "2023-11-09", "a", "Daily")
    two = document(second, day, "b", "Herald")
    return [report(one), report(two, **changes)], [one, two]  # type: ignore[arg-type]


def grouped(second: str = TEXT + " again", day: str = "2023-11-10", **changes: object) -> list[Event]:
    return group_reports(*pair(second, day, **changes))


def test_the_same_deed_told_twice_is_one_event() -> None:
    (event,) = grouped()
    assert len(event.reports) == 2
    assert event.publishers == 2
    assert event.date.start == "2023-11-09"
    assert event.reasons[0] == "First report of the event."
    assert "1 day apart" in event.reasons[1]
    assert event.reports[0] in event.reasons[1]


def test_what_keeps_two_reports_apart() -> None:
    assert len(grouped(day="2023-11-13")) == 2, "too far apart"
    assert len(grouped(type_="CONSULT")) == 2, "another type"
    assert len(grouped(target=("CHN",))) == 2, "other parties"
    assert len(grouped(source=("RUS",), target=("PRK",))) == 2, "the other way round"
    assert len(grouped(modality="possible")) == 2, "another modality"
    assert len(grouped("Korea supplied timber for houses near Vladivostok", day="2023-11-10")) == 2, (
        "other words"
    )


def test_reciprocal_types_have_no_direction() -> None:
    one, two = document(TEXT, source_id="a"), document(TEXT + " too", source_id="b")
    reports = [report(one, "CONSULT", ("PRK",), ("RUS",)), report(two, "CONSULT", ("RUS",), ("PRK",))]
    assert len(group_reports(reports, [one, two])) == 1


def test_another_place_keeps_apart_unless_the_words_are_the_same() -> None:
    first = document("Korea struck the port of Odesa with drones overnight", source_id="a")
    second = document("Korea struck a depot near Kharkiv with drones overnight", source_id="b")
    reports = [
        report(first, "ASSAULT", place=Place("Odesa", "UKR")),
        report(second, "ASSAULT", place=Place("Kharkiv", "UKR")),
    ]
    assert len(group_reports(reports, [first, second])) == 2


def test_copies_count_as_one_publisher() -> None:
    one = document(TEXT, "2023-11-09", "a", "Daily")
    copy = document(TEXT + "!", "2023-11-09", "b", "Herald", duplicate_of=one.id)
    (event,) = group_reports([report(one), report(copy)], [one, copy])
    assert event.publishers == 1
    assert "near-duplicates" in event.reasons[1]


def test_unnamed_publishers_are_not_independent() -> None:
    one, two = document(TEXT, source_id="a"), document(TEXT + " again", source_id="b")
    (event,) = group_reports([report(one), report(two)], [one, two])
    assert event.publishers == 1


def test_undated_reports_are_not_joined_to_dated_ones() -> None:
    assert len(grouped(day="2023-11-09")) == 1
    one, two = document(TEXT, None, "a"), document(TEXT + " again", "2023-11-09", "b")
    assert len(group_reports([report(one), report(two)], [one, two])) == 2


DAYS = st.sampled_from(["2023-11-09", "2023-11-10", "2023-11-12", "2023-11-20", None])
CASES = st.lists(
    st.tuples(DAYS, st.sampled_from(["AID", "CONSULT", "ASSAULT"]), st.sampled_from(["munitions", "timber"])),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(CASES, st.randoms())
def test_every_report_is_in_one_event_whatever_the_order(
    cases: list[tuple[str | None, str, str]], rng: object
) -> None:
    documents = [
        document(f"Korea supplied {what} {i}", day, str(i)) for i, (day, _, what) in enumerate(cases)
    ]
    reports = [report(d, case[1]) for d, case in zip(documents, cases, strict=True)]
    events = group_reports(reports, documents)
    members = [member for event in events for member in event.reports]
    assert sorted(members) == sorted(r.id for r in reports)
    assert all(len(e.reports) == len(e.reasons) and e.publishers >= 1 for e in events)
    shuffled = list(reports)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group_reports(shuffled, documents) == events


def test_the_store_groups_as_the_function_does(tmp_path: Path) -> None:
    reports, documents = pair()
    extra = document("Korea supplied timber", "2024-01-01", "c")
    with Store.open(tmp_path / "x.duckdb") as store:
        for one, doc in zip([*reports, report(extra)], [*documents, extra], strict=True):
            store.add(coded(doc, one))
        expected = group_reports([*reports, report(extra)], [*documents, extra])
        assert list(store.events()) == expected
        assert store.info().events == 2
        late = document(TEXT + " once more", "2023-11-11", "d")
        store.add(coded(late, report(late)))
        store.flush()
    with Store.open(tmp_path / "x.duckdb", read_only=True) as store:
        assert sorted(len(e.reports) for e in store.events()) == [1, 3]


def test_an_army_and_its_country_may_be_one_party_and_a_target_left_open() -> None:
    reports, documents = pair(target=())
    (event,) = group_reports(reports, documents)
    assert [a.country for a in event.target] == ["RUS"]
    assert "parties that fit" in event.reasons[1]


def test_other_counts_on_another_day_are_another_act() -> None:
    one = document("Korea killed 41 people in strikes across the strip", "2023-11-09", "a", "Daily")
    two = document("Korea killed 70 people in strikes across the strip", "2023-11-10", "b", "Daily")
    toll = document(
        "The toll of what Korea killed in strikes across the strip rises to 43", "2023-11-10", "c"
    )
    first = report(one, "ASSAULT")
    assert len(group_reports([first, report(two, "ASSAULT")], [one, two])) == 2
    later = report(toll, "ASSAULT", trigger="killed")
    assert len(group_reports([first, later], [one, toll])) == 1


def test_publishers_of_one_wire_copy_are_not_independent() -> None:
    one = document(TEXT, "2023-11-09", "a", "Daily")
    copy = document(TEXT + "!", "2023-11-09", "b", "Herald", duplicate_of=one.id)
    third = document(TEXT + " again", "2023-11-09", "c", "Herald")
    (event,) = group_reports([report(one), report(copy), report(third)], [one, copy, third])
    assert event.publishers == 1, "Herald printed the copy too"
