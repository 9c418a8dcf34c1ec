"""Reported clauses: what somebody is said to have said without marks."""

from __future__ import annotations

import pytest

from facts.made import article
from wirecopy.facts import Knowledge, extract


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The ministry said the bridge would close.", "The ministry", "said", "the bridge would close"),
        ("Jane Roe told reporters on Monday that she would resign.", "Jane Roe", "told", "she would resign"),
        ("The bridge will close, Jane Roe said.", "Jane Roe", "said", "The bridge will close"),
        ("According to Jane Roe, the bridge will close.", "Jane Roe", "According to", "the bridge will close"),
        ("Jane Roe described the plan as bold.", "Jane Roe", "described", "the plan as bold"),
    ],
)
def test_reported_clause_has_speaker_cue_and_words(
    text: str, speaker: str, cue: str, content: str, knowledge: Knowledge
) -> None:
    facts = extract("s_1", article(text), knowledge)
    assert [(q.kind, q.speaker, q.cue, q.text.rstrip(".")) for q in facts.quotes] == [
        ("indirect", speaker, cue, content)
    ]


def test_refusal_to_confirm_says_so(knowledge: Knowledge) -> None:
    (quote,) = extract(
        "s_1", article("The Norwegian Foreign Ministry would not confirm that it had agreed."), knowledge
    ).quotes
    assert (quote.cue, quote.text, quote.rule) == (
        "would not confirm", "it had agreed", "quote:reported:organisation:refused",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "It goes without saying that it rains.",
        "He left without saying that he would.",
        "The state is large.",
        "He said.",
    ],
)
def test_words_that_nobody_said_are_no_quotation(text: str, knowledge: Knowledge) -> None:
    assert extract("s_1", article(text), knowledge).quotes == ()


def test_said_when_and_venue_are_kept(knowledge: Knowledge) -> None:
    text = '"We are done," Jane Roe told a regular press conference on Tuesday.'
    (quote,) = extract("s_1", article(text), knowledge).quotes
    assert (quote.said_when, quote.venue) == ("on Tuesday", "a regular press conference")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The mayor said the bridge would open in June.", True),
        ("The mayor said in a statement on the bridge by the harbor.", False),
        ("The mayor said while visiting the harbor with her deputy.", False),
        ("The mayor slammed the new harbor plan of the council.", False),
    ],
)
def test_what_is_no_clause_is_doubtful(text: str, shown: bool, knowledge: Knowledge) -> None:
    facts = extract("s_1", article(text), knowledge)
    sure = [q for q in facts.quotes if q.kind == "indirect" and (q.confidence or 0) >= 0.5]
    assert bool(sure) == shown


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru denied that it was planning to limit transfers.", "denied"),
        ("The governor promised that the road would be mended.", "promised"),
        ("The governor asked whether the road would be mended.", "asked"),
        ("The governor said that the road would be mended.", "said"),
        ('"We will stop paying," the governor threatened.', "threatened"),
    ],
)
def test_stance_is_what_the_speaker_does_with_the_words(text: str, stance: str, knowledge: Knowledge) -> None:
    (quote,) = extract("s_1", article(text), knowledge).quotes
    assert quote.stance == stance
