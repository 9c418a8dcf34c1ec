"""What texts rest on before any outlet wrote: releases, by whoever hands them out, and statements quoted by several."""

from __future__ import annotations

from wirecopy.stories.origins import find_origins
from wirecopy.stories.origins_signals import read_signals
from wirecopy.stories.text_credit import Credit
from wirecopy.types import Origin, Story

STATEMENT = '"We regret the delay and will pay every traveller back by May," the company said in a statement on Monday.'
FARMERS = (
    f"{STATEMENT}\n\n"
    + "The farmers of the island wait for hay, and none of them was asked before the boats stopped. " * 5
)
DOCTORS = (
    f"{STATEMENT}\n\n" + "A doctor in town drives round by the bridge at night to reach her patients on the coast. " * 5
)


def origins(credits: list[Credit], *bodies: str, family: str | None = None) -> list[Origin]:
    stories = [
        Story(story_id="s", article_id=c.article_id, family_id=family, label="", first_published=None) for c in credits
    ]
    signals = [read_signals(credit.article_id, body) for credit, body in zip(credits, bodies, strict=False)]
    return find_origins(stories, credits, signals=signals)


def test_a_release_is_no_outlet_s_own() -> None:
    page = Credit("a", "North Mail", None, None, None, release="FOR IMMEDIATE RELEASE", issuer="Lund Yard")
    (told,) = origins([page])
    assert (told.kind, told.name, told.primary_source) == ("unknown", None, "a release of Lund Yard")
    assert any("FOR IMMEDIATE RELEASE" in reason.text for reason in told.reasons)


def test_a_release_by_two_distributors_is_one_release() -> None:
    credits = [
        Credit("a", "North Mail", "PR Newswire", "dateline tag", None, "PR Newswire", "agency"),
        Credit("b", "South Mail", "Business Wire", "dateline tag", None, "Business Wire", "agency"),
    ]
    told = {origin.primary_source for origin in origins(credits, family="f")}
    assert told == {"a release handed out by Business Wire and PR Newswire"}


def test_two_reports_that_quote_one_statement_share_it_and_are_two_origins() -> None:
    told = origins(
        [Credit("a", "North Mail", None, None, None), Credit("b", "South Mail", None, None, None)], FARMERS, DOCTORS
    )
    assert {origin.primary_source for origin in told} == {"a statement (“we regret the delay and …”)"}
    assert all("primary_source" in {reason.code for reason in origin.reasons} for origin in told)
    assert {origin.depends_on for origin in told} == {None}


def test_a_report_that_quotes_a_release_of_the_story_shares_it() -> None:
    release = Credit(
        "a", "North Mail", "PR Newswire", "dateline tag", None, "PR Newswire", "agency", issuer="Lund Yard"
    )
    told = origins([release, Credit("b", "South Mail", None, None, None)], STATEMENT, DOCTORS)
    assert {origin.primary_source for origin in told} == {"a release of Lund Yard handed out by PR Newswire"}


def test_an_agency_that_some_of_several_outlets_say_added_to_their_text_is_behind_it() -> None:
    silent, said = (
        Credit("a", "North Mail", None, None, None),
        Credit("b", "South Mail", None, None, None, contributors="AP"),
    )
    told = origins([silent, said], family="f")
    assert {(origin.kind, origin.name, origin.confidence) for origin in told} == {("agency", "AP", 0.6)}
    both = [Credit("a", "North Mail", None, None, None, contributors="AP"), said]
    assert {origin.name for origin in origins(both, family="f")} == {None}


def test_a_text_whose_pages_all_give_one_house_for_their_own_is_its() -> None:
    credits = [
        Credit(i, outlet, None, None, None, "Washington Times", "own")
        for i, outlet in (("a", "A Guest"), ("b", "Washington Times"))
    ]
    assert {(origin.kind, origin.name) for origin in origins(credits, family="f")} == {("outlet", "Washington Times")}
