from __future__ import annotations

from facts.made import article
from wirecopy.facts import Counterpart, Facts, Knowledge, extract, variants
from wirecopy.types import Stretch


def test_another_number_in_the_same_place_is_a_variant_of_the_fact(knowledge: Knowledge) -> None:
    base = extract("s", article("The fire killed 12 people in Lund."), knowledge)
    raw = "The fire killed more than a dozen people in Lund."
    copy = extract("s", article(raw, "a_2"), knowledge)
    (number,) = (e for e in base.entities if e.kind == "quantity")
    found, mentions = variants(base, copy, [Counterpart(number.entity_id, Stretch(16, 34))])
    assert [(e.kind, e.value, e.variant_of) for e in found.entities] == [("quantity", "12..", number.entity_id)]
    assert [raw[m.start : m.end] for m in mentions] == ["more than a dozen people"]


def test_the_same_value_in_other_words_is_no_variant(knowledge: Knowledge) -> None:
    base = extract("s", article("The fire killed 12 people."), knowledge)
    copy = extract("s", article("The fire killed twelve people.", "a_2"), knowledge)
    (number,) = (e for e in base.entities if e.kind == "quantity")
    assert variants(base, copy, [Counterpart(number.entity_id, Stretch(16, 29))]) == (Facts(), frozenset())
