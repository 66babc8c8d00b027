from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.documents import read_documents
from dragoman.errors import InputError
from dragoman.records import Document, Reject

STORY = (
    "The ministers of the two states met in Rome on Monday and they signed a treaty "
    "that had been in the making for years."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ministers sign in Rome</title>
<meta property="article:published_time" content="2023-07-12T08:00:00Z">
<meta property="og:site_name" content="The Daily Example"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ministers sign in Rome</h1><p>{STORY}</p><p>{STORY.replace("Monday", "Friday")}</p></article>
<footer>Accept all cookies. Subscribe to our newsletter.</footer></body></html>"""


def read(*inputs: Path | str, **options: str) -> tuple[list[Document], list[Reject]]:
    found = list(read_documents(list(inputs), **options))
    return [x for x in found if isinstance(x, Document)], [x for x in found if isinstance(x, Reject)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def jsonl(rows: Iterable[object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


ROWS: list[dict[str, object]] = [
    {"id": f"a{i}", "date": "2023-07-12", "text": STORY, "publisher": "Example", "extra": {"x": 1}}
    for i in range(3)
]


def test_plain_text_with_headline_and_date_in_its_name(tmp_path: Path) -> None:
    documents, rejects = read(write(tmp_path / "rome_2023-07-12.txt", f"Ministers sign in Rome\n\n{STORY}"))
    assert not rejects
    assert documents[0].published == "2023-07-12"
    assert documents[0].date_basis == "filename"
    assert documents[0].title == "Ministers sign in Rome"
    assert documents[0].source_id == "rome_2023-07-12.txt"
    assert documents[0].language == "en"


def test_given_date_is_for_those_without(tmp_path: Path) -> None:
    undated = write(tmp_path / "a.txt", STORY)
    dated = write(tmp_path / "b.txt", f"ROME, July 12, 2023 — {STORY}")
    documents, _ = read(undated, dated, date="2020-01-02")
    assert [(d.published, d.date_basis) for d in documents] == [
        ("2020-01-02", "given"),
        ("2023-07-12", "dateline"),
    ]


def test_no_date_is_said(tmp_path: Path) -> None:
    documents, _ = read(write(tmp_path / "a.txt", STORY))
    assert (documents[0].published, documents[0].date_basis) == (None, "none")


def test_markdown_front_matter(tmp_path: Path) -> None:
    matter = '---\ntitle: "Rome"\ndate: 2023-07-12\n---\n'
    text = f"{matter}# Heading\n\n{STORY} See [the **text**](http://x.y/z).\n\n> quoted *word*\n"
    documents, rejects = read(write(tmp_path / "a.md", text))
    assert not rejects
    assert (documents[0].title, documents[0].published, documents[0].date_basis) == (
        "Rome",
        "2023-07-12",
        "header",
    )
    assert documents[0].text.startswith("Rome\n\nHeading\n")
    assert "See the text." in documents[0].text
    assert documents[0].text.endswith("quoted word")


def test_html_main_text_and_metadata(tmp_path: Path) -> None:
    documents, rejects = read(write(tmp_path / "a.html", PAGE))
    assert not rejects
    found = documents[0]
    assert (found.published, found.date_basis) == ("2023-07-12", "metadata")
    assert found.publisher == "The Daily Example"
    assert STORY in found.text
    assert "cookies" not in found.text
    assert "Sport" not in found.text


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "tsv", "parquet"])
@pytest.mark.parametrize("compressed", [False, True])
def test_every_record_format_gives_the_same(tmp_path: Path, suffix: str, compressed: bool) -> None:
    documents, rejects = read(_record_file(tmp_path, suffix, compressed))
    assert not rejects
    assert [(d.source_id, d.published, d.date_basis, d.publisher, d.text) for d in documents] == [
        (f"a{i}", "2023-07-12", "field", "Example", STORY) for i in range(3)
    ]


def _record_file(folder: Path, suffix: str, compressed: bool) -> Path:
    path = folder / f"rows.{suffix}"
    columns = ["id", "date", "text", "publisher"]
    plain = [{name: row[name] for name in columns} for row in ROWS]
    if suffix == "jsonl":
        write(path, jsonl(ROWS))
    elif suffix == "json":
        write(path, json.dumps(ROWS, indent=1))
    elif suffix == "parquet":
        _write_parquet(path, plain)
    else:
        out = io.StringIO()
        table = csv.DictWriter(out, columns, delimiter="," if suffix == "csv" else "\t")
        table.writeheader()
        table.writerows(plain)
        write(path, out.getvalue())
    return write(folder / f"rows.{suffix}.gz", gzip.compress(path.read_bytes())) if compressed else path


def _write_parquet(path: Path, rows: list[dict[str, object]]) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (id VARCHAR, date DATE, text VARCHAR, publisher VARCHAR)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [list(row.values()) for row in rows])
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


def test_publisher_and_address_from_the_first_source(tmp_path: Path) -> None:
    row = {
        "text": STORY,
        "date": "2023-07-12",
        "sources": [{"name": "AP", "url": "https://ap.example/1"}, {"name": "BBC"}],
    }
    documents, _ = read(write(tmp_path / "a.jsonl", jsonl([row])))
    assert (documents[0].publisher, documents[0].url) == ("AP", "https://ap.example/1")
    assert documents[0].source_id == "a.jsonl:1"


def test_directory_is_read_whole_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path / "z.txt", STORY)
    write(tmp_path / "b" / "c.txt", STORY)
    write(tmp_path / ".hidden.txt", STORY)
    write(tmp_path / "pic.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    documents, rejects = read(tmp_path)
    assert sorted(d.source_id for d in documents) == ["b/c.txt", "z.txt"]
    assert [r.source for r in rejects] == [str(tmp_path / "pic.png")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(jsonl(ROWS).encode())))
    documents, rejects = read("-")
    assert len(documents) == 3
    assert not rejects


def test_compressed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(STORY.encode()))))
    documents, _ = read("-")
    assert documents[0].source_id == "stdin"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\t\n", "empty"),
        ("a.jsonl", "", "empty"),
        ("a.csv", "", "no column holds the text"),
        ("a.txt", b"\x7fELF\0\0\1\2" * 50, "binary"),
        ("a.txt", "123 456", "no text"),
        ("a.txt", bytes(range(128, 256)) * 9, "encoding"),
        ("a.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "no main text"),
        ("a.csv", "id,day\n1,2", "no column holds the text"),
        ("a.parquet", "PAR1 not really", "not a readable Parquet"),
        ("a.txt.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\3rubbish", "broke off"),
        ("a.txt", "x" * 10_000_001, "more than 10 MB"),
        ("a.txt", "word " * 210_000, "more than 1,000,000"),
        (
            "a.txt",
            "Die Minister der beiden Staaten haben sich am Montag in Rom mit dem Papst getroffen.",
            "German",
        ),
    ],
)
def test_bad_files_are_set_aside_with_their_reason(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    path = write(tmp_path / name, content)
    good = write(tmp_path / "good.txt", STORY)
    documents, rejects = read(path, good)
    assert len(documents) == 1
    assert len(rejects) == 1
    assert rejects[0].source == str(path)
    assert reason in rejects[0].reason
    assert rejects[0].detail.endswith(".")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "half', "not JSON"),
        ("[1, 2]", "not an object but list"),
        ('{"id": "x", "date": "2023-07-12"}', "no text"),
        ('{"text": 5}', "not a string but int"),
        ('{"text": "   "}', "no text"),
        (json.dumps({"text": STORY, "date": "2127-01-01"}), "future"),
        (json.dumps({"text": STORY, "date": "2023-02-30"}), "calendar"),
        (
            json.dumps(
                {"text": "El presidente de la república se reunió con los ministros en la capital del país."}
            ),
            "Spanish",
        ),
        ('{"text": "' + "x" * 10_000_000 + '"}', "10 MB"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_does_not_stop_the_run(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps(ROWS[0])
    documents, rejects = read(write(tmp_path / "a.jsonl", f"{good}\n{line}\n{good}\n"))
    assert len(documents) == 2
    assert [(r.source, r.line) for r in rejects] == [(str(tmp_path / "a.jsonl"), 2)]
    assert reason in rejects[0].reason


def test_a_bad_csv_row_is_set_aside(tmp_path: Path) -> None:
    documents, rejects = read(write(tmp_path / "a.csv", f'id,text\n1,"{STORY}"\n2,a,b\n3,"{STORY}"\n'))
    assert [d.source_id for d in documents] == ["1", "3"]
    assert (rejects[0].line, "3 columns" in rejects[0].reason) == (3, True)


def test_missing_file_and_empty_directory(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    documents, rejects = read(tmp_path / "none.txt", tmp_path / "empty")
    assert not documents
    assert "cannot be read" in rejects[0].reason
    assert "no files" in rejects[1].reason


def test_unknown_format_and_impossible_date_are_refused_at_once() -> None:
    with pytest.raises(InputError, match="unknown format"):
        read_documents(["-"], format="docx")
    with pytest.raises(InputError, match="future"):
        read_documents(["-"], date="2127-01-01")


def test_repair(tmp_path: Path) -> None:
    broken = "The U.S.&lt;X> min\u00adisters met in Ko\u0308ln\x03 and they said that it was cafÃ© talk.\r\n"
    broken += "They left.\n Reuter\n&#3;"
    documents, _ = read(write(tmp_path / "a.txt", broken))
    assert (
        documents[0].text
        == "The U.S.<X> ministers met in Köln and they said that it was café talk.\nThey left."
    )


def test_windows_and_utf16_text(tmp_path: Path) -> None:
    text = STORY + " “Good,” said Köhler."
    for name, encoding in (("a.txt", "cp1252"), ("b.txt", "utf-16"), ("c.txt", "utf-8-sig")):
        documents, rejects = read(write(tmp_path / name, text.encode(encoding)))
        assert not rejects
        assert documents[0].text == text


def test_pasted_card_is_taken_out_of_the_sentence(tmp_path: Path) -> None:
    text = "Minister Anna Smith Smith AnnaMinister of Trade and Industry , said that she had met "
    text += "Bo Chan Chan Bo in the city."
    documents, _ = read(write(tmp_path / "a.txt", text))
    assert documents[0].text == "Minister Anna Smith, said that she had met Bo Chan in the city."


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=300),
    suffix=st.sampled_from(["txt", "md", "jsonl", "json", "csv", "parquet", "html", "txt.gz", "unknown"]),
)
def test_random_bytes_never_crash(tmp_path: Path, data: bytes, suffix: str) -> None:
    documents, rejects = read(write(tmp_path / f"a.{suffix}", data))
    assert documents or rejects
    assert all(reject.reason and reject.detail for reject in rejects)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div",
        ">",
        "<script>",
        "</html>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "<article>",
        STORY,
        "\0",
        "é",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=st.lists(TAGS, max_size=30))
def test_broken_html_never_crashes(tmp_path: Path, parts: list[str]) -> None:
    documents, rejects = read(write(tmp_path / "a.html", "".join(parts)))
    assert len(documents) + len(rejects) == 1


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = write(
            tmp_path / "many.jsonl",
            jsonl({"id": i, "date": "2023-07-12", "text": STORY} for i in range(count)),
        )
        tracemalloc.start()
        assert sum(1 for _ in read_documents([path])) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(3000) < peak(300) + 200_000
