"""Who a phrase means: person, role, body or pronoun, with the name and the role apart."""

from __future__ import annotations

import pytest

from wirecopy.facts import Lexicon
from wirecopy.facts.quotes.noun_phrases import Grammar, Phrase
from wirecopy.facts.quotes.tokens import tokenise


def left(text: str, lexicon: Lexicon) -> Phrase | None:
    tokens = tokenise(text, 0, len(text), lexicon)
    return Grammar(text, tokens, lexicon).left(len(tokens) - 1, 0)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Pentagon spokesman Brigadier General Pat Ryder",
            "Pat Ryder",
            "Pentagon spokesman Brigadier General",
        ),
        ("PRC Minister of National Defense Li Shangfu", "Li Shangfu", "PRC Minister of National Defense"),
        ("Secretary of State Ann Vale", "Ann Vale", "Secretary of State"),
        ("Jane Roe, a harbour pilot,", "Jane Roe", "harbour pilot"),
        ("Rep. J.T. Vance (D-Ohio), head of the caucus,", "J.T. Vance", "Rep."),
        ("Mr. King", "King", None),
        ("Ludwig van der Berg", "Ludwig van der Berg", None),
    ],
)
def test_phrase_parts_name_and_role(text: str, name: str, role: str | None, lexicon: Lexicon) -> None:
    phrase = left(text, lexicon)
    assert phrase is not None
    assert (phrase.kind, phrase.name, phrase.role) == ("person", name, role)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the Pentagon", "organisation"),
        ("the ministry", "organisation"),
        ("Northwind Airlines", "organisation"),
        ("a spokesman for the Northwind Group", "role"),
        ("A senior U.S. defence official", "role"),
        ("she", "she"),
        ("the streets", "other"),
    ],
)
def test_phrase_kind_is_told(text: str, kind: str, lexicon: Lexicon) -> None:
    phrase = left(text, lexicon)
    assert phrase is not None
    assert phrase.kind == kind
