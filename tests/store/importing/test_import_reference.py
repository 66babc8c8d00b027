"""Figures of the real files that an importer reproduces."""

from __future__ import annotations

from pathlib import Path

from event_files import stored, take

from dragoman.store import Store
from dragoman.store.dyads import Which, dyadic_events, origins
from dragoman.store.importing import import_mentions
from shared_data import shared  # type: ignore[import-not-found,unused-ignore]


def test_the_gdelt_slice(tmp_path: Path) -> None:
    ledger = take(tmp_path, "gdelt", shared("events/gdelt/20191024143000.export.CSV.gz"))
    assert (ledger.total("expected"), ledger.total("kept"), ledger.urls) == (2111, 2111, 425)
    assert ledger.misdated["year"] + ledger.misdated["month"] == 44
    assert ledger.unknown_codes == []
    two = "SELECT count(*) FROM imported_events WHERE source_own <> target_own"
    assert stored(tmp_path, two) == [(469,)]
    none = stored(tmp_path, "SELECT avg(CAST(source_actor IS NULL AS INTEGER)) FROM imported_events")[0][0]
    assert round(float(str(none)), 3) == 0.082
    shared_key = "SELECT sum(n) FROM (SELECT count(*) AS n FROM imported_events GROUP BY event) WHERE n > 1"
    assert round(float(str(stored(tmp_path, shared_key)[0][0])) / 2111, 2) == 0.18
    own = "SELECT count(*) FROM imported_events WHERE own_intensity <> round(own_intensity, 1) OR own_quad NOT BETWEEN 1 AND 4"
    assert stored(tmp_path, own) == [(0,)]


def test_gdelt_1_with_rows_that_lack_the_address(tmp_path: Path) -> None:
    ledger = take(tmp_path, "gdelt", shared("events/gdelt/gdelt1_events_710.csv.gz"))
    assert (ledger.total("kept"), ledger.files[0].layout) == (710, "1.0")
    assert stored(tmp_path, "SELECT count(*) FROM imported_events WHERE url IS NULL") == [(201,)]


def test_mentions_are_kept_once(tmp_path: Path) -> None:
    path = shared("events/gdelt/mentionssamp.csv")
    with Store.open(tmp_path / "s.duckdb") as store:
        first, second = import_mentions(store, [path]), import_mentions(store, [path])
    assert first.total("read") == 1635 == first.total("kept") + first.total("known")
    assert (second.total("kept"), second.total("known")) == (0, 1635)


def test_raw_and_normalised_icews_are_the_same_events(tmp_path: Path) -> None:
    raw, normal = (
        shared("events/icews/events.2018.sample.tab.gz"),
        shared("events/icews/icews_sample_normalized.csv.gz"),
    )
    ledger = take(tmp_path, "icews", raw, normal)
    assert [(file.kept, file.known) for file in ledger.files] == [(3705, 0), (1288, 3705)]
    assert ledger.unknown_codes == []


def test_keds_counts(tmp_path: Path) -> None:
    sets = {name: shared(f"events/keds/keds_{name}.tsv.gz") for name in ("levant", "gulf")}
    ledger = take(tmp_path, "keds", *sets.values())
    assert {Path(file.file).name: file.expected for file in ledger.files} == {
        "keds_levant.tsv.gz": 196_364, "keds_gulf.tsv.gz": 304_402,
    }  # fmt: skip
    query = (
        "SELECT count(*) FROM imported_events WHERE left(source_own, 3) = '{}' AND left(target_own, 3) = '{}' "
        "AND id LIKE '{}%'"
    )
    for source, target, stem, n in (
        ("ISR", "PAL", "keds_levant", 18_696), ("PAL", "ISR", "keds_levant", 10_626),
        ("USA", "IRQ", "keds_gulf", 13_786), ("IRN", "IRQ", "keds_gulf", 10_006),
    ):  # fmt: skip
        assert stored(tmp_path, query.format(source, target, stem)) == [(n,)]
    with Store.open(tmp_path / "s.duckdb", read_only=True) as store:
        assert origins(store) == {"keds": ledger.total("kept")}
        rows = dyadic_events(store, Which(source="USA", target="IRQ", until="1999-12-31", repeats=True))
    assert len(rows) > 13_786
    assert set(rows.weis) <= {f"{n:02d}" for n in range(1, 23)}
