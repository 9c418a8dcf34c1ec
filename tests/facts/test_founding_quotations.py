"""The seven quotations of the founding pair, on both pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facts.made import article
from wirecopy.facts import Facts, Knowledge, extract, merge, project
from wirecopy.types import Stretch

EXPECTED: dict[str, Any] = json.loads((Path(__file__).parent / "founding.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def read(founding_raw: tuple[str, str], knowledge: Knowledge) -> list[tuple[str, Facts]]:
    pages = []
    for n, (page, raw) in enumerate(zip(EXPECTED["pages"], founding_raw, strict=True)):
        body = [Stretch(start, len(raw) if end is None else end) for start, end in page["body"]]
        pages.append((raw, extract("s_1", article(raw, f"a_{n}", body), knowledge)))
    return pages


def spans(facts: Facts, fact_id: str) -> list[list[int]]:
    return [[m.start, m.end] for m in facts.mentions if m.fact_id == fact_id]


@pytest.mark.parametrize("page", [0, 1])
def test_founding_page_gives_the_seven_quotations_and_no_other(read: list[tuple[str, Facts]], page: int) -> None:
    _, facts = read[page]
    found = sorted((spans(facts, q.quote_id), q.kind) for q in facts.quotes if q.kind != "indirect")
    assert found == sorted(([gold["spans"][page]], gold["kind"]) for gold in EXPECTED["quotes"])


@pytest.mark.parametrize("page", [0, 1])
def test_founding_quotation_has_its_speaker(read: list[tuple[str, Facts]], page: int) -> None:
    _, facts = read[page]
    names = {tuple(spans(facts, quote.quote_id)[0]): quote.speaker for quote in facts.quotes}
    for gold in EXPECTED["quotes"]:
        assert names[tuple(gold["spans"][page])] in gold["speaker"]


def test_founding_pair_has_four_speakers_the_unnamed_official_once(read: list[tuple[str, Facts]]) -> None:
    _, facts = read[0]
    direct = [quote for quote in facts.quotes if quote.kind != "indirect"]
    assert len({quote.speaker_id for quote in direct}) == 4
    assert {quote.speaker_id for quote in facts.quotes} <= {entity.entity_id for entity in facts.entities}


def test_founding_pages_give_one_set_of_ids(read: list[tuple[str, Facts]]) -> None:
    (_, first), (_, second) = read
    assert {q.quote_id for q in first.quotes} == {q.quote_id for q in second.quotes}
    assert {e.entity_id for e in first.entities} == {e.entity_id for e in second.entities}


def only_quoted(facts: Facts) -> Facts:
    quoted = {quote.quote_id for quote in facts.quotes}
    return Facts(facts.quotes, (), tuple(m for m in facts.mentions if m.fact_id in quoted))


def test_founding_facts_project_onto_the_other_page(read: list[tuple[str, Facts]]) -> None:
    first, second = (only_quoted(facts) for _, facts in read)
    there = {(m.fact_id, n): m for n, m in enumerate(second.mentions)}
    places = {m.fact_id: m for m in reversed(list(there.values()))}
    carried = {Stretch(m.start, m.end): Stretch(places[m.fact_id].start, places[m.fact_id].end) for m in first.mentions}
    projected = project(first, carried.get, "a_1")
    both = merge([first, Facts(mentions=projected)])
    assert {m.fact_id for m in projected} == {m.fact_id for m in first.mentions}
    assert set(projected) <= set(second.mentions)
    assert len([q for q in both.quotes if q.kind != "indirect"]) == 7


def test_founding_roles_and_days_are_kept_as_shown(read: list[tuple[str, Facts]]) -> None:
    _, facts = read[0]
    first = next(q for q in facts.quotes if q.text.startswith("Overnight"))
    assert first.speaker_role == "Pentagon spokesman Brigadier General"
    assert first.said_when == "on Monday"
    assert first.cue == "said"
