"""People, organisations and places: each once, under all its names."""

from __future__ import annotations

import dataclasses

import pytest

from facts.made import article
from wirecopy.facts import Facts, Knowledge, extract
from wirecopy.types import Entity


def read(text: str, knowledge: Knowledge, published: str | None = "2023-05-30") -> Facts:
    return extract("s_1", dataclasses.replace(article(text), published=published), knowledge)


def names(facts: Facts, kind: str) -> set[str]:
    return {entity.name for entity in facts.entities if entity.kind == kind}


def shown(text: str, facts: Facts, name: str, kind: str) -> list[str]:
    (entity,) = (e for e in facts.entities if e.name == name and e.kind == kind)
    return [text[m.start : m.end] for m in facts.mentions if m.fact_id == entity.entity_id]


def entity(facts: Facts, name: str, kind: str) -> Entity:
    (found,) = (e for e in facts.entities if e.name == name and e.kind == kind)
    return found


def test_person_is_one_through_title_and_surname(knowledge: Knowledge) -> None:
    text = "Defence Secretary Paul Denver arrived. Mr. Denver slept. Denver left."
    facts = read(text, knowledge)
    assert shown(text, facts, "Paul Denver", "person") == ["Defence Secretary Paul Denver", "Mr. Denver", "Denver"]
    assert names(facts, "place") == set()


def test_family_name_first_is_the_surname(knowledge: Knowledge) -> None:
    text = "Diplomat Zhou Ping flew home. Mr. Zhou slept."
    assert shown(text, read(text, knowledge), "Zhou Ping", "person") == ["Diplomat Zhou Ping", "Mr. Zhou"]


def test_role_behind_a_name_is_kept(knowledge: Knowledge) -> None:
    facts = read("Jane Roe, the mayor of Lund, resigned.", knowledge)
    assert entity(facts, "Jane Roe", "person").roles == ("mayor of Lund",)


def test_body_is_one_under_every_order_of_its_words(knowledge: Knowledge) -> None:
    text = "The Pentagon objected. The Defense Department said so. The Department of Defence agreed."
    facts = read(text, knowledge)
    (body,) = (e for e in facts.entities if e.kind == "organisation")
    assert body.country == "USA"
    assert len([m for m in facts.mentions if m.fact_id == body.entity_id]) == 3


def test_ministries_of_two_countries_are_two(knowledge: Knowledge) -> None:
    facts = read("The Chinese Foreign Ministry met the Russian Foreign Ministry.", knowledge)
    assert {"Chinese Foreign Ministry", "Russian Foreign Ministry"} <= names(facts, "organisation")


def test_capital_that_acts_stands_for_its_government(knowledge: Knowledge) -> None:
    text = "Tensions between Tokyo and Seoul rose. Tokyo has declined the offer. He lives in Seoul."
    facts = read(text, knowledge)
    assert shown(text, facts, "Government of Japan", "organisation") == ["Tokyo", "Tokyo"]
    functions = [m.function for m in facts.mentions if m.fact_id == entity(facts, "Seoul", "place").entity_id]
    assert functions == ["metonym", "locative"]


def test_short_form_of_a_body_is_taken_from_the_text(knowledge: Knowledge) -> None:
    text = "The Lund Harbour Authority (LHA) met. The LHA voted."
    facts = read(text, knowledge)
    assert shown(text, facts, "Lund Harbour Authority", "organisation") == ["Lund Harbour Authority", "LHA", "LHA"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He was born in Paris, Texas.", "Paris", "USA"),
        ("He was born in Paris.", "Paris", "FRA"),
        ("They met in Vienna on Monday.", "Vienna", "AUT"),
        ("WASHINGTON stood still in WASHINGTON.", "Washington", "USA"),
    ],
)
def test_place_is_the_one_meant(text: str, name: str, country: str, knowledge: Knowledge) -> None:
    place = entity(read(text, knowledge), name, "place")
    assert (place.country, bool(place.geonames), bool(place.value)) == (country, True, True)


def test_place_that_is_travelled_to_is_a_destination(knowledge: Knowledge) -> None:
    text = "She will travel to Singapore."
    facts = read(text, knowledge)
    assert [m.function for m in facts.mentions if m.fact_id == entity(facts, "Singapore", "place").entity_id] == [
        "destination"
    ]


@pytest.mark.parametrize("text", ["The Houston Chronicle wrote.", "Nice work, they said.", "Mobile phones rang."])
def test_word_that_is_no_place_is_none(text: str, knowledge: Knowledge) -> None:
    assert names(read(text, knowledge), "place") == set()


def test_quantity_keeps_its_bounds(knowledge: Knowledge) -> None:
    facts = read("It refused over a dozen requests and nearly ten visits, and 12 people left in 2021.", knowledge)
    found = {e.name: (e.start, e.end) for e in facts.entities if e.kind == "quantity"}
    assert found == {
        "over a dozen requests": ("12", None),
        "nearly ten visits": (None, "10"),
        "12 people": ("12", "12"),
    }


def test_quantity_has_both_ends_of_a_range(knowledge: Knowledge) -> None:
    facts = read("Between 300 and 400 people left, and fines of $11,000 to $22,000 followed.", knowledge)
    found = {e.name: (e.start, e.end) for e in facts.entities if e.kind == "quantity"}
    assert found == {"300 and 400 people": ("300", "400"), "$11,000 to $22,000": ("11000", "22000")}


@pytest.mark.parametrize("text", ["Since the 9/11 attacks it is shut.", "The S&P 500 rose.", "A Boeing 737 jet left."])
def test_number_of_a_name_is_no_quantity(text: str, knowledge: Knowledge) -> None:
    assert names(read(text, knowledge), "quantity") == set()


def test_entities_point_at_their_words(knowledge: Knowledge) -> None:
    text = "In May, Mayor Jane Roe of Lund told the BBC that 40 people left Oslo."
    facts = read(text, knowledge)
    assert {e.kind for e in facts.entities} == {"person", "organisation", "place", "date", "quantity"}
    assert all(e.rule and e.confidence for e in facts.entities)
    known = {m.fact_id for m in facts.mentions}
    assert all(e.entity_id in known for e in facts.entities)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Western experts said the dam would hold.", "group"),
        ("Three senior Iranian officials with a stake in it told the court the dam would hold.", "group"),
        ("A senior Iranian official said the dam would hold.", "person"),
    ],
)
def test_several_who_speak_without_a_name_are_a_group(text: str, kind: str, knowledge: Knowledge) -> None:
    facts = extract("s", article(text), knowledge)
    [said] = [quote for quote in facts.quotes if quote.speaker_id]
    assert {entity.kind for entity in facts.entities if entity.entity_id == said.speaker_id} == {kind}


def test_what_is_written_speaks_and_is_no_organisation(knowledge: Knowledge) -> None:
    facts = extract(
        "s", article("A poll by Gallup found that voters were calm. The company said prices fell."), knowledge
    )
    assert [quote.speaker for quote in sorted(facts.quotes, key=lambda q: q.text, reverse=True)] == [
        "A poll",
        "The company",
    ]
    assert {entity.name for entity in facts.entities if entity.kind == "organisation"} == {"Gallup", "The company"}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Ann Velt sued the National Harbour Agency on Monday.", "organisation", "National Harbour Agency"),
        ("The crowd left. Said Ann Velt on Monday: it was wrong. Velt went home.", "person", "Ann Velt"),
        ("He met with Said Brandt on Monday. Brandt smiled.", "person", "Said Brandt"),
    ],
)  # fmt: skip
def test_first_word_of_a_name_stays_and_a_verb_before_it_goes(
    text: str, kind: str, name: str, knowledge: Knowledge
) -> None:
    assert name in names(read(text, knowledge), kind)


def test_capitals_are_a_place_under_its_own_name_or_in_a_dateline(knowledge: Knowledge) -> None:
    assert "Dhaka" not in names(read("President Vale had promised to end DACA in 2016.", knowledge), "place")
    assert "Kyiv" in names(read("KIEV (AP) -- Ukraine condemned Russia.", knowledge), "place")
    assert "Lagos" in names(read("The plane flew to LAGOS on Monday.", knowledge), "place")


def test_a_body_that_only_speech_tells_is_hardly_one(knowledge: Knowledge) -> None:
    facts = read('"It was cold," the Ombrian Velters said.', knowledge)
    (speaking,) = (e for e in facts.entities if e.kind == "organisation")
    assert (speaking.name, speaking.rule) == ("Ombrian Velters", "organisation:speaker")
    assert speaking.confidence is not None
    assert speaking.confidence < 0.5
