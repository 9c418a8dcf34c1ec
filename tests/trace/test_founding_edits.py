import json
from pathlib import Path
from typing import Any

import pytest
from trace_articles import article

from wirecopy.trace import Collation, Prepared, StyleTables, collate, prepare, project
from wirecopy.types import Stretch

Pages = tuple[Prepared, Prepared]


@pytest.fixture(scope="module")
def expected(cases: Path) -> dict[str, Any]:
    return json.loads((cases / "founding-edits" / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def pages(founding_raw: tuple[str, str], expected: dict[str, Any], tables: StyleTables) -> Pages:
    bodies = [[Stretch(*span) for span in expected[name]] for name in ("base_body", "copy_body")]
    first, second = (article(raw[:9], raw, spans) for raw, spans in zip(founding_raw, bodies, strict=True))
    return prepare(first, tables), prepare(second, tables)


def rows(found: Collation) -> list[tuple[Any, ...]]:
    fields = ("kind", "in_quote", "base_start", "base_end", "base_text", "start", "end", "text")
    return [tuple(getattr(edit, field) for field in fields) for edit in found.edits]


def test_founding_edits_are_exact_and_in_order(pages: Pages, expected: dict[str, Any]) -> None:
    assert rows(collate(*pages, "f")) == [tuple(edit.values()) for edit in expected["edits"]]


def test_founding_edits_are_mirrored_from_the_other_side(pages: Pages, expected: dict[str, Any]) -> None:
    fields = ("kind", "in_quote", "start", "end", "text", "base_start", "base_end", "base_text")
    mirrored = [tuple(edit[field] for field in fields) for edit in expected["edits"]]
    assert rows(collate(pages[1], pages[0], "f")) == mirrored


def test_founding_edits_change_nothing_of_substance(pages: Pages) -> None:
    edits = collate(*pages, "f").edits
    assert not any(e.substantive for e in edits)
    assert sum(e.in_quote for e in edits) == 12


def test_project_carries_a_founding_paragraph(pages: Pages, founding_raw: tuple[str, str]) -> None:
    base, copy = founding_raw
    blocks = collate(*pages, "f").blocks
    start = base.index("Mr. Li was sanctioned")
    found = project(Stretch(start, base.index("\n", start)), blocks)
    assert found is not None
    assert copy[found.start : found.end].startswith("Li was sanctioned by the US government")
    assert copy[found.start : found.end].endswith("official business with him.")


def test_project_spans_furniture_between_two_paragraphs(pages: Pages, founding_raw: tuple[str, str]) -> None:
    base, copy = founding_raw
    blocks = collate(*pages, "f").blocks
    found = project(Stretch(base.index("he said."), base.index("confirm that Beijing")), blocks)
    assert found is not None
    assert copy[found.start : found.end].startswith("he said.")
    assert copy[found.start : found.end].rstrip().endswith("would not")
