"""The HTML brief of a real article, opened in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Seen, look

from dragoman.brief import brief
from dragoman.coding import Coder
from dragoman.documents import read_documents
from dragoman.records import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROBE = """() => ({
  pictures: [...document.querySelectorAll("figure svg")].map(s => {
    const r = s.getBoundingClientRect();
    return {width: r.width, height: r.height, shapes: s.querySelectorAll("path, text, circle").length,
            shown: s.checkVisibility({visibilityProperty: true, opacityProperty: true})}; }),
  cites: [...document.querySelectorAll("a.cite")].map(a => {
    const e = document.getElementById(a.hash.slice(1));
    return {text: a.textContent, shown: a.checkVisibility(),
            leads: e && e.closest("ol.evidence") ? e.querySelector(".number").textContent : null}; }),
  evidence: document.querySelectorAll("ol.evidence > li").length,
  wide: document.documentElement.scrollWidth > innerWidth,
  foreign: [...document.querySelectorAll("script:not(:last-of-type), link, iframe, img, object")].length,
})"""


@pytest.fixture(scope="module")
def seen() -> Seen:
    article = EXAMPLES / "singapore_summit_2018-06-13.txt"
    documents = [d for d in read_documents([str(article)]) if isinstance(d, Document)]
    return look(brief(list(Coder().code_many(documents))).to_html(), PROBE)


def test_the_page_asks_nobody_for_anything(seen: Seen) -> None:
    assert seen.asked == []
    assert seen.found["foreign"] == 0


def test_the_console_is_silent(seen: Seen) -> None:
    assert seen.console == []


def test_a_page_that_asks_would_be_caught() -> None:
    page = '<html><body><img src="https://example.org/x.png"><script>oh()</script></body></html>'
    console = " ".join(look(page, "() => null").console)
    assert "example.org" in console and "oh is not defined" in console


def test_both_pictures_are_seen(seen: Seen) -> None:
    assert len(seen.found["pictures"]) == 2
    for picture in seen.found["pictures"]:
        assert picture["shown"] and picture["width"] > 300 and picture["height"] > 80
        assert picture["shapes"] > 10


def test_every_citation_leads_to_its_evidence(seen: Seen) -> None:
    cites = seen.found["cites"]
    assert len(cites) > 10
    assert [c["leads"] for c in cites] == [c["text"] for c in cites]
    assert all(c["shown"] for c in cites)
    assert {c["text"] for c in cites} == {f"[{n + 1}]" for n in range(seen.found["evidence"])}


def test_nothing_hangs_over_the_right_edge(seen: Seen) -> None:
    assert not seen.found["wide"]
