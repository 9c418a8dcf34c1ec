"""Whom an act is done to, by construction."""

from __future__ import annotations

import pytest

from facts.told import events_in


@pytest.mark.parametrize(
    ("sentence", "recipients"),
    [
        ("Eleven miners were shot dead by police in Marikana.", ("Eleven miners",)),
        ("The Kenyan bishop ordered priests to burn the letters.", ("priests",)),
        ("Russian police arrested more than a thousand people at protests.", ("more than a thousand people",)),
        ("A Chilean frigate torpedoed an unarmed collier.", ("an unarmed collier",)),
        ("Kenya deployed soldiers.", ()),
        ("Iran offered to resume talks with Europe.", ()),
    ],
)
def test_act_is_done_to_its_object(sentence: str, recipients: tuple[str, ...]) -> None:
    assert events_in(sentence)[0].recipient_names == recipients
