import json
from pathlib import Path

import pytest
from trace_articles import article, check_edits_rebuild

from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.trace import Prepared, StyleTables, collate, prepare

CASES = sorted((Path(__file__).resolve().parent.parent / "cases").glob("edits-*"))


def prepared(case: Path, tables: StyleTables) -> tuple[Prepared, Prepared]:
    base, copy = ((case / name).read_text("utf-8") for name in ("base.txt", "copy.txt"))
    return prepare(article("a", base), tables), prepare(article("b", copy), tables)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_edit_kinds_of_a_case_are_as_expected(case: Path, tables: StyleTables, update: bool) -> None:
    base, copy = ((case / name).read_text("utf-8") for name in ("base.txt", "copy.txt"))
    edits = collate(prepare(article("a", base), tables), prepare(article("b", copy), tables), "f").edits
    check_edits_rebuild(base, copy, edits)
    found = [[e.kind, e.base_text, e.text] + ["in_quote"] * e.in_quote for e in edits]
    expected = case / "expected.json"
    if update:
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in found)
        expected.write_text(f"[\n{lines}\n]\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_edit_kinds_of_house_style_are_never_substantive(case: Path, tables: StyleTables) -> None:
    base, copy = prepared(case, tables)
    assert not any(e.substantive and e.kind in STYLE_KINDS for e in collate(base, copy, "f").edits)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_edit_kinds_hold_the_other_way_round(case: Path, tables: StyleTables) -> None:
    base, copy = prepared(case, tables)
    there, back = collate(base, copy, "f").edits, collate(copy, base, "f").edits
    assert {e.substantive for e in there} == {e.substantive for e in back}
