from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.facts.knowledge.tagger import WEIGHTS, Tagger, load_tagger, packed, unpacked
from wirecopy.languages import language_pack


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def test_tagger_tells_verb_from_noun(tagger: Tagger) -> None:
    said, statement = tagger.tag([["They", "state", "it", "."], ["The", "state", "grew", "."]])
    assert (said[1], statement[1]) == ("VBP", "NN")


def test_tagger_tells_the_passive(tagger: Tagger) -> None:
    (tags,) = tagger.tag([["He", "was", "sanctioned", "by", "them", "."]])
    assert tags[1:4] == ["VBD", "VBN", "IN"]


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6))
def test_tagger_gives_a_tag_per_word(tagger: Tagger, sentences: list[list[str]]) -> None:
    assert [len(tags) for tags in tagger.tag(sentences)] == [len(words) for words in sentences]


def test_sentence_is_tagged_alike_alone_and_among_others(tagger: Tagger) -> None:
    first, second = ["Prices", "rose", "."], ["She", "left", "the", "house", "."]
    assert tagger.tag([first, second]) == [*tagger.tag([first]), *tagger.tag([second])]


def test_weights_survive_packing(tagger: Tagger) -> None:
    few = Tagger(tagger.tags[:3], tagger.first[:, :3], tagger.second[:, :3])
    again = unpacked(packed(few))
    assert again.tags == few.tags
    assert (again.first == few.first).all()
    assert (again.second == few.second).all()


def test_weights_that_ship_are_small() -> None:
    assert len(language_pack("en").weights(WEIGHTS)) < 1_200_000
