"""The brief of two short articles: what it says, and what it must not say."""

from __future__ import annotations

import json
import re
import sys

import pytest
from articles import korea, nato
from brief_builders import coded

from dragoman.brief import brief, compare
from dragoman.brief.model import Brief
from dragoman.records import Coded


def section(of: Brief, key: str) -> str:
    found = next(s for s in of.sections if s.key == key)
    lines = [x.text for b in found.blocks for x in b.lines]
    return "\n".join(lines + [c.text for b in found.blocks for row in b.rows for c in row])


def test_the_headline_is_the_lead_act_in_the_present() -> None:
    assert brief(nato()).title.text == "Erdogan agrees to put Sweden's application before the assembly"


def test_the_coverage_line_counts_acts_by_modality() -> None:
    line = brief(nato()).to_markdown().splitlines()[2]
    assert line == (
        "*As of 11 July 2023 · Ankara · 1 document, 8 sentences · 9 acts: 7 done, 1 possible, 1 denied*"
    )


def test_a_possible_act_is_never_worded_as_a_fact() -> None:
    text = brief(nato()).to_markdown().split("## Evidence")[0]
    assert "Washington" not in text
    assert "the United States could transfer 40 jets to Turkey" in text or "The United States could" in text
    assert not re.search(r"\b(?:transferred|transfers)\b", text)


def test_a_relative_clause_gets_its_object_and_a_pronoun_its_name() -> None:
    happened = section(brief(nato()), "happened")
    assert "The United States expelled Turkey from the jet programme" in happened
    assert "Russia accused Erdogan of breaking a promise" in happened


def test_what_is_denied_stays_denied() -> None:
    assert "Hungary has not ratified the protocol" in section(brief(nato()), "open")


def test_background_is_apart_and_dated() -> None:
    found = brief(nato())
    assert "Sweden banned arms sales to Turkey" in section(found, "background")
    assert "banned" not in section(found, "happened")


def test_a_strained_triangle_is_named() -> None:
    moves = section(brief(nato()), "moves")
    assert "Closer: Turkey and Ukraine" in moves
    assert "Apart: Russia and Turkey" in moves


def test_exchanges_need_a_want_and_a_have_of_the_same_kind() -> None:
    line = section(brief(nato()), "exchanges")
    assert line.startswith("Turkey seeks new aircraft, and the United States has aircraft to spare")
    assert "does not call either the price of the other" in line


def test_an_explicit_trade_is_not_called_a_juxtaposition() -> None:
    line = section(brief(korea()), "exchanges")
    assert "Russia seeks shells, and North Korea has shells in store" in line
    assert "price" not in line


def test_a_meeting_to_come_is_no_meeting_held() -> None:
    text = brief(korea()).to_markdown().split("## Evidence")[0]
    assert text.startswith("# Kim Jong Un and Vladimir Putin to meet\n")
    assert "are to meet" in text
    assert not re.search(r"\bmet\b", text)


def test_open_acts_are_questions() -> None:
    watch = section(brief(korea()), "watch")
    assert "Do Kim Jong Un and Vladimir Putin meet? The text calls this planned" in watch
    assert "Does North Korea supply Russia with shells" in watch


def test_about_keeps_the_named() -> None:
    found = brief(nato(), about=("UKR",))
    assert {a.type for a in found.findings.acts} == {"ASSAULT", "CONSULT", "SUPPORT"}


def test_nothing_found_is_said_plainly() -> None:
    found = brief(coded("The weather was mild.", None, ()))
    text = found.to_markdown()
    assert "The text tells no act between political actors." in text
    assert "The text gives no date" in text
    assert not found.evidence


def test_all_outputs_tell_the_same() -> None:
    found = brief(nato())
    twin = json.loads(json.dumps(found.to_dict()))
    page = found.to_html()
    for line in found.lines():
        assert all(p.text in json.dumps(twin, ensure_ascii=False) for p in line.parts if '"' not in p.text)
    for source in found.evidence:
        assert f'id="e{source.number}"' in page
        assert f"[{source.number}]" in found.to_markdown()
    assert set(re.findall(r'href="#(e\d+)"', page)) <= {f"e{s.number}" for s in found.evidence}


def test_the_page_asks_nobody_for_anything() -> None:
    page = brief(nato()).to_html()
    assert page.count("<svg") == 2
    assert not re.search(r'(?:src|href)="(?!#)', page.replace('xmlns:xlink="', ""))
    assert "@import" not in page and "url(" not in page and "<script" not in page


def test_markdown_needs_no_charts() -> None:
    before = {m for m in sys.modules if m.startswith(("altair", "vl_convert"))}
    brief(nato()).to_markdown()
    assert {m for m in sys.modules if m.startswith(("altair", "vl_convert"))} == before


def test_the_terminal_shows_every_section() -> None:
    from rich.console import Console

    console = Console(width=90, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    brief(nato()).to_terminal(console)
    shown = console.export_text()
    assert all(s.heading in shown for s in brief(nato()).sections)


def test_notebooks_get_html_and_markdown() -> None:
    found = brief(korea())
    assert found._repr_html_().startswith("<style>")
    assert found._repr_markdown_() == found.to_markdown()


def test_several_documents_are_counted() -> None:
    found = brief([nato(), korea()])
    assert "11 July 2023 to 9 November 2023" in found.to_markdown()
    assert "2 documents, 13 sentences" in found.to_markdown()


def test_comparing_shows_a_shift_of_modality() -> None:
    change = compare(brief(korea()), brief(korea_later()))
    assert (
        "Before: Kim Jong Un and Vladimir Putin are to meet; now: Kim Jong Un and Vladimir Putin met."
        in section(change, "changed")
    )
    assert not change.withheld


def korea_later() -> Coded:
    from dataclasses import replace

    later = korea("actual")
    document = replace(later.document, id="d_later", published="2023-11-20")
    reports = tuple(replace(r, id=r.id + "x") for r in later.reports)
    return replace(later, document=document, reports=reports)


def test_pdf_without_its_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.errors import MissingExtraError

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(MissingExtraError, match=r"dragoman\[pdf\]"):
        brief(korea()).to_pdf("out.pdf")
