"""The tables of docs/accuracy.md, each from the stored results to lines of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Results = dict[str, Any]
EVENTS = "`dragoman evaluate current_events_dev.jsonl --items current_events_dev.items.jsonl`"
MODALITY = "`… modality_dev.jsonl --items modality_dev.items.jsonl --format modality`"
PLV = "`… plv_train.tsv --format plv`"
ACTORS = "`… actor_phrases.csv --format actors`"
PERSONS = "`python bench/learned_persons.py`"
CALIBRATION = "`dragoman evaluate bench/judged_reports.jsonl --format calibration`"
ROWS = (
    ("events.dyad+type.f1", "current events: F1 of dyad and type", "0.60", "0.75", EVENTS),
    ("events.dyad+type+modality.f1", "… with modality", "0.55", "0.70", "the same"),
    (
        "events.half_recall.precision",
        "… precision where `--min-confidence` keeps half of the recall",
        "0.80",
        "0.90",
        "the same",
    ),
    ("modality.right", "modality set: modality right, of events found", "0.85", "0.92", MODALITY),
    ("modality.false_actuals", "… called `actual` that are not", "≤ 0.05", "≤ 0.03", "the same"),
    ("plv.root_macro_f1", "marked pairs of PLV: root macro-F1", "0.70", "0.82", PLV),
    ("plv.quad_macro_f1", "… quad macro-F1", "0.84", "0.90", "the same"),
    ("plv.binary_macro_f1", "… binary macro-F1", "0.95", "0.97", "the same"),
    ("actors.both", "actor phrases: country and sector", "0.92", "0.96", ACTORS),
    ("actors.country", "… country", "", "", "the same"),
    ("actors.sector", "… sector", "", "", "the same"),
)


def measures(results: Results) -> Iterator[str]:
    """Every measure with its interval, n, floor and aim."""
    yield "| measure | figure (95 % interval) | n | floor | aim | command |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, what, floor, aim, command in ROWS:
        found = results["measures"].get(name)
        yield f"| {what} | {figure(found)} | {found['n'] if found else ''} | {floor} | {aim} | {command} |"
    for name, found in results["measures"].items():
        if name.startswith("events.") and name.endswith(".recall"):
            what = f"recall of {name.split('.')[1]}"
            yield f"| {what} | {figure(found)} | {found['n']} | 0.40 | 0.60 | {EVENTS} |"
    for which, what in (
        ("shipped", "persons learned from the news: country right"),
        ("without leaders", "… with a dictionary that knows no person"),
    ):
        found = results["persons"][which]
        yield f"| {what} | {figure(found)} | {found['n']} | 0.85 | 0.95 | {PERSONS} |"
    yield _calibration(results)


def _calibration(results: Results) -> str:
    """The row of the held-out calibration error."""
    what = "confidence: debiased expected calibration error, held out"
    confidence = results["confidence"]
    if confidence is None:
        return f"| {what} | not measured | | ≤ 0.05 | | {CALIBRATION} |"
    found = confidence["held_out"]["raw"]
    low, high = found["interval"]
    shown = figure({"value": found["debiased"], "low": low, "high": high})
    return f"| {what} | {shown} | {found['n']} | ≤ 0.05 | | {CALIBRATION} |"


def readers(results: Results) -> Iterator[str]:
    """Each level: the coder, and the second reader on the same items."""
    yield "| level | precision | recall | F1 (95 % interval) | two readers, F1 |"
    yield "| --- | --- | --- | --- | --- |"
    for level, s in results["events"]["levels"].items():
        other = results["events"]["readers"]["levels"][level]["f1"]
        yield f"| {level} | {s['precision']:.3f} | {s['recall']:.3f} | {_f1(s)} | {other:.3f} |"


def types(results: Results) -> Iterator[str]:
    """Each type: precision, recall and F1 with counts, with modality, and the readers'."""
    yield "| type | precision | recall (95 % interval) | F1 (95 % interval) | coded | gold | F1 with modality | readers |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    events = results["events"]
    for kind, s in events["types"].items():
        low, high = s["recall_interval"]
        recall = figure({"value": s["recall"], "low": low, "high": high})
        other = events["readers"]["types"].get(kind, {"f1": 0.0})["f1"]
        modality = events["types_with_modality"][kind]["f1"]
        yield (
            f"| {kind} | {s['precision']:.3f} | {recall} | {_f1(s)} | {s['predicted']} | {s['gold']} "
            f"| {modality:.3f} | {other:.3f} |"
        )


def curve(results: Results) -> Iterator[str]:
    """Precision and recall as the least confidence rises."""
    yield "| `--min-confidence` | precision | recall | F1 | coded |"
    yield "| --- | --- | --- | --- | --- |"
    found = results["events"]["curve"]
    step = max(1, -(-len(found["points"]) // 12))
    for i, p in enumerate(found["points"]):
        half = p["min_confidence"] == found["half_confidence"]
        if i % step == 0 or half:
            mark = " (half of the recall)" if half else ""
            numbers = f"{p['precision']:.3f} | {p['recall']:.3f} | {p['f1']:.3f} | {p['coded']}"
            yield f"| {p['min_confidence']:.2f}{mark} | {numbers} |"


def modalities(results: Results) -> Iterator[str]:
    """Each modality's F1."""
    yield "| modality | F1 (95 % interval) | gold | coded |"
    yield "| --- | --- | --- | --- |"
    for name, s in results["modality"]["modalities"].items():
        yield f"| {name} | {_f1(s)} | {s['gold']} | {s['coded']} |"


def roots(results: Results) -> Iterator[str]:
    """Each of PLV's roots, and what it is mistaken for."""
    plv = results["plv"]
    yield f"{plv['unread']} of {plv['n']} pairs get no label and count as wrong; of those read, the root macro-F1 is"
    yield f"{plv['root_macro_f1_where_read']:.3f}. Over all, {plv['accuracy']:.3f} of the roots are right."
    yield ""
    yield "| root | precision | recall | F1 | gold | coded | called instead |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for root, s in plv["per_type"].items():
        row = sorted(plv["confusion"][root].items(), key=lambda x: (-x[1], x[0]))
        others = ", ".join(f"{said} {n}" for said, n in [x for x in row if x[0] != root][:3])
        numbers = f"{s['precision']:.3f} | {s['recall']:.3f} | {s['f1']:.3f} | {s['gold']} | {s['coded']}"
        yield f"| {root} | {numbers} | {others} |"


def confidence(results: Results) -> Iterator[str]:
    """The judged reports: what was right, and how far confidence lies from it."""
    found = results["confidence"]
    if found is None:
        yield "Not measured yet: no reports were judged."
        return
    yield f"{found['n']} reports were judged, field by field."
    yield ""
    yield "| field | right (95 % interval) |"
    yield "| --- | --- |"
    for name, s in found["fields"].items():
        low, high = s["interval"]
        yield f"| {name} | {figure({'value': s['right'], 'low': low, 'high': high})} |"
    yield ""
    yield "| confidence, on the half it was not fitted on | debiased ECE (95 % interval) | plain | debiased RMS | n |"
    yield "| --- | --- | --- | --- | --- |"
    for halves in ("held_out", "swapped"):
        for name, s in found[halves].items():
            low, high = s["interval"]
            shown = figure({"value": s["debiased"], "low": low, "high": high})
            note = " (halves swapped)" if halves == "swapped" else ""
            yield f"| {name}{note} | {shown} | {s['plain']:.3f} | {s['root_mean_square']:.3f} | {s['n']} |"


def speed(results: Results) -> Iterator[str]:
    """Speed and memory, as bench/speed.py stored them."""
    found = results["speed"]
    if found is None:
        yield "Not measured for this page: `python bench/speed.py`."
        return
    yield f"Measured on {found['date']} with {found['coder']}, on {found['machine']}."
    yield ""
    yield "| texts | coder | n | processes | documents a second | `nlp.pipe` | multiple |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for r in found["rows"]:
        rates = (
            f"{r['documents_per_second']:.1f} | {r['pipe_documents_per_second']:.1f} | {r['multiple']:.2f}"
        )
        yield f"| {r['texts']} | {r['coder']} | {r['n']} | {r['processes']} | {rates} |"
    yield ""
    yield f"Peak memory of a process that codes with the network: {found['peak_memory_mb']:.0f} MB."


def figure(found: Results | None) -> str:
    """A value with its interval."""
    if found is None:
        return "not measured"
    return f"{found['value']:.3f} ({found['low']:.3f}–{found['high']:.3f})"


def _f1(s: Results) -> str:
    return figure({"value": s["f1"], "low": s["low"], "high": s["high"]})


TABLES: dict[str, Callable[[Results], Iterator[str]]] = {
    table.__name__: table for table in (measures, readers, types, curve, modalities, roots, confidence, speed)
}
