"""Patterns of quotation in texts of our own, with the speakers a reader would name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facts.made import article
from wirecopy.facts import Knowledge, extract

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/input.txt"))
SHOWN = ("kind", "text", "speaker", "speaker_role", "cue", "said_when", "rule")


def quotations(raw: str, knowledge: Knowledge) -> list[dict[str, str | None]]:
    facts = extract("s_1", article(raw), knowledge)
    starts = {m.fact_id: m.start for m in reversed(facts.mentions)}
    direct = [quote for quote in facts.quotes if quote.kind != "indirect"]
    quotes = sorted(direct, key=lambda quote: starts[quote.quote_id])
    return [{column: getattr(quote, column) for column in SHOWN} for quote in quotes]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_quotations_are_attributed_as_expected(case: Path, knowledge: Knowledge, update: bool) -> None:
    found = quotations((case / "input.txt").read_text("utf-8"), knowledge)
    expected = case / "expected.json"
    if update:
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))
