"""Whom pronouns, definite noun phrases and longer phrases mean as sides of an act, by construction."""

from __future__ import annotations

import pytest

from facts.told import events_in


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        (
            "Mayor Ole Brand’s office accused the Vale campaign of fraud.",
            ("Mayor Ole Brand’s office",),
            ("the Vale campaign",),
        ),
        ("Gunmen killed four Americans in Libya.", ("Gunmen",), ("four Americans",)),
        ("Interior Minister Nora Vale met farmers. Ann Roe accused her of lying.", ("Ann Roe",), ("Nora Vale",)),
        ("Ann Vale, the Kestrian mayor, who condemned the march, left Rome.", ("Ann Vale",), ()),
        (
            "The Department of Ports raided a yard. The department sued Unisol Corp.",
            ("Department of Ports",),
            ("Unisol Corp",),
        ),
        (
            "The Brand administration rejected the plan. The administration accused France of lying.",
            ("Brand administration",),
            ("Government of France",),
        ),
        ("A coalition of large employers urged Congress to act.", ("A coalition of large employers",), ("Congress",)),
        ("Senator Ann Roe complained that the ministry had lied.", ("Ann Roe",), ("the ministry",)),
    ],
)  # fmt: skip
def test_sides_of_the_act_told_last(text: str, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    sides = [(event.actor_names, event.recipient_names) for event in events_in(text)]
    assert (actors, recipients) in sides


def test_verbs_joined_share_the_subject_of_the_verb_in_the_same_form() -> None:
    text = "France warned Libya on Monday, said a man who works in Rome, and accused the port authority of fraud."
    [blame] = [event for event in events_in(text) if event.type == "ACCUSE"]
    assert blame.recipient_names == ("the port authority",)


def test_article_before_a_people_leaves_it_its_government() -> None:
    [event] = events_in("The Poles expelled three Russian diplomats.")
    assert (event.actor_countries, event.recipient_countries) == (("POL",), ("RUS",))
