"""Who does what to whom: direction, status, what is not told, pronouns, merging."""

from __future__ import annotations

import pytest

from facts.told import events_in, facts_in, sides
from wirecopy.types import Event


def only(text: str, kind: str) -> Event:
    found = [event for event in events_in(text) if event.type == kind]
    assert len(found) == 1, [(e.type, sides(e), e.trigger) for e in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("A Greek ship was seized by Turkish guards.", "COERCE", "TUR>GRC"),
        ("Sanctions were imposed on Belarus by Canada.", "SANCTION", "CAN>BLR"),
        ("Three Danish reporters arrested by Egyptian police were tired.", "COERCE", "EGY>DNK"),
        ("The plane that was shot down by a Syrian jet belonged to Jordan.", "ASSAULT", "SYR>"),
    ],
)
def test_events_direction_in_the_passive(text: str, kind: str, told: str) -> None:
    assert sides(only(text, kind)) == told


@pytest.mark.parametrize(
    "text",
    [
        "Oman declined an invitation from Yemen for a meeting in Muscat.",
        "Kenya refused to meet the Ugandan minister.",
        "Norway called off talks with Sweden.",
    ],
)
def test_events_declined_meeting_is_a_refusal_and_no_meeting(text: str) -> None:
    assert only(text, "REJECT").mode == "meet"
    assert not [event for event in events_in(text) if event.type == "CONSULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Nor did Kenya condemn Uganda over the raid.",
        "In neither of the two meetings did the president criticize the Ugandan leader.",
        "What did the president criticize the Ugandan leader for?",
    ],
)
def test_events_not_told_where_the_helper_stands_before_its_subject(text: str) -> None:
    assert not events_in(text)


def test_events_told_where_only_turns_the_sentence_round() -> None:
    assert only("Only then did Kenya condemn Uganda over the raid.", "ACCUSE").status == "occurred"


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The Kenyan president met the Ugandan prime minister.", "CONSULT", "occurred"),
        ("The Kenyan president will meet the Ugandan prime minister.", "AGREE", "planned"),
        ("The Kenyan president is due to visit Uganda next week.", "AGREE", "planned"),
        ("Kenyan soldiers are shelling Ugandan villages.", "ASSAULT", "ongoing"),
        ("Kenyan soldiers allegedly shelled Ugandan villages.", "ASSAULT", "alleged"),
        ("Kenya will bomb Uganda.", "THREATEN", "planned"),
    ],
)
def test_events_status(text: str, kind: str, status: str) -> None:
    assert only(text, kind).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan officials said the weather in Uganda was good.",
        "Kenya did not attack Uganda.",
        "If Kenya attacks Uganda, prices will rise.",
        "The match between Kenya and Uganda ended in a draw.",
        "The bank raised its forecast for Uganda.",
    ],
)
def test_events_not_told_where_nothing_happened(text: str) -> None:
    assert events_in(text) == ()


@pytest.mark.parametrize(
    "text", ["Polish police never arrested the two sailors.", "Poland never expelled three Libyan diplomats."]
)
def test_act_denied_by_the_adverb_before_it_is_none(text: str) -> None:
    assert events_in(text) == ()


def test_act_told_with_not_only_is_told() -> None:
    assert [e.type for e in events_in("Poland not only expelled three Libyan diplomats but left.")] == ["SANCTION"]


def test_events_negated_promise_is_a_refusal() -> None:
    event = only("Hungary will not accept migrants from Serbia.", "REJECT")
    assert sides(event).startswith("HUN>")


def test_events_both_sides_of_a_meeting_act() -> None:
    assert sides(only("The leaders of France and Poland held talks in Rome.", "CONSULT")) == "FRA+POL>"


def test_events_counterpart_has_the_country_of_the_adjective() -> None:
    text = "German Foreign Minister Karl Brandt met his Turkish counterpart Emre Aydin in Geneva on Friday."
    event = only(text, "CONSULT")
    assert (sides(event), event.mode) == ("DEU>TUR", "third-party")


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("The Peruvian president discussed the strait with Chile's president.", "CONSULT", ["Chile's president"]),
        ("The gunman killed at least nine people in Chile.", "ASSAULT", ["at least nine people"]),
        ("Rebels attacked an army base in Peru.", "ASSAULT", ["an army base"]),
        ("Police in Peru arrested the sons of the former president.", "COERCE", ["the sons of the former president"]),
        ("Peru has agreed to provide Chile with two ships.", "AGREE", ["Government of Chile"]),
        ("Peru removed Chile from the list of sponsors.", "RETREAT", ["Government of Chile"]),
        ("Peru filed a lawsuit in a London court against Chile.", "ACCUSE", ["Government of Chile"]),
        ("Peru expelled two Chilean diplomats over the leak of naval papers.", "SANCTION", ["two Chilean diplomats"]),
    ],
)
def test_events_tell_whom_an_act_is_done_to(text: str, kind: str, recipients: list[str]) -> None:
    assert list(only(text, kind).recipient_names) == recipients


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A Peruvian lawyer condemned Chile.", ["A Peruvian lawyer"]),
        ("A group of Peruvian lawmakers condemned Chile.", ["A group of Peruvian lawmakers"]),
        ("Two former Department of Justice officials condemned Chile.", ["Two former Department of Justice officials"]),
    ],
)
def test_events_people_of_a_country_are_not_its_government(text: str, actors: list[str]) -> None:
    assert list(only(text, "ACCUSE").actor_names) == actors


@pytest.mark.parametrize(
    "text", ["Peru met Chile in Lima. Chile met Peru in Lima.", "Peru and Chile met. Chile met Peru."]
)
def test_events_meeting_is_one_whoever_is_named_first(text: str) -> None:
    assert len([e for e in events_in(text) if e.type == "CONSULT"]) == 1


def test_events_pronoun_goes_back_to_the_subject() -> None:
    assert sides(only("Peru said on Friday that it had expelled two Chilean diplomats.", "SANCTION")) == "PER>CHL"


def test_events_day_belongs_to_its_own_verb() -> None:
    text = "Iran, which sanctioned Canada in 2018, met Italy in Vienna on May 12."
    days = {event.type: event.start for event in events_in(text)}
    assert days == {"SANCTION": "2018-01-01", "CONSULT": "2023-05-12"}


def test_events_long_past_are_background() -> None:
    assert only("Iran was sanctioned by Canada in 2018.", "SANCTION").background
    assert not only("Iran was sanctioned by Canada on Monday.", "SANCTION").background


def test_events_demand_in_a_quotation_is_the_speakers() -> None:
    text = '"Canada should respect our concerns," Iranian foreign ministry spokesman Reza Karimi said on Tuesday.'
    assert sides(only(text, "REQUEST")) == "IRN>CAN"


def test_events_words_of_a_quotation_alone_are_alleged() -> None:
    text = '"The gunmen of Chad attacked a village of Niger," a senior Malian official said.'
    assert only(text, "ASSAULT").status == "alleged"


def test_events_told_twice_are_one_with_a_reason() -> None:
    text = (
        "France expelled a Russian diplomat on Monday. Paris expelled the Russian diplomat over spying, officials said."
    )
    facts = facts_in(text)
    event = next(e for e in facts.events if e.type == "SANCTION")
    assert len([e for e in facts.events if e.type == "SANCTION"]) == 1
    assert len(event.reasons) == 1
    assert len([m for m in facts.mentions if m.fact_id == event.event_id]) == 2


@pytest.mark.parametrize(("other", "told"), [("in Oslo on May 2", 2), ("in Lima on May 9", 2), ("on May 9", 1)])
def test_events_of_other_days_or_places_stay_apart(other: str, told: int) -> None:
    text = f"The Finnish president met the Danish king in Oslo on May 9. He met the Danish king {other}."
    assert len([e for e in events_in(text) if e.type == "CONSULT"]) == told


def test_events_mentions_hold_their_trigger() -> None:
    text = "On Friday Italy deported two Tunisian men."
    facts = facts_in(text)
    event = facts.events[0]
    mention = next(m for m in facts.mentions if m.fact_id == event.event_id)
    assert "deported" in text[mention.start : mention.end]


def test_events_parties_are_entities() -> None:
    facts = facts_in("Egyptian police arrested a Libyan journalist.")
    known = {entity.entity_id for entity in facts.entities}
    assert {*facts.events[0].actors, *facts.events[0].recipients} <= known


def test_events_attorney_general_is_no_soldier_and_a_national_association_no_crowd() -> None:
    blame, praise = (
        events_in("Attorney General Ann Velt condemned Mali."),
        events_in("The National Harbour Association praised Mali."),
    )
    assert [event.actor_sectors for event in blame] == [("GOV",)]
    assert [event.actor_sectors for event in praise] == [("",)]


def test_events_land_of_the_other_side_is_not_the_actors_but_where_force_is_used_at_home() -> None:
    probe, arrest = (
        only("A Senate committee condemned a Russian bank.", "ACCUSE"),
        only("Police arrested two Egyptian activists.", "COERCE"),
    )
    assert (probe.actor_countries, arrest.actor_countries) == (("",), ("EGY",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vietnam condemned the violence in Marseille.", "VNM>"),
        ("Vietnam condemned the violence in France.", "VNM>FRA"),
        ("Vietnam attacked Marseille.", "VNM>FRA"),
    ],
)
def test_events_town_in_which_it_happened_is_no_side(text: str, told: str) -> None:
    assert told in [sides(event) for event in events_in(text)]
