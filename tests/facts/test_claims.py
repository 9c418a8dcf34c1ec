"""Claims of a plug-in: kept where the words stand in the text, dropped and counted where not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facts.made import article
from wirecopy.facts import Knowledge, extract
from wirecopy.facts.plugins.claims import Claim, checked_claims, parsed_claims

RAW = 'Mayor Jane Roe said "we are done" in Lund. Roe left.'


def test_claim_whose_words_are_not_in_the_text_is_dropped_and_counted(knowledge: Knowledge) -> None:
    claims = [
        Claim("person", "Jane Roe"),
        Claim("person", "Jane  Roe"),
        Claim("place", "Oslo"),
        Claim("person", "oe le"),
    ]
    found = checked_claims("s", article(RAW), claims, plugin="p", knowledge=knowledge)
    assert ([e.name for e in found.facts.entities], found.dropped) == (["Jane Roe"], 3)


def test_quote_keeps_a_speaker_only_where_the_text_names_them(knowledge: Knowledge) -> None:
    claims = [Claim("quote", "we are done", speaker="Jane Roe"), Claim("quote", "Roe left", speaker="John Doe")]
    found = checked_claims("s", article(RAW), claims, plugin="p", knowledge=knowledge).facts
    assert {(q.kind, q.text, q.speaker) for q in found.quotes} == {
        ("direct", "we are done", "Jane Roe"), ("indirect", "Roe left", None),
    }  # fmt: skip


def test_event_of_a_country_has_the_party_the_rules_have(knowledge: Knowledge) -> None:
    body = "Poland expelled three Russian diplomats. The Poles threw out their guests."
    own = extract("s", article(body), knowledge)
    claim = Claim("event", "threw out their guests", type="SANCTION", actors=("Poland",), recipients=("Russian",))
    [event] = checked_claims("s", article(body), [claim], plugin="p", knowledge=knowledge).facts.events
    assert (event.actors, event.recipient_countries) == (own.events[0].actors, ("RUS",))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["facts", "kind", "evidence"]), x),
    )
)
def test_any_answer_parses_to_claims(answer: object) -> None:
    assert all(claim.evidence.strip() for claim in parsed_claims(answer))
