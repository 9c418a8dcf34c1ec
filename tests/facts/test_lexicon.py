from __future__ import annotations

import pytest

from wirecopy.facts import Lexicon, load_lexicon, supported_languages
from wirecopy.facts.knowledge.lexicon import inflect


def test_languages_are_those_with_a_file() -> None:
    assert supported_languages() == ("en",)


def test_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        load_lexicon("xx")


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("say said said", ["said", "say", "says", "saying"]),
        ("deny", ["denied", "deny", "denies", "denying"]),
        ("quip+", ["quipped", "quip", "quips", "quipping"]),
        ("agree", ["agreed", "agree", "agrees", "agreeing"]),
        ("read read read", ["read", "reads", "reading"]),
    ],
)
def test_inflect_gives_every_form(entry: str, forms: list[str]) -> None:
    assert [word for word, _ in inflect(entry)] == forms


@pytest.mark.parametrize("word", ["said", "told", "noting", "insists", "tweeted", "written", "described"])
def test_lexicon_knows_the_forms_of_saying(lexicon: Lexicon, word: str) -> None:
    assert word in lexicon.verbs


@pytest.mark.parametrize(("word", "gender"), [("spokeswoman", "she"), ("mr", "he"), ("spokesperson", None)])
def test_lexicon_knows_gender_where_a_word_tells(lexicon: Lexicon, word: str, gender: str | None) -> None:
    assert lexicon.title_gender.get(word) == gender
