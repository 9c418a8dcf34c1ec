"""The learned names: what the model finds, and what the facts make of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.made import article
from wirecopy.facts import Facts, Knowledge, extract
from wirecopy.facts.names.features import ROWS
from wirecopy.facts.names.name_model import KINDS, Name, NameModel, packed, unpacked
from wirecopy.facts.names.names import Names
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch


@pytest.fixture(scope="module")
def model(knowledge: Knowledge) -> NameModel:
    return knowledge.names


def told(model: NameModel, text: str) -> dict[str, str]:
    return {text[n.stretch.start : n.stretch.end]: n.kind for n in model.names(text, list(sentence_spans(text)))}


def found(facts: Facts, kind: str, least: float = 0.5) -> set[str]:
    return {e.name for e in facts.entities if e.kind == kind and (e.confidence or 0) >= least}


def test_model_tells_persons_bodies_and_places(model: NameModel) -> None:
    names = told(model, "Marta Kowal joined Norbank Holdings Inc. in Toronto last week, the company said.")
    assert names["Marta Kowal"] == "person"
    assert names["Toronto"] == "place"
    assert "organisation" in names.values()


def test_surname_is_the_person_whom_the_text_names_in_full(model: NameModel) -> None:
    text = "Sarah Brixton won the vote. Brixton thanked his voters. In the evening Brixton left."
    names = told(model, text)
    assert names["Sarah Brixton"] == names["Brixton"] == "person"


@given(st.text(max_size=200))
def test_names_are_in_order_and_apart(model: NameModel, text: str) -> None:
    names = model.names(text, list(sentence_spans(text)))
    ends = [0, *(name.stretch.end for name in names)]
    assert all(end <= name.stretch.start < name.stretch.end for end, name in zip(ends, names, strict=False))
    assert all(0 < name.chance <= 1 and name.kind in KINDS for name in names)


def test_sentence_without_words_has_no_names(model: NameModel) -> None:
    assert model.names("", []) == model.names("   ", [Stretch(0, 3)]) == []


def test_long_line_without_a_stop_is_read_in_pieces(model: NameModel) -> None:
    text = "Harlan Brixton met Orla Venn, " * 400
    assert len(model.names(text, list(sentence_spans(text)))) > 400


def test_weights_survive_packing() -> None:
    given = np.random.default_rng(1).normal(size=(2, ROWS, 2 * len(KINDS) + 1)).astype(np.float32)
    first, second, steps = unpacked(packed(*given))
    for table, whole, step in zip(given, (first, second), steps, strict=True):
        assert np.abs(table - whole * step).max() <= step / 2 + 1e-6


def test_chance_of_a_stretch_counts_by_what_is_covered() -> None:
    names = Names.of([Name(Stretch(0, 4), "organisation", 0.8), Name(Stretch(5, 9), "person", 0.8)])
    assert names.chance("person", 0, 9) == pytest.approx(0.8 * 4 / 9)
    assert names.denies("person", 0, 4, 0.7)
    assert not names.denies("person", 0, 9, 0.7)
    assert not names.denies("person", 0, 4, 0.9)


def test_body_that_no_list_holds_is_found_and_says_how(knowledge: Knowledge) -> None:
    text = "Shares of Veltronix Inc. rose on Tuesday. Veltronix said it would hire 300 people."
    facts = extract("s_1", article(text), knowledge)
    bodies = [e for e in facts.entities if e.kind == "organisation" and "Veltronix" in e.name]
    assert bodies
    assert all(e.rule in ("organisation:learned", "organisation:name") for e in bodies)


def test_run_of_capitals_that_is_no_person_is_not_shown_as_one(knowledge: Knowledge) -> None:
    text = "The New Harbor Islanders lost to the Kestrian Devils. The New Harbor Islanders trained on Monday."
    assert not found(extract("s_1", article(text), knowledge), "person")


def test_title_is_no_body(knowledge: Knowledge) -> None:
    facts = extract("s_1", article("Defense Secretary Nora Vale spoke. Later Secretary Vale left."), knowledge)
    assert "Defense" not in found(facts, "organisation", 0)
    assert found(facts, "person") == {"Nora Vale"}


def test_day_behind_a_body_is_no_part_of_its_name(knowledge: Knowledge) -> None:
    text = "She will speak to the Budget Committee on Feb. 28 and to the Harbor Council on Friday."
    names = found(extract("s_1", article(text), knowledge), "organisation", 0)
    assert not any(" on " in name for name in names)
    assert "Budget Committee" in names
