"""What is attributed beyond saying: views and plans."""

from __future__ import annotations

import pytest

from facts.made import article
from wirecopy.facts import Knowledge, extract
from wirecopy.types import Quote

FOUND = (
    ("The harbour master believes that the tide will turn by noon.", "view", "believes", "the tide will turn by noon"),
    ("Jane Roe criticized the new ferry timetable on Monday.", "view", "criticized", "the new ferry timetable"),
    ("The unions have called for longer breaks between the crossings.", "view", "have called", "for longer breaks"),
    ("The ministry refused to open the second berth.", "plan", "refused", "to open the second berth"),
    ("Another slide shows that nine boats of ten were late.", "view", "shows", "nine boats of ten were late"),
    ("The timetable was criticized by Jane Roe in a letter.", "view", "criticized", "The timetable"),
)
PASSED_OVER = (
    "Growth slowed by four percentage points each year.",
    "It was a widely panned debate performance, and it rained.",
    "The council would demand a new berth from the company.",
    "Jane Roe told a regular press conference on Tuesday.",
    "The boats were called back and the plan was on the table.",
)


def wide(text: str, knowledge: Knowledge) -> list[Quote]:
    found = extract("s_1", article(text), knowledge).quotes
    return [quote for quote in found if quote.rule.split(":")[1] in ("view", "plan")]


@pytest.mark.parametrize(("text", "way", "cue", "content"), FOUND)
def test_stances_are_attributed_with_their_rule(
    text: str, way: str, cue: str, content: str, knowledge: Knowledge
) -> None:
    [quote] = wide(text, knowledge)
    assert (quote.kind, quote.rule.split(":")[1], quote.cue) == ("indirect", way, cue)
    assert quote.text.startswith(content)


@pytest.mark.parametrize("text", PASSED_OVER)
def test_stances_need_a_verb_somebody_and_a_content(text: str, knowledge: Knowledge) -> None:
    assert wide(text, knowledge) == []


def test_stances_weigh_less_than_sayings(knowledge: Knowledge) -> None:
    said = extract("s_1", article("Jane Roe said the boats were late on Monday."), knowledge).quotes
    thought = wide("Jane Roe believes the boats were late on Monday.", knowledge)
    assert [q.speaker for q in said] == [q.speaker for q in thought] == ["Jane Roe"]
    assert thought[0].confidence < said[0].confidence


def test_stances_inside_what_somebody_says_belong_to_that(knowledge: Knowledge) -> None:
    text = "Jane Roe said that the council opposed the plan and believed it would fail."
    assert [q.cue for q in extract("s_1", article(text), knowledge).quotes] == ["said"]
