"""What of a copy is read: the sentences where it differs, and what they need to be understood."""

from __future__ import annotations

from facts.made import article
from wirecopy.facts import Facts, Knowledge, excerpt, extract, project
from wirecopy.types import Article, Stretch

SHARED = (
    "The mayor of Lund closed the harbour on Monday.\n\nDr. Nora Velt, who runs the port, said the quay had sunk. "
    "It will be built anew.\n\nThe ferry company has eleven ships.\n"
)


def part_of(raw: str, own: list[Stretch], knowledge: Knowledge) -> Article:
    told = extract("s", article(SHARED), knowledge)
    copy = article(raw, "a_2")
    carried = project(told, lambda s: s if raw[s.start : s.end] == SHARED[s.start : s.end] else None, "a_2")
    return excerpt(copy, own, told, carried, knowledge.lexicon)


def read(raw: str, own: list[Stretch], knowledge: Knowledge) -> str:
    part = part_of(raw, own, knowledge)
    assert part.body == "".join(raw[span.start : span.end] for span in part.body_spans)
    return part.body


def test_copy_that_says_nothing_of_its_own_is_not_read(knowledge: Knowledge) -> None:
    assert read(SHARED, [], knowledge) == ""


def test_added_sentence_is_read_with_the_one_that_introduces_whom_it_names(knowledge: Knowledge) -> None:
    added = "Velt left the town in the evening.\n"
    text = read(SHARED + added, [Stretch(len(SHARED), len(SHARED + added))], knowledge)
    assert text == "Dr. Nora Velt, who runs the port, said the quay had sunk. \n" + added


def test_sentence_that_goes_on_by_a_pronoun_is_read_with_the_one_before(knowledge: Knowledge) -> None:
    at = SHARED.index("anew")
    text = read(SHARED.replace("anew", "soon"), [Stretch(at, at + 4)], knowledge)
    assert text.startswith("Dr. Nora Velt")
    assert text.rstrip().endswith("It will be built soon.")


def test_what_was_left_out_between_two_sentences_leaves_nothing_to_read(knowledge: Knowledge) -> None:
    raw = SHARED.replace(" It will be built anew.", "")
    at = raw.index("\n\nThe ferry")
    assert read(raw, [Stretch(at, at)], knowledge) == ""
    inside = raw.index("closed")
    assert read(raw, [Stretch(inside, inside)], knowledge).startswith("The mayor of Lund closed")


def test_own_facts_of_an_excerpt_are_those_of_the_whole_copy(knowledge: Knowledge) -> None:
    added = '"We lost a year," Velt told Radio Lund on Tuesday.\n\nThe repair will cost 30 million dollars.\n'
    raw = SHARED + added
    part = part_of(raw, [Stretch(len(SHARED), len(raw))], knowledge)
    whole, own = extract("s", article(raw, "a_2"), knowledge), extract("s", part, knowledge)

    def behind(facts: Facts) -> set[tuple[str, str]]:
        names = {e.entity_id: e.name for e in facts.entities} | {q.quote_id: q.text for q in facts.quotes}
        return {(names[m.fact_id], raw[m.start : m.end]) for m in facts.mentions if m.start >= len(SHARED)}

    assert behind(own) == behind(whole)
    assert len(behind(own)) >= 4
    assert {q.speaker for q in own.quotes} >= {q.speaker for q in whole.quotes if q.kind == "direct"}
