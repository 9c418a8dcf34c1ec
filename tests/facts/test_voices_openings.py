"""Kinds of speakers and names that openings of news read by hand showed to be wrong."""

from __future__ import annotations

from facts.made import article
from wirecopy.facts import Knowledge, extract


def test_whom_a_quotation_names_does_not_speak_next(knowledge: Knowledge) -> None:
    text = 'Ole Lund, a baker, watched the debate.\n\n"I saw Max Brandt up there and Max Brandt has no plan," he said.'
    [quote] = [one for one in extract("s", article(text), knowledge).quotes if one.kind == "direct"]
    assert quote.speaker != "Max Brandt"


def test_members_of_a_party_who_speak_are_a_group(knowledge: Knowledge) -> None:
    facts = extract(
        "s", article("Several Republicans said that they would vote against the plan on Monday."), knowledge
    )
    assert [(e.kind, e.name) for e in facts.entities if "Republicans" in e.name] == [("group", "Republicans")]


def test_a_slash_parts_who_took_a_picture_from_the_house(knowledge: Knowledge) -> None:
    facts = extract("s", article("The rally went on. (Jonathan Ernst/Reuters)"), knowledge)
    assert {(e.kind, e.name) for e in facts.entities} == {("person", "Jonathan Ernst"), ("organisation", "Reuters")}


def test_a_noun_behind_told_whom_that_is_no_verb_of_speech(knowledge: Knowledge) -> None:
    text = (
        "Kelly Giddens, manager of the campaign, told KUNC that volunteers “were excited, passionate and willing to go"
        " out there and knock on doors” all month."
    )
    [quote] = [one for one in extract("s", article(text), knowledge).quotes if one.kind != "indirect"]
    assert (quote.speaker, quote.cue) == ("Kelly Giddens", "told")
