from __future__ import annotations

import pyarrow as pa

from copies.made import articles, kernels, prose, verified
from wirecopy.copies.words import words_batch
from wirecopy.tables import nest
from wirecopy.types import Span, Stretch


def page(*parts: tuple[str, str]) -> tuple[str, list[Span]]:
    """Return a page of (kind, text) parts, a line each, and its spans."""
    spans, raw = [], ""
    for kind, text in parts:
        spans.append(
            Span(article_id="a0", kind=kind, start=len(raw), end=len(raw) + len(text) + 1, score=1.0, evidence="made")
        )  # type: ignore[arg-type]
        raw += text + "\n"
    return raw, spans


def proved(*pages: tuple[str, list[Span]]) -> dict[str, object]:
    """Return the verified row of two pages."""
    rows = []
    for number, (raw, spans) in enumerate(pages):
        body = [Stretch(span.start, span.end) for span in spans if span.kind == "body"]
        row = articles(["".join(raw[part.start : part.end] for part in body)]).to_pylist()[0]
        rows.append(row | {"article_id": f"a{number}", "body_spans": [{"start": p.start, "end": p.end} for p in body]})
    batch = pa.RecordBatch.from_pylist(rows, articles([""]).schema)
    batch = batch.append_column("raw", pa.array([raw for raw, _ in pages]))
    batch = batch.append_column("spans", nest("spans", [spans for _, spans in pages]))
    (found,) = verified(words_batch(batch, kernels()), [(0, 1)])
    return found


def test_a_page_that_is_a_caption_is_found_where_another_runs_it() -> None:
    caption = prose(1, 40)
    gallery, report = page(("body", caption)), page(("body", prose(2, 90)), ("caption", caption), ("body", prose(3, 9)))
    row = proved(gallery, report)
    assert (row["containment_a"], row["containment_b"], row["furniture"]) == (1.0, 0.0, 1.0)
    (run,) = row["runs"]
    assert gallery[0][run["a_start"] : run["a_end"]] == report[0][run["b_start"] : run["b_end"]] == caption


def test_a_caption_that_both_pages_run_makes_no_copies() -> None:
    caption = ("caption", prose(1, 40))
    row = proved(page(("body", prose(2, 90)), caption), page(("body", prose(3, 90)), caption))
    assert (row["containment_a"], row["containment_b"], row["runs"]) == (0.0, 0.0, [])


def test_what_stands_in_both_bodies_is_not_told_of_captions() -> None:
    wire = prose(1, 90)
    row = proved(page(("body", wire)), page(("caption", wire), ("body", wire)))
    assert (row["containment_a"], row["containment_b"], row["furniture"]) == (1.0, 1.0, 0.0)


def test_furniture_is_the_share_that_rests_on_captions() -> None:
    first, second = prose(1, 60), prose(2, 20)
    row = proved(page(("body", f"{first} {second}")), page(("body", f"{first} {prose(3, 60)}"), ("caption", second)))
    assert row["containment_a"] == 1.0
    assert row["furniture"] == 0.25


def test_words_of_captions_follow_those_of_the_body() -> None:
    raw, spans = page(("caption", "one two"), ("body", "three four five"))
    batch = articles(["three four five\n"])
    batch = batch.append_column("raw", pa.array([raw])).append_column("spans", nest("spans", [spans]))
    row = words_batch(batch, kernels()).to_pylist()[0]
    assert (row["count"], len(row["hashes"]), row["gaps"]) == (3, 5, [3])
