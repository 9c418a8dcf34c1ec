"""What an editor would strike out of the people, organisations, places and sayings of an article."""

from __future__ import annotations

import pytest

from facts.made import article
from wirecopy.facts import Facts, Knowledge, extract
from wirecopy.facts.entities.countries import lands_of


def read(text: str, knowledge: Knowledge) -> Facts:
    return extract("s_1", article(text), knowledge)


def names(facts: Facts, kind: str) -> set[str]:
    return {entity.name for entity in facts.entities if entity.kind == kind}


def speakers(facts: Facts) -> set[str | None]:
    return {quote.speaker for quote in facts.quotes}


def test_unknown_land_that_speaks_is_no_person(knowledge: Knowledge) -> None:
    facts = read(
        "Orvania said it would wait. The letter reached Orvania's embassy. Mount Keld is near Mount Keld.", knowledge
    )
    assert names(facts, "person") == set()
    assert "Orvania" in names(facts, "organisation")


def test_lands_of_knows_a_land_by_its_people() -> None:
    assert "orvania" in lands_of("Orvania said so, and the Orvanian fleet sailed.")
    assert "roe" not in lands_of("Roe said so, and Roe's wife left.")


@pytest.mark.parametrize("name", ["Cape Orrin", "Varn River", "Fort Dunmar", "Mill Lane"])
def test_person_is_no_piece_of_land(name: str, knowledge: Knowledge) -> None:
    assert names(read(f"They met at {name} today. Then {name} was closed.", knowledge), "person") == set()


@pytest.mark.parametrize("name", ["Tarn Chamber of Commerce", "Friends of Tarn Park"])
def test_speaker_of_several_words_is_not_cut(name: str, knowledge: Knowledge) -> None:
    assert speakers(read(f"The {name} said they would wait for the ruling.", knowledge)) == {name}


def test_body_keeps_the_first_in_its_name(knowledge: Knowledge) -> None:
    facts = read("He kept it at First Valley Bank in town.", knowledge)
    assert "First Valley Bank" in names(facts, "organisation")


def test_coach_named_dean_keeps_his_name(knowledge: Knowledge) -> None:
    assert speakers(read('"We were good," said Tarn coach Dean Whitlock.', knowledge)) == {"Dean Whitlock"}


def test_speaker_is_named_by_the_aside(knowledge: Knowledge) -> None:
    facts = read("One of the victims, 83-year-old Doris Hale, told the judge that she had lost her home.", knowledge)
    assert speakers(facts) == {"Doris Hale"}


def test_clause_after_a_preposition_has_its_own_speaker(knowledge: Knowledge) -> None:
    facts = read("Oil gained a dollar after the company warned that profits would fall.", knowledge)
    assert speakers(facts) == {"the company"}


@pytest.mark.parametrize(
    "text",
    [
        'She said inflation was "heading in the right direction".',
        'The judge said Mr. Voss had "preyed on people who trusted him".',
        "Residents protested outside the old town hall.",
    ],
)
def test_opening_of_a_quotation_is_no_saying(text: str, knowledge: Knowledge) -> None:
    assert [q.text for q in read(text, knowledge).quotes if q.kind == "indirect"] == []


def test_described_thing_leads_a_quotation(knowledge: Knowledge) -> None:
    facts = read('An official described the men as "tired, but well treated."', knowledge)
    assert [(q.text, (q.rule or "").split(":")[1]) for q in facts.quotes if q.kind == "indirect"] == [
        ("the men", "leads")
    ]


def test_second_saying_stands_for_itself(knowledge: Knowledge) -> None:
    facts = read("Jane Roe said the vote was final but added that talks would begin soon.", knowledge)
    assert {q.text for q in facts.quotes} == {"the vote was final", "talks would begin soon"}


def test_people_of_a_country_are_no_town(knowledge: Knowledge) -> None:
    facts = read("The Canadian team flew in.", knowledge)
    assert {e.country for e in facts.entities if e.kind == "place"} == {"CAN"}


def test_lone_name_that_nothing_introduces_speaks_and_is_no_person(knowledge: Knowledge) -> None:
    facts = read("Kestrelon said profits rose. Jane Roe ran it, and she said more would come.", knowledge)
    assert [q.speaker for q in sorted(facts.quotes, key=lambda q: q.text)] == ["Jane Roe", "Kestrelon"]
    assert names(facts, "person") == {"Jane Roe"}
    assert {q.speaker_id is None for q in facts.quotes if q.speaker == "Kestrelon"} == {True}


def test_first_word_of_a_body_that_is_named_in_full_means_the_body(knowledge: Knowledge) -> None:
    facts = read("Unisol Corp. sold its yard. Unisol said the price was fair.", knowledge)
    assert [e.kind for e in facts.entities] == ["organisation"]
    assert speakers(facts) == names(facts, "organisation")


def test_basis_points_are_counted_and_words_of_grammar_are_not(knowledge: Knowledge) -> None:
    facts = read("The bank cut rates by 25 basis points. It sold the coats at 40 off the list price.", knowledge)
    assert names(facts, "quantity") == {"25 basis points"}


def test_first_word_of_a_long_place_name_alone_is_no_place(knowledge: Knowledge) -> None:
    assert not names(read("Gold rose. The price of bread fell.", knowledge), "place")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('President Ann Roe spoke, and Max Lund won. Lund is glad. "We lost," the president said.', "Ann Roe"),
        ('Meanwhile, Mayor Ann Roe weighed in on Tuesday, calling it a "witch hunt of fools."', "Ann Roe"),
        ("Lawyers for Roe are disputing the claims, insisting their client had been truthful.", "Lawyers for Roe"),
        ("Nicole Perrin of Unisol said growth is slow. Nicole added that it would end.", "Nicole Perrin"),
        ('Rep. Steve King said no. King blamed the paper. "I made a mistake," King said.', "Steve King"),
    ],
)
def test_speaker_is_whom_the_words_go_back_to(text: str, speaker: str, knowledge: Knowledge) -> None:
    assert {q.speaker for q in read(text, knowledge).quotes if (q.confidence or 0) > 0.5} == {speaker}


def test_letter_that_says_something_is_not_whom_it_went_to(knowledge: Knowledge) -> None:
    facts = read("Two groups sent a letter to Congress that said the bill would fail.", knowledge)
    assert "Congress" not in {q.speaker for q in facts.quotes}


def test_person_before_a_body_is_no_part_of_it(knowledge: Knowledge) -> None:
    facts = read("Caroline Fredrickson of the American Constitution Society left.", knowledge)
    assert {e.name for e in facts.entities if e.kind == "organisation"} == {"American Constitution Society"}


def test_title_alone_is_no_body_that_is_shown(knowledge: Knowledge) -> None:
    facts = read("The Secretary of State left.", knowledge)
    assert all((e.confidence or 0) < 0.5 for e in facts.entities if e.kind == "organisation")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Rep. Ann Roe said no. Cape Wind spokesperson Max Lund says it is fair. "It is sound," he said.', "Max Lund"),
        ('"This raises questions," wrote committee Chairman Max Lund.', "Max Lund"),
    ],
)
def test_speaker_behind_a_long_title_is_found(text: str, speaker: str, knowledge: Knowledge) -> None:
    assert [q.speaker for q in read(text, knowledge).quotes if q.kind == "direct"] == [speaker]


def test_who_reports_an_attribution_does_not_say_it(knowledge: Knowledge) -> None:
    facts = read("“They did not,” said Ken Lund, the president of the fund, The Post reported.", knowledge)
    assert [(q.speaker, q.text) for q in facts.quotes] == [("Ken Lund", "They did not")]


def test_body_under_its_first_letters_is_the_same_body(knowledge: Knowledge) -> None:
    facts = read("The Federal Aviation Administration agreed. The FAA will rule again.", knowledge)
    assert [e.name for e in facts.entities if e.kind == "organisation"] == ["Federal Aviation Administration"]


def test_land_of_two_words_speaks_as_a_government(knowledge: Knowledge) -> None:
    facts = read('North Korea told reporters it "will hold dialogue" soon.', knowledge)
    assert not [e for e in facts.entities if e.kind == "person"]


def test_what_somebody_does_is_not_who_speaks(knowledge: Knowledge) -> None:
    facts = read("Ann Roe’s behavior on Monday shocked the club after she called the umpire a “liar”.", knowledge)
    assert not [speaker for speaker in speakers(facts) if speaker and "behavior" in speaker]
    assert speakers(read("Ann Roe’s biographer said that he was proud.", knowledge)) == {"Ann Roe’s biographer"}
