from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned

Clean = Callable[..., Cleaned]


@pytest.mark.parametrize("label", [" , opens new tab", " (opens in a new window)", ", Opens in New Tab"])
def test_link_label_inside_a_sentence_is_no_body(clean: Clean, label: str) -> None:
    raw = f"{PROSE}\n\nShares of Kel (KEL){label} rose by a tenth. {MORE}"
    cleaned = clean(raw)
    expected = f"{PROSE} Shares of Kel (KEL) rose by a tenth. {MORE}"
    assert cleaned.article.body.replace(",", "").split() == expected.replace(",", "").split()
    assert [s.kind for s in cleaned.spans if s.evidence == "rule: label of a link"] == ["nav"]


@pytest.mark.parametrize("words", ["the shop opens new tabs every day", "it opens in a new window, he said"])
def test_link_label_words_in_prose_are_body(clean: Clean, words: str) -> None:
    raw = f"{PROSE}\n\nIn the old town {words}. {MORE}"
    assert clean(raw).article.body == raw


CARDS = (
    "Ann Marie VeltFerry to close in spring Velt says bridge bill can wait Harbour vote split MORE",
    "Ann VeltHarbour chief on the list for mayor 'We wait': Velt | Bridge bill stalls MORE",
    "Ann Marie Velt Ferry to close in spring Velt says the bridge bill can wait READ MORE",
)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("goes_on", [" (D-Kel.) said the bill", ", who wrote the bill,", "’s new bill"])
def test_card_of_stories_on_a_person_in_a_sentence_is_no_body(clean: Clean, card: str, goes_on: str) -> None:
    raw = f"{PROSE}\n\nOn Monday Sen. Ann Velt {card}{goes_on} could pass by May. {MORE}"
    cleaned = clean(raw)
    body = cleaned.article.body
    assert body.replace(" ", "") == f"{PROSE}\n\nOn Monday Sen. Ann Velt{goes_on} could pass by May. {MORE}".replace(
        " ", ""
    )
    assert [s.kind for s in cleaned.spans if s.evidence == "rule: card of stories on a person"] == ["promo"]


@pytest.mark.parametrize(
    "card", ["Ann Marie VeltFerry to close in spring Bridge bill can wait MORE", "Ann VeltHarbour vote split MORE"]
)
def test_card_run_together_with_the_name_before_it_is_no_body(clean: Clean, card: str) -> None:
    body = clean(f"{PROSE}\n\nOn Monday Sen. Ann Velt{card}, who wrote it, said no. {MORE}").article.body
    assert body == f"{PROSE}\n\nOn Monday Sen. Ann Velt, who wrote it, said no. {MORE}"


def test_card_whose_name_is_spelt_otherwise_is_no_body(clean: Clean) -> None:
    body = clean(f"{PROSE}\n\nOn Monday Ann Velt Ann Marie VellteFerry to close MORE said no. {MORE}").article.body
    assert body.split() == f"{PROSE}\n\nOn Monday Ann Velt said no. {MORE}".split()


@pytest.mark.parametrize(
    "words",
    [
        "the Harbour Board of the Harbour Trust said that it needs MORE than it has",
        "Ann Velt and Ann Marie Velt, her aunt, want MORE",
        "he told Ann Velt that VeltWorks, her firm, would need MORE",
    ],
)
def test_names_and_words_of_cards_in_prose_are_body(clean: Clean, words: str) -> None:
    raw = f"{PROSE}\n\nOn Monday {words} in the old town by May. {MORE}"
    assert clean(raw).article.body == raw
