"""What the facts room promises of any text whatever."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facts.made import article
from wirecopy.facts import Facts, Knowledge, extract, merge, outside, project
from wirecopy.types import Entity, Stretch

ODD = st.text(
    alphabet=st.sampled_from(
        list("\"'“”‘’«»„`‚.,!?:;-—― \n\t()[]") + list("aAZé中אب9") + ["🙂", "\u202e", "\xa0", "\x00"]
    )
)
WORDS = st.sampled_from(
    [
        '"Yes,"', "“no”", "he said", "she", "said", "Mr.", "Ryder", "General", "Pat Ryder", "the ministry",
        "told", "according to", "who", ",", ".", ":", "\n", '"', "“", "”", "’s", "as", "of", "the", "Li", "-",
        "(R-Tex.)",
        "added", "calling it", "in", "on Monday", "A senior official",
    ]
)  # fmt: skip
TEXTS = st.one_of(ODD, st.lists(WORDS, max_size=40).map(" ".join))


@given(TEXTS)
@example('Ryder "Yes," in he said')
def test_extract_takes_any_text_and_points_into_it(knowledge: Knowledge, text: str) -> None:
    facts = extract("s_1", article(text), knowledge)
    known = {q.quote_id for q in facts.quotes} | {e.entity_id for e in facts.entities}
    assert {m.fact_id for m in facts.mentions} == known | {e.event_id for e in facts.events}
    assert all(0 <= m.start < m.end <= len(text) for m in facts.mentions)


@given(TEXTS)
def test_quote_is_the_text_between_its_marks(knowledge: Knowledge, text: str) -> None:
    facts = extract("s_1", article(text), knowledge)
    for quote in facts.quotes:
        shown = [text[m.start : m.end] for m in facts.mentions if m.fact_id == quote.quote_id]
        assert len(shown) == 1
        assert quote.text in shown[0]
        assert quote.kind == "indirect" or not shown[0][0].isalnum()


@given(TEXTS)
def test_speaker_is_an_entity_or_undecided(knowledge: Knowledge, text: str) -> None:
    facts = extract("s_1", article(text), knowledge)
    names = {e.entity_id: e.name for e in facts.entities}
    for quote in facts.quotes:
        assert (quote.speaker is None) == quote.rule.endswith(":undecided")
        assert quote.speaker_id is None or (quote.speaker is not None and quote.speaker_id in names)


@given(TEXTS, TEXTS)
def test_merge_is_once_and_in_no_order(knowledge: Knowledge, left: str, right: str) -> None:
    one, other = extract("s_1", article(left, "a_1"), knowledge), extract("s_1", article(right, "a_2"), knowledge)
    both = merge([one, other])
    assert both == merge([other, one]) == merge([both, one, other])
    assert len({q.quote_id for q in both.quotes}) == len(both.quotes)


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_mentions_skip_furniture_inside_the_body(knowledge: Knowledge, text: str, start: int, length: int) -> None:
    cut = Stretch(min(start, len(text)), min(start + length, len(text)))
    body = [s for s in (Stretch(0, cut.start), Stretch(cut.end, len(text))) if s.end > s.start]
    facts = extract("s_1", article(text, body=body or [Stretch(0, 0)]), knowledge)
    assert all(m.end <= cut.start or m.start >= cut.end or cut.start == cut.end for m in facts.mentions)


@pytest.mark.parametrize(
    "unit",
    [
        'He said "yes" and left ', '"a" ', "“x ", "Aa ", '"Yes," he said.\n\n', "'a 'b ", "word ",
        ', a man, of "x" in ',
        'she believes that the ', "Jo refused to go and ",
        'Jo Smith said "No way it is so." ', "said ", "the ", 'A, B, "c d e f g" ', "((", '"Yes," it said. ',
    ],
)  # fmt: skip
def test_extract_is_linear(unit: str, knowledge: Knowledge) -> None:
    def seconds(times: int) -> float:
        text = article(unit * times)
        start = time.process_time()
        extract("s_1", text, knowledge)
        return time.process_time() - start

    seconds(100)
    few = min(seconds(1_000) for _ in range(2))
    assert any(seconds(4_000) < 8 * few + 0.1 for _ in range(3))  # linear is 4, quadratic 16; a busy machine gets tries


def test_events_are_linear(knowledge: Knowledge) -> None:
    unit = "China met Russia on Monday. "

    def seconds(times: int) -> float:
        text = article(unit * times)
        start = time.process_time()
        extract("s_1", text, knowledge)
        return time.process_time() - start

    few = min(seconds(250) for _ in range(3))
    assert any(seconds(4_000) < 32 * few for _ in range(3))  # linear is 16, a scan of all days for each sentence 57


def test_project_leaves_out_what_the_copy_does_not_carry(knowledge: Knowledge) -> None:
    raw = 'Jane Roe said: "We are done here." She left. "Not yet," John Doe said.'
    facts = extract("s_1", article(raw), knowledge)
    end = raw.index("She")
    kept = project(facts, lambda s: Stretch(s.start + 5, s.end + 5) if s.end <= end else None, "a_2")
    quoted = {quote.quote_id for quote in facts.quotes}
    assert [(m.start, m.end, m.article_id) for m in kept if m.fact_id in quoted] == [(20, 39, "a_2")]
    assert all(m.end <= end + 5 for m in kept)


def test_what_stands_outside_is_only_what_a_copy_says_itself(knowledge: Knowledge) -> None:
    shared = 'Mayor Jane Roe spoke. "We are done here," Roe said.\n\n'
    raw = shared + '"It is a scandal," her rival John Doe said.'
    own = outside(extract("s_1", article(raw), knowledge), [Stretch(0, len(shared))])
    assert [(q.text, q.speaker) for q in own.quotes] == [("It is a scandal", "John Doe")]
    assert [e.name for e in own.entities if e.kind == "person"] == ["John Doe"]


def test_one_quotation_of_two_copies_is_one(knowledge: Knowledge) -> None:
    first = '"It is a scandal in the defence sector," John Doe said.'
    second = "“It is a scandal in the defense sector,” John Doe said Monday."
    parts = [extract("s_1", article(raw, f"a_{n}"), knowledge) for n, raw in enumerate((first, second))]
    both = merge(parts)
    assert len(both.quotes) == 1
    assert [e.name for e in both.entities if e.kind == "person"] == ["John Doe"]
    assert {m.article_id for m in both.mentions} == {"a_0", "a_1"}


def test_same_words_said_twice_are_two_quotations(knowledge: Knowledge) -> None:
    facts = extract(
        "s_1", article('"Never again," Roe said.\n\nOthers cheered.\n\n"Never again," Doe said.'), knowledge
    )
    assert [q.speaker for q in sorted(facts.quotes, key=lambda q: q.speaker or "")] == ["Doe", "Roe"]


def test_text_in_another_language_gives_no_facts(knowledge: Knowledge) -> None:
    assert extract("s_1", article('"Ja," sagte Roe.', language="de"), knowledge) == Facts()


def test_a_book_without_a_full_stop_is_read(knowledge: Knowledge) -> None:
    unit = "Roe of Lund said in May that five people "
    text = unit * (250_000 // len(unit))
    facts = extract("s_1", article(text), knowledge)
    assert all(0 <= m.start < m.end <= len(text) for m in facts.mentions)
    assert {e.kind for e in facts.entities} >= {"place", "quantity"}


def test_surest_reading_of_an_entity_stays_in_any_order_of_parts() -> None:
    reading = Entity(story_id="s_1", entity_id="e_1", kind="person", name="Li", value=None, roles=(), rule="names")
    parts = [
        Facts(entities=(replace(reading, confidence=chance, roles=roles, rule=rule),))
        for chance, roles, rule in ((0.25, ("mayor",), "names"), (0.97, (), "names"), (0.25, (), "person:speaker"))
    ]
    united = {merge(order).entities for order in permutations(parts)}
    assert united == {(replace(reading, confidence=0.97, roles=("mayor",)),)}
    nested = {merge([merge(order[:2]), order[2]]).entities for order in permutations(parts)}
    assert nested == united
